"""In real Chromium: the first screen, the header, lines of text and code, print, and the pages above the languages."""

import io
import statistics

import pytest
from helpers.screen.looks import ON_PAPER, PAPER
from PIL import Image

from book.manuscript.book import LANGUAGES


@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize('width, height', [(1280, 800), (390, 844)])
def test_the_first_screen_shows_the_result_and_where_to_start(page, book, address, language, width, height):
    first = f'{book.chapters[1]}.html'
    page.set_viewport_size({'width': width, 'height': height})
    page.goto(f'{address}/{language}/index.html')
    article = page.locator('article')
    seen = {
        'title': article.locator('h1'),
        'what it is': article.locator('p').nth(1),
        'start': article.locator(f'a.md-button[href="{first}"]'),
        'errors': article.locator('.output', has_text='error of w'),
        'fitted line': article.locator('svg.figure').first.locator('[stroke="#d62728"]'),
    }
    for name, element in seen.items():
        box = element.bounding_box()
        assert (
            box['y'] >= 0 and box['x'] >= 0 and box['x'] + box['width'] <= width and box['y'] + box['height'] <= height
        ), (name, box)
    seen['start'].click()
    page.wait_for_url(f'{address}/{language}/{first}')


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
    blocks = page.locator('article .language-python:not(details *) pre > code')
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
