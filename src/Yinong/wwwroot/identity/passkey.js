// Passkeys: registration on the account page, sign-in on the sign-in page. The pages work without this file; the buttons stay hidden then,
// and also where the address is a number: passkeys belong to a name.
const button = document.querySelector('[data-passkey]')
const named = !/^[\d.]+$|:/.test(location.hostname)
if (button && named && window.PublicKeyCredential && navigator.credentials) {
  button.hidden = false
  button.addEventListener('click', () => run(button).catch(say))
}

async function run(from) {
  say(false)
  const register = from.dataset.passkey === 'register'
  const options = await (await post(register ? '/account/passkeys/options' : '/sign-in/passkey/options')).json()
  const credential = register
    ? await navigator.credentials.create({ publicKey: creation(options) })
    : await navigator.credentials.get({ publicKey: request(options) })
  const answer = await post(register ? '/account/passkeys/register' : '/sign-in/passkey', JSON.stringify(plain(credential)))
  if (!answer.ok) throw new Error(String(answer.status))
  location.assign(register ? location.pathname : from.dataset.to || '/home')
}

function post(address, body) {
  const token = document.querySelector('input[name=__RequestVerificationToken]').value
  return fetch(address, { method: 'POST', body, credentials: 'same-origin', headers: { 'content-type': 'application/json', accept: 'application/json', RequestVerificationToken: token } })
}

function say(error) {
  const words = document.querySelector('[data-passkey-said]')
  if (words) words.hidden = !error
}

const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0))
const text = buffer => buffer ? btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '') : undefined
const known = list => (list || []).map(c => ({ ...c, id: bytes(c.id) }))

function creation(o) {
  return { ...o, challenge: bytes(o.challenge), user: { ...o.user, id: bytes(o.user.id) }, excludeCredentials: known(o.excludeCredentials) }
}

function request(o) {
  return { ...o, challenge: bytes(o.challenge), allowCredentials: known(o.allowCredentials) }
}

// Written out by hand: toJSON() of credentials came only with Chrome 129.
function plain(c) {
  const r = c.response
  return {
    id: c.id, rawId: text(c.rawId), type: c.type, clientExtensionResults: c.getClientExtensionResults(), authenticatorAttachment: c.authenticatorAttachment,
    response: {
      clientDataJSON: text(r.clientDataJSON), attestationObject: text(r.attestationObject), authenticatorData: text(r.authenticatorData || (r.getAuthenticatorData && r.getAuthenticatorData())),
      signature: text(r.signature), userHandle: text(r.userHandle), transports: r.getTransports ? r.getTransports() : undefined,
    },
  }
}
