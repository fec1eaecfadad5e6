"""Which way does a text point: larger or smaller, above or below, longer or shorter? Both languages must point alike.

A text that names the ends of a scale more than once may do so in any order, so it is not judged on that scale.
"""

import re
from typing import NamedTuple

SCALES = {  # for each scale and language: what its one end is called, and its other
    'size': {
        'en': (r'\b(?:large[rst]*|big(?:ger|gest)?|greate(?:r|st))\b', r'\b(?:small(?:er|est)?|tiny)\b'),
        'zh': (
            '[较更变增最放加]大(?!致|约|概)|大于|大得多|大些|(?<!从)大到',
            '[较更变减最缩]小(?![批数二])|小于|小得多|小些|(?<!从)小到',
        ),
    },
    'amount': {
        'en': (r'\bmore (?=\w+ than\b)|\bmore than\b(?! one)|\bmany more\b', r'\b(?:less|fewer)\b(?! than one)'),
        'zh': ('[较更变增]多|多于|超过|不止', '[较更变减]少|少于|不到'),
    },
    'height': {
        'en': (
            r'\b(?:high(?:er|est)|up(?:wards?|hill)|ris(?:e[sn]?|ing)|rose|increas\w+|above it)\b',
            r'\b(?:low(?:er|est)|down(?:wards?|hill)|fall(?:s|en|ing)?|fell|decreas\w+|shrink\w*|below it)\b',
        ),
        'zh': (
            '[较更最]高|高于|上[升坡]|升[高到]|增大|[向朝]上',
            '[较更最]低|低于|下[降坡]|降[低到]|减小|[向朝]下|落下',
        ),
    },
    'growth': {
        'en': (r'\bgr[eo]w(?:s|n|ing|th)?\b', r'\b(?:shr[aiu]nk|fall)(?:s|ing)?\b'),
        'zh': ('增长|增大|变大', '减小|缩小|变小|下降'),
    },
    'side': {
        'en': (r'\bleft\b(?! out| of a| over)', r'\b(?:on|to|from|of) the right\b|\brightwards?\b'),
        'zh': ('左', '右'),
    },
    'length': {
        'en': (r'\b(?:longe(?:r|st)|too long)\b', r'\b(?:short(?:er|est)|too short)\b'),
        'zh': ('[更较太变最]长|长一倍', '[更较太变最]短|短一半|十分之一'),
    },
    'speed': {'en': (r'\b(?:fast|quick)\w*\b', r'\bslow\w*\b'), 'zh': ('快', '慢')},
    'slope': {
        'en': (r'(?<!less )\bsteep(?:er|est|ly)?\b', r'\bflatt(?:er|est)\b|\bless steep\b'),
        'zh': ('陡', '平缓|[更较]平'),
    },
    'distance': {
        'en': (r'\bfarther\b|\bfar (?:off|away)\b', r'\bnear(?:er|est)\b|\bcloser?\b'),
        'zh': ('[更较]远|很远', '[更较]近|接近'),
    },
    'factor': {
        'en': (r'\btwice\b|\bdoubl\w+\b', r'\bhal(?:f|ves|ved)\b'),
        'zh': ('两倍|加倍|一倍|翻倍', '一半|减半|二分之一'),
    },
    'operation': {'en': (r'\bmultipl\w+\b', r'\bdivid\w+\b'), 'zh': ('乘', '除以|除的|相除')},
    'filling': {'en': (r'\bzeros\b', r'\bones\b'), 'zh': ('用 0|零', '用 1|全是 1|一列 1')},
}


PATTERNS = {
    language: {scale: [re.compile(end, re.IGNORECASE) for end in words[language]] for scale, words in SCALES.items()}
    for language in ('en', 'zh')
}
SENTENCES = {'en': r'(?<=[.!?:;])\s+', 'zh': '(?<=[。！？：；])'}


class Direction(NamedTuple):
    """The ends of a scale that a text names, in order, and the words for them."""

    ends: tuple[int, ...]
    words: str


def opposites(text: str, other: str, languages: tuple[str, str]) -> list[tuple[str, str]]:
    """Return what two texts say of which one means the opposite of the other: as wholes, and sentence by sentence where
    they have as many.
    """
    scales = _named(text, languages[0]) & _named(other, languages[1])
    if not scales:
        return []
    sentences, others = (
        [sentence for sentence in re.split(SENTENCES[language], each) if sentence.strip()]
        for each, language in zip((text, other), languages)
    )
    pairs = [(text, other), *(zip(sentences, others) if len(sentences) == len(others) else ())]
    found = {}
    for pair in pairs:
        one, two = (_directions(each, language, scales) for each, language in zip(pair, languages))
        for scale in one.keys() & two.keys():
            alone = len(one[scale].ends) == len(two[scale].ends) == 1
            exchanged = len(one[scale].ends) == len(two[scale].ends) == 2
            if one[scale].ends != two[scale].ends and (alone or exchanged):
                found[scale] = one[scale].words, two[scale].words
    return list(found.values())


def _named(text, language):
    """Return the scales that a text speaks of."""
    return {scale for scale, ends in PATTERNS[language].items() if any(end.search(text) for end in ends)}


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
