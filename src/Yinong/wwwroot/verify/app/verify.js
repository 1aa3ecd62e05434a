// The page /verify with script: verifies here, asks the server for the rest, and keeps itself for days without a network.
import { judge } from './mark.js';

const page = document.querySelector('[data-verify]');
const form = page.querySelector('form');
const text = form.querySelector('textarea');
const local = page.querySelector('[data-local]');
const show = (element, on) => { element.hidden = !on; };
// The demonstration's day is not the phone's; a page that was kept asks the phone.
const today = navigator.onLine ? page.dataset.today : new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);

async function tell(pasted, isOffline) {
  const { result, mark } = await judge(pasted, JSON.parse(page.dataset.keys), today);
  show(local, true);
  for (const line of local.querySelectorAll('[data-case]')) show(line, line.dataset.case === result);
  show(local.querySelector('[data-words]'), isOffline && !!mark);
  show(local.querySelector('[data-offline]'), isOffline);
  if (!mark) return;
  for (const part of local.querySelectorAll('[data-station]')) show(part, mark.kind === 'station');
  for (const part of local.querySelectorAll('[data-certificate]')) show(part, mark.kind === 'certificate');
  const fill = (name, value) => { for (const part of local.querySelectorAll(`[data-${name}]`)) part.textContent = value || ''; };
  fill('name', mark.name);
  fill('number', mark.number);
  fill('issued', mark.issuedOn);
  fill('serial', mark.serial);
  fill('valid-to', mark.validTo);
}

const answered = () => page.querySelector('[data-result]');

form.addEventListener('submit', async event => {
  event.preventDefault();
  await tell(text.value, false);
  try {
    const answer = await fetch(`/api/v1/marks/verify?text=${encodeURIComponent(text.value)}`, { cache: 'no-store' });
    if (answer.status >= 500) throw new Error('no server');
    location.assign(`/verify?m=${encodeURIComponent(text.value.trim())}`);
  } catch { answered()?.remove(); await tell(text.value, true); }
});

// Opened by a QR code, or as an answer: a page that the worker brought from its store holds no answer of the server.
const asked = new URLSearchParams(location.search).get('m');
if (asked) {
  if (!text.value) text.value = asked;
  await tell(asked, !answered());
}

if ('BarcodeDetector' in globalThis) {
  const picture = page.querySelector('[data-picture]');
  show(picture, true);
  picture.querySelector('input').addEventListener('change', async event => {
    const file = event.target.files[0];
    if (!file) return;
    let codes = [];
    try { codes = await new globalThis.BarcodeDetector({ formats: ['qr_code'] }).detect(await createImageBitmap(file)); } catch { /* said below */ }
    show(picture.querySelector('[data-no-code]'), codes.length === 0);
    if (codes.length === 0) return;
    text.value = codes[0].rawValue.slice(0, 500);
    form.requestSubmit();
  });
}

// One worker, for the page itself and for what the QR codes open.
if ('serviceWorker' in navigator) for (const scope of ['/verify', '/s/', '/c/']) navigator.serviceWorker.register('/verify/worker', { scope }).catch(() => {});
