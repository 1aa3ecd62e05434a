// The pages that the phone keeps for the account that is signed in, and their end.
import { me, stale } from './me.js';
import { note } from './store.js';

const PAGES = 'yn-desk-pages', ASSETS = 'yn-desk-assets', DAY = 864e5;
const NEEDED = ['', '/record', '/record/public', '/record/convenience', '/record/commerce', '/record/training', '/outbox', '/todo', '/me', '/records', '/offline'];
const can = 'caches' in window && 'serviceWorker' in navigator;
let leaving;

/** Keeps this page's files at once, and the pages one needs without a network when they are a day old or somebody else's. */
export async function keep() {
  if (!can) return;
  navigator.serviceWorker.register('/desk/worker', { scope: '/desk', updateViaCache: 'none' });
  if (stale) return;
  const owner = me.account + me.lang;
  if (await note('owner') !== owner) {
    await caches.delete(PAGES);
    await note('kept', 0);
    await note('owner', owner);
  }
  await keepFiles();
  if (Date.now() - await note('kept') < DAY) return;
  for (const page of NEEDED) if (!await renew('/desk' + page)) return;
  await note('kept', Date.now());
}

/** The page at an address: what was kept, at once, and renewed behind; otherwise from the network. */
export async function fetchPage(address) {
  const kept = can && await caches.match(address, { cacheName: PAGES });
  const fresh = renew(address);
  if (!kept) return (await fresh).text();
  fresh.catch(() => 0);
  return kept.text();
}

/** Forgets every page: nobody after this account shall read them. The outbox stays, it belongs to its account. */
export async function forget() {
  leaving = true;
  if (can) await caches.delete(PAGES);
}

// What comes from the phone itself is not kept as if it were new.
async function renew(address) {
  const answer = await fetch(address, { headers: { accept: 'text/html' }, redirect: 'manual', credentials: 'same-origin' });
  if (leaving || !answer.ok || answer.headers.get('yn-stale')) return answer.ok && answer;
  if (can) await (await caches.open(PAGES)).put(address, answer.clone());
  return answer;
}

async function keepFiles() {
  const files = new Set([new URL('kept.js', import.meta.url).href]);
  for (const e of document.querySelectorAll('head link[href],head script[src],use')) files.add(new URL(e.getAttribute('href') || e.src, location).href.split('#')[0]);
  const assets = await caches.open(ASSETS);
  for (const kept of await assets.keys()) if (!files.has(kept.url)) await assets.delete(kept);
  for (const file of files) if (!await assets.match(file)) await assets.add(file);
}
