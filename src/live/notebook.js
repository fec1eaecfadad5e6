// The notebook for download takes the reader's own code where there is some.
export const offerOwnNotebook = blocks => {
  const link = document.querySelector('.book-downloads a[download][href$=".ipynb"]')
  link?.addEventListener('click', async event => {
    const own = blocks.filter(block => block.changed)
    if (!own.length) return
    event.preventDefault()
    const notebook = await (await fetch(link.href)).json()
    for (const cell of notebook.cells) {
      const source = [cell.source].flat().join('').trim()
      const block = own.find(each => each.original.trim() === source)
      if (block) Object.assign(cell, { source: block.text, outputs: [] })
    }
    const address = URL.createObjectURL(new Blob([JSON.stringify(notebook)], { type: 'application/x-ipynb+json' }))
    Object.assign(document.createElement('a'), { href: address, download: link.pathname.split('/').pop() }).click()
    URL.revokeObjectURL(address)
  })
}
