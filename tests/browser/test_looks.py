"""In real Chromium: pages can be read at every width, in both colours, and on paper."""

import re

import pytest
from helpers.pages import CHAPTERS, url
from helpers.screen import served
from helpers.screen.browser import settled
from helpers.screen.looks import ON_PAPER, PAPER

from book.manuscript.book import LANGUAGES

WIDTHS = (320, 390, 768, 1280)


PAGES = [(language, chapter) for language in LANGUAGES for chapter in CHAPTERS]


TOO_WIDE = """[...document.querySelectorAll('body > *, body > * *')].filter(element => {
  const box = element.getBoundingClientRect()
  if (!box.width || box.right <= document.documentElement.clientWidth + 1) return false
  const boxes = [element]
  while (boxes[0].parentElement !== document.body) boxes.unshift(boxes[0].parentElement)
  return element.checkVisibility() && !element.matches('.headerlink')
    && !boxes.some(up => ['auto', 'scroll', 'hidden'].includes(getComputedStyle(up).overflowX) || getComputedStyle(up).position === 'fixed')
}).map(element => `${element.tagName} ${element.className}`)"""


# What is wider than its place, and can neither be seen nor scrolled to.
CUT = """[...document.querySelectorAll('article *')].filter(element =>
  element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1 && element.checkVisibility()
    && getComputedStyle(element).overflowX === 'hidden' && element.textContent.trim()
).map(element => `${element.tagName} ${element.className}`)"""


SMALL_LETTERS = """[...document.querySelectorAll('svg.figure text')].map(text => {
  const letters = text.querySelector('tspan') || text, matrix = text.getScreenCTM()
  return [text.closest('svg').getAttribute('aria-label'), text.textContent, parseFloat(getComputedStyle(letters).fontSize) * Math.hypot(matrix.a, matrix.b)]
}).filter(([figure, words, size]) => size < 9)"""


# What is drawn in a figure, and the better contrast of its inside and its outline against the page (WCAG 2, 1.4.11).
PALE = """() => {
  const light = ([r, g, b]) => [.2126, .7152, .0722].reduce((sum, weight, i) => {
    const c = [r, g, b][i] / 255
    return sum + weight * (c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
  }, 0)
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number)
  const paper = numbers(getComputedStyle(document.body).backgroundColor)
  const contrast = (colour, opacity) => {
    if (!colour.startsWith('rgb')) return 0
    const mixed = numbers(colour).slice(0, 3).map((value, i) => value * opacity + paper[i] * (1 - opacity))
    const [a, b] = [light(mixed), light(paper)].sort((x, y) => x - y)
    return (b + .05) / (a + .05)
  }
  return [...document.querySelectorAll('svg.figure :is(path, use, circle, text)')].filter(shape => !shape.closest('defs, clipPath')).map(shape => {
    const style = getComputedStyle(shape)
    if (style.fill === 'none' && style.stroke === 'none') return null
    const best = Math.max(contrast(style.fill, style.fillOpacity * style.opacity), contrast(style.stroke, style.strokeOpacity * style.opacity))
    return best < 3 ? `${shape.closest('svg').getAttribute('aria-label')}: ${style.fill} ${style.stroke} ${best.toFixed(2)}` : null
  }).filter(Boolean)
}"""


ANOTHER_COLOUR = """[...document.querySelectorAll('svg.figure text[fill=currentColor]')]
  .filter(text => getComputedStyle(text).fill !== getComputedStyle(text.closest('article')).color)
  .map(text => text.textContent)"""


NO_ROOT_SIGN = (
    """[...document.querySelectorAll('.katex svg')].filter(sign => sign.getBoundingClientRect().height < 5).length"""
)


BROKEN_CODE = """[...document.querySelectorAll('article code.whole')].filter(code => code.getClientRects().length > 1).map(code => code.textContent)"""


@pytest.fixture(scope='module')
def reader(browser, address):
    """A browser window, in which the tests below look at one page after the other."""
    page = browser.new_context().new_page()
    page.complaints = served.listen(page, address)
    yield page
    page.context.close()


@pytest.fixture(scope='module', params=PAGES, ids='-'.join)
def opened(request, reader, address, built_site):
    """Each page of the book, opened once, as it is on a screen."""
    reader.emulate_media(media='screen', color_scheme='light')
    reader.complaints.clear()
    reader.goto(url(address, built_site, *request.param), wait_until='networkidle')
    return reader


def test_a_page_opens_without_a_complaint_and_fits_every_width(opened):
    assert opened.locator('article h1').is_visible() and opened.complaints == []
    for width in WIDTHS:
        opened.set_viewport_size({'width': width, 'height': 800})
        if opened.evaluate('document.documentElement.scrollWidth') > width or opened.evaluate(TOO_WIDE):
            settled(opened)  # Material moves its parts slowly to where they belong
        assert opened.evaluate(TOO_WIDE) == [] and opened.evaluate('document.documentElement.scrollWidth') <= width, (
            f'wider than {width} px'
        )
        assert opened.evaluate(BROKEN_CODE) == [], f'code is broken at the end of a line at {width} px'
        assert opened.evaluate(CUT) == [], f'cut off at {width} px'


def test_the_letters_in_figures_can_be_read_on_a_small_phone(opened):
    opened.set_viewport_size({'width': 320, 'height': 800})
    assert opened.evaluate(SMALL_LETTERS) == []


def test_figures_stand_out_from_light_and_from_dark_in_the_colour_of_the_text(opened):
    for scheme in ('light', 'dark'):
        opened.emulate_media(color_scheme=scheme)
        assert opened.evaluate(PALE) == [] and opened.evaluate(ANOTHER_COLOUR) == [], scheme


def test_a_page_prints_all_of_its_text_and_nothing_to_press(opened):
    opened.set_viewport_size(PAPER)
    opened.emulate_media(media='print', color_scheme='dark')
    assert opened.evaluate(ON_PAPER) == CLEAN
    document = opened.pdf(prefer_css_page_size=True)
    sheets = opened.evaluate('document.body.scrollHeight') / PAPER['height']
    printed = len(re.findall(rb'/Type\s*/Page\b', document))
    assert (
        document.startswith(b'%PDF') and sheets <= printed <= 1.05 * sheets + 2
    )  # where a block or a figure did not fit


def test_the_root_signs_of_formulas_are_drawn(opened):
    assert opened.evaluate(NO_ROOT_SIGN) == 0, (
        'a root sign has no height: has a style sheet moved before that of KaTeX?'
    )


@pytest.mark.about('loss')
def test_a_root_sign_that_is_not_drawn_would_be_noticed(page, address):
    page.goto(f'{address}/en/loss.html')
    page.evaluate("document.querySelector('.katex').insertAdjacentHTML('beforeend', '<svg width=20 height=20></svg>')")
    assert page.evaluate(NO_ROOT_SIGN) == 0
    page.evaluate("document.querySelectorAll('.katex svg').forEach(sign => sign.style.height = '1px')")
    assert page.evaluate(NO_ROOT_SIGN) == page.locator('.katex svg').count() > 0


@pytest.mark.about('dataset')
def test_faults_of_looks_would_be_named(page, address):
    page.set_viewport_size({'width': 320, 'height': 800})
    page.goto(f'{address}/en/dataset.html')
    page.evaluate("""() => {
      const article = document.querySelector('article'), letters = article.querySelector('svg.figure text'), wide = document.createElement('div')
      wide.className = 'planted'
      wide.style.width = '2000px'
      wide.style.height = '9px'
      article.append(wide)
      letters.setAttribute('font-size', '4px')
      letters.setAttribute('fill', '#eeeeee')
      article.querySelectorAll('svg.figure text[fill=currentColor]')[1].style.fill = 'teal'
      const codes = [...article.querySelectorAll('p code.whole')].filter(code => code.checkVisibility())
      codes.reduce((one, other) => one.textContent.length > other.textContent.length ? one : other).style = 'white-space: normal; display: inline; word-break: break-all; font-size: 40px'
    }""")
    assert page.evaluate(TOO_WIDE) == ['DIV planted']
    assert (
        len(page.evaluate(SMALL_LETTERS)) == 1
        and len(page.evaluate(PALE)) == 1
        and len(page.evaluate(BROKEN_CODE)) == 1
        and len(page.evaluate(ANOTHER_COLOUR)) == 1
    )


CLEAN = {'pressed': [], 'hidden': [], 'cut': [], 'split': [], 'paper': 'rgb(255, 255, 255)'}


@pytest.mark.about('optimizer')
def test_a_formula_that_is_cut_off_would_be_named(page, address):
    page.set_viewport_size({'width': 320, 'height': 800})
    page.goto(f'{address}/en/optimizer.html', wait_until='networkidle')
    assert page.evaluate(CUT) == []
    page.evaluate("document.styleSheets[0].insertRule('div.formula { overflow-x: hidden !important }')")
    assert 'DIV formula' in page.evaluate(CUT)
