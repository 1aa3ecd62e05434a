// SM3 (GB/T 32905), the hash that SM2 signatures are made over.
const turn = (x, n) => ((x << (n % 32)) | (x >>> ((32 - n % 32) % 32))) >>> 0;
const turned = (x, n) => (n % 32 === 0 ? x >>> 0 : turn(x, n));
const p0 = x => (x ^ turned(x, 9) ^ turned(x, 17)) >>> 0;
const p1 = x => (x ^ turned(x, 15) ^ turned(x, 23)) >>> 0;

function compress(v, view, at) {
  const w = [];
  for (let i = 0; i < 16; i++) w[i] = view.getUint32(at + i * 4);
  for (let i = 16; i < 68; i++) w[i] = (p1(w[i - 16] ^ w[i - 9] ^ turned(w[i - 3], 15)) ^ turned(w[i - 13], 7) ^ w[i - 6]) >>> 0;
  let [a, b, c, d, e, f, g, h] = v;
  for (let i = 0; i < 64; i++) {
    const t = i < 16 ? 0x79cc4519 : 0x7a879d8a;
    const s1 = turned((turned(a, 12) + e + turned(t, i)) >>> 0, 7);
    const s2 = (s1 ^ turned(a, 12)) >>> 0;
    const ff = i < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = i < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const t1 = ((ff >>> 0) + d + s2 + ((w[i] ^ w[i + 4]) >>> 0)) >>> 0;
    const t2 = ((gg >>> 0) + h + s1 + w[i]) >>> 0;
    [d, c, b, a] = [c, turned(b, 9), a, t1];
    [h, g, f, e] = [g, turned(f, 19), e, p0(t2)];
  }
  return [a, b, c, d, e, f, g, h].map((x, i) => (x ^ v[i]) >>> 0);
}

export function sm3(...parts) {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const padded = new Uint8Array(((length + 9 + 63) >> 6) << 6);
  let at = 0;
  for (const part of parts) { padded.set(part, at); at += part.length; }
  padded[length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, length * 8);
  let v = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];
  for (let i = 0; i < padded.length; i += 64) v = compress(v, view, i);
  const out = new DataView(new ArrayBuffer(32));
  v.forEach((x, i) => out.setUint32(i * 4, x));
  return new Uint8Array(out.buffer);
}
