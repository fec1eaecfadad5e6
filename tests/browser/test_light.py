"""In real Chromium: pages ask no other host, load little, stand still, and work without JavaScript."""

import pytest
from helpers.pages import PAGES
from helpers.screen import served
from helpers.screen.browser import settled

BUDGET, LIGHT = 120_000, 110_000  # bytes of a first visit, compressed: of each page, and of two in three
REQUESTS = 20


@pytest.fixture(scope='module')
def weight_of():
    """The bytes of the first visit of each page that was visited."""
    return {}


@pytest.mark.parametrize('name', PAGES)
def test_a_first_visit_is_light_asks_no_other_host_and_nothing_moves(browser, address, weight_of, name):
    foreign, weights, shift = first_visit(browser, address, name)
    weight_of[name] = sum(weight for _, weight in weights)
    assert foreign == [], 'the page asks another host'
    assert sum(weight for _, weight in weights) <= BUDGET, weights
    assert len(weights) <= REQUESTS, weights
    # On a busy machine a font of the formulas can be late, and they take their width with it; a page that moves does so
    # each time.
    again = (first_visit(browser, address, name)[2] for _ in range(3))
    assert shift == 0 or 0 in again, 'the page moves while it loads'


def test_two_pages_in_three_are_lighter_still(browser, address, weight_of):
    for name in set(PAGES) - weight_of.keys():
        weight_of[name] = sum(weight for _, weight in first_visit(browser, address, name)[1])
    pages = [name for name in PAGES if weight_of[name] <= LIGHT]
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
