"""Is every number in the prose tied to something that runs?

It stands in a block or an output of the page, or the text has a marker right above that names the test
which asserts it. Exercises claim nothing: what they ask for is for the reader to find.
"""

import re

from book.chapter import CLAIM, placed
from book.errors import Problem

NUMBER = re.compile(r'(?<![\w.])\d+(?:\.\d+)?(?:e[-+]?\d+)?')
WORDS = {word: value for value, word in enumerate('three four five six seven eight nine ten eleven twelve'.split(), 3)}
NUMERALS = {numeral: value for value, numeral in enumerate('三四五六七八九十', 3)}
ENGLISH = re.compile(rf'\b({"|".join(WORDS)})\b', re.IGNORECASE)
CHINESE = re.compile(rf'(?<!第)([{"".join(NUMERALS)}])(?=[个次轮位种步行列倍层页条组份处项张块段])')  # a numeral that counts


def check(book, page, path):
    """Yield a Problem for each number in the prose that nothing on the page shows, and no test asserts."""
    shown = {float(number) for token in page.tokens if token.type == 'fence' for number in NUMBER.findall(token.content)}
    claims = {}
    for token in page.tokens:
        if token.type == 'html_block':
            claims = {i + 1: test for i, line in enumerate(page.lines[:token.map[1]]) if (test := _claim(line))}
            yield from _dead(book, path, claims, token)
    tied = list(_tied(page, claims))
    for token, section in page.inlines():
        if section == 'exercises' or any(token.map[0] + 1 in span for span in tied):
            continue
        for number, value, line in _numbers(token, page.path.parent.name):
            if value not in shown:
                yield Problem(path, line, f'nothing shows the number {number!r}: no block and no output of this page has it',
                              'print it in a block, drop it, or put <!-- claim: tests/FILE.py::TEST --> above the text and assert it there')


def _claim(line):
    match = CLAIM.match(line)
    return match and match[1]


def _tied(page, claims):
    """Yield the lines of each block of text that has a claim right above it."""
    for token in page.tokens:
        if token.map and token.level == 0 and token.nesting >= 0 and token.type != 'html_block':
            above = token.map[0]  # as a line, counted from 1
            while above and (not page.lines[above - 1] or page.lines[above - 1].startswith('<!--')):
                if above in claims:
                    yield range(token.map[0] + 1, token.map[1] + 1)
                above -= 1


def _dead(book, path, claims, token):
    for line in range(token.map[0] + 1, token.map[1] + 1):
        if line in claims:
            file, _, test = claims[line].partition('::')
            target = book.root / file
            if not target.is_file() or not re.search(rf'^def {re.escape(test)}\(', target.read_text(encoding='utf-8'), re.MULTILINE):
                yield Problem(path, line, f'there is no test {claims[line]!r}', 'name one as tests/FILE.py::test_name')


def _numbers(token, language):
    for child, line in placed(token):
        text = child.content
        if child.type in ('text', 'code_inline', 'math_inline', 'image'):
            yield from ((match[0], float(match[0]), line) for match in NUMBER.finditer(text))
        if child.type in ('text', 'image'):
            pattern, values = (ENGLISH, WORDS) if language == 'en' else (CHINESE, NUMERALS)
            yield from ((match[0], values[match[1].lower()], line) for match in pattern.finditer(text))
