// The officer's desk without a network (docs/offline.md). Every page works without this; when the phone cannot keep records, forms are sent as any form is.
import { ready, word } from './me.js';
import { mine, send } from './outbox.js';
import { forget, keep } from './pages.js';
import { page, tiles } from './sheet.js';
import { draw, resume } from './view.js';

const MINUTE = 6e4;

// At once, before anything is read from the phone's store: a tap that comes earlier than the store waits for it and is not lost.
tiles();
page();
leave();
document.documentElement.dataset.desk = 'on';

ready.then(async () => {
  // Only the pages that speak of it pay for it.
  if (document.querySelector('#outbox,#kept-count')) import('./kept.js').then(m => m.kept());
  await resume();
  await draw();
  send();
  addEventListener('online', send);
  addEventListener('offline', draw);
  document.addEventListener('visibilitychange', () => document.hidden || send());
  setInterval(send, MINUTE);
  keep();
}, () => 0);

// Signing out takes the pages off the phone. Records not yet sent stay for their officer, who is told so first.
function leave() {
  const form = document.getElementById('sign-out');
  if (form) form.addEventListener('submit', async event => {
    event.preventDefault();
    const n = (await mine().catch(() => [])).length, button = form.querySelector('button');
    if (n && !form.dataset.told) {
      form.dataset.told = 1;
      const line = document.createElement('p');
      line.className = 'alert alert-warning';
      line.textContent = word('leave', { n });
      form.insertBefore(line, button);
      button.lastChild.textContent = word('leave-anyway');
      return;
    }
    await forget();
    form.submit();
  });
}
