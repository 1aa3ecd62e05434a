// The page of what the phone still keeps: refused with the reason and the ways out, or waiting. The numbers of pages that only mention it, too.
import { clock, me, piece, word } from './me.js';
import { mine, send } from './outbox.js';
import { all, drop, note } from './store.js';

const at = id => document.getElementById(id);

export function kept() {
  const mention = at('kept-count');
  if (!at('outbox') && !mention) return;
  const draw = () => mention ? mine().then(e => mention.textContent = e.length || '') : list();
  document.addEventListener('outbox', draw);
  if (at('send-now')) at('send-now').addEventListener('click', send);
  draw();
}

async function list() {
  const everything = await all(), own = await mine(), sent = await note('sent'), others = everything.length - own.length;
  const refused = own.filter(e => e.problem), waiting = own.filter(e => !e.problem);
  fill('refused', refused);
  fill('waiting', waiting);
  at('nothing').hidden = refused.length + waiting.length > 0;
  say('others', others, others);
  say('last-sent', sent, sent && clock.show(sent));
  at('outbox').hidden = false;
}

function fill(id, entries) {
  const section = at(id), place = section.querySelector('div');
  section.hidden = !entries.length;
  place.textContent = '';
  for (const entry of entries) place.appendChild(line(entry));
}

function line(entry) {
  const card = piece('kept-line'), [title, facts, reason] = card.querySelectorAll('h3,h3+p,.alert'), again = card.querySelector('a'), [discard, sure] = card.querySelectorAll('button');
  title.textContent = entry.name;
  facts.textContent = `${clock.show(Date.parse(entry.body.servedAt))}  ${word('persons', { n: entry.body.personTimes })}`;
  if (entry.problem) {
    reason.hidden = again.hidden = false;
    reason.querySelector('span').textContent = entry.problem.detail;
    again.href = `/desk/record/${entry.kind}#again=${entry.id}`;
    again.hidden = Boolean(entry.sent);
  }
  // Taken back, but the server does not know yet: that waits as well.
  if (entry.undoneAt && !entry.problem) {
    facts.textContent = word('undone-waits');
    discard.hidden = true;
  }
  // Two presses, because nothing brings it back.
  discard.addEventListener('click', () => {
    discard.hidden = true;
    sure.hidden = false;
    sure.focus();
  });
  sure.addEventListener('click', () => drop(entry.id).then(() => document.dispatchEvent(new CustomEvent('outbox', { detail: [] }))));
  return card;
}

// A line of the page with its place filled, or not at all.
function say(id, when, value) {
  const line = at(id);
  line.hidden = !when;
  line.dataset.words = line.dataset.words || line.textContent;
  line.textContent = line.dataset.words.replace(/\{\w\}/, value);
}
