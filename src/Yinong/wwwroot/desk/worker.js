// Keeps the desk usable without a network (docs/offline.md). Pages: the network first, for a few seconds, then what was kept. Styles, icons and
// modules carry a fingerprint in their address: what was kept is right. Records are the business of the page's outbox; one sent by the form itself, before
// the page's modules were there, comes back filled in when there is no network.
const PAGES = 'yn-desk-pages', ASSETS = 'yn-desk-assets', PATIENCE = 4000;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', event => {
  const request = event.request, url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (/^\/desk\/record\//.test(url.pathname) && request.method === 'POST' && request.referrer.startsWith(location.origin + '/')) event.respondWith(form(event, url));
  if (request.method !== 'GET') return;
  if (/^\/(built\/|desk\/app\/|icon)/.test(url.pathname)) event.respondWith(asset(request));
  else if (/^\/desk(\/|$)/.test(url.pathname) && /text\/html/.test(request.headers.get('accept'))) event.respondWith(page(event, url));
});

async function asset(request) {
  const kept = await caches.match(request, { cacheName: ASSETS });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) (await caches.open(ASSETS)).put(request, answer.clone());
  return answer;
}

async function page(event, url) {
  const fresh = fetch(event.request).then(answer => {
    event.waitUntil(keep(url, answer.clone()));
    return answer;
  });
  fresh.catch(() => 0);
  const kept = await caches.match(url.pathname, { cacheName: PAGES });
  try {
    const answer = await (kept ? Promise.race([fresh, late()]) : fresh);
    return answer && answer.status < 500 || !kept ? answer || fresh : stale(kept);
  } catch (e) {
    const instead = kept || await caches.match('/desk/offline', { cacheName: PAGES });
    if (instead) return stale(instead);
    throw e;
  }
}

async function form(event, url) {
  const sent = event.request.clone().text();
  try {
    return await fetch(event.request);
  } catch (e) {
    const kept = await caches.match(url.pathname, { cacheName: PAGES });
    if (kept) return stale(kept, await sent);
    throw e;
  }
}

function late() {
  return new Promise(done => setTimeout(done, PATIENCE));
}

// An address that leads elsewhere or says no means: nobody is signed in here any more. What was kept for him goes.
async function keep(url, answer) {
  if (answer.type === 'opaqueredirect' || answer.redirected || answer.status === 401 || answer.status === 403) await caches.delete(PAGES);
  else if (answer.ok && !url.search) await (await caches.open(PAGES)).put(url.pathname, answer);
}

// The page is told that it is an old one.
async function stale(kept, sent) {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'yn-stale': '1' }, csp = kept.headers.get('content-security-policy');
  if (csp) headers['content-security-policy'] = csp;
  const unsent = sent ? ` data-unsent="${encodeURIComponent(sent)}"` : '';
  return new Response((await kept.clone().text()).replace('<html ', `<html data-stale${unsent} `), { headers });
}
