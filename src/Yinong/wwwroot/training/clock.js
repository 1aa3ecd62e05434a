// The clock of a running paper: counts down, says when five minutes and one minute are left, and saves the open answer before the time is over. The page
// works without this file and shows then how much was left when it was opened; the server's clock decides in any case.
const clock = document.querySelector('[data-seconds]')
if (clock) {
  const ends = performance.now() + Number(clock.dataset.seconds) * 1000
  const face = clock.querySelector('b')
  const status = clock.parentElement.querySelector('[data-said]')
  const save = document.querySelector('button[name=go][value=on]')
  let said
  const tick = () => {
    const left = Math.max(0, Math.round((ends - performance.now()) / 1000))
    face.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
    const words = left <= 60 ? 'one' : left <= 300 ? 'five' : said
    if (words !== said) {
      said = words
      status.textContent = clock.dataset[words]
    }
    if (left <= 3 && save) save.click()
    else if (left > 0) setTimeout(tick, 1000)
  }
  tick()
}
