// Makes map-china.json (provinces) and map-<code>.json (what a province is divided into) in src/Yinong/wwwroot/built as ready SVG paths.
// node make-map.mjs [FOLDER]        The outlines come from npm echarts 4.9.0; README.md says what they are and what they are not.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { albers, decode, path, simplify } from './geometry.mjs';
import { labelPoint } from './label.mjs';
import { files, names, unitOf } from './units.mjs';
import { diaoyuIsland, southSea } from './islands.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, '../../src/Yinong/wwwroot/built');
const require = createRequire(import.meta.url);
const load = (name) => JSON.parse(readFileSync(require.resolve(`echarts/map/json/${name}.json`), 'utf8'));

const about = {
  source: 'npm echarts@4.9.0, map/json',
  licence: 'Apache-2.0',
  approval: null,
  notice: '示意图，未经地图审核。公开发布前应换成经审核的地图，并标注审图号。',
  noticeEn: 'A sketch, not a reviewed map. Before publication put a reviewed map in its place and show its approval number.',
};

/** Names that have no room inside their province are moved aside. */
const aside = { 12: [17, 5], 31: [24, 4], 81: [20, 9], 82: [-9, 17] };

/** Brings shapes into a box (left, top, width, height at most), simplified; returns the units with their paths and the size that was used. */
function draw(shapes, projection, box, tolerance, dot) {
  const project = ([x, y]) => projection([x / 1024, y / 1024]);
  const frame = shapes.flatMap((shape) => shape.polygons).flat(2).map(project);
  const low = frame.reduce((m, p) => [Math.min(m[0], p[0]), Math.min(m[1], p[1])], [Infinity, Infinity]);
  const high = frame.reduce((m, p) => [Math.max(m[0], p[0]), Math.max(m[1], p[1])], [-Infinity, -Infinity]);
  const scale = Math.min((box.width - 8) / (high[0] - low[0]), (box.height - 8) / (high[1] - low[1]));
  const place = (point) => {
    const [x, y] = project(point);
    return [box.left + (x - low[0]) * scale + 4, box.top + (y - low[1]) * scale + 4];
  };
  const small = simplify(shapes.map((shape) => shape.polygons), place, tolerance);
  return {
    width: Math.ceil((high[0] - low[0]) * scale + 8),
    height: Math.ceil((high[1] - low[1]) * scale + 8),
    units: shapes.map(({ code, name }, i) => ({ code, name, path: path(small[i], dot), ...labelPoint(small[i]) })),
  };
}

function write(name, content) {
  const { units, ...head } = content;
  const [key] = Object.keys(units);
  const text = `${JSON.stringify(head).slice(0, -1)},"${key}":[\n${units[key].map((unit) => JSON.stringify(unit)).join(',\n')}\n]}\n`;
  writeFileSync(join(out, name), text);
  return text.length;
}

function nation() {
  const shapes = load('china').features.map(({ id, properties, geometry }) => ({ code: id.slice(0, 2), name: properties.name, polygons: decode(geometry) }));
  shapes.find((shape) => shape.code === '71').polygons.push(diaoyuIsland);
  shapes.sort((a, b) => (a.code < b.code ? -1 : 1));
  const drawn = draw(shapes, albers(25, 47, 105), { left: 0, top: 0, width: 1000, height: 1100 }, 1.2, 1);
  for (const unit of drawn.units) {
    if (!(unit.code in aside)) continue;
    const [dx, dy] = aside[unit.code];
    Object.assign(unit, { cx: Math.round((unit.cx + dx) * 10) / 10, cy: Math.round((unit.cy + dy) * 10) / 10, room: 40 });
  }
  // Below 台湾, in the empty corner of the sea; the drawing grows downwards for it.
  const { bottom, ...inset } = southSea(drawn.width - 4, 745);
  return write('map-china.json', {
    ...about, division: '00', viewBox: `0 0 ${drawn.width} ${Math.max(drawn.height, bottom + 4)}`, southSea: inset, units: { provinces: drawn.units },
  });
}

/** A projection whose true parallels and middle meridian fit the shapes. */
function localProjection(shapes) {
  const points = shapes.flatMap((shape) => shape.polygons).flat(2);
  const range = (axis) => points.reduce(([low, high], point) => [Math.min(low, point[axis]), Math.max(high, point[axis])], [Infinity, -Infinity]).map((v) => v / 1024);
  const [[west, east], [south, north]] = [range(0), range(1)];
  const sixth = (north - south) / 6;
  return albers(south + sixth, north - sixth, (west + east) / 2);
}

function province(code, file) {
  const shapes = new Map();
  for (const { id, properties, geometry } of load(`province/${file}`).features) {
    const unit = unitOf(code, id, properties.name);
    const polygons = decode(geometry);
    if (polygons.length === 0) continue; // 山南市 stands twice in its file, once empty
    if (shapes.has(unit.code)) throw new Error(`${unit.code} ${unit.name} twice`);
    shapes.set(unit.code, { ...unit, polygons });
  }
  const list = [...shapes.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  // 三沙's islands reach to 4° north: with them in the frame 海南岛 would be a speck, so they are drawn in an inset.
  const far = list.filter((shape) => shape.code === '4603');
  const near = list.filter((shape) => shape.code !== '4603');
  const drawn = draw(near, localProjection(near), { left: 0, top: 0, width: 600, height: 660 }, 0.6, 0.8);
  const box = { left: drawn.width + 8, top: drawn.height - 244, width: 136, height: 240 };
  const inset = far.length === 0 ? null : draw(far, localProjection(far), { ...box, height: box.height - 16 }, 0.1, 1.6);
  const units = [...drawn.units, ...(inset?.units ?? [])].sort((a, b) => (a.code < b.code ? -1 : 1));
  const southSea = inset === null ? null : {
    name: '三沙市', nameEn: 'Sansha', cx: box.left + box.width / 2, cy: box.top + box.height - 10, land: '', dashes: '',
    frame: `M${box.left} ${box.top}h${box.width}v${box.height}h-${box.width}zM${box.left + 1} ${box.top + 1}v${box.height - 2}h${box.width - 2}v-${box.height - 2}z`,
  };
  const viewBox = `0 0 ${inset ? box.left + box.width + 4 : drawn.width} ${drawn.height}`;
  return write(`map-${code}.json`, { ...about, division: code, name: names[code], viewBox, southSea, units: { areas: units } });
}

mkdirSync(out, { recursive: true });
// The nation comes last: the build takes its file for the sign that all are made.
const sizes = [...Object.entries(files).map(([code, file]) => province(code, file)), nation()];
console.log(`${sizes.length} maps, the nation ${sizes.at(-1)} bytes, all ${sizes.reduce((a, b) => a + b)} bytes`);
