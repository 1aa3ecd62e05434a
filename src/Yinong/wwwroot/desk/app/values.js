// Values that the form and the server read alike.

/** A UUID of version 7 (RFC 9562): its time first, so that the table grows at one end. */
export function uuid7(ms) {
  const b = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 5; i >= 0; i--, ms = Math.floor(ms / 256)) b[i] = ms % 256;
  b[6] = b[6] & 15 | 112;
  b[8] = b[8] & 63 | 128;
  return Array.from(b, x => (x + 256).toString(16).slice(1)).join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Yuan as people type them into fen, digit by digit (the rule of Yuan.cs); null when it is no amount. */
export function fen(text) {
  const plain = text.normalize('NFKC').replace(/\u3002/g, '.').trim().replace(/^\u00a5+/, '').replace(/\u5143+$/, '').trim();
  const parts = /^(\d{1,13}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d{1,2}))?$/.exec(plain);
  return parts && Number(parts[1].replace(/,/g, '') + ((parts[2] || '') + '00').slice(0, 2));
}

/** Fen as they stand in a field: 12.50. */
export function yuan(fen) {
  return String(fen).padStart(3, '0').replace(/(..)$/, '.$1');
}

/** A time in China as datetime-local writes it, as an instant. */
export function instant(local) {
  return Date.parse(local.slice(0, 16) + ':00+08:00');
}
