"""How many of what? A number right before a term must count the same term in both languages."""

import re
from collections.abc import Iterator
from functools import lru_cache

from book.checks import numerals
from book.manuscript.terms import forms

BETWEEN = {'en': r'[ -](?:\w+ )?', 'zh': ' ?[个次轮步行列份条组]?'}  # a number and what it counts


def exchanged(terms: list[dict], texts: tuple[str, str], languages: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (what the first text says, what the second says) if both count the same terms with the same numbers, but
    exchanged.
    """
    both = [(text, language, [*numerals.said(text, language)]) for text, language in zip(texts, languages, strict=True)]
    if min(len(numbers) for *_, numbers in both) < 2:
        return  # most texts
    one, two = (_counted(terms, *each) for each in both)
    shared = one.keys() & two.keys()
    numbers = [sorted(value for name in shared for value in side[name]) for side in (one, two)]
    if len(shared) > 1 and numbers[0] == numbers[1]:
        for name in sorted(shared):
            if one[name] != two[name]:
                yield f'{name}: {_list(one[name])}', f'{name}: {_list(two[name])}'


def _list(values):
    return ', '.join(f'{value:g}' for value in sorted(values))


def _counted(terms, text, language, numbers):
    """Return those of the numbers in a text that stand right before each term, by its English name."""
    found: dict[str, set[float]] = {}
    for number, value, place in numbers:
        rest = text[place + len(number) :]
        for term in terms:
            if _next(language, *forms(term, language)).match(rest):
                found.setdefault(term['en'], set()).add(value)
    return found


@lru_cache(256)
def _next(language, *words):
    ending = '(?:s|es)?(?![a-z])' if language == 'en' else ''
    return re.compile(rf'{BETWEEN[language]}(?:{"|".join(map(re.escape, words))}){ending}', re.IGNORECASE)
