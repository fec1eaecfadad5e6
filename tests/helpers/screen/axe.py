"""Asks axe-core, in the page that a browser shows, what a reader with a disability would stumble over."""

from helpers.pages import ROOT
from helpers.screen import seen
from helpers.screen.browser import settled

SOURCE = (ROOT / 'node_modules/axe-core/axe.min.js').read_text(encoding='utf-8')
TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
COLOURS = ('color-contrast', 'link-in-text-block')  # the rules that a theme can break
WIDTHS = (1280, 390)

# Code, formulas and figures have thousands of parts, of a few kinds: one part of each kind on a page stays, of the
# others their text. Of the bars above the blocks, one of each kind stays, above
# the widest code, which has most buttons on a phone.
# axe judges no text on a gradient; ours are shadows at the edge of what scrolls, and it judges without them.
# Everything is read before anything is changed: after a change, the browser would compute all styles anew.
THIN = """() => {
  const all = selector => [...document.querySelectorAll(selector)]
  const shadows = all('body *').filter(element => getComputedStyle(element).backgroundImage.includes('gradient'))
  const widest = bar => Math.max(...bar.closest('.highlight').textContent.split('\\n').map(line => line.length))
  const bars = all('.highlight > .book-copy').sort((a, b) => widest(b) - widest(a)).map(bar => [bar, [...bar.querySelectorAll('button')].map(
    button => `${button.className} ${button.checkVisibility()} ${button.textContent}`).join()])
  const parts = all('pre code span, .katex-html *, .katex-mathml *, svg.figure *').reverse().map(part => {
    const style = getComputedStyle(part), block = part.closest('.highlight, .formula, .figure')
    return [part, [part, part.parentElement, block].map(element => element?.getAttribute('class')).concat(
      style.color, style.fill, style.fontSize, style.fontWeight, part.checkVisibility()).join()]
  })
  const seen = new Set()
  const first = kind => !seen.has(kind) && seen.add(kind)
  for (const element of shadows) element.style.backgroundImage = 'none'
  for (const [bar, kind] of bars) if (!first(kind)) bar.remove()
  for (const [part, kind] of parts) if (!first(kind) && !part.children.length) part.replaceWith(part.textContent)
}"""
RUN = """async ([tags, rules, within]) => {
  const what = rules.length ? {type: 'rule', values: rules} : {type: 'tag', values: tags}
  const report = await axe.run(within ?? document, {runOnly: what, resultTypes: ['violations', 'incomplete'], preload: false})
  const unjudged = report.incomplete.map(({id, nodes}) => ({id, nodes: nodes.filter(node => /gradient|background image|1:1 contrast/.test(node.failureSummary))}))
  return [...report.violations, ...unjudged].flatMap(({id, nodes}) => nodes.map(node =>
    `${id}: ${node.target.join(' ')}: ${node.html.slice(0, 160)}: ${node.failureSummary.replaceAll('\\n', ' ')}`))
}"""

# How light colours are that lie on each other, as WCAG counts it.
LIGHT = """
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const light = colours => {
    for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1) }
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    return .2126 * r + .7152 * g + .0722 * b
  }
"""

# The contrast of each element's text with what is behind it: [text, ratio].
CONTRASTS = """selector => [...document.querySelectorAll(selector)].filter(element => element.checkVisibility()).map(element => {
  LIGHT
  const behind = []
  for (let node = element; node; node = node.parentElement) behind.unshift(getComputedStyle(node).backgroundColor)
  const [low, high] = [light(['white', ...behind]), light(['white', ...behind, getComputedStyle(element).color])].sort((a, b) => a - b)
  return [element.textContent, (high + .05) / (low + .05)]
})""".replace('LIGHT', LIGHT)


def violations(page, *rules, within=None):
    """Return the violations of WCAG 2.2 A and AA and of axe's best practices (or of `rules` alone), one text each; of what the
    selector `within` means, or of the whole page.

    axe is evaluated, not loaded: the site's policy runs no foreign script. The page is thinned, and of no other use
    afterwards.
    """
    if not page.evaluate('"axe" in window'):
        page.evaluate(SOURCE)
        page.evaluate(THIN)
    return page.evaluate(RUN, [TAGS, rules, within])


def rounds(page):
    """Return the violations, and the texts that cannot be seen, at both widths and in both themes; of the dark, only what a theme can change is asked."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({'width': width, 'height': 900})
        settled(page)
        for scheme, rules in (('light', ()), ('dark', COLOURS)):
            page.emulate_media(color_scheme=scheme)
            found += [f'{width} px, {scheme}: {text}' for text in seen.unseen(page)]
            found += [f'{width} px, {scheme}: {text}' for text in violations(page, *rules)]
    return found
