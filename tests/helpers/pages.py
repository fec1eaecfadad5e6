"""The pages of a built site, for the tests that look at them."""

import functools
from pathlib import Path

from bs4 import BeautifulSoup

from book.manuscript.book import GLOSSARY, LANGUAGES, Book

ROOT = Path(__file__).parents[2]
CHAPTERS = Book(ROOT).chapters
IN_TURN = list(zip(LANGUAGES * len(CHAPTERS), CHAPTERS))  # each chapter in one language, for what is the same in all
PAGES = [f'{language}/{chapter}.html' for language in LANGUAGES for chapter in [*CHAPTERS, GLOSSARY]]


def page_file(folder, language, chapter):
    """Return the HTML file of a chapter."""
    return folder / language / f'{chapter}.html'


def url(address, built_site, language, chapter):
    """Return the address of a chapter on the served site."""
    return f'{address}/{page_file(built_site, language, chapter).relative_to(built_site)}'


def soup(path):
    """Return the parsed HTML of a file, for reading: the next one who asks gets the same. Who changes it takes a copy."""
    return _parsed(path, path.stat().st_mtime_ns)


@functools.lru_cache(64)  # all pages of the book: parsing them takes seconds
def _parsed(path, written):
    return BeautifulSoup(path.read_text(encoding='utf-8'), 'html.parser')


def files(folder):
    """Return the HTML files of a built site."""
    return sorted(folder.rglob('*.html'))


def links(path):
    """Return (element, target) of everything that a page links to or fetches."""
    for element in soup(path).find_all(True):
        for name in ('href', 'src', 'data', 'poster'):
            if isinstance(element.get(name), str):
                yield element, element[name]
