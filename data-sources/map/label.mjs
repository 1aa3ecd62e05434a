// Where a name stands best: the point of the largest polygon that is farthest from its border (search on a grid that gets finer),
// and how wide a name may be there.

const area = (ring) => Math.abs(ring.reduce((sum, [x, y], i) => {
  const [nextX, nextY] = ring[(i + 1) % ring.length];
  return sum + x * nextY - nextX * y;
}, 0)) / 2;

function inside([x, y], rings) {
  let odd = false;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [[ax, ay], [bx, by]] = [ring[i], ring[j]];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
    }
  return odd;
}

/** Names are wider than high, so a step aside counts for less than a step up. */
const wide = 1.6;

function room([x, y], rings) {
  if (!inside([x, y], rings)) return 0;
  let least = Infinity;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay, bx, by] = [(ring[i][0] - x) / wide, ring[i][1] - y, (ring[j][0] - x) / wide, ring[j][1] - y];
      const [dx, dy] = [bx - ax, by - ay];
      const length = dx * dx + dy * dy;
      const t = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length));
      least = Math.min(least, Math.hypot(ax + t * dx, ay + t * dy));
    }
  return least;
}

export function labelPoint(polygons) {
  const rings = polygons.reduce((best, polygon) => (area(polygon[0]) > area(best[0]) ? polygon : best));
  const xs = rings[0].map((point) => point[0]);
  const ys = rings[0].map((point) => point[1]);
  let best = [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
  let [width, height] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
  let most = room(best, rings);
  for (let round = 0; round < 3; round++) {
    const [midX, midY] = best;
    for (let i = 0; i <= 16; i++)
      for (let j = 0; j <= 16; j++) {
        const point = [midX + (i / 16 - 0.5) * width, midY + (j / 16 - 0.5) * height];
        const free = room(point, rings);
        if (free > most) [best, most] = [point, free];
      }
    width /= 5;
    height /= 5;
  }
  const [cx, cy] = best.map((value) => Math.round(value * 10) / 10);
  return { cx, cy, room: Math.round(most * wide * 2) };
}
