// Verifies SM2 signatures (GB/T 32918), which no browser knows. Nothing secret is handled here, so nothing needs constant time.
const big = hex => BigInt(`0x${hex}`);

export const SM2 = {
  p: big('fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff'), n: big('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123'),
  a: big('fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc'), b: big('28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93'),
  g: [big('32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7'), big('bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0')],
};

const ZERO = BigInt(0), ONE = BigInt(1), TWO = BigInt(2), THREE = BigInt(3);
const mod = (x, m) => { const r = x % m; return r < ZERO ? r + m : r; };

function inverse(x, m) {
  let [a, b, u, v] = [mod(x, m), m, ONE, ZERO];
  while (a > ONE) { const q = b / a; [a, b, u, v] = [b - q * a, a, v - q * u, u]; if (a === ZERO) throw new RangeError('no inverse'); }
  return mod(u, m);
}

function add(c, p, q) {
  if (!p) return q;
  if (!q) return p;
  const [x1, y1] = p, [x2, y2] = q;
  if (x1 === x2 && mod(y1 + y2, c.p) === ZERO) return null;
  const slope = x1 === x2 ? (THREE * x1 * x1 + c.a) * inverse(TWO * y1, c.p) : (y2 - y1) * inverse(x2 - x1, c.p);
  const x = mod(slope * slope - x1 - x2, c.p);
  return [x, mod(slope * (x1 - x) - y1, c.p)];
}

function times(c, k, p) {
  let sum = null;
  for (const bit of k.toString(2)) { sum = add(c, sum, sum); if (bit === '1') sum = add(c, sum, p); }
  return sum;
}

export const toBig = bytes => big([...bytes].map(b => b.toString(16).padStart(2, '0')).join('') || '0');
export const toBytes = (x, length) => Uint8Array.from(x.toString(16).padStart(length * 2, '0').match(/../g), h => parseInt(h, 16));

export const isOnCurve = (c, [x, y]) => x < c.p && y < c.p && mod(y * y - (x * x * x + c.a * x + c.b), c.p) === ZERO;

const inRange = (c, r, s) => r > ZERO && s > ZERO && r < c.n && s < c.n;

/** SM2 (GB/T 32918.2): e is the hash of Z and the message as a number. */
export function verifySm2(c, point, e, r, s) {
  const t = mod(r + s, c.n);
  if (!inRange(c, r, s) || t === ZERO || !isOnCurve(c, point)) return false;
  const sum = add(c, times(c, s, c.g), times(c, t, point));
  return !!sum && mod(e + sum[0], c.n) === r;
}
