// What the island shows on every page: the strip, the line after a record, the counts with what is still on the phone.
import { clock, drawnAt, me, piece, stale, word } from './me.js';
import { mine, send, state, undo } from './outbox.js';

const strip = document.getElementById('strip');

/** Draws strip and counts anew. */
export async function draw() {
  const entries = await mine(), refused = entries.filter(e => e.problem), waiting = entries.filter(e => !e.problem && !e.undoneAt), n = waiting.length;
  const lines = [];
  if (state === 'out' && n) lines.push([word('out'), word('out-some', { n }), '/sign-in?to=/desk', word('sign-in')]);
  else if (state === 'off' || stale || !navigator.onLine) lines.push([word('off'), (n ? word('off-some', { n }) : word('off-none')) + (stale ? word('stale', { t: clock.show(drawnAt) }) : ''), n && '/desk/outbox']);
  if (refused.length) lines.push([word('refused', { n: refused.length }), word('refused-what'), '/desk/outbox']);
  show(lines);
  count(waiting);
  const badge = document.getElementById('todo-count');
  if (!badge) return;
  const todo = Number(badge.dataset.n) + refused.length;
  badge.hidden = !todo;
  badge.firstElementChild.textContent = todo;
}

/** Says that a record is on the phone (or sent), with the way to take it back; on any page that has a place for it. */
export function say(entry, sent) {
  const place = document.getElementById('said');
  if (!place) return;
  const line = piece('done-line'), [title, text] = line.querySelectorAll('strong,strong+span'), button = line.querySelector('button');
  const n = entry.body.personTimes;
  title.textContent = word('done', { x: entry.name });
  text.textContent = word(sent ? 'done-sent' : 'done-kept', { n });
  line.dataset.id = entry.id;
  button.onclick = async () => {
    button.disabled = true;
    await undo(entry);
    sessionStorage.removeItem('done');
    title.textContent = word('undone', { x: entry.name });
    text.textContent = word('undone-what');
    button.remove();
    if (sent) recount(entry, -1);
    draw();
  };
  place.textContent = '';
  place.appendChild(line);
  setTimeout(() => button.remove(), Math.max(0, entry.madeAt + me.undo - clock.now()));
  return line;
}

/** A record was just made: say so, keep it for the next page, send it. */
export function recorded(entry) {
  sessionStorage.setItem('done', JSON.stringify(entry));
  const line = say(entry, false);
  draw();
  send();
  if (line) line.focus();
}

/** The last record, when it was made a moment ago on another page. */
export async function resume() {
  const entry = JSON.parse(sessionStorage.getItem('done'));
  if (entry && entry.account === me.account && clock.now() - entry.madeAt < me.undo) say(entry, !(await mine()).some(e => e.id === entry.id));
}

document.addEventListener('outbox', event => {
  for (const entry of event.detail) {
    recount(entry, 1);
    const line = document.querySelector(`#said [data-id="${entry.id}"]`);
    if (line && line.querySelector('button')) say(entry, true);
  }
  draw();
});

// The page's own numbers, each beside its kind ('' = all) and whether it is of the month: base as drawn, plus what the server has confirmed since.
const numbers = Array.from(document.querySelectorAll('.yn-tile[data-tile]'), e => ({ at: e.querySelector('[data-n]'), kind: e.dataset.tile }))
  .concat(Array.from(document.querySelectorAll('[data-today],[data-month]>span'), at => ({ at, kind: '', month: !at.dataset.today })));
for (const n of numbers) n.base = Number(n.at.textContent.replace(/,/g, ''));

function counts(number, entry) {
  const served = clock.day(Date.parse(entry.body.servedAt)), month = ms => new Date(ms + 288e5).toISOString().slice(0, 7);
  return (!number.kind || number.kind === entry.kind) && (number.month ? month(Date.parse(entry.body.servedAt)) === month(clock.now()) : served === clock.day(clock.now()));
}

function recount(entry, sign) {
  for (const n of numbers) if (counts(n, entry)) n.base += sign * entry.body.personTimes;
}

function count(waiting) {
  for (const n of numbers) n.at.textContent = waiting.reduce((sum, e) => counts(n, e) ? sum + e.body.personTimes : sum, n.base).toLocaleString('en');
}

// The same words are not said twice to those who listen.
function show(lines) {
  const said = JSON.stringify(lines);
  if (strip.dataset.said === said) return;
  strip.dataset.said = said;
  strip.textContent = '';
  for (const [title, text, address, words] of lines) {
    const line = piece('strip-line'), link = line.querySelector('a');
    line.querySelector('b').textContent = title;
    line.querySelector('br+span').textContent = text;
    if (address) link.href = address;
    else link.remove();
    if (words) link.textContent = words;
    strip.appendChild(line);
  }
}
