// A tile opens the form of its kind in a sheet on the same page: tile, item, done. Where that is not possible the tile stays a link.
import { refill, restore, wire } from './form.js';
import { fetchPage } from './pages.js';
import { get } from './store.js';
import { recorded } from './view.js';

let opening;

export function tiles() {
  if (!('HTMLDialogElement' in window)) return;
  for (const tile of document.querySelectorAll('[data-tile]'))
    tile.addEventListener('click', event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (opening) return;
      opening = true;
      open(tile).catch(() => location.assign(tile.href)).then(() => opening = false);
    });
}

/** The form on its own page: after it the officer's first screen says what was recorded. */
export async function page() {
  const form = document.querySelector('form[data-record]'), again = /^#again=(.+)/.exec(location.hash), unsent = document.documentElement.dataset.unsent;
  if (!form) return;
  wire(form, entry => {
    recorded(entry);
    location.assign('/desk');
  });
  if (unsent) restore(form, decodeURIComponent(unsent));
  const entry = again && await get(again[1]);
  if (entry) refill(form, entry);
}

async function open(tile) {
  const html = new DOMParser().parseFromString(await fetchPage(tile.pathname), 'text/html'), section = html.querySelector('[data-sheet]');
  if (!section) return location.assign(tile.href);
  const dialog = document.createElement('dialog');
  dialog.className = 'yn-sheet ' + section.className;
  dialog.setAttribute('aria-labelledby', 'sh');
  for (const part of section.querySelectorAll('[data-js]')) part.hidden = false;
  dialog.append(...document.importNode(section, true).childNodes);
  dialog.querySelector('[data-close]').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', event => event.target === dialog && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.appendChild(dialog);
  oneOrMany(dialog, tile.dataset.tile);
  const chosen = tile.dataset.item && dialog.querySelector(`[value="${tile.dataset.item}"]`);
  if (chosen) chosen.checked = true;
  const own = dialog.querySelector('form');
  own.action = tile.href;
  wire(own, entry => {
    dialog.close();
    recorded(entry);
  });
  dialog.showModal();
}

// Whether it was a group event is asked when there is more than one person.
function oneOrMany(dialog, kind) {
  const group = dialog.querySelector('[data-group]'), count = dialog.querySelector('[name="Input.Count"]');
  const ask = () => group.hidden = kind !== 'training' && Number(count.value) < 2 && !group.querySelector('input').checked;
  dialog.addEventListener('input', ask);
  dialog.addEventListener('click', ask);
  ask();
}
