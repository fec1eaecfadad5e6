"""The numbers in a text: digits, and the words of both languages that count."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

BY = re.compile(r'(?<=\d)x(?=\d)')  # of a message about shapes: 2x1
NUMBER = re.compile(r'(?<![\w.])[-−]?\d+(?:\.\d+)?(?:e[-+]?\d+)?')
WORDS = dict(
    zip(
        'three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety '
        'hundred thousand'.split(),
        (*range(3, 13), *range(20, 100, 10), 100, 1000),
    )
)
DIGITS = {numeral: value for value, numeral in enumerate('一二三四五六七八九', 1)} | {'两': 2}
UNITS = {'十': 10, '百': 100, '千': 1000, '万': 10_000, '亿': 100_000_000}
LARGE = {'thousand': 1000, 'million': 1_000_000}
PARTS = {'third of': 3, 'quarter': 4, 'fifth': 5, 'tenth': 10, 'fiftieth': 50, 'hundredth': 100, 'thousandth': 1000}
ENGLISH = re.compile(rf'\b({"|".join(WORDS)})(?: ({"|".join(LARGE)}))?\b(?!-)', re.IGNORECASE)
ENGLISH_PART = re.compile(rf'\b(?:a|one)\s+({"|".join(PARTS)})', re.IGNORECASE)
CHINESE_PART = re.compile('([三四五六七八九十百千]+)分之一')
CHINESE = re.compile(
    r'(?<!第)([一二两三四五六七八九十百千万亿]+)(?=多?[个次轮位种步行列倍层页条组份处项张块段遍套格辆部])'
)  # a numeral that counts


@lru_cache(4096)  # the same blocks stand in both languages
def values(text: str) -> frozenset[float]:
    """Return the values of the numbers in digits in a text; the minus sign U+2212 counts as the hyphen does."""
    return frozenset(value for _, value, _ in in_digits(text))


def in_digits(text: str) -> Iterator[tuple[str, float, int]]:
    """Yield (number, value, place) of each number in digits."""
    for match in NUMBER.finditer(BY.sub(' ', text)):
        yield match[0], float(match[0].replace('−', '-')), match.start()


def in_words(text: str, language: str) -> Iterator[tuple[str, float, int]]:
    """Yield (number, value, place) of each number in words from three on; smaller ones are common speech."""
    for match in (ENGLISH if language == 'en' else CHINESE).finditer(text):
        value = _english(*match.groups()) if language == 'en' else _chinese(match[1])
        if value > 2:
            yield match[0], value, match.start()


def said(text: str, language: str) -> Iterator[tuple[str, float, int]]:
    """Yield (number, value, place) of each number, first those in digits, then those in words."""
    yield from in_digits(text)
    yield from in_words(text, language)


def parts(text: str, language: str) -> Iterator[tuple[str, Fraction, int]]:
    """Yield (words, value, place) of each fraction of one in words: a tenth, 十分之一."""
    for match in (ENGLISH_PART if language == 'en' else CHINESE_PART).finditer(text):
        yield match[0], Fraction(1, PARTS[match[1].lower()] if language == 'en' else _chinese(match[1])), match.start()


def _english(word, large):
    return WORDS[word.lower()] * (LARGE[large.lower()] if large else 1)


def _chinese(numeral):
    """Return the value of a Chinese numeral: 九十 is 90."""
    total = digit = 0
    for character in numeral:
        if character in UNITS:
            total, digit = total + (digit or 1) * UNITS[character], 0
        else:
            digit = DIGITS[character]
    return total + digit
