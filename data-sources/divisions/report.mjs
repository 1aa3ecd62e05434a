// Counts what the README states: kinds per province, disagreements of code and name, roster sizes. Writes counts.json and prints tables.
import { writeFileSync } from 'node:fs';
import { digits, editions, levels, read, verify } from './source.mjs';
import { inRoster, kindByCode, sideByName } from './kinds.mjs';

const kinds = ['villagers', 'villagers-like', 'residents', 'residents-like', 'virtual'];
const side = { villagers: 'village', 'villagers-like': 'village', residents: 'residents', 'residents-like': 'residents', virtual: 'virtual' };
/** Village lists that the targets of the notice imply: the largest N with ceil(0.40 N) = target (domain facts 8.2). */
const implied = { 12: 3682, 13: 48865, 35: 14407, 37: 74217, 43: 23955, 44: 19732, 45: 14275, 53: 11972 };

function count(tree) {
  const rows = new Map(tree[0].map(({ code, name }) => [code, {
    code, name, ...Object.fromEntries(kinds.map((kind) => [kind, 0])), roster: 0,
    villageNamedResidents: 0, residentsNamedVillage: 0, nameSaysNothing: 0,
  }]));
  const samples = { villageNamedResidents: [], residentsNamedVillage: [] };
  for (const { code, name } of tree[4]) {
    const row = rows.get(code.slice(0, 2));
    const kind = kindByCode(code);
    const said = sideByName(name);
    row[kind]++;
    if (inRoster(code)) row.roster++;
    if (!code.endsWith('000') && (kind === 'virtual') !== (said === 'virtual')) throw new Error(`${code} ${name}: virtual by only one of code and name`);
    if (said === null) row.nameSaysNothing++;
    else if (kind !== 'virtual' && side[kind] !== said) {
      const what = said === 'residents' ? 'villageNamedResidents' : 'residentsNamedVillage';
      row[what]++;
      samples[what].push(`${code} ${name}`);
    }
  }
  return { rows: [...rows.values()], samples };
}

const total = (rows) => rows.reduce((sum, row) => Object.fromEntries(Object.entries(row).map(([key, value]) =>
  [key, typeof value === 'number' ? (sum[key] ?? 0) + value : key === 'code' ? '00' : '全国'])), {});

const counted = editions.map((edition) => {
  const tree = read(edition);
  verify(tree);
  return { edition, tree, ...count(tree) };
});

const keep = counted.map(({ edition, rows }) => ({ edition: edition.edition, asOf: edition.asOf, provinces: rows.map((row) => ({ ...row, implied: implied[row.code] ?? null })) }));
const lines = keep.map((one) => `  {"edition": ${one.edition}, "asOf": "${one.asOf}", "provinces": [\n${one.provinces.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]}`);
writeFileSync(new URL('counts.json', import.meta.url), `[\n${lines.join(',\n')}\n]\n`);

for (const { edition, rows, samples } of counted) {
  console.log(`\n${edition.edition} (${edition.asOf})\n| code | name | 村委会 | 类似村委会 | 居委会 | 类似居委会 | virtual | roster | N of the notice | roster−N | village code, residents' name | residents' code, village name | name says nothing |\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|`);
  for (const row of [...rows, total(rows)]) {
    const n = implied[row.code];
    const off = n ? `${(100 * (row.roster - n) / n).toFixed(1)} %` : '';
    console.log(`| ${[row.code, row.name, ...kinds.map((kind) => row[kind]), row.roster, n ?? '', off, row.villageNamedResidents, row.residentsNamedVillage, row.nameSaysNothing].join(' | ')} |`);
  }
  for (const [what, list] of Object.entries(samples)) console.log(what, list.length, list.filter((_, i) => i % Math.ceil(list.length / 12) === 0).join('; '));
}

const [older, newer] = counted.map(({ tree }) => tree.map((units) => new Map(units.map((unit) => [unit.code, unit.name]))));
levels.forEach((level, i) => {
  const gone = [...older[i].keys()].filter((code) => !newer[i].has(code)).length;
  const fresh = [...newer[i].keys()].filter((code) => !older[i].has(code)).length;
  const renamed = [...newer[i]].filter(([code, name]) => older[i].has(code) && older[i].get(code) !== name).length;
  console.log(`${level} (${digits[i]} digits): gone ${gone}, new ${fresh}, renamed ${renamed}`);
});
