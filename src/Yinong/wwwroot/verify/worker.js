// Keeps the page /verify and what it needs. It answers only when the network does not: pages of stations and certificates that a QR code opens
// without a network become the page that verifies.
const STORE = 'yn-verify-1';
const PAGE = '/verify';
const MODULES = ['verify', 'mark', 'curve', 'sm3', 'edwards'].map(name => `/verify/app/${name}.js`);

async function keep() {
  const store = await caches.open(STORE);
  const page = await fetch(PAGE, { cache: 'no-store', credentials: 'omit' });
  if (!page.ok) throw new Error('not kept');
  const html = await page.clone().text();
  // Style sheets and icons carry a fingerprint in their address; the page names them.
  const named = [...html.matchAll(/(?:href|src)="(\/built\/[^"#]+)/g)].map(match => match[1]);
  await store.put(PAGE, page);
  await store.addAll([...new Set([...MODULES, ...named])]);
}

self.addEventListener('install', event => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

const kept = async path => (await caches.open(STORE)).match(path, { ignoreSearch: true });

self.addEventListener('fetch', event => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) return;
  if (event.request.mode === 'navigate') {
    const verifies = url.pathname === PAGE || (/^\/[sc]\/[^/]+$/.test(url.pathname) && url.searchParams.has('m'));
    if (!verifies) return;
    event.respondWith((async () => {
      try {
        const answer = await fetch(event.request);
        if (url.pathname === PAGE && answer.ok) event.waitUntil(keep().catch(() => {}));
        return answer;
      } catch {
        return (await kept(PAGE)) || Response.error();
      }
    })());
  } else if (url.pathname.startsWith('/built/') || MODULES.includes(url.pathname)) {
    event.respondWith((async () => {
      try { return await fetch(event.request); } catch { return (await kept(url.pathname)) || Response.error(); }
    })());
  }
});
