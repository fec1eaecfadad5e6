"""Parallel reading: makes the text of each page available to the page of the other language.

Both languages hold the same blocks in the same order (book.checks.parity), so text can stand beside its twin. The build
marks each block of text, and writes all of them, without code, outputs, figures and formulas, to a script of their own.
The other page loads that script when its reader asks for both languages (docs/theme/assets/parallel.js).
"""

import json
from copy import copy
from hashlib import sha256

from bs4 import Tag

from book.finish.built_page import AS_WRITTEN, BuiltPage

HEADINGS = ('h1', 'h2', 'h3', 'h4', 'h5', 'h6')
WHOLE = (*HEADINGS, 'p')  # a row of its own: the text and, beside it, its twin
PARTS = ('li', 'td', 'th', 'dt', 'dd', 'summary', 'figcaption')  # the twin stands inside
BLOCKS = ('p', 'ul', 'ol', 'dl', 'div', 'pre', 'table', 'details', 'blockquote', 'figure')
SHARED = 'pre, div.arithmatex, img'  # shown once


def step(page: BuiltPage) -> None:
    """Mark the blocks of text of a page, and leave the script that hands them to the page of the other language in
    `page.twins`.
    """
    if page.source is not None:
        page.twins = script(page.language, prepare(page))
        return
    for button in page.soup.select('.book-both'):  # it would switch nothing
        button.parent.decompose()


def prepare(page: BuiltPage) -> dict[str, dict]:
    """Mark the blocks of text of a page. Returns its sections.

    They are {id of a heading: {'key': what must be equal in every language, 'blocks': [HTML of each block]}}; the
    heading itself carries the key, so that a reader never meets blocks that do not belong together.
    """
    shared = {id(element) for element in page.article.select(SHARED)}
    found: list[tuple] = []  # a heading, what its section has in common with its twin, and the HTML of its blocks
    for element in page.article.find_all(True):
        block = _block(page, element)
        if block is not None and element.name in HEADINGS:
            found.append((block, [], []))
        if not found:
            continue
        _, signs, blocks = found[-1]
        if id(element) in shared:
            signs.append((element.name, _shown(element)))
        elif block is not None:
            _number_formulas(block)
            block['data-twin'] = ''
            signs.append(_sign(element.name, block))
            blocks.append(_text(block))
    for heading, signs, _ in found:
        heading['data-twin'] = sha256(repr(signs).encode()).hexdigest()[:8]
    return {heading.get('id'): {'key': heading['data-twin'], 'blocks': blocks} for heading, _, blocks in found}


def script(language: str, sections: dict[str, dict]) -> str:
    """Return the script that hands the sections of a page in `language` to the page of the other language."""
    return f'bookTwins({json.dumps({"language": language, "sections": sections}, ensure_ascii=False)})\n'


def _block(page, element):
    """Return the element that holds the element's own text and nothing else, or None if it has none."""
    if element.name in WHOLE:
        return element if element.get_text(strip=True) else None
    if element.name not in PARTS:
        return None
    own = []
    for node in element.contents:
        if isinstance(node, Tag) and node.name in BLOCKS:
            break
        own.append(node)
    if not any(node.get_text(strip=True) for node in own):
        return None
    block = page.tag('span')
    own[0].insert_before(block)
    block.extend(own)
    return block


def _number_formulas(block):
    """Give equal formulas equal numbers, in every language: the twin takes the formula from the page that shows it."""
    formulas = block.select('.arithmatex')
    order = sorted({_tex(formula) for formula in formulas})
    for formula in formulas:
        formula['data-formula'] = str(order.index(_tex(formula)))


def _shown(element):
    """Return what code, a formula or an image shows: the check of an exercise has messages in each language."""
    if element.name != 'pre':
        return element.get('src') or _tex(element)
    return element.get_text() if element.find_parent('details', class_='check') is None else ''


def _tex(formula):
    """Return what a formula says, wherever the source of the page breaks its line."""
    return ' '.join(formula.get_text().split())


def _sign(name, block):
    """Return what a block has in common with its twin."""
    return (
        name,
        block.get('id'),
        sorted(_tex(formula) for formula in block.select('.arithmatex')),
        sorted(link['href'] for link in block.select('a[href]')),
    )


def _text(block):
    """Return the HTML of a block as it stands beside its twin: no ids, no link to the section, no formula."""
    twin = copy(block)
    for element in twin.select('.headerlink, .footnote-backref'):
        element.decompose()
    for formula in twin.select('.arithmatex'):
        formula.clear()
        formula.attrs = {'data-formula': formula['data-formula']}
    for element in twin.find_all(id=True):
        del element['id']
    return twin.decode_contents(formatter=AS_WRITTEN).strip()
