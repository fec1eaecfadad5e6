"""What can be wrong with a chapter as it stands, without running it: one module a question."""

from book.checks import (blocks, characters, claims, fences, fragments, glossary, headings, links, markup, names, order, parity, points,
                         review, terms, typography, untranslated)
from book.chapter import Chapter
from book.errors import Problem
from book.layout import LANGUAGES, TO_TRANSLATE


def check(book, chosen=()):
    """Return a Problem for each finding, in the order of the navigation.

    In the whole book, or in the `chosen` chapters alone: then no page has to be translated, and nobody has to have reviewed it.
    """
    problems = [] if chosen else list(_files(book))
    for name in chosen or book.chapters:
        pages = {language: Chapter(book.page(language, name)) for language in book.written(name)}
        for page in pages.values():
            path = book.shown(page.path)
            for module in (fences, headings, fragments, markup, characters, typography, untranslated):
                problems += module.check(page, path)
            for module in (links, claims, names, order, points, blocks):
                problems += module.check(book, page, path)
        shown = {language: (page, book.shown(page.path)) for language, page in pages.items()}
        if len(shown) == len(LANGUAGES):
            problems += parity.check(*shown.values())
            problems += terms.check(book, shown)
    if not chosen:
        problems += glossary.check(book)
        problems += review.check(book)
    return list(dict.fromkeys(problems))  # what is wrong in src is met on every page that shows it


def _files(book):
    """Each chapter of the navigation is there in every language, and each page is in the navigation."""
    for name in book.chapters:
        for language in LANGUAGES:
            path = book.page(language, name)
            if not path.is_file():
                yield Problem(book.shown(path), 0, 'the chapter is missing in this language',
                              f'write it, or take {name} out of `nav:` in mkdocs.yml')
            elif language not in book.written(name):
                yield Problem(book.shown(path), 1 + path.read_text(encoding='utf-8').split('\n').index(TO_TRANSLATE),
                              'the chapter is yet to be translated', f'translate it, and remove {TO_TRANSLATE}')
    for language in LANGUAGES:
        for path in sorted(book.page(language, 'x').parent.glob('**/*.md')):
            if path != book.page(language, path.stem) or path.stem not in book.chapters:
                yield Problem(book.shown(path), 0, 'the page is in no navigation', 'name it in `nav:` of mkdocs.yml, or remove it')
        yield from _strays(book, language)


def _strays(book, language):
    """What lies beside the pages goes into the site: only what weave wrote for a chapter may."""
    folder = book.page(language, 'x').parent
    notebooks = {book.notebook(language, name) for name in book.chapters}
    for path in sorted(folder.glob('**/*')):
        figure = path.parent == book.figures(language) and path.suffix == '.svg' and path.stem.rpartition('-')[0] in book.chapters
        if path.is_file() and path.suffix != '.md' and path not in notebooks and not figure:
            yield Problem(book.shown(path), 0, 'the file belongs to no chapter, and the site would show it', 'remove it: weave writes figures and notebooks')
