// A running paper on a line that fails (docs/training.md). While the line holds, an answer goes out as the form would and the next page is the server's; when it
// does not, the answer is sealed (HMAC over the entry and the seal before it, with the key of the sitting), kept in this phone, and sent when the line is back.
// The page works without this file, and where a browser cannot seal, it works as if the file were not there.
(function () {
  'use strict'
  var ended = document.querySelector('[data-paper-ended]')
  if (ended) {
    keys('yn-paper-' + ended.dataset.paperEnded).forEach(function (key) { try { localStorage.removeItem(key) } catch (e) { /* nothing is kept there */ } })
    return
  }
  var say = document.querySelector('[data-paper]')
  if (!say || !window.crypto || !crypto.subtle || !window.fetch || !window.AbortController) return
  var id = say.dataset.paper, name = 'yn-paper-' + id, base = '/exams/sitting/' + id, skew = Number(say.dataset.now) - Date.now(), ends = Number(say.dataset.ends)
  var form = document.getElementById('paper'), asked = document.querySelector('[data-asked]'), nav = document.querySelector('.yn-next'), dots = document.querySelectorAll('.yn-dots i')
  var place = Number(say.dataset.place), paper = null, since = {}, shown = null, sending = false, busy = false, lost = false, over = false, signedOut = false, no = '', held = {}
  // A chain belongs to a page, not to the phone: two tabs never seal the same number.
  var own = chain()

  function chain() { return { id: hex(crypto.getRandomValues(new Uint8Array(8))), next: 1, last: '' } }
  function hex(bytes) { return Array.prototype.map.call(bytes, function (b) { return ('0' + b.toString(16)).slice(-2) }).join('') }
  function said(text) { say.textContent = text; say.hidden = !text }
  function token() { var field = document.querySelector('input[name=__RequestVerificationToken]'); return field ? field.value : '' }
  function now() { return Date.now() + skew }
  function call(url, options, patience) {
    var stop = new AbortController(), timer = setTimeout(function () { stop.abort() }, patience)
    options.credentials = 'same-origin'
    options.redirect = 'manual'
    options.signal = stop.signal
    return fetch(url, options).then(function (r) { clearTimeout(timer); return r }, function (e) { clearTimeout(timer); throw e })
  }

  // Each entry lies under a key of its own: whatever another tab of this phone writes or sends meanwhile, none overwrites it.
  function keys(from) {
    try { return Object.keys(localStorage).filter(function (key) { return key.indexOf(from) === 0 }) } catch (e) { return [] }
  }
  function keyOf(entry) { return name + '-' + entry.chain + '-' + entry.number }
  function keep(entry) {
    try { localStorage.setItem(keyOf(entry), JSON.stringify(entry)) } catch (e) { held[keyOf(entry)] = entry }
  }
  function drop(entry) {
    delete held[keyOf(entry)]
    try { localStorage.removeItem(keyOf(entry)) } catch (e) { /* it was only held */ }
  }
  // What is sealed and not answered for, of every tab and every page before this one, in the order in which it was given.
  function queue() {
    var all = Object.keys(held).map(function (key) { return held[key] })
    keys(name + '-').forEach(function (key) {
      try { all.push(JSON.parse(localStorage.getItem(key))) } catch (e) { /* no entry of ours */ }
    })
    return all.filter(function (e) { return e && e.chain }).sort(function (a, b) { return a.at - b.at || a.number - b.number })
  }
  function queued(at) { return queue().filter(function (e) { return e.place === at }).pop() }
  function handed() { return queue().some(function (e) { return e.place === 0 }) }

  function mac(entry) {
    var text = [id, entry.chain, entry.number, entry.place, entry.flagged ? '1' : '0', entry.at, entry.before, entry.answer].join('\n')
    var key = new Uint8Array(say.dataset.key.match(/../g).map(function (b) { return parseInt(b, 16) }))
    return crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
      .then(function (k) { return crypto.subtle.sign('HMAC', k, new TextEncoder().encode(text)) })
      .then(function (bytes) { return hex(new Uint8Array(bytes)) })
  }
  // One after the other: each seal needs the one before it.
  var turn = Promise.resolve()
  function seal(entry, into) {
    turn = turn.then(function () {
      var on = into || own
      entry.chain = on.id
      entry.number = on.next
      entry.before = on.last
      return mac(entry).then(function (s) {
        entry.seal = s
        on.next++
        on.last = s
        keep(entry)
        if (entry.place) remember(entry)
        waiting()
      })
    })
    return turn
  }
  function waiting() {
    var count = {}, waits = queue()
    waits.forEach(function (e) { if (e.place) count[e.place] = 1 })
    if (waits.length && signedOut) signIn()
    else if (waits.length) said(handed() ? say.dataset.handed : say.dataset.kept.replace('{0}', Object.keys(count).length))
  }

  // There is a line, only nobody is signed in any more; signing in leads back here.
  function signIn() {
    var link = document.createElement('a')
    link.href = base + (place ? '/' + place : '')
    link.textContent = say.dataset.signIn
    said(say.dataset.signedOut)
    say.appendChild(document.createTextNode(' '))
    say.appendChild(link)
  }

  // A chain at a time, the one that hands in last: nothing is taken after that.
  function nextChain(waits) {
    var last = waits.filter(function (e) { return e.place === 0 }).map(function (e) { return e.chain })
    var first = waits.filter(function (e) { return last.indexOf(e.chain) < 0 })[0] || waits[0]
    return waits.filter(function (e) { return e.chain === first.chain }).sort(function (a, b) { return a.number - b.number }).slice(0, 200)
  }
  function send() {
    var waits = queue()
    if (sending || !waits.length || navigator.onLine === false) return Promise.resolve()
    sending = true
    var sent = nextChain(waits)
    var entries = sent.map(function (e) { return { number: e.number, place: e.place, answer: e.answer, flagged: e.flagged, at: e.at, seal: e.seal } })
    return call(base + '/sealed', { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json', RequestVerificationToken: token() }, body: JSON.stringify({ chain: sent[0].chain, entries: entries }) }, 15000)
      .then(function (r) {
        if (r.status === 400) return r.json().then(function (p) { throw { detail: p.detail } })
        if (r.status === 401 || r.type === 'opaqueredirect') throw { signIn: true }
        if (r.status !== 200) throw new Error()
        return r.json()
      })
      .then(function (told) { return settle(sent, told) })
      // What the browser itself says of a broken line ("Failed to fetch") helps nobody; the answers are still sealed.
      .catch(function (e) { sending = false; signedOut = !!e.signIn; lost = !signedOut; if (e.detail) said(e.detail); else waiting() })
  }
  function settle(sent, told) {
    var results = {}, refused = [], again = Promise.resolve(), fresh = chain()
    told.answers.forEach(function (a) { results[a.number] = a })
    sent.forEach(function (e) {
      var a = results[e.number]
      if (!a) return
      if (a.result !== 'refused') { drop(e); if (e.place && place !== e.place) remember(e); return }
      again = again.then(function () { return mend(e, a, fresh) }).then(function (mended) { if (!mended) refused.push(a) })
    })
    return again.then(function () {
      sending = lost = signedOut = false
      over = over || told.handedIn
      if (refused.length) { shown = null; load(); no = say.dataset.refused.replace('{0}', refused.length) + refused[0].detail }
      if (queue().length) return send()
      said(no || say.dataset.sent)
      if (over || !form) setTimeout(function () { location.assign(base) }, no ? 4000 : 0)
      no = ''
    })
  }

  // What does not fit its chain is sealed again in a fresh one: once, and only what is still as it was sealed.
  function mend(entry, answer, fresh) {
    var fits = answer.code !== 'exam.seal-broken' && answer.code !== 'exam.seal-conflict'
    return (fits || entry.again ? Promise.resolve('') : mac(entry)).then(function (s) {
      if (s !== entry.seal) { drop(entry); return false }
      if (own.id === entry.chain) own = chain()
      return seal({ place: entry.place, answer: entry.answer, flagged: entry.flagged, at: entry.at, again: true }, fresh).then(function () { drop(entry); return true })
    })
  }

  function given(root, kept) {
    var area = root.querySelector('textarea'), pairs = root.querySelectorAll('select')
    if (area) return kept ? area.defaultValue : area.value.trim()
    if (pairs.length) {
      var chosen = Array.prototype.map.call(pairs, function (s) { return kept ? (s.querySelector('option[selected]') || { value: '' }).value : s.value })
      return chosen.join('') ? chosen.join(',') : ''
    }
    return Array.prototype.filter.call(root.querySelectorAll('.yn-opt input'), function (i) { return kept ? i.defaultChecked : i.checked }).map(function (i) { return i.value }).join(',')
  }
  function fill(answer, flagged) {
    var area = form.querySelector('textarea'), pairs = form.querySelectorAll('select'), parts = answer === '' ? [] : answer.split(',')
    if (area) area.value = answer
    else if (pairs.length) Array.prototype.forEach.call(pairs, function (s, i) { s.value = parts[i] || '' })
    else Array.prototype.forEach.call(form.querySelectorAll('.yn-opt input'), function (i) { i.checked = parts.indexOf(i.value) >= 0 })
    form.querySelector('[name="Input.Flagged"]').value = flagged ? 'true' : 'false'
    form.querySelector('button[value=flag] span').textContent = flagged ? say.dataset.unflag : say.dataset.flag
  }
  function isFlagged(root) { return root.querySelector('[name="Input.Flagged"]').getAttribute('value') === 'true' }
  function asShown() { return given(form) + '\n' + isFlagged(form) }

  // The whole paper in one answer; it is for the time without a line only.
  function load() {
    if (!form) return
    since = {}
    call(base + '/' + (place || 1) + '?handler=All', { headers: { accept: 'text/html' } }, 30000).then(function (r) { return r.status === 200 ? r.text() : '' }).then(function (html) {
      if (html.indexOf('data-place') < 0) return
      take(html)
      Object.keys(since).forEach(function (at) { write(since[at]) })
      store()
    }).catch(function () { /* the next page asks again */ })
  }
  function take(html) {
    paper = new DOMParser().parseFromString(html, 'text/html')
    Array.prototype.forEach.call(paper.querySelectorAll('img'), function (i) { new Image().src = i.getAttribute('src') })
  }
  function store() {
    try { sessionStorage.setItem(name, paper.body.innerHTML) } catch (e) { /* the next page asks again */ }
  }
  function part(at) { return paper && paper.querySelector('section[data-place="' + at + '"]') }
  // The copy learns what was just saved or sealed.
  function remember(entry) {
    since[entry.place] = entry
    if (part(entry.place)) { write(entry); store() }
  }
  function write(entry) {
    var section = part(entry.place), area = section.querySelector('textarea'), pairs = section.querySelectorAll('select'), parts = entry.answer === '' ? [] : entry.answer.split(',')
    if (area) area.textContent = entry.answer
    Array.prototype.forEach.call(pairs, function (s, i) { Array.prototype.forEach.call(s.options, function (o) { o.defaultSelected = o.value !== '' && o.value === parts[i] }) })
    Array.prototype.forEach.call(section.querySelectorAll('.yn-opt input'), function (i) { i.defaultChecked = parts.indexOf(i.value) >= 0 })
    section.querySelector('[name="Input.Flagged"]').setAttribute('value', entry.flagged ? 'true' : 'false')
  }
  function markOf(at) {
    var section = part(at), waits = queued(at)
    var flagged = waits ? waits.flagged : section && isFlagged(section), answer = waits ? waits.answer : section ? given(section, true) : ''
    return flagged ? 'f' : answer ? 'd' : ''
  }
  function show(at) {
    var section = part(at)
    if (!section) return false
    place = at
    while (asked.firstChild) asked.removeChild(asked.firstChild)
    Array.prototype.forEach.call(document.importNode(section, true).childNodes, function (n) { asked.appendChild(n.cloneNode(true)) })
    nav.hidden = at === 0
    Array.prototype.forEach.call(dots, function (dot, i) { dot.className = i + 1 === at ? 'c' : markOf(i + 1) })
    if (at === 0) {
      Array.prototype.forEach.call(asked.querySelectorAll('[data-go]'), function (a) { a.className = markOf(Number(a.dataset.go)) })
      return true
    }
    var last = !part(at + 1), waits = queued(at)
    nav.querySelector('[value=back]').textContent = at === 1 ? say.dataset.first : say.dataset.back
    nav.querySelector('[value=on] span').textContent = last ? say.dataset.last : say.dataset.next
    document.querySelector('[data-at]').textContent = say.dataset.title.replace('{0}', at).replace('{1}', dots.length)
    fill(waits ? waits.answer : given(section, true), waits ? waits.flagged : isFlagged(section))
    shown = asShown()
    try { history.replaceState(null, '', base + '/' + at) } catch (e) { /* the address stays */ }
    window.scrollTo(0, 0)
    return true
  }
  // While the line holds and nothing waits, the server's page is the truth: another phone may have answered meanwhile.
  function turnTo(at) {
    if (!part(at)) { if (!lost) location.assign(base + '/' + at); else show(0); return Promise.resolve() }
    if (queue().length || navigator.onLine === false) { show(at); return Promise.resolve() }
    return call(base + '/' + at, { headers: { accept: 'text/html' } }, lost ? 3000 : 10000).then(function (r) {
      if (r.status === 200) return r.text()
      if (r.status >= 500) throw new Error()
      location.assign(base + '/' + at)
    }).then(function (html) {
      if (html === undefined) return
      var page = new DOMParser().parseFromString(html, 'text/html'), there = page.querySelector('[data-asked]'), section = part(at)
      if (!there) return location.assign(base + '/' + at)
      section.innerHTML = there.innerHTML
      store()
      lost = false
      show(at)
      Array.prototype.forEach.call(page.querySelectorAll('.yn-dots i'), function (dot, i) { if (dots[i]) dots[i].className = dot.className })
    }).catch(function () { lost = true; show(at) })
  }
  function onward(go, here) {
    var to = go === 'flag' ? here : go === 'back' ? here - 1 : here + 1
    if (to >= 1 && to <= dots.length) return turnTo(to)
    if (lost || queue().length) show(0)
    else location.assign(base)
  }

  function save(go) {
    var entry = { place: place, answer: given(form), flagged: isFlagged(form) !== (go === 'flag') }, here = place
    if (now() > ends) { said(say.dataset.over); return send() }
    // Only looked at: what another phone has answered since stays.
    if (go !== 'flag' && asShown() === shown) return Promise.resolve(onward(go, here))
    function sealed() {
      lost = true
      entry.at = Math.round(now())
      return seal(entry).then(function () { return onward(go, here) }).then(function () { if (navigator.onLine !== false) send() })
    }
    if (queue().length || navigator.onLine === false) return sealed()
    var data = new URLSearchParams(new FormData(form))
    data.set('go', go)
    return call(base + '/' + here, { method: 'POST', headers: { accept: 'application/json' }, body: data }, 10000).then(function (r) {
      if (r.status === 200) return r.json()
      // A "no" is for the page itself to show; a sign-in that ended must not lose the answer.
      if (r.status >= 400 && r.status < 500 && r.status !== 401) return null
      throw new Error(r.status === 401 || r.type === 'opaqueredirect' ? 'sign-in' : '')
    }).then(function (told) {
      if (!told) { var field = document.createElement('input'); field.type = 'hidden'; field.name = 'go'; field.value = go; form.appendChild(field); form.submit(); return }
      lost = false
      remember(entry)
      return onward(go, here)
    }, function (e) {
      return sealed().then(function () { if (e.message === 'sign-in') location.assign(base + '/' + here) })
    })
  }

  function start() {
    function alone(work) {
      if (busy || handed()) return
      busy = true
      var done = function () { busy = false }
      Promise.resolve(work()).then(done, done)
    }
    document.addEventListener('click', function (event) {
      if (!event.target.closest) return
      var button = event.target.closest('button[name=go]'), link = event.target.closest('[data-go]')
      if (event.target.closest('[data-hand-in]')) { event.preventDefault(); if (!handed()) seal({ place: 0, answer: '', flagged: false, at: Math.round(now()) }).then(send); return }
      if (link) { event.preventDefault(); alone(function () { return turnTo(Number(link.dataset.go)) }) }
      if (button) { event.preventDefault(); alone(function () { return save(button.value) }) }
    })
    form.addEventListener('submit', function (event) { event.preventDefault() })
    // The copy of the page before, until the server's is here.
    try { var kept = sessionStorage.getItem(name); if (kept) take(kept) } catch (e) { /* asked anew */ }
    load()
    var waits = queued(place)
    if (waits) fill(waits.answer, waits.flagged)
    shown = asShown()
  }
  if (form) start()
  waiting()
  send()
  window.addEventListener('online', send)
  document.addEventListener('visibilitychange', function () { if (!document.hidden) send() })
  setInterval(send, 20000)
})()
