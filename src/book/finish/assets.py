"""What a page asks for: one style sheet, its own scripts as one, none of which keeps it from being drawn; the fonts of
its formulas early.
"""

import re
from urllib.parse import urlsplit

from book.finish.built_page import BuiltPage

STYLES, SCRIPTS = 'assets/site.css', 'assets/site.js'
MATERIAL = 'assets/javascripts/'
LONGEST = 200  # characters of a description
SENTENCES = re.compile(f'.{{1,{LONGEST - 1}}}[.?!。？！](?= |$|(?<=[。？！]))')


def bundle(page: BuiltPage) -> None:
    """Let the page load a bundle of its style sheets, and one of the scripts that come after Material's own; all
    scripts are deferred.

    Which files the bundles replace is left in `page.styles` and `page.scripts`.
    """
    sheets = [link for link in page.soup.select('link[rel=stylesheet]') if _is_local(link['href'])]
    scripts = [script for script in page.soup.select('script[src]') if _is_local(script['src'])]
    for script in scripts:
        script['defer'] = ''
    material = next((number for number, script in enumerate(scripts) if MATERIAL in script['src']), -1)
    page.styles = _replace(sheets, 'href', STYLES)
    page.scripts = _replace(scripts[material + 1 :], 'src', SCRIPTS)


def _is_local(address):
    return not urlsplit(address).netloc


def _replace(elements, attribute, bundle):
    """Put the bundle in the place of the first of the elements that load files. Returns the files."""
    files = [element[attribute] for element in elements]
    if elements:
        elements[0][attribute] = bundle
    for element in elements[1:]:
        if (after := element.next_sibling) is not None and isinstance(after, str) and not after.strip():
            after.extract()
        element.extract()
    return files


def describe(page: BuiltPage) -> None:
    """Let search engines show the first paragraph of plain text, cut after a sentence if it is long."""
    meta = page.soup.select_one('meta[name=description]')
    for paragraph in page.article.find_all('p') if meta else ():
        text = ' '.join(paragraph.get_text().split())
        if text and not paragraph.select('.arithmatex'):
            whole = SENTENCES.match(text)
            meta['content'] = text if len(text) <= LONGEST else whole[0].strip() if whole else text[:LONGEST].strip()
            return
