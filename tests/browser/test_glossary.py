"""In real Chromium: a term explains itself to a reader with a mouse, a keyboard or a finger, and stays a link without
JavaScript.
"""

import pytest
from helpers.screen.axe import CONTRASTS
from helpers.screen.browser import settled
from playwright.sync_api import expect

from book.manuscript import terms
from book.manuscript.book import LANGUAGES

TERM = 'article a.term[href="glossary.html#learning-rate"]'
NOTE = '.term-note:has(#term-learning-rate)'


@pytest.fixture(params=LANGUAGES)
def page_of(request, watched, address):
    watched.goto(f'{address}/{request.param}/optimizer.html')
    watched.explanation = next(
        term[f'{request.param}_text']
        for term in terms.read(request.getfixturevalue('book'))
        if term['en'] == 'learning rate'
    )
    return watched


def test_a_term_shows_its_note_to_the_mouse_until_it_leaves_both(page_of):
    note = page_of.locator(NOTE)
    expect(note).to_be_hidden()
    page_of.locator(TERM).first.hover()
    expect(note).to_be_visible()
    assert page_of.explanation in note.inner_text()
    page_of.clock.install()
    note.locator('a').hover()
    page_of.clock.run_for(5000)
    expect(note).to_be_visible()
    page_of.mouse.move(5, 5)
    page_of.clock.run_for(5000)
    expect(note).to_be_hidden()


def test_escape_hides_a_note_while_the_mouse_stays(page_of):
    page_of.locator(TERM).first.hover()
    expect(page_of.locator(NOTE)).to_be_visible()
    page_of.keyboard.press('Escape')
    expect(page_of.locator(NOTE)).to_be_hidden()


def test_a_note_in_focus_stays_when_the_mouse_leaves(page_of):
    page_of.locator(TERM).first.focus()
    page_of.keyboard.press('Shift')  # so that the focus counts as the keyboard's
    page_of.clock.install()
    page_of.locator(TERM).first.hover()
    page_of.mouse.move(5, 5)
    page_of.clock.run_for(5000)
    expect(page_of.locator(NOTE)).to_be_visible()


def test_a_term_shows_its_note_to_the_keyboard_and_describes_itself(page_of):
    term = page_of.locator(TERM).first
    page_of.evaluate(
        'selector => [...document.querySelectorAll("a[href], button, [tabindex]")].filter(e => e.checkVisibility() && '
        'e.compareDocumentPosition(document.querySelector(selector)) & 4).at(-1).focus()',
        TERM,
    )
    page_of.keyboard.press('Tab')
    expect(term).to_be_focused()
    expect(term).to_have_accessible_description(page_of.explanation)
    expect(page_of.locator(NOTE)).to_be_visible()
    page_of.keyboard.press('Escape')
    expect(page_of.locator(NOTE)).to_be_hidden()
    page_of.keyboard.press('Shift+Tab')
    page_of.keyboard.press('Tab')
    expect(page_of.locator(NOTE)).to_be_visible()
    page_of.set_viewport_size({'width': 900, 'height': 700})
    expect(page_of.locator(NOTE)).to_be_hidden()  # the term is elsewhere now
    page_of.keyboard.press('Shift+Tab')
    page_of.keyboard.press('Tab')
    expect(page_of.locator(NOTE)).to_be_visible()
    page_of.keyboard.press('Tab')
    expect(page_of.locator(NOTE)).to_be_hidden()
    assert page_of.evaluate('!document.activeElement.closest(".term-note")'), 'a note adds no stop'
    term.press('Enter')
    page_of.wait_for_url('**/glossary.html#learning-rate')


@pytest.mark.about('training')
@pytest.mark.parametrize('language', LANGUAGES)
def test_a_tap_shows_each_note_within_the_screen_and_the_link_in_it_leads_on(browser, address, language):
    width = 320  # of the smallest phone
    context = browser.new_context(viewport={'width': width, 'height': 700}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f'{address}/{language}/training.html')
    page.evaluate("document.querySelectorAll('article details').forEach(fold => { fold.open = true })")
    for term in page.locator('article a.term').all()[:40]:
        term.tap()
        note = page.locator('.term-note:popover-open')
        expect(note).to_have_count(1)
        box = note.bounding_box()
        assert (
            box['x'] >= 0 and box['x'] + box['width'] <= width and box['y'] >= 0 and box['y'] + box['height'] <= 700
        ), term.inner_text()
        assert page.evaluate('document.documentElement.scrollWidth <= innerWidth')
        page.keyboard.press('Escape')  # it may cover the next term
    term.tap()
    assert page.url.endswith('training.html')
    target = note.locator('a').get_attribute('href')
    note.locator('a').tap()
    page.wait_for_url(f'**/{target}')
    page.go_back()
    page.locator('article a.term').first.tap()
    expect(page.locator('.term-note:popover-open')).to_have_count(1)
    page.locator('article h1').tap(position={'x': 2, 'y': 2})
    expect(page.locator('.term-note:popover-open')).to_have_count(0)
    page.locator('article a.term').first.tap()
    page.locator('article a.term').first.tap()
    page.wait_for_url('**/glossary.html#*')
    context.close()


def test_without_javascript_a_term_is_a_link(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f'{address}/en/optimizer.html')
    assert not page.locator('.term-note').first.is_visible()
    page.locator(TERM).first.click()
    assert page.url == f'{address}/en/glossary.html#learning-rate'
    assert page.locator('#learning-rate').is_visible()
    context.close()


def test_what_is_selected_and_copied_has_no_note(browser, address, book):
    context = browser.new_context(permissions=['clipboard-read', 'clipboard-write'])
    page = context.new_page()
    page.goto(f'{address}/en/optimizer.html')
    page.locator(TERM).first.hover()
    expect(page.locator(NOTE)).to_be_visible()
    page.keyboard.press('Control+a')
    page.keyboard.press('Control+c')
    copied = page.evaluate('navigator.clipboard.readText()')
    assert 'is the learning rate, which sets the size of a step' in ' '.join(copied.split())
    assert not [term['en'] for term in terms.read(book) if term['en_text'].replace('`', '') in copied]
    context.close()


@pytest.mark.parametrize('language, query', [('en', 'leaf tensor'), ('zh', '叶子张量')])
def test_the_search_finds_an_entry(watched, address, language, query):
    watched.goto(f'{address}/{language}/index.html', wait_until='networkidle')
    watched.fill('.md-search__input', query)
    watched.wait_for_selector('.md-search-result__link[href*="/glossary.html"]')


@pytest.mark.parametrize('scheme', ['light', 'dark'])
def test_the_notes_and_the_glossary_can_be_read(watched, address, scheme):
    watched.emulate_media(color_scheme=scheme)
    watched.goto(f'{address}/en/optimizer.html')
    watched.locator(TERM).first.hover()
    expect(watched.locator(NOTE)).to_be_visible()
    settled(watched)  # the colours of the theme fade in
    found = watched.evaluate(CONTRASTS, '.term-note:popover-open :is(p, span, strong, a), article a.term')
    watched.goto(f'{address}/zh/glossary.html')
    found += watched.evaluate(CONTRASTS, 'article :is(p, h2, h2 span)')
    assert len(found) > 100 and [each for each in found if each[1] < 4.5] == []


def test_a_note_stands_at_its_term_under_a_policy_without_inline_styles(page, address):
    policy = {'Content-Security-Policy': "style-src 'self'; script-src 'self'"}

    def with_policy(route):
        answer = route.fetch()
        route.fulfill(response=answer, headers=answer.headers | policy)

    page.route('**/*.html', with_policy)
    page.goto(f'{address}/en/optimizer.html')
    page.locator(TERM).first.hover()
    note = page.locator(NOTE)
    expect(note).to_be_visible()
    term, box = page.locator(TERM).first.bounding_box(), note.bounding_box()
    below, above = abs(box['y'] - term['y'] - term['height']), abs(box['y'] + box['height'] - term['y'])
    assert min(below, above) < 5 and abs(box['x'] - term['x']) < 5
