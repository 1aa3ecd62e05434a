// Sends what the phone keeps: one record never stops another, an answer is the only thing that removes one, and sending again is harmless.
// An entry: { id, account, body (as in POST /api/v1/service-records), name, kind, madeAt, tried, sent, undoneAt, problem }
//   tried: it went out and perhaps arrived · sent: the server has it · undoneAt: taken back on the phone · problem: why it was refused
import { clock, me, setClock } from './me.js';
import { all, change, drop, get, note, put } from './store.js';

const BATCH = 100;
let running, again;

/** How the last attempt ended: '' (well, or nothing to send), 'off' (no network), 'out' (nobody is signed in, or somebody else). */
export let state = '';

/** The entries of this account, oldest first. */
export async function mine() {
  return (await all()).filter(e => e.account === me.account).sort((a, b) => a.madeAt - b.madeAt);
}

/** Sends everything that waits. Calls that come meanwhile run once more afterwards. */
export function send() {
  if (running) again = true;
  else running = exclusively(deliver).then(done => {
    running = null;
    document.dispatchEvent(new CustomEvent('outbox', { detail: done || [] }));
    if (!again) return;
    again = false;
    return send();
  });
  return running;
}

/** Takes a record back; true when that is settled, false while it waits for the network. */
export async function undo(entry) {
  const at = clock.now();
  if (!await change(entry.id, e => e.tried ? Object.assign(e, { undoneAt: at }) : null)) await put(Object.assign({}, entry, { tried: true, sent: true, undoneAt: at }));
  await send();
  return !await get(entry.id);
}

// Two tabs of one phone: only one sends at a time.
async function exclusively(work) {
  return navigator.locks ? navigator.locks.request('yinong-outbox', { ifAvailable: true }, lock => lock && work()) : work();
}

async function deliver() {
  const done = [], entries = (await mine()).filter(e => !e.problem);
  if (entries.length) try {
    const session = await call('/desk/session');
    await setClock(session.now);
    if (String(session.account) !== me.account) throw new Out();
    const fresh = entries.filter(e => !e.sent);
    for (let i = 0; i < fresh.length; i += BATCH) await deliverSome(fresh.slice(i, i + BATCH), session.token, done);
    for (const e of await mine()) if (e.undoneAt && e.sent && !e.problem) await takeBack(e, session.token);
    state = '';
    await note('sent', clock.now());
  } catch (e) {
    state = e instanceof Out ? 'out' : 'off';
  }
  return done;
}

async function deliverSome(chosen, token, done) {
  const entries = [];
  for (const e of chosen) {
    const still = await change(e.id, x => Object.assign(x, { tried: true }));
    if (still) entries.push(still);
  }
  if (!entries.length) return;
  let answers;
  try {
    answers = await call('/desk/outbox', entries.map(e => e.body), token);
  } catch (e) {
    if (!e.problem) throw e;
    // The call as a whole was refused. Alone each gets an answer of its own, so a broken one cannot hold up the rest.
    if (entries.length > 1) {
      for (const one of entries) await deliverSome([one], token, done);
      return;
    }
    answers = [{ result: 'refused', problem: e.problem }];
  }
  for (let i = 0; i < entries.length; i++) {
    const { result, problem } = answers[i];
    if (result !== 'refused') done.push(entries[i]);
    // What was taken back and refused needs nobody's attention; what was taken back and arrived has to be taken back there too.
    await change(entries[i].id, e => result === 'refused' ? e.undoneAt ? null : Object.assign(e, { problem }) : e.undoneAt ? Object.assign(e, { sent: true }) : null);
  }
}

async function takeBack(entry, token) {
  try {
    await call('/desk/outbox/undo', { id: entry.id, takenBackAt: new Date(entry.undoneAt).toISOString() }, token);
    await drop(entry.id);
  } catch (e) {
    if (!e.problem) throw e;
    // Gone or corrected already: nothing is left to take back. Too late: the officer is told, and can correct it with a reason.
    await change(entry.id, x => e.problem.code === 'service-record.undo-too-late' ? Object.assign(x, { problem: e.problem }) : null);
  }
}

class Out extends Error {}

async function call(address, body, token) {
  const headers = { accept: 'application/json' };
  if (body) Object.assign(headers, { 'content-type': 'application/json', RequestVerificationToken: token });
  const answer = await fetch(address, { method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body), redirect: 'manual', cache: 'no-store', credentials: 'same-origin' });
  if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) throw new Out();
  if (answer.status === 204) return;
  // The portal of some wireless network answers everything, but not in JSON.
  if (!/json/.test(answer.headers.get('content-type'))) throw new Error('not ours');
  const content = await answer.json();
  if (answer.ok) return content;
  throw Object.assign(new Error(content.code), answer.status >= 500 || answer.status === 429 || content.code === 'token-stale' ? {} : { problem: content });
}
