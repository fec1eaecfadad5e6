"""Which way does a text point: larger or smaller, above or below, longer or shorter? Both languages must point alike.

A text that names the ends of a scale more than once may do so in any order, so it is not judged on that scale.
"""

import re
from typing import NamedTuple

from book.checks.scales import EITHER_FIRST, SCALES
from book.checks.sentences import paired

PATTERNS = {
    language: {scale: [re.compile(end, re.IGNORECASE) for end in words[language]] for scale, words in SCALES.items()}
    for language in ('en', 'zh')
}


ORDERED = re.compile(r'\bminus\b|减|, not\b|不是')  # of a difference, and of one and not the other, the order counts


class Direction(NamedTuple):
    """The ends of a scale that a text names, in order, and the words for them."""

    ends: tuple[int, ...]
    words: str


def opposites(text: str, other: str, languages: tuple[str, str]) -> list[tuple[str, str]]:
    """Return what two texts say of which one means the opposite of the other: as wholes, and sentence by sentence where
    they have as many.
    """
    if not (text and other):
        return []
    scales = _named(other, languages[1], _named(text, languages[0], PATTERNS[languages[0]]))
    if not scales:
        return []
    found = {}
    for pair in [(text, other), *paired(text, other, languages)]:
        one, two = (_directions(each, language, scales) for each, language in zip(pair, languages))
        for scale in (scale for scale in scales if scale in one and scale in two):
            alone = len(one[scale].ends) == len(two[scale].ends) == 1
            in_order = scale not in EITHER_FIRST or all(map(ORDERED.search, pair))
            exchanged = in_order and len(one[scale].ends) == len(two[scale].ends) == 2
            if one[scale].ends != two[scale].ends and (alone or exchanged):
                found[scale] = one[scale].words, two[scale].words
    return list(found.values())


def _named(text, language, scales):
    """Return those of some scales that a text speaks of."""
    patterns = PATTERNS[language]
    return [scale for scale in scales if patterns[scale][0].search(text) or patterns[scale][1].search(text)]


def _directions(text, language, scales):
    """Return for each of some scales the ends that a text names: one, however often, or each of the two once."""
    found = {}
    for scale in scales:
        ends = [list(pattern.finditer(text)) for pattern in PATTERNS[language][scale]]
        if not all(ends):
            named = [(matches[0].start(), end, matches[0][0]) for end, matches in enumerate(ends) if matches]
        elif len(ends[0]) == len(ends[1]) == 1:
            named = sorted((matches[0].start(), end, matches[0][0]) for end, matches in enumerate(ends))
        else:
            named = []
        if named:
            found[scale] = Direction(tuple(end for _, end, _ in named), ', '.join(words for _, _, words in named))
    return found
