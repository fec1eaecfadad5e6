"""Ties each item of a line-by-line explanation to the lines of code that it explains."""

from bs4 import Tag

from book.finish.built_page import BuiltPage
from book.manuscript.page import squeeze

LINE = 'span[id^="__span-"]'  # what `line_spans: __span` (pymdownx.highlight, mkdocs.yml) makes of each line


def step(page: BuiltPage) -> None:
    """Name, in `data-lines` of each list item that begins with code, the lines that hold this code.

    These are lines of the nearest block above that has any.
    """
    if page.source is None:
        return
    blocks: list[list[tuple[str, str]]] = []
    for element in page.article.select('div.language-python, li'):
        if element.name == 'div':
            blocks.insert(0, [(line['id'], squeeze(line.get_text())) for line in element.select(LINE)])
        elif fragment := fragment_of(element):
            found = ([name for name, code in block if fragment in code] for block in blocks)
            if lines := next(filter(None, found), None):
                element['data-lines'] = ' '.join(lines)


def fragment_of(item: Tag) -> str:
    """Return the code that a list item begins with, or ''."""
    first = next((child for child in item.children if child.name or child.strip()), None)
    if first is not None and first.name == 'p':
        first = next(iter(first.children), None)
    return squeeze(first.get_text()) if first is not None and first.name == 'code' else ''
