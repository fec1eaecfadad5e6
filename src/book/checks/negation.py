"""Does one language deny what the other affirms? A plain negation needs some word of denial in the other language."""

import re

from book.checks.sentences import paired

PLAIN = {
    'en': r"\b(?:not|no|never|nothing|nobody|neither|nor|without|cannot|nowhere)\b|n't\b",
    'zh': '(?<!有)没有|不会|不能|(?<!是)(?<!毕竟)不是|绝不|从不|并不|不再|不用|不必|(?<!要)不要|无法|不到|没法|也不',
}
ANY = {
    'en': rf'{PLAIN["en"]}|\b(?:none|instead|unless|only|hardly|un\w+|lack\w*|refus\w*|fail\w*|few\w*|little|too|less'
    r'|but|differ\w*|gone|saves?|(?:leave|left) out)\b',
    'zh': '(?<!分毫)(?<!一位)(?<!差)(?<!只)不(?!过|管|论|妨|光|仅)|[没无未非莫勿]|别(?!是)|拒绝|除了|去掉|略去',
}
PATTERNS = [{language: re.compile(words, re.IGNORECASE) for language, words in each.items()} for each in (PLAIN, ANY)]


def denied_in_one(text: str, other: str, languages: tuple[str, str]) -> tuple[str, bool] | None:
    """Return a negation in a clause, or in the whole, which the other language does not deny, and whether it is in the
    first text; None if all agree.
    """
    plain, some = PATTERNS
    for pair in paired(text, other, languages) or [(text, other)]:
        for (one, two), (language, twin) in ((pair, languages), (pair[::-1], languages[::-1])):
            found = plain[language].search(one)
            if found and two.strip() and not some[twin].search(two):
                return found[0], language == languages[0]
    return None
