"""Do both languages measure in the same units, and nest operations alike: half the square, not the square of half?"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import permutations

from book.checks.parity import paired
from book.manuscript.book import LANGUAGES
from book.manuscript.chapter import Chapter
from book.manuscript.problems import Problem

UNITS = {
    'metre': {'en': r'\bmet(?:re|er)s?\b', 'zh': '(?<![厘毫分英虾玉])米'},
    'kilometre': {'en': r'\bkilomet(?:re|er)s?\b', 'zh': '公里|千米'},
    'mile': {'en': r'\bmiles?\b', 'zh': '英里'},
    'foot': {'en': r'\b(?:foot|feet)\b', 'zh': '英尺'},
    'inch': {'en': r'\binch(?:es)?\b', 'zh': '英寸'},
    'tonne': {'en': r'\btonnes?\b', 'zh': '吨'},
    'kilogram': {'en': r'\bkilograms?\b', 'zh': '千克|公斤'},
    'litre': {'en': r'\blit(?:re|er)s?\b', 'zh': r'(?<=\d) ?升|多少升|能省下.*升'},
    'gallon': {'en': r'\bgallons?\b', 'zh': '加仑'},
    'horsepower': {'en': r'\bhorsepower\b', 'zh': '马力'},
    'euro': {'en': r'\beuros?\b', 'zh': '欧元'},
    'hour': {'en': r'\bhours?\b', 'zh': '小时|时速'},
    'minute': {'en': r'\bminutes?\b', 'zh': '分钟'},
    'year': {'en': r'\byears?\b', 'zh': '年'},
    'byte': {'en': r'\bbytes?\b', 'zh': '字节'},
}
OPERATIONS = {
    'half': {'en': 'half', 'zh': '一半|二分之一'},
    'square': {'en': 'squares?', 'zh': '平方(?!根|米|和)'},
    'root': {'en': 'root', 'zh': '平方根|根'},
    'mean': {'en': 'mean|average', 'zh': '平均值|均值|平均'},
    'sum': {'en': 'sum', 'zh': '总和|之和|和'},
}


def check(chapter: Chapter) -> Iterator[Problem]:
    """Yield a Problem for each paragraph that has a unit, or a nesting of operations, other than its twin."""
    if len(chapter.pages) == len(LANGUAGES):
        yield from _unlike(*chapter.pages.values())


def _unlike(page, other_page):
    languages = page.language, other_page.language
    for unit, other in paired(page, other_page)[0]:
        for there, here in unlike((unit.text, other.text), languages):
            what = f'this has {here}, but {page.shown}:{unit.line} has {there}'
            yield Problem(other_page.shown, other.line, what, 'use the same units and the same order in both languages')


def unlike(texts: tuple[str, str], languages: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (what the first text has, what the second has) for units that were exchanged, and for operations that are
    taken in another order.
    """
    here, there = (_units(*each) for each in zip(texts, languages))
    if here - there and there - here:
        yield ', '.join(sorted(here - there)), ', '.join(sorted(there - here))
    nested, others = (_nested(*each) for each in zip(texts, languages))
    for outer, inner in sorted(nested - others):
        if (inner, outer) in others - nested:
            yield f'the {outer} of the {inner}', f'the {inner} of the {outer}'


def _units(text, language):
    return {match.lastgroup for match in _any_unit(language).finditer(text)}


def _nested(text, language):
    """Return the pairs (outer, inner) of operations that a text names right after each other."""
    named = [name for name, words in OPERATIONS.items() if _compiled(words[language]).search(text)]
    return {pair for pair in permutations(named, 2) if _compiled(_phrase(*pair, language)).search(text)}


@cache
def _phrase(outer, inner, language):
    first, second = OPERATIONS[outer][language], OPERATIONS[inner][language]
    if language == 'en':
        return rf'\b(?:{first})(?: of)?(?: the| its| their)? (?:{second})\b'
    return rf'(?:{second})的?(?:{first})'


@cache
def _any_unit(language):
    return _compiled('|'.join(f'(?P<{name}>{words[language]})' for name, words in UNITS.items()))


@cache
def _compiled(words):
    return re.compile(words, re.IGNORECASE)
