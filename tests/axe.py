"""Asks axe-core, in the page that a browser shows, what a reader with a disability would stumble over."""

from pathlib import Path

SOURCE = (Path(__file__).parent.parent / 'node_modules/axe-core/axe.min.js').read_text(encoding='utf-8')
TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

# A page has thousands of signs in code and formulas, drawn in a few ways: one of each way is enough to judge.
RUN = """async ([tags, rules]) => {
  const seen = new Set(), alike = []
  for (const element of document.querySelectorAll('code span, .katex-html *, .katex-mathml *, article svg *')) {
    const style = getComputedStyle(element), ground = getComputedStyle(element.closest('code, article *:not(span)')).backgroundColor
    const way = [style.color, style.fill, style.fontSize, style.fontWeight, style.visibility, style.display, ground, !element.textContent.trim()].join()
    element.children.length || !seen.has(way) ? seen.add(way) : alike.push(element)
  }
  const what = rules.length ? {type: 'rule', values: rules} : {type: 'tag', values: tags}
  const report = await axe.run({exclude: alike}, {runOnly: what, resultTypes: ['violations'], preload: false})
  return report.violations.flatMap(violation => violation.nodes.map(node =>
    `${violation.id}: ${node.target.join(' ')}: ${node.html.slice(0, 160)}: ${node.failureSummary.replaceAll('\\n', ' ')}`))
}"""


def violations(page, *rules):
    """Return the violations of WCAG 2.2 A and AA and of axe's best practices (or of `rules` alone), one text each.

    axe is evaluated, not loaded: the site's policy runs no foreign script.
    """
    if not page.evaluate('"axe" in window'):
        page.evaluate(SOURCE)
    return page.evaluate(RUN, [TAGS, rules])
