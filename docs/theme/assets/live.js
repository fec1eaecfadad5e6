// Run, edit, check: what a page needs for that loads when a reader first asks for it, or was here before.
{
  const bars = [...document.querySelectorAll('.book-copy:has(.book-live)')]
  const codes = bars.map(bar => bar.closest('.highlight').querySelector('code'))
  const checks = [...document.querySelectorAll('details.check')]
  let page, failed = 0

  const open = async () => {
    const { folder } = bars[0].querySelector('.book-live').dataset
    const script = `page.js${failed ? `?${failed}` : ''}`  // some browsers remember what could not be loaded
    page ??= import(new URL(folder + script, location)).then(live => live.open(codes, document.documentElement.lang))
    return page.catch(error => {
      page = undefined
      failed += 1
      throw error
    })
  }

  const act = async (number, what) => {
    const status = bars[number].querySelector('[role=status]'), { disk, lost } = bars[number].querySelector('.book-live').dataset
    if (location.protocol === 'file:') {
      status.textContent = disk
      return
    }
    try {
      await (await open())[what](number)
    } catch {
      status.textContent = lost
    }
  }

  bars.forEach((bar, number) => {
    const { seconds } = bar.closest('.highlight').dataset
    if (seconds) bar.querySelector('.book-run').append(` ≈ ${seconds} s`)
    for (const what of ['run', 'edit', 'check']) bar.querySelector(`.book-${what}`).addEventListener('click', () => act(number, what))
    codes[number].closest('.highlight').addEventListener('keydown', event => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) act(number, 'run')
    })
  })
  // An exercise is checked from the block just above its check.
  for (const check of checks) {
    const bar = bars.findLast(bar => bar.compareDocumentPosition(check) & Node.DOCUMENT_POSITION_FOLLOWING)
    if (bar) bar.querySelector('.book-check').hidden = false
  }
  // What was changed or solved here before shows at once.
  try {
    if (bars.length && location.protocol !== 'file:' && (location.hash.startsWith('#code=') || Object.keys(localStorage).some(key => key.startsWith('book.live.')))) open().catch(() => {})
  } catch {}  // storage is forbidden: nothing was kept
}
