"""The texts that readers are shown beyond the code: on the pages, in the glossary, and the words of the interface."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from book.manuscript import terms
from book.manuscript.book import CONFIGS, LANGUAGES, Book
from book.manuscript.page import PARSER, Page, plain

SUMMARY = re.compile('<summary>(.*?)</summary>', re.DOTALL)
NO_TEXT = ('language', 'languages', 'locale', 'branch')  # keys of `extra: book:` that are for machines


class Text(NamedTuple):
    """A text without its code and formulas, its file as shown in messages, and the line that it begins on."""

    path: Any
    line: int
    language: str
    words: str


def of_page(page: Page) -> Iterator[Text]:
    """Yield the texts of a page: running text, alternative texts and the names of folds."""
    for token in page.tokens:
        if token.type == 'inline':
            yield Text(page.shown, token.map[0] + 1, page.language, plain(token))
        elif token.type == 'html_block':
            for match in SUMMARY.finditer(token.content):
                yield Text(page.shown, token.map[0] + 1, page.language, match[1])


def of_glossary(book: Book, suffix: str = '_text') -> Iterator[Text]:
    """Yield the explanations of docs/glossary.toml; without a `suffix`, the terms themselves."""
    shown = book.shown(terms.file(book))
    for entry, lines in zip(terms.read(book), terms.lines(book)):
        for language in LANGUAGES:
            key = f'{language}{suffix}'
            yield Text(shown, lines[key], language, _words(entry[key]))


def of_interface(book: Book) -> Iterator[Text]:
    """Yield the name of the book, its description, and the words of the interface, from mkdocs*.yml."""
    for language, name in CONFIGS.items():
        lines = (book.root / name).read_text(encoding='utf-8').split('\n')
        own = book.setting(language, 'extra')['book']
        shown = {key: book.setting(language, key) for key in ('site_name', 'site_description')}
        shown |= {key: value for key, value in own.items() if key not in NO_TEXT}
        for key, text in _strings(shown):
            yield Text(book.shown(book.root / name), line_with(lines, f'{key}:'), language, _words(text))


def _strings(values):
    """Yield (key, text) of each text in a dict, however deep."""
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _strings(value)
        elif isinstance(value, str):
            yield key, value


def _words(markdown):
    return '\n'.join(plain(token) for token in PARSER.parse(markdown) if token.type == 'inline')


def line_with(lines: list[str], beginning: str) -> int:
    """Return the line, counted from 1, that begins so, or holds the beginning; 0 if none does."""
    for number, line in enumerate(lines, 1):
        if line.strip().startswith(beginning):
            return number
    return next((number for number, line in enumerate(lines, 1) if beginning[:30] in line), 0)
