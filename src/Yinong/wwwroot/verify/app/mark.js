// Takes a mark apart and verifies its signature, without the server. The same rules as Modules/Marks/Mark.cs; docs/marks.md describes them.
import { SM2, toBig, toBytes, verifySm2 } from './curve.js';
import { verifyEd25519 } from './edwards.js';
import { sm3 } from './sm3.js';

const subtle = globalThis.crypto && globalThis.crypto.subtle;

export function find(pasted) {
  let text = (pasted || '').trim();
  if (!text || text.length > 500) return null;
  const at = text.search(/[?&]m=/);
  if (at >= 0) text = text.slice(at + 3);
  return text.split(/[&#\s]/)[0];
}

const bytesOf = base64 => Uint8Array.from(atob(base64), c => c.charCodeAt(0));
const urlBytes = text => bytesOf(text.replace(/-/g, '+').replace(/_/g, '/') + '==='.slice(0, (4 - text.length % 4) % 4));
const urlText = bytes => btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

export function read(text) {
  try {
    const dot = text.indexOf('.');
    if (dot <= 0 || /[^\w.-]/.test(text)) return null;
    const payload = urlBytes(text.slice(0, dot)), signature = urlBytes(text.slice(dot + 1));
    if (`${urlText(payload)}.${urlText(signature)}` !== text) return null;
    const parts = new TextDecoder('utf-8', { fatal: true }).decode(payload).split('|');
    if (parts.length !== 9 || parts[0] !== '1' || !/^[SC]$/.test(parts[1]) || !/^\d{8}$/.test(parts[5])) return null;
    const day = d => (d ? `${d.slice(0, 4)}-${d.slice(4, 6)}-${d.slice(6)}` : null);
    return { payload, signature, kind: parts[1] === 'S' ? 'station' : 'certificate', number: parts[2], name: parts[3], issuedOn: day(parts[5]), validTo: day(parts[6]), serial: parts[7], key: parts[8] };
  } catch { return null; }
}

// The point of a SubjectPublicKeyInfo stands at its end.
const pointOf = spki => { const at = spki.length - 64; return [toBig(spki.slice(at, at + 32)), toBig(spki.slice(at + 32))]; };
const halves = signature => [toBig(signature.slice(0, 32)), toBig(signature.slice(32))];

async function native(importing, verifying, spki, mark) {
  const key = await subtle.importKey('spki', spki, importing, false, ['verify']);
  return subtle.verify(verifying, key, mark.signature, mark.payload);
}

async function verifyP256(spki, mark) {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  if (subtle) return native(algorithm, { name: 'ECDSA', hash: 'SHA-256' }, spki, mark);
  return null;
}

async function verifyEd(spki, mark) {
  if (!subtle) return null;
  try { return await native({ name: 'Ed25519' }, { name: 'Ed25519' }, spki, mark); }
  catch { return verifyEd25519(spki.slice(spki.length - 32), mark.payload, mark.signature, async bytes => new Uint8Array(await subtle.digest('SHA-512', bytes))); }
}

function verifySm(spki, mark) {
  const id = new TextEncoder().encode('1234567812345678');
  const point = pointOf(spki), word = x => toBytes(x, 32);
  const z = sm3(Uint8Array.of(0, id.length * 8), id, word(SM2.a), word(SM2.b), word(SM2.g[0]), word(SM2.g[1]), word(point[0]), word(point[1]));
  return verifySm2(SM2, point, toBig(sm3(z, mark.payload)), ...halves(mark.signature));
}

/** genuine, expired, shape, unknown-key, signature, revoked-key, old-key (revoked later: only the register knows), unable. */
export async function judge(pasted, keys, today) {
  const text = find(pasted);
  const mark = text && read(text);
  if (!mark) return { result: 'shape' };
  const key = keys.find(k => k.code === mark.key);
  if (!key) return { result: 'unknown-key' };
  if (mark.signature.length !== 64) return { result: 'signature' };
  const spki = bytesOf(key.publicKey);
  let good;
  try { good = await ({ p256: verifyP256, ed25519: verifyEd, sm2: verifySm }[key.algorithm] || (() => null))(spki, mark); } catch { good = false; }
  if (good === null) return { result: 'unable' };
  if (!good) return { result: 'signature' };
  if (key.revokedFrom && key.revokedFrom <= mark.issuedOn) return { result: 'revoked-key' };
  if (key.revokedFrom) return { result: 'old-key', mark };
  return { result: mark.validTo && mark.validTo < today ? 'expired' : 'genuine', mark };
}
