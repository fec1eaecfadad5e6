"""In real Chromium: pages ask no other host, load little, stand still, and work without JavaScript."""

import pytest
from helpers import served
from helpers.browser import settled
from helpers.pages import CHAPTERS

from book.manuscript.book import GLOSSARY, LANGUAGES

BUDGET, LIGHT = 110_000, 100_000  # bytes of a first visit, compressed: of each page, and of two in three
REQUESTS = 20
PAGES = [f'{language}/{chapter}.html' for language in LANGUAGES for chapter in [*CHAPTERS, GLOSSARY]]


@pytest.mark.parametrize('name', PAGES)
def test_a_first_visit_is_light_asks_no_other_host_and_nothing_moves(browser, address, name):
    foreign, weights, shift = first_visit(browser, address, name)
    assert foreign == [], 'the page asks another host'
    assert sum(weight for _, weight in weights) <= BUDGET, weights
    assert len(weights) <= REQUESTS, weights
    # On a busy machine a font of the formulas can be late, and they take their width with it; a page that moves does so
    # each time.
    again = (first_visit(browser, address, name)[2] for _ in range(3))
    assert shift == 0 or 0 in again, 'the page moves while it loads'


def test_two_pages_in_three_are_lighter_still(browser, address):
    pages = [name for name in PAGES if sum(weight for _, weight in first_visit(browser, address, name)[1]) <= LIGHT]
    assert len(pages) >= 2 / 3 * len(PAGES), sorted(set(PAGES) - set(pages))


def first_visit(browser, address, name):
    """Return what a page asks of other hosts, what each of its responses weighs, and how far it moves while it loads."""
    context = browser.new_context(viewport={'width': 390, 'height': 844})
    page = context.new_page()
    responses, foreign = [], []
    page.on('response', lambda response: responses.append(response))
    context.route(
        lambda url: not url.startswith(address), lambda route: (foreign.append(route.request.url), route.abort())
    )
    page.goto(f'{address}/{name}', wait_until='networkidle')
    weights = [(response.url.removeprefix(address), served.weight(response)) for response in responses]
    shift = page.evaluate(SHIFTS)
    context.close()
    return foreign, weights, shift


SHIFTS = """new Promise(resolve => {
  let sum = 0
  new PerformanceObserver(list => list.getEntries().forEach(entry => sum += entry.value)).observe({type: 'layout-shift', buffered: true})
  requestAnimationFrame(() => setTimeout(() => resolve(sum), 100))
})"""


@pytest.mark.about('loss')
def test_a_page_that_moves_would_be_noticed(page, address):
    page.goto(f'{address}/en/loss.html', wait_until='networkidle')
    page.evaluate(
        "document.querySelector('article').before(Object.assign(document.createElement('p'), {style: 'height: 300px'}))"
    )
    settled(page)
    assert page.evaluate(SHIFTS) > 0.001


@pytest.mark.about('loss')
def test_no_page_can_ask_another_host(browser, address):
    context, asked = browser.new_context(), []
    context.route(
        lambda url: not url.startswith(address), lambda route: (asked.append(route.request.url), route.abort())
    )
    page = context.new_page()
    for name in ('en/loss.html', 'zh/there-is-no-such.html', 'index.html'):
        page.goto(f'{address}/{name}', wait_until='load')
    assert asked == []
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://example.org/spy.png'}))")
    settled(page)
    assert asked == [], 'the policy lets a page ask another host'
    context.close()


@pytest.mark.about('loss')
def test_a_request_to_another_host_would_be_noticed(page, address):
    asked = served.listen(page, address)
    page.goto(f'{address}/en/loss.html')
    page.evaluate("fetch('https://example.org/spy').catch(() => {})")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'alert(1)'}))")
    for directive in ('connect-src', 'script-src'):  # the browser says so when it comes to it
        if not any(directive in text for text in asked):
            page.wait_for_event('console', lambda message, directive=directive: directive in message.text)


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
