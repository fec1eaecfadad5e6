"""What is measured of the looks of a page."""

PAPER = {'width': 673, 'height': 980}  # what @page leaves of A4, in px


ON_PAPER = """() => {
  const shown = element => element.checkVisibility({contentVisibilityAuto: true}) && element.getBoundingClientRect().height > 0
  return {
    pressed: [...document.querySelectorAll('.md-header, .md-footer, .md-sidebar, .md-top, button, .md-button, .headerlink, .book-downloads, .md-skip')]
      .filter(shown).map(e => e.className),
    hidden: [...document.querySelectorAll('article :is(pre > code, table, svg.figure, .formula, summary)')].filter(e => !shown(e)).map(e => e.textContent.slice(0, 40)),
    cut: [...document.querySelectorAll('article :is(pre > code, div.formula, table, svg.figure)')]
      .filter(e => e.scrollWidth > e.clientWidth + 1 && e.tagName !== 'svg' || e.getBoundingClientRect().right > innerWidth + 1).map(e => e.textContent.slice(0, 40)),
    split: [...document.querySelectorAll('article svg.figure')]
      .filter(e => getComputedStyle(e).breakInside !== 'avoid' || e.getBoundingClientRect().height > innerHeight).map(e => e.ariaLabel),
    paper: getComputedStyle(document.body).backgroundColor,
  }
}"""
