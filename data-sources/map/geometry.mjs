// From encoded outlines to small SVG paths. Borders that two units share are simplified once, so that no gaps open between neighbours.

/**
 * Decodes the geometry of a feature: [[ring, …], …] polygons of rings of [longitude, latitude] in whole numbers of 1/1024 degree.
 * The text of a ring holds pairs of characters: zigzag-coded differences plus 64, counted from an offset. One file of the package holds plain degrees.
 */
export function decode({ type, coordinates, encodeOffsets }) {
  const ring = (text, offset) => {
    if (typeof text !== 'string') return text.map(([x, y]) => [Math.round(x * 1024), Math.round(y * 1024)]);
    const points = [];
    let [x, y] = offset;
    for (let i = 0; i < text.length; i += 2) {
      const [dx, dy] = [text.charCodeAt(i) - 64, text.charCodeAt(i + 1) - 64];
      x += (dx >> 1) ^ -(dx & 1);
      y += (dy >> 1) ^ -(dy & 1);
      points.push([x, y]);
    }
    return points;
  };
  const polygon = (rings, offsets) => rings.map((text, i) => ring(text, offsets?.[i]));
  const polygons = type === 'Polygon' ? [polygon(coordinates, encodeOffsets)] : coordinates.map((rings, i) => polygon(rings, encodeOffsets?.[i]));
  return polygons.filter((rings) => rings.length > 0 && rings[0].length > 2);
}

/** Albers equal-area conic projection (sphere), degrees to unit plane with y downwards. */
export function albers(south, north, meridian) {
  const rad = Math.PI / 180;
  const n = (Math.sin(south * rad) + Math.sin(north * rad)) / 2;
  const c = Math.cos(south * rad) ** 2 + 2 * n * Math.sin(south * rad);
  const radius = (latitude) => Math.sqrt(c - 2 * n * Math.sin(latitude * rad)) / n;
  return ([longitude, latitude]) => {
    const angle = n * (longitude - meridian) * rad;
    return [radius(latitude) * Math.sin(angle), radius(latitude) * Math.cos(angle)];
  };
}

const distance = ([x, y], [ax, ay], [bx, by]) => {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
};

/** Douglas-Peucker: the fewest of the points from which no point is farther than the tolerance. Keeps both ends. */
export function thin(points, tolerance) {
  const keep = new Set([0, points.length - 1]);
  const open = [[0, points.length - 1]];
  while (open.length > 0) {
    const [from, to] = open.pop();
    let [far, at] = [tolerance, -1];
    for (let i = from + 1; i < to; i++) {
      const d = distance(points[i], points[from], points[to]);
      if (d > far) [far, at] = [d, i];
    }
    if (at >= 0) {
      keep.add(at);
      open.push([from, at], [at, to]);
    }
  }
  return points.filter((_, i) => keep.has(i));
}

const key = ([x, y]) => `${x},${y}`;

/** The points where a line must be cut: those whose neighbours differ from one ring to another. */
function junctions(rings) {
  const around = new Map();
  const cut = new Set();
  for (const ring of rings) {
    ring.forEach((point, i) => {
      const pair = [key(ring.at(i - 1)), key(ring[(i + 1) % ring.length])].sort().join(' ');
      const seen = around.get(key(point));
      if (seen === undefined) around.set(key(point), pair);
      else if (seen !== pair) cut.add(key(point));
    });
  }
  return cut;
}

/** Cuts a closed ring into lines between junctions; an island without a junction is cut at its smallest point and the one farthest from it. */
function lines(ring, cut) {
  let marks = ring.flatMap((point, i) => (cut.has(key(point)) ? [i] : []));
  if (marks.length < 2) {
    const first = marks[0] ?? ring.reduce((best, point, i) => (point[0] < ring[best][0] || (point[0] === ring[best][0] && point[1] < ring[best][1]) ? i : best), 0);
    const apart = (i) => Math.hypot(ring[i][0] - ring[first][0], ring[i][1] - ring[first][1]);
    marks = [first, ring.reduce((best, _, i) => (apart(i) > apart(best) ? i : best), first)].sort((a, b) => a - b);
  }
  return marks.map((from, i) => {
    const to = marks[(i + 1) % marks.length];
    return to > from ? ring.slice(from, to + 1) : [...ring.slice(from), ...ring.slice(0, to + 1)];
  });
}

/**
 * Simplifies the rings of all shapes together. place: from a source point to the drawing; tolerance in its unit.
 * Every line between two junctions is simplified once and used by both neighbours. No ring disappears, however small.
 */
export function simplify(shapes, place, tolerance) {
  const closed = (ring) => (key(ring[0]) === key(ring.at(-1)) ? ring.slice(0, -1) : ring);
  const all = shapes.map((polygons) => polygons.map((rings) => rings.map(closed)));
  const cut = junctions(all.flat(2));
  const done = new Map();
  const line = (points) => {
    const turned = key(points[0]) > key(points.at(-1)) || (key(points[0]) === key(points.at(-1)) && key(points[1]) > key(points.at(-2)));
    const forward = turned ? [...points].reverse() : points;
    const name = forward.map(key).join(' ');
    if (!done.has(name)) done.set(name, thin(forward.map(place), tolerance));
    return turned ? [...done.get(name)].reverse() : done.get(name);
  };
  return all.map((polygons) => polygons.map((rings) => rings.map((ring) => {
    const points = lines(ring, cut).flatMap((part) => line(part).slice(0, -1));
    return points.length >= 3 ? points : ring.map(place);
  })));
}

/** An SVG path of closed rings, relative, one digit behind the point. A ring smaller than the dot is drawn as a square of that size. */
export function path(polygons, dot) {
  const side = Math.round(dot * 10);
  const drawnBefore = new Set();
  const number = (tenths) => String(tenths / 10).replace(/^(-?)0\./, '$1.');
  let text = '';
  let [x, y] = [0, 0];
  const step = (toX, toY) => {
    const [a, b] = [number(toX - x), number(toY - y)];
    [x, y] = [toX, toY];
    return a + (b.startsWith('-') ? '' : ' ') + b;
  };
  for (const ring of polygons.flat()) {
    const whole = ring.map(([px, py]) => [Math.round(px * 10), Math.round(py * 10)])
      .filter((point, i, list) => i === 0 || key(point) !== key(list[i - 1]));
    if (whole.length > 1 && key(whole[0]) === key(whole.at(-1))) whole.pop();
    const size = [0, 1].map((axis) => whole.reduce((m, point) => Math.max(m, Math.abs(point[axis] - whole[0][axis])), 0));
    let drawn = whole;
    if (whole.length < 3 || Math.max(...size) < side) {
      const [left, top] = whole[0].map((value) => Math.round(value / side) * side);
      if (drawnBefore.has(key([left, top]))) continue;
      drawnBefore.add(key([left, top]));
      drawn = [[left, top], [left + side, top], [left + side, top + side], [left, top + side]];
    }
    const start = drawn[0];
    text += `m${step(...start)}`;
    text += drawn.slice(1).map((point) => step(...point)).map((pair, i) => (i === 0 ? 'l' : pair.startsWith('-') ? '' : ' ') + pair).join('');
    text += 'z';
    [x, y] = start;
  }
  return text.replace(/^m/, 'M');
}
