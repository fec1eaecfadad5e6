"""Is each character what it looks like: no letter of another script, nothing invisible, nothing that turns the text
around?
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from book.manuscript.chapter import each_page
from book.manuscript.page import Page
from book.manuscript.problems import Problem


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem for each line with a character that a reader cannot see or takes for another one."""
    yield from deceptive(page.shown, page.lines)


def deceptive(path: Any, lines: Iterable[str]) -> Iterator[Problem]:
    """Yield a Problem for each character in the lines of a file that is not what it looks like."""
    for number, line in enumerate(lines, 1):
        for character in () if line.isascii() else sorted(set(line)):
            if not character.isascii() and _deceives(character):
                yield Problem(
                    path,
                    number,
                    f'the character U+{ord(character):04X} ({unicodedata.name(character, "no name")}) '
                    'is invisible, or looks like another one',
                    'remove it, or write the letter that is meant',
                )


@cache
def _deceives(character):
    kind, name = unicodedata.category(character), unicodedata.name(character, '')
    plain = unicodedata.normalize('NFKC', character)  # of a radical, or of another form that no search finds
    if plain != character and unicodedata.name(plain[0], '').startswith('CJK UNIFIED'):
        return True
    return kind[0] in 'CMZ' or (kind[0] == 'L' and not name.startswith(('LATIN ', 'CJK ')))
