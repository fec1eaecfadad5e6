"""In real Chromium: axe finds nothing on any page, in both themes, on a screen and on a phone; all is done by keyboard."""

import pytest
from helpers.pages import CHAPTERS
from helpers.screen import axe, seen
from helpers.screen.browser import until

from book.manuscript.book import GLOSSARY, LANGUAGES


@pytest.fixture(scope='module')
def desk(browser):
    """One page for all of axe's rounds."""
    context = browser.new_context(reduced_motion='reduce')
    yield context.new_page()
    context.close()


@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize('chapter', [*CHAPTERS, GLOSSARY])
def test_axe_finds_nothing_on_a_page(desk, address, language, chapter):
    desk.goto(f'{address}/{language}/{chapter}.html')
    assert axe.rounds(desk) == []


def test_axe_finds_nothing_on_the_pages_that_lead_in(desk, address):
    desk.goto(f'{address}/nothing')
    assert axe.rounds(desk) == []
    desk.context.add_init_script("Object.defineProperty(navigator, 'languages', {value: ['fr']})")
    desk.goto(f'{address}/index.html')
    assert desk.url == f'{address}/index.html' and axe.rounds(desk) == []


@pytest.mark.about('loss')
@pytest.mark.parametrize('language', LANGUAGES)
def test_axe_finds_nothing_with_what_opens_open(desk, address, language):
    for width, opened in (
        (1280, open_search),
        (390, open_search),
        (390, open_drawer),
        (1280, open_both),
        (390, open_note),
        (1280, open_folds),
        (390, open_folds),
    ):
        desk.set_viewport_size({'width': width, 'height': 900})
        desk.emulate_media(color_scheme='light')
        desk.goto(f'{address}/{language}/loss.html', wait_until='networkidle')
        opened(desk)
        assert axe.violations(desk) == [], (opened.__name__, width)
        desk.emulate_media(color_scheme='dark')
        assert axe.violations(desk, *axe.COLOURS) == [], (opened.__name__, width, 'dark')
        desk.evaluate('localStorage.clear()')  # what was chosen is not for the next


def open_search(page):
    page.keyboard.press('/')
    page.fill('.md-search__input', 'sgd')
    page.wait_for_selector('.md-search-result__link')


def open_drawer(page):
    page.click('.md-header [for="__drawer"]')
    page.wait_for_selector('.md-sidebar--primary a', state='visible')


def open_folds(page):
    for fold in page.locator('article details > summary').all():
        fold.click()
    assert page.locator('article details:not([open])').count() == 0
    page.evaluate('scrollTo(0, 0)')  # away from under the header


def open_both(page):
    page.click('.book-both')
    page.wait_for_selector('.book-twin')


def open_note(page):
    page.focus('article a.term')
    page.keyboard.press('Shift')  # so that the focus counts as the keyboard's
    page.wait_for_selector('.term-note', state='visible')


FAULTS = {
    'image-alt': "document.querySelector('article').append(Object.assign(new Image(), {src: "
    "'assets/images/favicon.png'}))",
    'color-contrast': "document.querySelector('article p:not([class])').style.color = '#ccc'",
    'heading-order': "document.querySelector('article').insertAdjacentHTML('beforeend', '<h5>x</h5>')",
    'html-lang-valid': "document.documentElement.lang = 'xx-yy-zz-nowhere'",
    'aria-dialog-name': "document.querySelector('.md-search').removeAttribute('aria-label')",
}


@pytest.mark.about('parameters')
@pytest.mark.parametrize('rule', FAULTS)
def test_axe_would_name_a_fault(desk, address, rule):
    desk.set_viewport_size({'width': 1280, 'height': 900})
    desk.emulate_media(color_scheme='light')
    desk.goto(f'{address}/en/parameters.html')
    desk.evaluate(FAULTS[rule])
    found = axe.violations(desk)
    assert any(text.startswith(f'{rule}:') for text in found), found


UNSEEN = {  # the style of a paragraph: how the finding begins
    'opacity: 0': 'opacity 0: ',
    'opacity: 0.3': 'opacity 0.3: ',
    'display: none': 'hidden: ',
    'visibility: hidden': 'hidden: ',
    'font-size: 6px': 'too small: ',
    'color: Canvas; background: Canvas': 'color-contrast: ',
}


@pytest.mark.about('parameters')
@pytest.mark.parametrize('style', UNSEEN)
@pytest.mark.parametrize('scheme', ['light', 'dark'])
def test_text_that_cannot_be_seen_would_be_named(desk, address, style, scheme):
    desk.set_viewport_size({'width': 1280, 'height': 900})
    desk.emulate_media(color_scheme=scheme)
    desk.goto(f'{address}/en/parameters.html')
    desk.evaluate("style => document.querySelector('article p:not([class])').style = style", style)
    found = [*seen.unseen(desk), *axe.violations(desk, 'color-contrast')]
    assert any(text.startswith(UNSEEN[style]) for text in found), found


@pytest.mark.about('parameters')
def test_axe_would_name_one_faint_sign_of_code(desk, address):
    desk.emulate_media(color_scheme='light')
    desk.goto(f'{address}/en/parameters.html')
    desk.evaluate(
        "[...document.querySelectorAll('article code .nb')].findLast(sign => sign.checkVisibility()).style.color = "
        "'#ddd'"
    )
    assert len(axe.violations(desk, 'color-contrast')) == 1


@pytest.mark.about('loss')
@pytest.mark.parametrize('language', LANGUAGES)
def test_a_keyboard_goes_through_the_page_and_always_sees_where_it_is(watched, address, language):
    for width in axe.WIDTHS:
        watched.set_viewport_size({'width': width, 'height': 900})
        watched.goto(f'{address}/{language}/loss.html', wait_until='networkidle')
        names = []
        for _ in range(25):
            watched.keyboard.press('Tab')
            name, shown = watched.evaluate(FOCUS)
            assert shown, f'{width}: the focus on {name} cannot be seen'
            names.append(name)
        assert len(set(names)) > 15, names
        assert watched.evaluate('document.activeElement !== document.body')


FOCUS = """(() => {
  const element = document.activeElement, box = element.getBoundingClientRect(), style = getComputedStyle(element)
  const sign = element.matches('.md-option') ? getComputedStyle(element.nextElementSibling) : style
  const name = element.getAttribute('aria-label') || element.textContent.trim() || element.className
  return [name, sign.outlineStyle !== 'none' && box.right > 0 && box.left < innerWidth && style.visibility === 'visible']
})()"""


STOPS = """scrolling => {
  const all = [...document.querySelectorAll('article pre > code, article .formula, .md-typeset__scrollwrap')]
  const parts = all.filter(part => part.checkVisibility()), scrolls = parts.filter(part => part.scrollWidth > part.clientWidth)
  const stops = parts.filter(part => part.tabIndex === 0)
  return scrolls.some(part => !part.matches('code')) === scrolling && String(stops.map(part => parts.indexOf(part))) === String(scrolls.map(part => parts.indexOf(part)))
}"""


@pytest.mark.about('loss')
def test_what_scrolls_is_a_stop_for_the_keyboard_while_it_does(watched, address):
    for width, scrolling in ((320, True), (1600, False), (320, True)):
        watched.set_viewport_size({'width': width, 'height': 900})
        watched.goto(f'{address}/en/loss.html') if watched.url == 'about:blank' else None
        until(watched, STOPS, scrolling)


@pytest.mark.about('loss', 'optimizer')
def test_a_keyboard_opens_the_drawer_of_a_phone_and_follows_a_link(watched, address):
    watched.set_viewport_size({'width': 390, 'height': 900})
    watched.goto(f'{address}/en/loss.html', wait_until='networkidle')
    assert not watched.locator('.md-sidebar--primary a[href="optimizer.html"]').is_visible()
    watched.focus('.md-header button[for="__drawer"]')
    watched.keyboard.press('Enter')
    watched.wait_for_selector('.md-sidebar--primary a[href="optimizer.html"]', state='visible')
    watched.focus('.md-sidebar--primary a[href="optimizer.html"]')
    watched.keyboard.press('Enter')
    watched.wait_for_url(f'{address}/en/optimizer.html')


@pytest.mark.about('loss', 'optimizer')
def test_a_keyboard_chooses_the_dark_the_language_and_a_result_of_the_search(watched, address):
    watched.emulate_media(color_scheme='light')
    watched.goto(f'{address}/en/loss.html', wait_until='networkidle')
    watched.focus('#__palette_0')
    watched.keyboard.press('ArrowRight')
    watched.keyboard.press('ArrowRight')
    assert watched.evaluate("document.body.getAttribute('data-md-color-scheme')") == 'slate'
    until(watched, '() => document.querySelector("meta[name=theme-color]")')
    colours = "[...document.querySelectorAll('meta[name=theme-color]')].map(meta => meta.media)"
    assert watched.evaluate(colours) == [''], 'what the system prefers would win over what the reader chose'
    watched.focus('.md-select__link[hreflang=zh]')
    watched.keyboard.press('Enter')
    watched.wait_for_url(f'{address}/zh/loss.html')
    assert watched.evaluate("document.body.getAttribute('data-md-color-scheme')") == 'slate'  # kept
    watched.wait_for_load_state('networkidle')
    watched.keyboard.press('/')
    watched.keyboard.insert_text('sgd')
    watched.wait_for_selector('.md-search-result__link')
    watched.keyboard.press('ArrowDown')
    watched.keyboard.press('Enter')
    watched.wait_for_url('**/zh/optimizer.html*')


@pytest.mark.about('loss')
def test_less_motion_is_none(browser, address):
    context = browser.new_context(reduced_motion='reduce')
    page = context.new_page()
    page.goto(f'{address}/en/loss.html', wait_until='networkidle')
    moving = (
        "[...document.querySelectorAll('*')].filter(element => { const style = getComputedStyle(element); "
        "return style.transitionDuration.split(', ').some(time => time !== '0s') || style.animationName !== 'none' "
        '}).length'
    )
    assert page.evaluate(moving) == 0
    page.emulate_media(reduced_motion='no-preference')
    assert page.evaluate(moving) > 0
    context.close()


@pytest.mark.about('loss')
@pytest.mark.parametrize('language', LANGUAGES)
def test_the_language_is_marked_where_it_changes(watched, address, language):
    watched.goto(f'{address}/{language}/loss.html')
    assert watched.evaluate('document.documentElement.lang') == language
    names = watched.evaluate(
        "[...document.querySelectorAll('.md-select__link')].map(link => [link.lang, link.textContent.trim()])"
    )
    assert names == [['zh', '中文'], ['en', 'English']]
    assert watched.locator('.md-select__link[aria-current=true]').evaluate_all('all => all.map(e => e.lang)') == [
        language
    ]
