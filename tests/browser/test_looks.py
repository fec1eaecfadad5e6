"""In real Chromium: pages can be read at every width, in both colours, and on paper."""

import io
import re
import statistics

import pytest
from helpers import served
from helpers.browser import settled
from helpers.pages import CHAPTERS, url
from PIL import Image

from book.manuscript.book import LANGUAGES

WIDTHS = (320, 390, 768, 1280)
PAPER = {'width': 673, 'height': 980}  # what @page leaves of A4, in px
PAGES = [(language, chapter) for language in LANGUAGES for chapter in CHAPTERS]

TOO_WIDE = """[...document.querySelectorAll('body > *, body > * *')].filter(element => {
  const box = element.getBoundingClientRect()
  if (!box.width || box.right <= document.documentElement.clientWidth + 1) return false
  const boxes = [element]
  while (boxes[0].parentElement !== document.body) boxes.unshift(boxes[0].parentElement)
  return element.checkVisibility() && !element.matches('.headerlink')
    && !boxes.some(up => ['auto', 'scroll', 'hidden'].includes(getComputedStyle(up).overflowX) || getComputedStyle(up).position === 'fixed')
}).map(element => `${element.tagName} ${element.className}`)"""

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
    assert document.startswith(b'%PDF') and sheets <= len(re.findall(rb'/Type\s*/Page\b', document)) <= sheets + 2


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
      article.querySelector('p code.whole').style = 'white-space: normal; display: inline; word-break: break-all; font-size: 40px'
    }""")
    assert page.evaluate(TOO_WIDE) == ['DIV planted']
    assert (
        len(page.evaluate(SMALL_LETTERS)) == 1
        and len(page.evaluate(PALE)) == 1
        and len(page.evaluate(BROKEN_CODE)) == 1
        and len(page.evaluate(ANOTHER_COLOUR)) == 1
    )


@pytest.mark.about('dataset')
@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize('width, height', [(1280, 800), (390, 844)])
def test_the_first_screen_shows_the_result_and_where_to_start(page, address, language, width, height):
    page.set_viewport_size({'width': width, 'height': height})
    page.goto(f'{address}/{language}/index.html')
    article = page.locator('article')
    seen = {
        'title': article.locator('h1'),
        'what it is': article.locator('p').nth(1),
        'start': article.locator('a.md-button[href="dataset.html"]'),
        'errors': article.locator('.output', has_text='error of w'),
        'fitted line': article.locator('svg.figure').first.locator('[stroke="#d62728"]'),
    }
    for name, element in seen.items():
        box = element.bounding_box()
        assert (
            box['y'] >= 0 and box['x'] >= 0 and box['x'] + box['width'] <= width and box['y'] + box['height'] <= height
        ), (name, box)
    seen['start'].click()
    page.wait_for_url(f'{address}/{language}/dataset.html')


@pytest.mark.about('training')
@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize('width', [390, 1280])
def test_downloads_stand_below_the_title_and_icons_have_words_where_there_is_room(page, address, language, width):
    page.set_viewport_size({'width': width, 'height': 800})
    page.goto(f'{address}/{language}/training.html')
    title, downloads = (page.locator(f'article {part}').bounding_box() for part in ('h1', '.book-downloads'))
    assert downloads['y'] >= title['y'] + title['height'] - 8
    words = page.evaluate("""[...document.querySelectorAll('.md-header__button:is(label[for^=__palette], .book-both)')].filter(button => button.checkVisibility())
      .map(button => button.getBoundingClientRect().width)""")
    assert len(words) == 2 and all((size > 70) == (width == 1280) for size in words), words


LINES = """[...document.querySelectorAll('article > p')].filter(p => !p.querySelector('code, .formula, svg')).flatMap(p => {
  const lines = new Map(), walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT), range = document.createRange()
  for (let node; node = walker.nextNode();) for (let i = 0; i < node.length; i++) {
    range.setStart(node, i)
    range.setEnd(node, i + 1)
    const box = range.getBoundingClientRect(), top = Math.round(box.top / 8)
    if (box.width) lines.set(top, (lines.get(top) || 0) + (document.documentElement.lang === 'zh' ? box.width / parseFloat(getComputedStyle(p).fontSize) : 1))
  }
  return [...lines.values()].slice(0, -1)
})"""


@pytest.mark.parametrize('language, least, most', [('en', 66, 75), ('zh', 34, 40)])
def test_a_line_has_a_length_that_the_eye_can_follow(page, address, language, least, most):
    page.set_viewport_size({'width': 1280, 'height': 800})
    lines = []
    for chapter in ('dataset', 'batches', 'optimizer', 'training'):
        page.goto(f'{address}/{language}/{chapter}.html')
        lines += page.evaluate(LINES)
    assert len(lines) > 30 and least <= statistics.median(lines) <= most, statistics.median(lines)


@pytest.mark.about('dataset')
def test_a_phone_shows_most_lines_of_code_whole_and_says_where_there_is_more(page, address):
    page.set_viewport_size({'width': 390, 'height': 844})
    page.goto(f'{address}/en/dataset.html')
    blocks = page.locator('article .language-python pre > code')
    assert (
        page.evaluate('getComputedStyle(document.querySelector("article .language-python pre > code")).fontSize')
        == '11.4px'
    )
    letters = blocks.evaluate_all("""blocks => blocks.flatMap(block => {
      const style = getComputedStyle(block), canvas = document.createElement('canvas').getContext('2d')
      canvas.font = `${style.fontSize} ${style.fontFamily}`
      return (block.clientWidth - parseFloat(style.paddingLeft)) / canvas.measureText('m').width
    })""")
    assert min(letters) >= 52, 'the longest line of squared_loss does not fit'
    lines = [line for block in blocks.all_inner_texts() for line in block.splitlines() if line]
    assert sum(len(line) <= 52 for line in lines) / len(lines) > 0.7
    long = page.locator('article .language-python code', has_text='epsilon = labels').first
    hidden, end = edge(long), None
    long.evaluate('code => { code.scrollLeft = 10000 }')
    end = edge(long)
    assert sum(hidden) < sum(end) - 30, 'nothing says that a line goes on'


def edge(block):
    """Return the mean colour of the last but one column of a block, where the shadow of what is hidden falls."""
    picture = Image.open(io.BytesIO(block.screenshot())).convert('RGB')
    column = picture.crop((picture.width - 2, picture.height - 8, picture.width - 1, picture.height - 2)).resize((1, 1))
    return column.getpixel((0, 0))


@pytest.mark.about('loss')
@pytest.mark.parametrize('width', [320, 390])
@pytest.mark.parametrize('language, other', [('zh', 'English'), ('en', '中文')])
def test_on_a_phone_the_other_language_and_the_colours_are_in_sight(page, address, language, other, width):
    page.set_viewport_size({'width': width, 'height': 800})
    page.goto(f'{address}/{language}/loss.html', wait_until='networkidle')
    shown = [link for link in page.locator('.md-header .md-select__link').all() if link.is_visible()]
    assert [link.inner_text().strip() for link in shown] == [other]
    seen = [page.evaluate('getComputedStyle(document.body).backgroundColor')]
    for _ in range(2):  # from the system's colours to light, to dark
        toggle = page.locator('.md-header label[for^=__palette]:visible')
        assert (
            toggle.get_attribute('title') and min(toggle.bounding_box()['width'], toggle.bounding_box()['height']) >= 24
        )
        toggle.click()
        seen.append(page.evaluate('getComputedStyle(document.body).backgroundColor'))
    assert seen[0] == seen[1] != seen[2]


@pytest.mark.parametrize('language', LANGUAGES)
def test_the_title_of_the_book_stands_once_in_the_navigation(page, address, language):
    page.goto(f'{address}/{language}/index.html')
    title = page.locator('article h1').inner_text().strip().removesuffix('¶').strip()
    for width, times in ((1280, 0), (390, 1)):  # on a wide screen the header has it
        page.set_viewport_size({'width': width, 'height': 800})
        assert page.locator('.md-nav--primary').evaluate(SHOWN_TEXT).count(title) == times, width


SHOWN_TEXT = (
    "nav => [...nav.querySelectorAll('*')].filter(e => !e.children.length && getComputedStyle(e).display !== 'none' || "
    "e.matches('.md-nav__title'))"
    ".filter(e => getComputedStyle(e).display !== 'none').map(e => e.textContent.trim()).join('\\n')"
)


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
CLEAN = {'pressed': [], 'hidden': [], 'cut': [], 'split': [], 'paper': 'rgb(255, 255, 255)'}


@pytest.mark.about('loss')
def test_a_page_that_prints_badly_would_be_named(page, address):
    page.set_viewport_size(PAPER)
    page.goto(f'{address}/en/loss.html')
    page.emulate_media(media='print')
    page.evaluate("""() => {
      const faults = new CSSStyleSheet()
      faults.replaceSync(`.md-header, .headerlink { display: block !important } details::details-content { content-visibility: hidden !important }
        .md-typeset pre > code { white-space: pre !important; font-size: 20pt !important } svg.figure { break-inside: auto !important }`)
      document.adoptedStyleSheets = [faults]
    }""")
    found = page.evaluate(ON_PAPER)
    assert all(found[name] for name in ('pressed', 'hidden', 'cut', 'split')), found


def test_the_pages_above_the_languages_are_light_and_dark_and_fit_a_phone(browser, address):
    for name in ('index.html', '404.html'):
        papers = []
        for scheme in ('light', 'dark'):
            context = browser.new_context(color_scheme=scheme, locale='fr', viewport={'width': 320, 'height': 600})
            page = context.new_page()
            page.route(
                '**/root.css', lambda route: route.fulfill(path='docs/theme/root/root.css', content_type='text/css')
            ) if name == '404.html' else None
            page.goto(f'{address}/{name}')
            assert page.evaluate('document.documentElement.scrollWidth') <= 320
            papers.append(page.evaluate('getComputedStyle(document.body).backgroundColor'))
            context.close()
        assert papers == ['rgb(255, 255, 255)', 'rgb(23, 26, 32)'], name
