"""In real Chromium: pointing at an item of a line-by-line explanation marks its lines of code, and the other way round."""

import pytest
from helpers.pages import url
from helpers.screen.axe import CONTRASTS
from helpers.screen.browser import settled

from book.manuscript.book import LANGUAGES
from book.manuscript.page import squeeze

POINTED = (
    "[...document.querySelectorAll('.pointed')].map(element => element.tagName + ' ' + element.textContent.trim())"
)
ITEM = 'li[data-lines]:has(code:text-is("param.grad.zero_()"))'
LINE = 'code > span[id^="__span-"]:text-is("param.grad.zero_()")'
PAGES = ('optimizer', 'training')  # of the others, test_lines.py reads what the build wrote


def block_of(page):
    """Return the lines of the block that shows `sgd`."""
    return page.locator('.language-python:not(details *)').first.locator('span[id^="__span-"]')


@pytest.mark.about('optimizer')
@pytest.mark.parametrize('language', LANGUAGES)
def test_an_item_marks_its_line_and_the_line_its_item(watched, address, language):
    watched.goto(f'{address}/{language}/optimizer.html')
    item = watched.locator(ITEM).first
    item.scroll_into_view_if_needed()
    item.hover()
    pointed = watched.evaluate(POINTED)
    assert (
        len(pointed) == 2 and pointed[0] == 'SPAN param.grad.zero_()' and pointed[1].startswith('LI param.grad.zero_()')
    )
    watched.mouse.move(1, 1)
    assert watched.evaluate(POINTED) == []
    block_of(watched).nth(3).hover()
    pointed = watched.evaluate(POINTED)
    assert (
        len(pointed) == 2
        and pointed[0] == 'SPAN for param in params:'
        and pointed[1].startswith('LI for param in params:')
    )
    block_of(watched).nth(1).hover()  # the docstring: no item explains it
    assert watched.evaluate(POINTED) == []


@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize('chapter', PAGES)
def test_the_keyboard_reaches_each_list_once_and_every_item_in_it(watched, address, built_site, language, chapter):
    watched.goto(url(address, built_site, language, chapter))
    watched.evaluate("document.querySelectorAll('article details').forEach(fold => { fold.open = true })")
    lists = watched.locator('article ul:has(> li[data-lines])').all()
    assert lists and watched.locator('li[data-lines][tabindex="0"]').count() == len(lists)
    for each in lists:
        items = each.locator('> li[data-lines]').all()
        items[0].focus()
        for item in items:
            fragment = squeeze(item.locator('code').first.inner_text())
            assert item.evaluate(
                'item => item === document.activeElement && getComputedStyle(item).outlineStyle !== "none"'
            )
            spans = [
                squeeze(text.removeprefix('SPAN ')) for text in watched.evaluate(POINTED) if text.startswith('SPAN ')
            ]
            assert spans and all(fragment in text for text in spans), fragment
            watched.mouse.move(5, 5)
            watched.mouse.move(5, 600)
            assert watched.evaluate(POINTED), 'a mouse that is elsewhere takes the marks from the keyboard'
            watched.keyboard.press('ArrowDown')
        watched.keyboard.press('ArrowUp')
        assert len(items) == 1 or items[-2].evaluate('item => item === document.activeElement')
        watched.keyboard.press('Escape')
        assert watched.evaluate(POINTED) == []
    assert watched.locator('li[data-lines][tabindex="0"]').count() == len(lists), 'Tab still reaches each list once'


@pytest.mark.about('optimizer')
def test_a_tap_marks_and_another_tap_clears(browser, address):
    context = browser.new_context(viewport={'width': 390, 'height': 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f'{address}/zh/optimizer.html')
    for element in (page.locator(ITEM).first, block_of(page).last):
        element.tap(position={'x': 60, 'y': 5})
        assert len(page.evaluate(POINTED)) == 2
        element.tap(position={'x': 60, 'y': 5})
        assert page.evaluate(POINTED) == []
    context.close()


@pytest.mark.about('optimizer')
def test_without_javascript_it_is_a_list(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f'{address}/en/optimizer.html')
    assert page.locator(ITEM).first.is_visible() and page.locator('li[tabindex]').count() == 0
    context.close()


@pytest.mark.about('training')
@pytest.mark.parametrize('scheme', ['light', 'dark'])
def test_marked_code_and_text_can_be_read(page, address, scheme):
    page.route(
        '**/assets/site.js', lambda route: route.abort()
    )  # the script would take the marks away where no pointer is
    page.emulate_media(color_scheme=scheme)
    page.goto(f'{address}/en/training.html')
    everything = "document.querySelectorAll('li[data-lines], code > span[id^=\"__span-\"]').forEach(element => element.classList.add('pointed'))"
    shades = '[...new Set([...document.querySelectorAll(\'li[data-lines], code > span[id^="__span-"]\')].map(e => getComputedStyle(e).boxShadow))]'
    plain = page.evaluate(shades)
    page.evaluate(everything)
    settled(page)
    assert not set(page.evaluate(shades)) & set(plain), 'what is marked looks different'
    assert page.evaluate("document.querySelector('li.pointed').getAnimations().length") == 0, 'nothing moves'
    found = page.evaluate(CONTRASTS, '.pointed, .pointed :is(span, a, code)')
    low = sorted(
        {(text.strip(), round(ratio, 2)) for text, ratio in found if ratio < 4.5 and text.strip()},
        key=lambda each: each[1],
    )
    assert len(found) > 300 and low == []
