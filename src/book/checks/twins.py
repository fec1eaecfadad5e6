"""Do two short texts say the same in two languages: numbers, terms, directions, denials? For what stands beside the
paragraphs: glossary, interface, and the messages of checks.
"""

import re
from collections.abc import Iterable, Iterator

from book.checks import directions, negation, numerals
from book.checks.counted import exchanged
from book.checks.shown_texts import Text
from book.checks.terms import one_sided
from book.manuscript.book import LANGUAGES
from book.manuscript.problems import Problem
from book.manuscript.terms import Terms


def unlike(texts: Iterable[Text], known: Terms) -> Iterator[Problem]:
    """Yield a Problem for each text that says something else than the same text in the other language.

    `texts` are in the same order in both languages; `known` are the terms of the glossary.
    """
    every = list(texts)
    one, other = ([text for text in every if text.language == language] for language in LANGUAGES)
    for text, twin in zip(one, other):
        here, there = _difference(text, twin, known)
        if here != there:
            what = (
                f'this says {", ".join(there) or "none"}, but {text.path}:{text.line} says {", ".join(here) or "none"}'
            )
            yield Problem(twin.path, twin.line, what, 'say the same in both languages')


def _difference(text, twin, known):
    """Return what two texts say that is not the same; two times the same if they agree."""
    here, there = _said(text), _said(twin)
    words, languages = (text.words, twin.words), (text.language, twin.language)
    for one, opposite in directions.opposites(*words, languages):
        here, there = [one], [opposite]
    for one, opposite in exchanged(known, words, languages):
        here, there = [one], [opposite]
    if denied := negation.denied_in_one(*words, languages):
        here, there = ([denied[0]], []) if denied[1] else ([], [denied[0]])
    for term, first in one_sided(known, words, languages):
        here, there = ([term[text.language]], []) if first else ([], [term[twin.language]])
    return here, there


def _said(text):
    """Return the numbers of a text, also those in words, and the places that a program fills in."""
    numbers = {f'{value:g}' for _, value, _ in numerals.said(text.words, text.language)}
    keys = re.findall('Esc|Tab|Ctrl|Enter', text.words)
    return [*sorted(numbers), *sorted(re.findall(r'{\w*}', text.words)), *keys]
