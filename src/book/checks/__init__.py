"""What can be wrong with a chapter as it stands, without running it: one module a question."""

from book.checks import (claims, fences, fragments, glossary, headings, imports, links, markup, names, parity, points, review, terms,
                         typography)
from book.chapter import Chapter
from book.errors import Problem
from book.layout import LANGUAGES


def check(book):
    """Return a Problem for each finding in the whole book, in the order of the navigation."""
    problems = list(_files(book))
    for name in book.chapters:
        paths = {language: book.page(language, name) for language in LANGUAGES}
        if not all(path.is_file() for path in paths.values()):
            continue
        pages = {language: Chapter(path) for language, path in paths.items()}
        for page in pages.values():
            path = book.shown(page.path)
            for module in (fences, headings, fragments, imports, markup, typography):
                problems += module.check(page, path)
            for module in (links, claims, names, points):
                problems += module.check(book, page, path)
        shown = {language: (page, book.shown(page.path)) for language, page in pages.items()}
        problems += parity.check(*shown.values())
        problems += terms.check(book, shown)
    problems += glossary.check(book)
    problems += review.check(book)
    return problems


def _files(book):
    """Each chapter of the navigation is there in every language, and each page is in the navigation."""
    for name in book.chapters:
        for language in LANGUAGES:
            path = book.page(language, name)
            if not path.is_file():
                yield Problem(book.shown(path), 0, 'the chapter is missing in this language',
                              f'write it, or take {name} out of `nav:` in mkdocs.yml')
    for language in LANGUAGES:
        for path in sorted(book.page(language, 'x').parent.glob('**/*.md')):
            if path != book.page(language, path.stem) or path.stem not in book.chapters:
                yield Problem(book.shown(path), 0, 'the page is in no navigation', 'name it in `nav:` of mkdocs.yml, or remove it')
