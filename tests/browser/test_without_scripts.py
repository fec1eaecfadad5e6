"""In real Chromium: a page is there before its scripts, and without them, in the light and in the dark."""

import pytest
from helpers.pages import PAGES

from book.manuscript.book import LANGUAGES


@pytest.mark.about('loss')
def test_the_text_is_there_before_any_script_runs(page, address):
    page.route('**/*.js', lambda route: None)  # never answered
    page.goto(f'{address}/zh/loss.html', wait_until='commit')
    page.wait_for_selector('article h1')
    assert page.locator('article p').first.is_visible() and page.locator('article .formula .katex').first.is_visible()
    assert page.evaluate(
        'performance.getEntriesByName("first-contentful-paint").length || new Promise(resolve => '
        'new PerformanceObserver(() => resolve(1)).observe({type: "paint", buffered: true}))'
    )


def test_each_sign_of_a_formula_comes_from_the_fonts_that_the_page_names_early(browser, address):
    context, seen = browser.new_context(java_script_enabled=False), set()
    for name in PAGES[: len(PAGES) // 2]:
        page = context.new_page()
        page.goto(f'{address}/{name}', wait_until='networkidle')
        named = page.evaluate("[...document.querySelectorAll('link[rel=preload][as=font]')].map(link => link.href)")
        fetched = page.evaluate(
            "performance.getEntriesByType('resource').map(entry => entry.name).filter(name => name.endsWith('.woff2'))"
        )
        assert sorted(named) == sorted(set(fetched)), name
        session = context.new_cdp_session(page)
        session.send('DOM.enable')
        session.send('CSS.enable')
        page.evaluate(MARK_SIGNS)
        root = session.send('DOM.getDocument')['root']['nodeId']
        for node in session.send('DOM.querySelectorAll', {'nodeId': root, 'selector': '[data-sign]'})['nodeIds']:
            fonts = session.send('CSS.getPlatformFontsForNode', {'nodeId': node})['fonts']
            assert all(font['isCustomFont'] for font in fonts), (name, fonts)
            seen |= {font['familyName'] for font in fonts}
        page.close()
    assert len(seen) > 1
    context.close()


# Each sign in each place that it has in formulas, once.
MARK_SIGNS = """(() => {
  const seen = new Set()
  for (const sign of document.querySelectorAll('.katex-html span:not(:has(*))')) {
    const way = [sign.parentElement.className, sign.className, sign.textContent].join()
    if (sign.textContent.trim() && !seen.has(way)) sign.dataset.sign = ''
    seen.add(way)
  }
})()"""


# What a browser draws of each element, in colours.
COLOURS = """[...document.querySelectorAll('body, body :not(.md-toggle)')].filter(element => element.checkVisibility()).map(element => {
  const style = getComputedStyle(element)
  return [element.localName, style.color, style.backgroundColor, style.borderLeftColor].join(' ')
})"""


@pytest.mark.about('optimizer')
@pytest.mark.parametrize('width', [1280, 390])
@pytest.mark.parametrize('scheme', ['light', 'dark'])
def test_without_javascript_a_page_has_the_colours_that_the_system_asks_for(browser, address, scheme, width):
    colours = []
    for scripts in (True, False):
        context = browser.new_context(
            java_script_enabled=scripts,
            color_scheme=scheme,
            reduced_motion='reduce',
            viewport={'width': width, 'height': 900},
        )
        page = context.new_page()
        page.goto(f'{address}/en/optimizer.html', wait_until='networkidle')
        colours.append(set(page.evaluate(COLOURS)))
        dark = page.evaluate('getComputedStyle(document.body).backgroundColor')
        assert (sum(int(value) for value in dark[4:-1].split(',')) < 384) == (scheme == 'dark'), dark
        context.close()
    with_scripts, without = colours
    assert without and not without - with_scripts, sorted(without - with_scripts)[:5]


@pytest.mark.about('loss', 'optimizer')
def test_without_javascript_a_phone_has_navigation_languages_and_no_dead_control(browser, address):
    context = browser.new_context(
        java_script_enabled=False, viewport={'width': 390, 'height': 844}, reduced_motion='reduce'
    )
    page = context.new_page()
    page.goto(f'{address}/en/loss.html')
    for dead in (
        '[data-md-component="palette"]',
        '.md-search',
        '.md-header [for="__search"]',
        '.md-top',
        '.book-copy button',
    ):
        assert not any(part.is_visible() for part in page.locator(dead).all()), dead
    page.click('.md-header [for="__drawer"]')
    page.click('.md-sidebar--primary a[href="optimizer.html"]')
    assert page.url == f'{address}/en/optimizer.html'
    page.wait_for_load_state()
    page.keyboard.press('Tab')
    assert page.evaluate('document.activeElement.id') == '__drawer'
    page.keyboard.press('Space')
    assert page.locator('.md-sidebar--primary a[href="loss.html"]').is_visible()
    page.keyboard.press('Space')
    page.click('.md-select__link[hreflang="zh"]')
    assert page.url == f'{address}/zh/optimizer.html'
    context.close()


def test_what_is_not_there_leads_back_in_both_languages_from_any_depth(page, address):
    for name in ('nothing', 'en/nothing.html', 'zh/deep/down/nothing.html'):
        response = page.goto(f'{address}/{name}')
        assert response.status == 404 and page.locator('main p').count() == 2
        for language in LANGUAGES:
            with page.expect_navigation():
                page.click(f'p[lang={language}] a')
            assert page.url == f'{address}/{language}/index.html'
            page.go_back()
