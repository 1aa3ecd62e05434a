// Builds wwwroot/built: village.css (public pages), phone.css (the officer's phone), desk.css (back office), doc.css (A4 sheets)
// and icons.svg (only the icons that the sources name). Same input, same bytes: nothing here depends on time or order of files.
// Run by MSBuild (StyleBuild in Yinong.csproj) or by hand: node build.mjs
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PurgeCSS } from 'purgecss';
import { compile } from 'sass';
import { transform } from 'lightningcss';

const here = path.dirname(fileURLToPath(import.meta.url));
const project = path.dirname(here);
const out = path.join(project, 'wwwroot', 'built');
const read = (...p) => fs.readFileSync(path.join(here, ...p), 'utf8');

// ---------- the sources that may name a class or an icon
function* walk(folder, ends) {
  if (!fs.existsSync(folder)) return;
  for (const entry of fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) { if (!/^(bin|obj|built|node_modules|Styles)$/.test(entry.name)) yield* walk(full, ends); }
    else if (ends.some(e => entry.name.endsWith(e))) yield full;
  }
}
const sources = [...walk(project, ['.cshtml', '.razor', '.cs', '.js', '.mjs'])].map(file => ({ file, text: fs.readFileSync(file, 'utf8') }));

// ---------- tokens.css is the only place for raw colours, and Bootstrap is configured with the same ones
const tokens = read('tokens.css');
const token = name => tokens.match(new RegExp(`--yn-${name}:(#[0-9A-F]{6})`))?.[1];
const faults = [];
const twins = { primary: 'green-600', danger: 'red-600', warning: 'amber-400', info: 'sky-600', secondary: 'ink-3', light: 'paper', dark: 'ink', 'border-color': 'line', 'code-color': 'ink-2' };
for (const [sass, name] of Object.entries(twins)) {
  const value = read('base.scss').match(new RegExp(`\\$${sass}: (#[0-9A-F]{6})`))?.[1];
  if (value !== token(name)) faults.push(`base.scss: $${sass} is ${value}, tokens.css says --yn-${name} ${token(name)}`);
}
for (const name of ['app', 'village', 'desk', 'doc'])
  for (const raw of read(`${name}.css`).match(/#[0-9A-Fa-f]{3,8}\b(?![^{}]*\{)|\brgba?\(|\bhsla?\(/g) ?? [])
    faults.push(`${name}.css: raw colour ${raw}; make it a token`);

// ---------- icons: a name is a literal that directly follows the word "icon" (icon="home", Icon: "home", Icon = x ? "a" : "b")
const icons = new Set();
for (const { text } of sources) {
  for (const [, plain, dynamic] of text.matchAll(/\b(?:yn-icon name|[Ii]con)\s*(?:=>|=|:|\()\s*(?:\$?"([a-z0-9-]+)"|"?@?\(?([^;\n]*?\?[^;\n]*))/g)) {
    if (plain) icons.add(plain);
    else for (const [, name] of (dynamic ?? '').matchAll(/"([a-z0-9-]+)"/g)) icons.add(name);
  }
}
const outline = path.join(here, 'node_modules', '@tabler', 'icons', 'icons', 'outline');
const symbols = [read('art.svg').replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>[\s\S]*/, '').replace(/\s*\n\s*/g, '')];
for (const name of [...icons].sort()) {
  const file = path.join(outline, `${name}.svg`);
  if (!fs.existsSync(file)) { faults.push(`no icon "${name}" in @tabler/icons`); continue; }
  const body = fs.readFileSync(file, 'utf8').replace(/[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>[\s\S]*/, '').replace(/<path stroke="none"[^>]*\/>/, '').replace(/\s*\n\s*/g, '').replace(/ \/>/g, '/>');
  symbols.push(`<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`);
}

// ---------- style sheets, lowered to Chromium 69 and iOS 12
const base = compile(path.join(here, 'base.scss'), { loadPaths: [path.join(here, 'node_modules')], style: 'compressed', quietDeps: true, silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'] }).css
  // Both languages run from left to right; lowering the logical sides would spell out every language that does not.
  .replace(/-inline-start\b/g, '-left').replace(/-inline-end\b/g, '-right');
const lower = (name, css) => transform({ filename: name, code: Buffer.from(css), minify: true, targets: { chrome: 69 << 16, ios_saf: 12 << 16 } }).code;
const parts = (...names) => names.map(n => read(`${n}.css`)).join('\n');

// Two bundles of the village sheet, each without what none of its pages can use: village.css for the public site, phone.css for the officer's phone.
// A folder belongs where its pages' layouts say; the back office loads desk.css whole, so that nothing dynamic can get lost.
const layout = text => text.match(/Layout\s*=\s*"[^"]*_(\w+)Layout/)?.[1] ?? 'Public';
const bundleOf = name => (name === 'Desk' ? 'desk' : name === 'Phone' || name === 'Officer' ? 'phone' : 'village');
const folders = new Map();
for (const { file, text } of sources) if (/^@page/m.test(text)) folders.set(path.dirname(file), (folders.get(path.dirname(file)) ?? new Set()).add(bundleOf(layout(text))));
const writesClasses = text => /\byn-|\bbtn\b|\bis-[a-z]|\bc-(pub|con|com|edu)\b/.test(text);
const belongs = (bundle, { file, text }) => {
  const part = path.relative(project, file);
  if (/\.m?js$/.test(file)) return bundle === 'phone' || !part.includes(path.join('wwwroot', 'desk'));
  if (part.endsWith('Layout.cshtml')) return bundleOf(part.match(/_(\w+)Layout/)[1]) === bundle;
  if (/^@page/m.test(text)) return bundleOf(layout(text)) === bundle;
  if (file.endsWith('.cs') && !writesClasses(text)) return false;
  return part.startsWith('Web' + path.sep) || folders.get(path.dirname(file))?.has(bundle) === true;
};
const purge = async bundle => (await new PurgeCSS().purge({
  content: sources.filter(s => belongs(bundle, s)).map(s => ({ raw: s.text, extension: 'html' })),
  css: [{ raw: base + parts('tokens', 'app', 'village') }], variables: true, blocklist: [/file-selector-button/, /form-control-color/, /\[type=file\]/],
  safelist: { standard: ['is-invalid', 'show', 'active', 'disabled', 'html', 'body'], greedy: [/^data-/] },
}))[0].css;

if (faults.length) { console.error(faults.map(f => `Styles: error: ${f}`).join('\n')); process.exit(1); }
fs.mkdirSync(out, { recursive: true });
for (const bundle of ['village', 'phone']) fs.writeFileSync(path.join(out, `${bundle}.css`), lower(`${bundle}.css`, await purge(bundle)));
fs.writeFileSync(path.join(out, 'desk.css'), lower('desk.css', base + parts('tokens', 'app', 'desk')));
fs.writeFileSync(path.join(out, 'doc.css'), lower('doc.css', parts('doc')));
fs.writeFileSync(path.join(out, 'icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`);
