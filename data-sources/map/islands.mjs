// What ECharts adds to its map of China (lib/coord/geo/fix/nanhai.js and diaoyuIsland.js, Apache-2.0): the inset of 南海诸岛 and 钓鱼岛.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const numbers = (file) => JSON.parse(/var points = (\[\[\[.*\]\]\]);/.exec(readFileSync(require.resolve(`echarts/lib/coord/geo/fix/${file}.js`), 'utf8'))[1]);

/** 钓鱼岛 as a polygon in 1/1024 degree, as decode() gives them. */
export const diaoyuIsland = [numbers('diaoyuIsland')[0].map(([x, y]) => [x * 1024, y * 1024])];

/** The inset in the package's own drawing of 64 × 93.1 units, enlarged and moved to its place: coast, 海南岛, the dashes and the frame. */
export function southSea(right, top) {
  const scale = 1.35;
  const left = right - 64 * scale;
  const at = ([x, y]) => `${Math.round((left + x * scale) * 10) / 10} ${Math.round((top + y * scale) * 10) / 10}`;
  const outline = (points) => `M${points.slice(0, -1).map(at).join('L')}z`;
  const [coast, hainan, ...rest] = numbers('nanhai');
  return {
    bottom: Math.ceil(top + 93.1 * scale),
    name: '南海诸岛',
    nameEn: 'South China Sea islands',
    cx: Math.round((left + 32 * scale) * 10) / 10,
    cy: Math.round((top + 86 * scale) * 10) / 10,
    land: [coast, hainan].map(outline).join(''),
    dashes: rest.slice(0, -1).map(outline).join(''),
    frame: outline(rest.at(-1)),
  };
}
