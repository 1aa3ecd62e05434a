// A running paper on a line that fails (docs/training.md). While the line holds, an answer goes out as the form would; when it does not, the answer is
// sealed (HMAC over the entry and the seal before it, with the key of the sitting), kept in this phone, and sent when the line is back. The page works
// without this file, and where a browser cannot seal, it works as if the file were not there.
(function () {
  'use strict'
  var ended = document.querySelector('[data-paper-ended]')
  if (ended) {
    try { localStorage.removeItem('yn-paper-' + ended.dataset.paperEnded) } catch (e) { /* nothing is kept there */ }
    return
  }
  var say = document.querySelector('[data-paper]')
  if (!say || !window.crypto || !crypto.subtle || !window.fetch || !window.AbortController) return
  var id = say.dataset.paper, name = 'yn-paper-' + id, base = '/exams/sitting/' + id, skew = Number(say.dataset.now) - Date.now(), ends = Number(say.dataset.ends)
  var form = document.getElementById('paper'), asked = document.querySelector('[data-asked]'), nav = document.querySelector('.yn-next'), dots = document.querySelectorAll('.yn-dots i')
  var place = Number(say.dataset.place), paper = null, sending = false, busy = false, lost = false, state = read()

  function read() {
    try {
      var kept = JSON.parse(localStorage.getItem(name))
      if (kept && kept.chain) return kept
    } catch (e) { /* begin anew */ }
    return fresh()
  }
  function fresh() {
    var bytes = crypto.getRandomValues(new Uint8Array(8))
    return { chain: hex(bytes), next: 1, last: '', queue: [], answers: {}, handed: false }
  }
  function keep() { localStorage.setItem(name, JSON.stringify(state)) }
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

  // One after the other: each seal needs the one before it.
  var turn = Promise.resolve()
  function seal(at, answer, flagged) {
    turn = turn.then(function () {
      var entry = { number: state.next, place: at, answer: answer, flagged: flagged, at: Math.round(now()) }
      var text = [id, state.chain, entry.number, at, flagged ? '1' : '0', entry.at, state.last, answer].join('\n')
      var key = new Uint8Array(say.dataset.key.match(/../g).map(function (b) { return parseInt(b, 16) }))
      return crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
        .then(function (k) { return crypto.subtle.sign('HMAC', k, new TextEncoder().encode(text)) })
        .then(function (mac) {
          entry.seal = hex(new Uint8Array(mac))
          state.next++
          state.last = entry.seal
          state.queue.push(entry)
          if (at) state.answers[at] = { a: answer, f: flagged }
          else state.handed = true
          keep()
          waiting()
        })
    })
    return turn
  }
  function waiting() {
    var count = {}
    state.queue.forEach(function (e) { if (e.place) count[e.place] = 1 })
    if (state.queue.length) said(state.handed ? say.dataset.handed : say.dataset.kept.replace('{0}', Object.keys(count).length))
  }

  function send() {
    if (sending || !state.queue.length || navigator.onLine === false) return Promise.resolve()
    sending = true
    var sent = state.queue.slice(0, 200)
    return call(base + '/sealed', { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json', RequestVerificationToken: token() }, body: JSON.stringify({ chain: state.chain, entries: sent }) }, 15000)
      .then(function (r) {
        if (r.status === 400) return r.json().then(function (p) { throw { detail: p.detail } })
        if (r.status !== 200) throw new Error()
        return r.json()
      })
      .then(function (told) {
        var no = told.answers.filter(function (a) { return a.result === 'refused' }), numbers = told.answers.map(function (a) { return a.number })
        var rest = state.queue.filter(function (e) { return numbers.indexOf(e.number) < 0 }), broken = no.some(function (a) { return a.code !== 'exam.seal-time' && a.code !== 'exam.answer' })
        if (broken && !rest.length) { var answers = state.answers; state = fresh(); state.answers = answers }
        else state.queue = rest
        lost = false
        keep()
        if (no.length) said(say.dataset.refused.replace('{0}', no.length) + no[0].detail)
        else said(say.dataset.sent)
        sending = false
        if (state.queue.length) return send()
        if (told.handedIn || !form) setTimeout(function () { location.assign(base) }, no.length ? 4000 : 0)
      })
      // What the browser itself says of a broken line ("Failed to fetch") helps nobody; the answers are still sealed.
      .catch(function (e) { sending = false; lost = true; if (e.detail) said(e.detail); else waiting() })
  }

  function answer() {
    var area = form.querySelector('textarea'), pairs = form.querySelectorAll('select')
    if (area) return area.value.trim()
    if (pairs.length) {
      var chosen = Array.prototype.map.call(pairs, function (s) { return s.value })
      return chosen.join('') ? chosen.join(',') : ''
    }
    return Array.prototype.filter.call(form.querySelectorAll('.yn-opt input'), function (i) { return i.checked }).map(function (i) { return i.value }).join(',')
  }
  function fill(known) {
    var area = form.querySelector('textarea'), pairs = form.querySelectorAll('select'), parts = known.a === '' ? [] : known.a.split(',')
    if (area) area.value = known.a
    else if (pairs.length) Array.prototype.forEach.call(pairs, function (s, i) { s.value = parts[i] || '' })
    else Array.prototype.forEach.call(form.querySelectorAll('.yn-opt input'), function (i) { i.checked = parts.indexOf(i.value) >= 0 })
    flag(known.f)
  }
  function flag(on) {
    form.querySelector('[name="Input.Flagged"]').value = on ? 'true' : 'false'
    form.querySelector('button[value=flag] span').textContent = on ? say.dataset.unflag : say.dataset.flag
  }

  // The whole paper in one answer, once; afterwards turning a page needs no line.
  function load() {
    var kept = null
    try { kept = sessionStorage.getItem(name) } catch (e) { /* asked again */ }
    if (kept) return take(kept)
    call(base + '/' + place + '?handler=All', { headers: { accept: 'text/html' } }, 30000).then(function (r) { return r.status === 200 ? r.text() : '' }).then(function (html) {
      if (html.indexOf('data-place') < 0) return
      try { sessionStorage.setItem(name, html) } catch (e) { /* the next page asks again */ }
      take(html)
    }).catch(function () { /* the next page asks again */ })
  }
  function take(html) {
    paper = new DOMParser().parseFromString(html, 'text/html')
    Array.prototype.forEach.call(paper.querySelectorAll('img'), function (i) { new Image().src = i.getAttribute('src') })
  }
  function part(at) { return paper && paper.querySelector('section[data-place="' + at + '"]') }
  function mark(at, cls) { if (dots[at - 1]) dots[at - 1].className = cls }
  function markOf(at) {
    var a = state.answers[at]
    return a ? a.f ? 'f' : a.a ? 'd' : '' : dots[at - 1] ? dots[at - 1].className.replace('c', '') : ''
  }
  function show(at) {
    var section = part(at)
    if (!section) return false
    if (place) mark(place, markOf(place))
    place = at
    while (asked.firstChild) asked.removeChild(asked.firstChild)
    Array.prototype.forEach.call(document.importNode(section, true).childNodes, function (n) { asked.appendChild(n.cloneNode(true)) })
    nav.hidden = at === 0
    if (at === 0) {
      Array.prototype.forEach.call(asked.querySelectorAll('[data-go]'), function (a) { a.className = markOf(Number(a.dataset.go)) })
      return true
    }
    var last = !part(at + 1)
    nav.querySelector('[value=back]').textContent = at === 1 ? say.dataset.first : say.dataset.back
    nav.querySelector('[value=on] span').textContent = last ? say.dataset.last : say.dataset.next
    document.querySelector('[data-at]').textContent = say.dataset.title.replace('{0}', at).replace('{1}', dots.length)
    mark(at, 'c')
    if (state.answers[at]) fill(state.answers[at])
    try { history.replaceState(null, '', base + '/' + at) } catch (e) { /* the address stays */ }
    window.scrollTo(0, 0)
    return true
  }
  function onward(go, here) {
    var to = go === 'flag' ? here : go === 'back' ? here - 1 : here + 1
    if (to === here) return show(here)
    if (to >= 1 && to <= dots.length && show(to)) return
    if (to >= 1 && to <= dots.length && !lost) location.assign(base + '/' + to)
    else if (lost || state.queue.length) show(0)
    else location.assign(base)
  }

  function save(go) {
    var here = place, said0 = answer(), flagged = (form.querySelector('[name="Input.Flagged"]').value === 'true') !== (go === 'flag')
    if (now() > ends) { said(say.dataset.over); return send() }
    function sealed() { lost = true; return seal(here, said0, flagged).then(function () { onward(go, here); if (navigator.onLine !== false) send() }) }
    if (state.queue.length || navigator.onLine === false) return sealed()
    var data = new URLSearchParams(new FormData(form))
    data.set('go', go)
    return call(base + '/' + here, { method: 'POST', headers: { accept: 'application/json' }, body: data }, 10000).then(function (r) {
      if (r.status === 200) return r.json()
      // A "no" is for the page itself to show; a sign-in that ended must not lose the answer.
      if (r.status >= 400 && r.status < 500 && r.status !== 401) return null
      throw new Error(r.status === 401 || r.type === 'opaqueredirect' ? 'sign-in' : '')
    }).then(function (told) {
      if (!told) { var field = document.createElement('input'); field.type = 'hidden'; field.name = 'go'; field.value = go; form.appendChild(field); form.submit(); return }
      state.answers[here] = { a: said0, f: flagged }
      keep()
      onward(go, here)
    }).catch(function (e) {
      return sealed().then(function () { if (e.message === 'sign-in') location.assign(base + '/' + here) })
    })
  }

  if (form) {
    document.addEventListener('click', function (event) {
      var button = event.target.closest ? event.target.closest('button[name=go]') : null, link = event.target.closest ? event.target.closest('[data-go]') : null
      if (event.target.closest && event.target.closest('[data-hand-in]')) { event.preventDefault(); seal(0, '', false).then(send); return }
      if (link && show(Number(link.dataset.go))) { event.preventDefault(); return }
      if (!button) return
      event.preventDefault()
      if (busy || state.handed) return
      busy = true
      var done = function () { busy = false }
      save(button.value).then(done, done)
    })
    form.addEventListener('submit', function (event) { event.preventDefault() })
    load()
    if (state.answers[place]) fill(state.answers[place])
  }
  waiting()
  send()
  window.addEventListener('online', send)
  document.addEventListener('visibilitychange', function () { if (!document.hidden) send() })
  setInterval(send, 20000)
})()
