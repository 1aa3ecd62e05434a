// Makes divisions-<edition>.tsv.br and divisions.json from the npm packages.   node make.mjs [--check]
// --check makes everything again in memory and compares it with the files that are kept.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { digits, editions, levels, read, verify } from './source.mjs';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const here = (name) => new URL(name, import.meta.url);
const check = process.argv.includes('--check');

/** One line per unit, parents before children, in the order of the codes: level, gap to the sibling before, name. */
function encode(tree) {
  const units = tree.flatMap((list, level) => list.map((unit) => ({ ...unit, level })));
  units.sort((a, b) => (a.code < b.code ? -1 : 1));
  const last = levels.map(() => ({ parent: null, segment: 0 }));
  return units.map(({ code, name, level }) => {
    const cut = level === 0 ? 0 : digits[level - 1];
    const [parent, segment] = [code.slice(0, cut), Number(code.slice(cut))];
    const gap = segment - (last[level].parent === parent ? last[level].segment : 0);
    last[level] = { parent, segment };
    return `${level + 1}\t${gap === 1 ? '' : gap}\t${name}\n`;
  }).join('');
}

/** The way back, written apart from encode() so that it proves that the file can be read. */
function decode(text) {
  const widths = [2, 2, 2, 3, 3];
  const open = ['', '', '', '', ''];
  const segments = [0, 0, 0, 0, 0];
  return text.trimEnd().split('\n').map((line) => {
    const [level, gap, name] = line.split('\t');
    const at = Number(level) - 1;
    segments[at] += gap === '' ? 1 : Number(gap);
    segments.fill(0, at + 1);
    open[at] = (at === 0 ? '' : open[at - 1]) + String(segments[at]).padStart(widths[at], '0');
    return `${open[at]} ${name}`;
  });
}

function compress(bytes) {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

function make(edition) {
  const tree = read(edition);
  verify(tree);
  const text = encode(tree);
  const expected = tree.flat().map((unit) => `${unit.code} ${unit.name}`).sort();
  const found = decode(text).sort();
  if (found.length !== expected.length || found.some((unit, i) => unit !== expected[i])) throw new Error('the file does not read back');
  const bytes = Buffer.from(text);
  const packed = compress(bytes);
  const file = `divisions-${edition.edition}.tsv.br`;
  const counts = Object.fromEntries(levels.map((level, i) => [level, tree[i].length]));
  return {
    packed,
    bytes,
    entry: {
      edition: edition.edition,
      file,
      asOf: edition.asOf,
      validFrom: null,
      published: edition.published,
      counts: { ...counts, total: tree.flat().length },
      sha256: sha256(bytes),
      bytes: bytes.length,
      source: { title: edition.title, publisher: '国家统计局', package: `npm ${edition.npm}`, licence: 'WTFPL-2.0' },
    },
  };
}

const made = editions.map(make);
const manifest = `${JSON.stringify({
  about: 'Division lists, one per edition. sha256 and bytes are of the uncompressed text. asOf is the day the list speaks of; '
    + 'validFrom is null because the source does not say since when a unit exists. How to read the files: README.md.',
  default: 2023,
  editions: made.map((one) => one.entry),
}, null, 2)}\n`;

if (check) {
  for (const { entry, packed, bytes } of made) {
    const kept = readFileSync(here(entry.file));
    if (!brotliDecompressSync(kept).equals(bytes)) throw new Error(`${entry.file}: other content`);
    console.log(`${entry.file}: same content, ${kept.equals(packed) ? 'byte-identical' : 'compressed by another brotli'}`);
  }
  if (readFileSync(here('divisions.json'), 'utf8') !== manifest) throw new Error('divisions.json: other content');
} else {
  for (const { entry, packed } of made) {
    writeFileSync(here(entry.file), packed);
    console.log(`${entry.file}: ${entry.counts.total} units, ${packed.length} bytes`);
  }
  writeFileSync(here('divisions.json'), manifest);
}
