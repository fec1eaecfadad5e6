"""Adds a chapter to all languages and to the navigation, woven and ready to be written."""

import re
import shutil
import tempfile
from pathlib import Path

from book import checks
from book.manuscript.book import (
    CONFIGS,
    GLOSSARY,
    LANGUAGES,
    NOTEBOOK_PAGE,
    Book,
)
from book.manuscript.markers import TO_TRANSLATE
from book.manuscript.problems import BookError, Problem
from book.manuscript.writing import replace_all
from book.weave import weaver

NAV = re.compile(r'^nav:\n(?P<entries>(?:  - .+\n)+)', re.MULTILINE)
NAME = re.compile(r'[a-z][a-z0-9]*(-[a-z0-9]+)*')

UNWRITTEN = f'# NAME {{ #NAME }}\n\n{TO_TRANSLATE}\n'


def create(book: Book, name: str, first: str = LANGUAGES[-1]) -> list[Path]:
    """Add chapter `name`, to be written in the language `first`, and return the paths that were written. Raises
    BookError, having changed nothing.

    All tests find chapters by the navigation, so the new one is checked, run and built from now on. It is tried in a
    copy of the book.
    """
    _require_new(book, name, first)
    with tempfile.TemporaryDirectory(prefix='book-new-') as folder:
        trial = _copy(book, Path(folder))
        config = trial.configs[0]
        replace_all({config: added(config.read_text(encoding='utf-8'), name)})
        trial = Book(trial.root)  # which knows the new navigation
        pages = {trial.path(language, name): _text(trial, language, name, first) for language in LANGUAGES}
        replace_all(pages)
        _, woven = weaver.weave(trial, [name])
        if problems := checks.check(trial, [name]):
            raise BookError(*problems)
        written = dict.fromkeys([*pages, config, *woven])
        new = {book.root / trial.shown(path): path.read_text(encoding='utf-8') for path in written}
    replace_all(new)
    return [book.shown(path) for path in new]


def _text(book, language, name, first):
    """Return the text of a new chapter: a beginning in the language `first`, a mark to translate in others."""
    if language != first:
        return UNWRITTEN.replace('NAME', name)
    following = [*book.chapters[book.chapters.index(name) + 1 :], book.chapters[0]][0]
    pages = book.pages(following)
    page = pages.get(language) or next(iter(pages.values()))
    file = f'{following}.ipynb' if following == NOTEBOOK_PAGE else f'{following}.md'
    link = f'[{page.sections[0].title}]({file})'
    return book.words(language)['new_chapter'].replace('NAME', name).replace('NEXT', link)


def _require_new(book, name, first):
    if first not in LANGUAGES:
        raise BookError(Problem(first, 0, 'the book has no such language', f'choose from: {", ".join(LANGUAGES)}'))
    if not NAME.fullmatch(name):
        raise BookError(
            Problem(
                name,
                0,
                'the name cannot be a file name and an id',
                'use small ASCII letters, digits and single hyphens',
            )
        )
    if name in book.chapters or any(book.path(language, name).exists() for language in LANGUAGES):
        raise BookError(
            Problem(book.shown(book.path(first, name)), 0, 'there is such a chapter', 'choose another name')
        )


def _copy(book, folder):
    """Copy what weave and the checks read, and return the copy."""
    for path in (
        *book.configs,
        *(book.root / name for name in ('docs', 'src', 'tests')),
    ):
        if path.is_dir():
            shutil.copytree(
                path, folder / path.name, ignore=shutil.ignore_patterns('theme', 'book', '__pycache__', '*.egg-info')
            )
        elif path.is_file():
            shutil.copy(path, folder)
    return Book(folder)


def added(config: str, name: str) -> str:
    """Return the text of a configuration with a chapter more in `nav:`: before the whole program, or else after the
    last chapter.
    """
    match = NAV.search(config)
    if not match:
        raise BookError(
            Problem(
                CONFIGS[LANGUAGES[0]],
                0,
                'there is no `nav:` that lists the pages, two spaces and a hyphen before each',
                'restore it',
            )
        )
    entries = match['entries'].splitlines()
    pages = [entry.removeprefix('  - ') for entry in entries]
    place = next(
        (pages.index(last) for last in (f'{NOTEBOOK_PAGE}.ipynb', f'{GLOSSARY}.md') if last in pages), len(pages)
    )
    entries.insert(place, f'  - {name}.md')
    return config[: match.start('entries')] + '\n'.join(entries) + '\n' + config[match.end('entries') :]
