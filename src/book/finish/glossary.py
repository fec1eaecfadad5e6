"""A note for each term of the glossary where a page first uses it."""

import html
import re

from bs4 import BeautifulSoup, NavigableString

from book.finish.built_page import BuiltPage
from book.manuscript import terms
from book.manuscript.book import GLOSSARY

HEADINGS = ('h1', 'h2', 'h3', 'h4')
NO_PROSE = {*HEADINGS, 'a', 'code', 'pre', 'th', 'summary', 'svg', 'script', 'style'}


def step(page: BuiltPage) -> None:
    """Make each term a link to the glossary where the page first uses it, and add its note.

    Headings, code, links, formulas and outputs are left alone. The notes stand at the end of the page, hidden.
    """
    if page.source is None:
        return
    entries = terms.read(page.book)
    pattern, used = _pattern(entries, page.language), dict[str, dict]()
    for node in list(page.article.descendants):
        if type(node) is NavigableString and _is_prose(node):
            _link(page, node, pattern, entries, used)
    if used:
        notes = ''.join(_note(term, page) for term in used.values())
        page.article.append(BeautifulSoup(f'<section class="term-notes">{notes}</section>', 'html.parser'))


def _pattern(entries, language):
    """Return one expression for all forms of all terms, the longest first; the name of a group has the number of its
    term.
    """
    forms = sorted(
        ((form, number) for number, term in enumerate(entries) for form in terms.forms(term, language)),
        key=lambda found: -len(found[0]),
    )
    parts = [f'(?P<t{number}_{i}>{terms.pattern(language, form).pattern})' for i, (form, number) in enumerate(forms)]
    return re.compile('|'.join(parts) or '(?!)', re.IGNORECASE)


def _is_prose(node):
    return not any(
        parent.name in NO_PROSE or {'arithmatex', 'output'} & set(parent.get('class', ())) for parent in node.parents
    )


def _link(page, node, pattern, entries, used):
    """Make links of the terms in a piece of text, but for those in `used`, and add them to it."""
    pieces, at = [], 0
    for match in pattern.finditer(node):
        term = entries[int(match.lastgroup[1:].split('_')[0])]
        anchor = terms.anchor(term)
        if anchor in used:
            continue
        used[anchor] = term
        link = page.tag(
            'a', match[0], class_='term', href=f'{GLOSSARY}.html#{anchor}', aria_describedby=f'term-{anchor}'
        )
        pieces += [node[at : match.start()], link]
        at = match.end()
    if pieces:
        node.replace_with(*(piece for piece in (*pieces, node[at:]) if piece))


def _note(term, page):
    anchor, text = (
        terms.anchor(term),
        re.sub('`(.*?)`', r'<code>\1</code>', html.escape(term[f'{page.language}_text'], quote=False)),
    )
    return (
        '<div class="term-note" '
        f'popover="manual"><p><strong>{term[page.language]}</strong>{terms.translated(term, page.language)}</p>'
        f'<p id="term-{anchor}">{text}</p><p><a '
        f'href="{GLOSSARY}.html#{anchor}">{page.words["glossary"]["note"]}</a></p></div>'
    )
