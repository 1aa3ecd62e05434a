// The form of a record: steps the count, says at once what is wrong, and turns what was filled in into the record that the outer interface takes.
import { clock, me, piece, ready, word } from './me.js';
import { drop, get, put } from './store.js';
import { fen, instant, uuid7, yuan } from './values.js';

const field = (form, name) => form.elements['Input.' + name];
const value = (form, name) => (field(form, name) && field(form, name).value || '').trim();

/** Brings a form to life; done(entry) is called when the record is safely on the phone. Where nothing can be kept the form goes its own way. */
export function wire(form, done) {
  for (const button of form.querySelectorAll('[data-step]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const count = field(form, 'Count');
      count.value = Math.min(count.max, Math.max(1, (Number(count.value) || 0) + Number(button.dataset.step)));
    });
  }
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = 1;
    ready.then(() => record(form).then(entry => entry && done(entry), () => complain(form, 'Count', 'full')), () => form.submit()).then(() => delete form.dataset.busy);
  });
}

/** Fills the form with what it was sent with before this file was there, and in vain; with the same id, because nobody knows how far it came. */
export function restore(form, sent) {
  for (const [name, value] of new URLSearchParams(sent)) {
    const input = form.elements[name];
    if (input && /^Input/.test(name)) input.type === 'checkbox' ? input.checked = true : input.value = value;
  }
  form.dataset.id = value(form, 'Id');
  complain(form, 'Count', 'unsent');
}

/** Fills the form with an entry that was refused; recording it removes that one. */
export function refill(form, entry) {
  const b = entry.body, also = { Item: b.item, Count: b.personTimes, Group: b.group, ServedAt: clock.local(Date.parse(b.servedAt)), Channel: b.channel, Outcome: b.outcome,
    Amount: b.amountFen == null ? '' : yuan(b.amountFen), Provider: b.provider, OrderNumber: b.orderNumber, Confirmation: b.confirmation.method, Reference: b.confirmation.reference, Note: b.note };
  for (const name in also) {
    const input = field(form, name);
    if (!input) continue;
    if (input.type === 'checkbox') input.checked = also[name];
    else input.value = also[name] == null ? '' : also[name];
  }
  form.dataset.again = entry.id;
  form.querySelector('details').open = true;
}

async function record(form) {
  for (const old of form.querySelectorAll('.invalid-feedback')) old.remove();
  const count = field(form, 'Count'), persons = Number(count.value), group = field(form, 'Group').checked, amount = value(form, 'Amount'), when = value(form, 'ServedAt');
  const most = Number(group ? count.max : count.dataset.alone), item = form.querySelector('[name="Input.Item"]:checked');
  const wrong = [
    !item && ['Item', 'item'],
    amount && fen(amount) === null && ['Amount', 'amount'],
    when && !(instant(when) <= clock.now() + 6e4) && ['ServedAt', 'time'],
    !(persons >= 1 && persons <= count.max && persons % 1 === 0) ? ['Count', 'count', count.max] : persons > most && ['Count', 'group', most],
  ].filter(x => x);
  for (const [name, what, n] of wrong) complain(form, name, what, n);
  if (wrong.length) return;
  const madeAt = clock.now();
  const sent = form.dataset.id, entry = { id: sent && !await get(sent) ? sent : uuid7(madeAt), account: me.account, name: item.nextElementSibling.textContent.trim(), kind: form.dataset.record, madeAt, body: null };
  entry.body = {
    id: entry.id, station: value(form, 'Station') || form.dataset.station, officer: me.officer, item: item.value, personTimes: persons, group, channel: value(form, 'Channel'),
    servedAt: new Date(when ? instant(when) : madeAt).toISOString(), amountFen: amount ? fen(amount) : null, provider: value(form, 'Provider') || null, orderNumber: value(form, 'OrderNumber') || null,
    confirmation: { method: value(form, 'Confirmation'), reference: value(form, 'Reference') || null }, outcome: value(form, 'Outcome'), note: value(form, 'Note').replace(/\s+/g, ' '),
  };
  await put(entry);
  if (form.dataset.again) await drop(form.dataset.again);
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
  return entry;
}

// Above the field; the first one is brought into view.
function complain(form, name, what, n) {
  const input = field(form, name), line = piece('wrong-line'), first = !form.querySelector('.invalid-feedback');
  const before = name === 'Item' ? form.querySelector('[data-field=item] legend').nextElementSibling : name === 'Count' ? form.querySelector('[data-field=count]').firstElementChild : input;
  line.lastElementChild.textContent = word(what, { n });
  before.parentNode.insertBefore(line, before);
  if (!first) return;
  const folded = before.closest('details');
  if (folded) folded.open = true;
  (input.focus ? input : input[0]).focus({ preventScroll: true });
  line.scrollIntoView({ block: 'center' });
}
