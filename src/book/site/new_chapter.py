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
    TO_TRANSLATE,
    Book,
)
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
        texts = {
            trial.path(language, name): trial.words(language)['new_chapter'] if language == first else UNWRITTEN
            for language in LANGUAGES
        }
        texts = {path: text.replace('NAME', name) for path, text in texts.items()} | {
            config: added(config.read_text(encoding='utf-8'), name)
        }
        replace_all(texts)
        trial = Book(trial.root)
        _, woven = weaver.weave(trial, [name])
        if problems := checks.check(trial, [name]):
            raise BookError(*problems)
        new = {
            book.root / trial.shown(path): path.read_text(encoding='utf-8') for path in dict.fromkeys([*texts, *woven])
        }
    replace_all(new)
    return [book.shown(path) for path in new]


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
