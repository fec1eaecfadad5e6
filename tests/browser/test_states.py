"""Text can be read in every state: under the pointer, in focus, selected, in the dark that a reader chose."""

import pytest
from helpers.screen import axe, seen

TOUCHED = 'a, button, label, summary, input, [tabindex]'  # what a pointer or the keyboard reaches
STATES = {'hover': ['hover'], 'focus': ['focus', 'focus-visible']}

# Texts whose selection has colours of its own, and too little contrast: the browser's own colours are not ours to mend.
SELECTED = """() => {
  LIGHT
  const bare = 'rgba(0, 0, 0, 0)', ground = getComputedStyle(document.body).backgroundColor
  return [...document.querySelectorAll('article *')].filter(element => {
    const selected = getComputedStyle(element, '::selection'), own = getComputedStyle(element).color
    if (selected.backgroundColor === bare && selected.color === own) return false
    const behind = ['white', ground, selected.backgroundColor]
    const [low, high] = [light(behind), light([...behind, selected.color])].sort((a, b) => a - b)
    return (high + .05) / (low + .05) < 4.5
  }).map(element => `selected: ${element.tagName.toLowerCase()}: ${element.textContent.trim().slice(0, 40)}`)
}""".replace('LIGHT', axe.LIGHT)


@pytest.fixture(params=['light', 'dark', 'chosen dark'])
def themed(request, page):
    """A page that turns light, dark as the system asks, or dark as the reader chooses in a light system."""
    page.emulate_media(color_scheme='dark' if request.param == 'dark' else 'light', reduced_motion='reduce')

    def open_page(url):
        page.goto(url, wait_until='networkidle')
        if request.param == 'chosen dark':
            page.focus('#__palette_0')
            page.keyboard.press('ArrowRight')
            page.keyboard.press('ArrowRight')
            assert page.evaluate("document.body.getAttribute('data-md-color-scheme')") == 'slate'
            page.evaluate('document.activeElement.blur()')
        return page

    return open_page


def unreadable(page):
    """Return what cannot be read on a page: at rest, in each state that `STATES` forces, and selected."""
    found = [*seen.unseen(page), *page.evaluate(SELECTED), *axe.violations(page, *axe.COLOURS)]
    session = page.context.new_cdp_session(page)
    session.send('DOM.enable')
    session.send('CSS.enable')
    root = session.send('DOM.getDocument')['root']['nodeId']
    nodes = session.send('DOM.querySelectorAll', {'nodeId': root, 'selector': TOUCHED})['nodeIds']
    for state, classes in STATES.items():
        for node in nodes:
            session.send('CSS.forcePseudoState', {'nodeId': node, 'forcedPseudoClasses': classes})
        texts = [*seen.unseen(page), *axe.violations(page, *axe.COLOURS, within=TOUCHED)]
        found += [f'{state}: {text}' for text in texts]
    return found


@pytest.mark.about('loss')
@pytest.mark.parametrize('name', ['zh/loss', 'en/loss', 'zh/glossary', 'en/index'])
def test_text_can_be_read_in_every_state(themed, address, name):
    assert unreadable(themed(f'{address}/{name}.html')) == []


@pytest.mark.about('lab')
@pytest.mark.parametrize(
    'rule, state',
    [
        ('article a:hover { color: #ddd !important }', 'hover: color-contrast'),
        ('article a:focus { opacity: 0.1 }', 'focus: opacity 0.1'),
        ('.md-nav a:focus-visible { color: #eee !important }', 'focus: color-contrast'),
        ('article *::selection { color: #eee; background: #fff }', 'selected: p'),
        ('[data-md-color-scheme=slate] article p { color: #333 !important }', 'color-contrast'),
    ],
)
def test_text_that_a_state_hides_would_be_named(page, address, rule, state):
    page.emulate_media(color_scheme='light', reduced_motion='reduce')
    page.goto(f'{address}/en/lab.html', wait_until='networkidle')
    if 'slate' in rule:
        page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    page.evaluate('rule => document.styleSheets[0].insertRule(rule, document.styleSheets[0].cssRules.length)', rule)
    found = unreadable(page)
    assert any(text.startswith(state) for text in found), found
