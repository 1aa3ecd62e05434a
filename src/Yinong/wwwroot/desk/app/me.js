// Who uses this page, what time it is by the programme clock, and the words of the page.
import { note } from './store.js';

const words = document.getElementById('words'), DAY = 864e5, CHINA = 288e5;

/** Account and officer of the page; how long a record may be taken back, ms; the language. */
export const me = { account: words.dataset.account, officer: words.dataset.officer, undo: words.dataset.undo * 6e4, lang: words.dataset.lang };

/** Whether the page comes from the phone and not from the server. */
export const stale = 'stale' in document.documentElement.dataset;

/** When the server drew this page (programme clock, ms). */
export const drawnAt = Number(words.dataset.now);

// The programme clock minus the phone's: a phone set wrong records the right time all the same. An old page knows nothing newer than the note.
let shift = drawnAt - Date.now();

export const clock = {
  now: () => Date.now() + shift,
  /** The day in China, as a number. */
  day: ms => Math.floor((ms + CHINA) / DAY),
  /** As people read it: 10:12 today, else with its day. */
  show: ms => new Date(ms + CHINA).toISOString().replace('T', ' ').slice(clock.day(ms) === clock.day(clock.now()) ? 11 : 5, 16),
  /** As datetime-local writes it. */
  local: ms => new Date(ms + CHINA).toISOString().slice(0, 16),
};

/** Done when the phone's store is open and the clock is right; fails where nothing can be kept. */
export const ready = stale ? note('shift').then(kept => shift = kept || 0) : note('shift', shift);

export function setClock(programme) {
  shift = programme - Date.now();
  return note('shift', shift);
}

/** A sentence of the page with its places filled. */
export function word(name, values) {
  const text = words.content.querySelector(`[data-w="${name}"]`).textContent;
  return text.replace(/\{(\w)\}/g, (place, key) => values && key in values ? values[key] : place);
}

/** A copy of the one element of a template of the page. */
export function piece(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}
