"""Adds a chapter to all languages and to the navigation, woven and ready to be written."""

import re

from book import checks
from book.manuscript.book import CONFIGS, LANGUAGES, NOTEBOOK_PAGE, TO_TRANSLATE, Book
from book.manuscript.problems import BookError, Problem
from book.manuscript.writing import replace_all
from book.weave import weaver

NAME = re.compile(r'[a-z][a-z0-9]*(-[a-z0-9]+)*')

UNWRITTEN = f'# NAME {{ #NAME }}\n\n{TO_TRANSLATE}\n'


def create(book, name, first=LANGUAGES[-1]):
    """Add chapter `name`, to be written in the language `first`, and return the paths that were written. Raises BookError, having changed nothing.

    All tests find chapters by the navigation, so the new one is checked, run and built from now on.
    """
    if first not in LANGUAGES:
        raise BookError(Problem(first, 0, 'the book has no such language', f'choose from: {", ".join(LANGUAGES)}'))
    config = book.root / CONFIGS[LANGUAGES[0]]
    if not NAME.fullmatch(name):
        raise BookError(Problem(name, 0, 'the name cannot be a file name and an id', 'use small ASCII letters, digits and single hyphens'))
    pages = {book.path(language, name): (book.words(language)['new_chapter'] if language == first else UNWRITTEN).replace('NAME', name) for language in LANGUAGES}
    if name in book.chapters or any(path.exists() for path in pages):
        raise BookError(Problem(book.shown(next(iter(pages))), 0, 'there is such a chapter', 'choose another name'))
    text = config.read_text(encoding='utf-8')
    entry = f'  - {NOTEBOOK_PAGE}.ipynb\n'
    if entry not in text:
        raise BookError(Problem(book.shown(config), 0, f'no line {entry.strip()!r} to add the chapter before', 'restore it in `nav:`'))
    changed = {**pages, config: text.replace(entry, f'  - {name}.md\n{entry}')}
    before = {path: path.read_text(encoding='utf-8') if path.is_file() else None for path in changed}
    woven = []
    try:
        replace_all(changed)
        book = Book(book.root)
        _, woven = weaver.weave(book, [name])
        if problems := checks.check(book, [name]):
            raise BookError(*problems)
    except BaseException:
        replace_all(dict.fromkeys(woven) | before)
        raise
    return [book.shown(path) for path in dict.fromkeys([*changed, *woven])]
