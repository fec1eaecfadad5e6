"""Finds text that a page has and nobody can see: hidden, transparent, or too small."""

SMALLEST = 11  # px

# What comes only when it is needed: by keyboard, under the pointer, once the page is scrolled, or when a note opens.
ON_DEMAND = '.md-skip, .md-top, .md-header__topic, .headerlink, .book-wrap, .term-note, .book-live [hidden], details:not([open]) *'

UNSEEN = """([smallest, onDemand]) => {
  const found = new Set(), texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let text; (text = texts.nextNode());) {
    const element = text.parentElement
    if (!text.data.trim() || element.closest('.katex, svg, script, style, template') || element.closest(onDemand)) continue
    const say = what => found.add(`${what}: ${element.tagName.toLowerCase()}.${element.className}: ${text.data.trim().slice(0, 40)}`)
    if (!element.checkVisibility({visibilityProperty: true})) {
      if (element.closest('article')) say('hidden')
      continue
    }
    let opacity = 1
    for (let above = element; above; above = above.parentElement) opacity *= getComputedStyle(above).opacity
    if (opacity < 0.5) say(`opacity ${opacity}`)
    if (parseFloat(getComputedStyle(element).fontSize) < smallest) say('too small')
  }
  return [...found]
}"""


def unseen(page):
    """Return the texts of a page that cannot be seen, each with the reason; all of an article must be, but for what
    comes on demand.
    """
    return page.evaluate(UNSEEN, [SMALLEST, ON_DEMAND])
