"""In real Chromium: the search costs nothing before a reader reaches for it, and forgives a slow network."""

import pytest
from helpers.screen.browser import settled, until
from helpers.screen.search import FIELD, RESULT, look_for

WAYS = {
    'the field': lambda page: page.click(FIELD),
    'the key /': lambda page: page.keyboard.press('/'),
    'the key s': lambda page: page.keyboard.press('s'),
    'the key f': lambda page: page.keyboard.press('f'),
    'the magnifier of a phone': lambda page: page.click('header .md-header__button[for=__search]'),
}


@pytest.mark.about('loss')
@pytest.mark.parametrize('way', WAYS)
def test_the_index_comes_when_a_reader_reaches_for_the_search_and_not_before(watched, address, way):
    asked = []
    watched.on('request', lambda request: asked.append(request.url))
    if 'phone' in way:
        watched.set_viewport_size({'width': 390, 'height': 800})
    watched.goto(f'{address}/en/loss.html', wait_until='networkidle')
    assert asked and not [name for name in asked if 'search_index' in name or '/workers/' in name]
    until(watched, '() => window.component$')  # on a slow machine the network is idle before Material has started
    WAYS[way](watched)
    until(watched, '() => document.activeElement.matches(".md-search__input")')
    watched.keyboard.type('no_grad')
    watched.wait_for_selector(RESULT)
    assert len([name for name in asked if 'search_index' in name]) == 1
    assert not [name for name in asked if 'iframe-worker' in name], (
        'what works around the limits of file: is for file: only'
    )


@pytest.mark.about('loss', 'optimizer')
def test_what_was_typed_before_the_index_came_is_answered_when_it_comes(watched, address):
    held = []
    watched.route('**/search_index.js', lambda route: held.append(route))
    watched.goto(f'{address}/zh/loss.html')
    watched.click(FIELD)
    watched.keyboard.type('no_grad')
    settled(watched)
    assert len(held) == 1 and not watched.locator(RESULT).count()
    held[0].continue_()
    watched.wait_for_selector(f'{RESULT} a[href*="optimizer.html"]')


@pytest.mark.about('loss', 'optimizer')
def test_an_index_that_did_not_come_is_asked_for_again(page, address):
    page.route('**/search_index.js', lambda route: route.abort(), times=1)
    page.goto(f'{address}/zh/loss.html')
    with page.expect_event('requestfailed'):
        page.focus(FIELD)
    page.locator(FIELD).blur()
    settled(page)
    page.fill(FIELD, 'no_grad')
    page.wait_for_selector(f'{RESULT} a[href*="optimizer.html"]')


def test_an_address_may_hold_a_query(watched, address):
    watched.goto(f'{address}/zh/index.html?q=梯度清零')
    assert watched.locator(f'{RESULT} a').nth(1).get_attribute('href').endswith('#zero-grad')


@pytest.mark.about('loss')
def test_what_was_searched_for_is_marked_where_a_result_leads_and_the_text_stays_as_it_is(searching):
    look_for(searching, 'squared_loss')
    searching.locator(f'{RESULT} a').first.click()
    searching.wait_for_url('**/loss.html?h=*')
    marked = searching.evaluate(
        "[...CSS.highlights.get('found')].map(range => range.startContainer.data.slice(range.startOffset, "
        'range.endOffset))'
    )
    assert {'squared_', 'loss'} <= set(marked)
    assert not searching.locator('article mark').count()
