"""The search field of a page, and what it finds."""

import re

from helpers.screen.browser import until

FIELD, RESULT = '.md-search__input', '.md-search-result__item'


# Whether Material says one of the texts that it has for a number of results, and shows results if there are any.
SAYS = """names => {
  const texts = JSON.parse(document.getElementById('__config').textContent).translations, shown = document.querySelector('.md-search-result__item')
  const said = document.querySelector('.md-search-result__meta').innerText.trim()
  return names.some(name => texts[`search.result.${name}`].replace('#', parseInt(said)) === said && Boolean(shown) === !['none', 'placeholder'].includes(name))
}"""


def look_for(page, query):
    """Type a query, and return the results: for each page found, its place and those of its sections, such as
    'loss#half', the best first.
    """
    page.fill(FIELD, '')
    until(page, SAYS, ['placeholder'])
    page.fill(FIELD, query)
    until(page, SAYS, ['none', 'one', 'other'])
    found = page.evaluate(
        f'[...document.querySelectorAll("{RESULT}")].map(item => [...item.querySelectorAll("a")].map(link => '
        'link.href))'
    )
    return [[re.sub(r'.*/(\w+)\.html[^#]*', r'\1', link) for link in item] for item in found]
