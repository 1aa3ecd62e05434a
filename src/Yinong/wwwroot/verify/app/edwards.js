// Verifies Ed25519 (RFC 8032) where the browser has none of its own. Nothing secret is handled here, so nothing needs constant time.
const Z = BigInt(0), I = BigInt(1), II = BigInt(2);
const P = II ** BigInt(255) - BigInt(19);
const L = II ** BigInt(252) + BigInt('27742317777372353535851937790883648493');
const mod = x => { const r = x % P; return r < Z ? r + P : r; };

function power(x, e) {
  let result = I, base = mod(x);
  for (; e > Z; e >>= I) { if (e & I) result = mod(result * base); base = mod(base * base); }
  return result;
}

const invert = x => power(x, P - II);
const D = mod(BigInt(-121665) * invert(BigInt(121666)));
const ROOT = power(II, (P - I) / BigInt(4));

// Points as (X : Y : Z : T).
function add(p, q) {
  const a = mod((p[1] - p[0]) * (q[1] - q[0])), b = mod((p[1] + p[0]) * (q[1] + q[0]));
  const c = mod(II * p[3] * q[3] * D), d = mod(II * p[2] * q[2]);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function times(k, p) {
  let sum = [Z, I, I, Z];
  for (; k > Z; k >>= I) { if (k & I) sum = add(sum, p); p = add(p, p); }
  return sum;
}

const same = (p, q) => mod(p[0] * q[2] - q[0] * p[2]) === Z && mod(p[1] * q[2] - q[1] * p[2]) === Z;
const little = bytes => BigInt('0x' + ([...bytes].reverse().map(b => b.toString(16).padStart(2, '0')).join('') || '0'));

function decompress(bytes) {
  const sign = bytes[31] >> 7;
  const y = little([...bytes.slice(0, 31), bytes[31] & 127]);
  if (y >= P) return null;
  const x2 = mod((y * y - I) * invert(D * y * y + I));
  if (x2 === Z) return sign ? null : [Z, y, I, Z];
  let x = power(x2, (P + BigInt(3)) / BigInt(8));
  if (mod(x * x - x2) !== Z) x = mod(x * ROOT);
  if (mod(x * x - x2) !== Z) return null;
  if (Number(x & I) !== sign) x = P - x;
  return [x, y, I, mod(x * y)];
}

const BASE = decompress(Uint8Array.from([0x58, ...Array(31).fill(0x66)]));

/** sha512 gives a promise of the hash of some bytes. */
export async function verifyEd25519(key, message, signature, sha512) {
  const a = decompress(key), r = decompress(signature.slice(0, 32)), s = little(signature.slice(32));
  if (!a || !r || s >= L) return false;
  const k = little(await sha512(Uint8Array.from([...signature.slice(0, 32), ...key, ...message]))) % L;
  return same(times(s, BASE), add(r, times(k, a)));
}
