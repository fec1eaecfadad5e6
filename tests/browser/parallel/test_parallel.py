"""In real Chromium: two languages, one reader. Both can be read at once, and what was chosen holds in both."""

import pytest
from helpers.pages import IN_TURN, url
from helpers.screen.browser import settled, until
from helpers.screen.parallel import article, follow, shown, turn

from book.manuscript.book import LANGUAGES

NAMES = {'zh': '中英对照', 'en': 'Chinese beside English'}


OTHER = {'zh': 'en', 'en': 'zh'}


# What a reader sees as a block of text, found without the marks of the build: [its kind, its text, the text of its
# twin, the language
# of the twin, the code that it begins with, if it is an item].
BLOCKS = """() => {
  const squeezed = element => element.textContent.replace(/\\s+/g, ' ').trim()
  const nested = 'p, ul, ol, dl, div:not(.book-row), pre, table, details, blockquote'
  const text = element => {
    const copy = element.cloneNode(true)
    copy.querySelectorAll(`.headerlink, .book-twin, :scope ${copy.matches('p') ? 'svg' : nested}`).forEach(part => part.remove())
    return squeezed(copy)
  }
  const blocks = document.querySelectorAll('article :is(h1, h2, h3, h4, h5, h6, p, li, td, th, dt, dd, summary, figcaption):not([class], .term-notes *)')
  return [...blocks].map(block => {
    const twin = block.parentElement.matches('.book-row') ? block.nextElementSibling : block.querySelector(':scope > .book-row > .book-twin')
    const code = block.localName === 'li' && block.querySelector('code')
    return [block.localName, text(block), twin && squeezed(twin), twin && twin.lang, code && text(block).startsWith(squeezed(code)) ? squeezed(code) : '']
  }).filter(([, text]) => text)
}"""


ONCE = "['pre', 'svg.figure', 'div.formula', 'table', 'li'].map(name => document.querySelectorAll(`article ${name}`).length)"


IDS_TWICE = (
    "[...document.querySelectorAll('[id]')].map(element => element.id).filter((id, i, all) => all.indexOf(id) !== i)"
)


STYLED = "[...document.querySelectorAll('.book-twin [style]')].filter(element => !element.closest('.formula')).length"


TOO_WIDE = """[...document.querySelectorAll('.book-twin, .book-row')].filter(element => !element.closest('table'))
  .filter(element => element.getBoundingClientRect().right > innerWidth).map(element => element.textContent)"""


def read(page, target):
    """Open a page, and wait until Material has put its frames around the tables."""
    page.goto(target)
    until(
        page,
        "() => document.querySelectorAll('article table').length === document.querySelectorAll('article "
        ".md-typeset__table > table').length",
    )
    return page


@pytest.mark.parametrize('language, chapter', IN_TURN)  # what each has for the other: test_parallel.py
def test_each_block_is_followed_by_its_twin_and_the_rest_is_shown_once(watched, address, built_site, language, chapter):
    others = read(watched, url(address, built_site, OTHER[language], chapter)).evaluate(BLOCKS)
    read(watched, url(address, built_site, language, chapter))
    before, once, alone = article(watched), watched.evaluate(ONCE), watched.evaluate(BLOCKS)
    assert [twin for _, _, twin, *_ in alone if twin is not None] == []
    turn(watched, on=True)
    pairs = watched.evaluate(BLOCKS)
    assert [kind for kind, *_ in pairs] == [kind for kind, *_ in others] and len(pairs) > 10
    for (kind, text, twin, twin_language, code), (other_kind, other_text, _, _, other_code) in zip(pairs, others):
        assert kind == other_kind
        if text == other_text:
            assert twin is None, f'{text!r} stands there twice'
        else:
            wanted = (
                other_text.removeprefix(code).lstrip(':： ') if code == other_code else other_text
            )  # the code of an item, too, stands once
            assert (twin, twin_language) == (wanted, OTHER[language])
    assert [(kind, text) for kind, text, *_ in pairs] == [(kind, text) for kind, text, *_ in alone]
    assert watched.evaluate(ONCE) == once
    assert watched.evaluate(IDS_TWICE) == [] and watched.evaluate(STYLED) == 0
    turn(watched, on=False)
    assert article(watched) == before
    turn(watched, on=True)
    for width in (1280, 390, 320):
        watched.set_viewport_size({'width': width, 'height': 900})
        assert watched.evaluate('document.documentElement.scrollWidth <= innerWidth'), (
            f'the page is wider than {width} px'
        )
        assert watched.evaluate(TOO_WIDE) == [], width


@pytest.mark.about('optimizer')
def test_the_right_column_is_level_with_the_left_and_a_phone_has_one_column(watched, address):
    watched.goto(f'{address}/zh/optimizer.html?both')
    shown(watched)
    measure = """[...document.querySelectorAll('.book-row')].filter(row => row.matches('div, li > *') && !row.querySelector('h1') && row.checkVisibility())
      .map(row => [...row.children].map(part => { const range = new Range(); range.selectNodeContents(part); return range.getBoundingClientRect() }))
      .map(([one, two]) => [two.left - one.left, two.top - one.top, two.top - one.bottom, two.left])"""
    watched.set_viewport_size({'width': 1280, 'height': 900})
    wide = watched.evaluate(measure)
    assert len(wide) > 40 and all(right > 300 and abs(down) < 12 for right, down, _, _ in wide)
    assert len({round(left) for *_, left in wide}) == 2, 'a column begins at one place, and its lists at another'
    assert len({round(right) for right, *_ in wide}) == 1, 'the columns of lists are as wide as those of paragraphs'
    watched.set_viewport_size({'width': 390, 'height': 900})
    assert not [
        (right, _, gap, _) for right, _, gap, _ in watched.evaluate(measure) if not (abs(right) < 3 and gap > -3)
    ]


@pytest.mark.about('model', 'loss')
def test_nothing_is_asked_for_before_it_is_wanted_and_the_choice_holds_on_the_next_pages(watched, address):
    asked = []
    watched.on('request', lambda request: asked.append(request.url.removeprefix(address)))
    watched.goto(f'{address}/en/model.html', wait_until='networkidle')
    assert not [path for path in asked if path.startswith('/zh/') or path.endswith('sitemap.xml')]
    turn(watched, on=True)
    turn(watched, on=False)
    turn(watched, on=True)
    assert [path for path in asked if path.startswith('/zh/')] == ['/zh/assets/parallel/model.js']
    assert watched.url == f'{address}/en/model.html?both'
    watched.click('.md-footer__link--next')
    shown(watched)
    assert watched.url == f'{address}/en/loss.html?both'
    follow(watched, 'zh')
    watched.wait_for_url(f'{address}/zh/loss.html?both')
    shown(watched)
    assert watched.locator('article h1 + .book-twin').get_attribute('lang') == 'en'
    turn(watched, on=False)
    assert watched.url == f'{address}/zh/loss.html'
    watched.go_back()
    watched.wait_for_url(f'{address}/en/loss.html')
    assert watched.locator('.book-twin').count() == 0, 'the way back undoes the choice'


@pytest.mark.about('model')
def test_who_turns_it_off_before_the_twins_have_come_sees_none(watched, address):
    waiting = []
    watched.route('**/parallel/model.js', lambda route: waiting.append(route))
    watched.goto(f'{address}/en/model.html')
    with watched.expect_request('**/parallel/model.js'):
        watched.click('.book-both')
    watched.click('.book-both')
    waiting[0].continue_()
    watched.wait_for_load_state('networkidle')
    settled(watched)
    assert watched.locator('.book-twin').count() == 0 and watched.get_attribute('.book-both', 'aria-pressed') == 'false'


@pytest.mark.about('model', 'optimizer')
def test_an_address_that_is_shared_shows_both_at_the_same_section(browser, address):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f'{address}/en/optimizer.html?h=gradient&both#zero-grad', wait_until='networkidle')
    shown(page)
    settled(page)
    assert page.url == f'{address}/en/optimizer.html?h=gradient&both#zero-grad'
    assert 0 <= page.evaluate('document.querySelector("#zero-grad").getBoundingClientRect().top') < 150
    assert page.evaluate('CSS.highlights.get("found").size') > 5, 'the words that were searched for are not marked'
    page.goto(f'{address}/zh/model.html')
    shown(page)
    context.close()


@pytest.mark.about('loss')
def test_the_switch_serves_the_keyboard_and_has_a_name(watched, address):
    for language in LANGUAGES:
        watched.goto(f'{address}/{language}/loss.html')
        button = watched.get_by_role('button', name=NAMES[language], exact=True)
        for _ in range(20):
            watched.keyboard.press('Tab')
            if button.evaluate('element => element === document.activeElement'):
                break
        watched.keyboard.press('Enter')
        shown(watched)
        assert watched.get_by_role('button', name=NAMES[language], pressed=True).count() == 1
        watched.keyboard.press('Space')
        shown(watched, on=False)
