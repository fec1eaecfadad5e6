// A block with `data-lab` can be passed on: its code stands in the link itself, behind the #, which no browser sends to a server.
const KEY = '#code='

export const offerLink = (block, words, accept) => {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'book-link', textContent: words.link })
  block.bar.querySelector('.book-live').append(button)
  button.addEventListener('click', async () => {
    const status = block.bar.querySelector('[role=status]')
    history.replaceState(null, '', KEY + encode(block.text))
    const done = await navigator.clipboard?.writeText(location.href).then(() => true, () => false)
    status.textContent = done ? words.link_copied : words.link_above
  })
  if (!location.hash.startsWith(KEY)) return
  try {
    accept(decode(location.hash.slice(KEY.length)))
  } catch {}  // a link that was cut: the page's own code stays
}

const encode = text => btoa(String.fromCharCode(...new TextEncoder().encode(text))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

const decode = code => new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(atob(code.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0)))
