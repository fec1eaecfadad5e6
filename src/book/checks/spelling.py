"""Is each word spelled as it should be: no known misspelling in English, no Traditional or foreign form in Chinese?"""

import importlib.resources
import re
from collections.abc import Iterator
from functools import cache

from book.checks.shown_texts import Text, of_page
from book.manuscript.chapter import each_page
from book.manuscript.page import Page
from book.manuscript.problems import Problem

WORD = re.compile(r"[A-Za-z][a-z']+")
HAN = re.compile('[\u3400-\u9fff]')


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem for each misspelled word of a page."""
    for text in of_page(page):
        yield from misspelled(text)


def misspelled(text: Text) -> Iterator[Problem]:
    """Yield a Problem for each word that codespell knows as a misspelling, and each character that is not a Simplified
    one.
    """
    for match in WORD.finditer(text.words):
        if right := _misspellings().get(match[0].lower()):
            yield _problem(text, match, f'a misspelled word: {match[0]!r}', f'write {right}')
    for match in HAN.finditer(text.words) if text.language == 'zh' else ():
        if not _simplified(match[0]):
            yield _problem(text, match, f'{match[0]!r} is no Simplified character', 'write the Simplified one')


@cache
def _simplified(character):
    """Return whether GB/T 2312, the standard of Simplified Chinese, has a character, as it has no other forms."""
    return character.encode('gb2312', 'ignore') != b''


def _problem(text, match, what, remedy):
    line = text.line and text.line + text.words[: match.start()].count('\n')
    return Problem(text.path, line, what, remedy)


@cache
def _misspellings():
    """Return the words that are never right, with what is meant: codespell's main dictionary."""
    words = (importlib.resources.files('codespell_lib') / 'data/dictionary.txt').read_text(encoding='utf-8')
    pairs = (line.split('->') for line in words.splitlines())
    return {wrong: right.strip(' ,') for wrong, right in pairs}
