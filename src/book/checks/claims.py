"""Is every number in the prose tied to something that runs?

It stands in a block or an output of the page, or the text has a marker right above that names the test
which asserts it. Exercises claim nothing: what they ask for is for the reader to find.
"""

import re
from collections.abc import Iterator

from book.manuscript.chapter import each_page
from book.manuscript.markers import CLAIM
from book.manuscript.page import Page, placed
from book.manuscript.problems import Problem

NUMBER = re.compile(r'(?<![\w.])-?\d+(?:\.\d+)?(?:e[-+]?\d+)?')
WORDS = dict(
    zip(
        'three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety '
        'hundred thousand'.split(),
        (*range(3, 13), *range(20, 100, 10), 100, 1000),
    )
)
DIGITS = {numeral: value for value, numeral in enumerate('一二三四五六七八九', 1)} | {'两': 2}
UNITS = {'十': 10, '百': 100, '千': 1000, '万': 10_000}
ENGLISH = re.compile(rf'\b({"|".join(WORDS)})\b', re.IGNORECASE)
CHINESE = re.compile(
    r'(?<!第)([一二两三四五六七八九十百千万]+)(?=[个次轮位种步行列倍层页条组份处项张块段])'
)  # a numeral that counts


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem for each number in the prose that nothing on the page shows, and no test asserts."""
    book, path = page.book, page.shown
    shown = {float(number) for fence in page.fences for number in NUMBER.findall(fence.code + (fence.output or ''))}
    claims = {}
    for token in page.tokens:
        if token.type == 'html_block':
            claims = {i + 1: test for i, line in enumerate(page.lines[: token.map[1]]) if (test := _claim(line))}
            yield from _dead(book, path, claims, token)
    tied = {line: _asserted(book, test) for span, test in _tied(page, claims) for line in span}
    for token, section in page.inlines():
        if section == 'exercises':
            continue
        for number, value, line in _numbers(token, page.path.parent.name):
            if value not in shown | tied.get(token.map[0] + 1, set()):
                yield Problem(
                    path,
                    line,
                    f'nothing shows the number {number!r}: no block and no output of this page has it',
                    'print it in a block, drop it, or put <!-- claim: tests/FILE.py::TEST --> above the text and '
                    'assert it there',
                )


def _claim(line):
    match = CLAIM.match(line)
    return match and match[1]


def _tied(page, claims):
    """Yield (its lines, the test) for each block of text that has a claim right above it."""
    for token in page.tokens:
        if token.map and token.level == 0 and token.nesting >= 0 and token.type != 'html_block':
            above = token.map[0]  # as a line, counted from 1
            while above and (not page.lines[above - 1] or page.lines[above - 1].startswith('<!--')):
                if above in claims:
                    yield range(token.map[0] + 1, token.map[1] + 1), claims[above]
                above -= 1


def _dead(book, path, claims, token):
    for line in range(token.map[0] + 1, token.map[1] + 1):
        if line in claims and _source(book, claims[line]) is None:
            yield Problem(path, line, f'there is no test {claims[line]!r}', 'name one as tests/FILE.py::test_name')


def _numbers(token, language):
    for child, line in placed(token):
        text = child.content
        if child.type in ('text', 'code_inline', 'math_inline', 'image'):
            yield from ((match[0], float(match[0]), line) for match in NUMBER.finditer(text))
        if child.type in ('text', 'image'):
            if language == 'en':
                yield from ((match[0], WORDS[match[1].lower()], line) for match in ENGLISH.finditer(text))
            else:
                yield from (
                    (match[0], value, line) for match in CHINESE.finditer(text) if (value := _chinese(match[1])) > 2
                )


def _chinese(numeral):
    """Return the value of a Chinese numeral: 九十 is 90."""
    total = digit = 0
    for character in numeral:
        if character in UNITS:
            total, digit = total + (digit or 1) * UNITS[character], 0
        else:
            digit = DIGITS[character]
    return total + digit


def _asserted(book, test):
    """Return the numbers that stand in a test."""
    return {float(number) for number in NUMBER.findall(_source(book, test) or '')}


def _source(book, test):
    """Return the text of the test FILE.py::NAME, or None if there is none."""
    file, _, name = test.partition('::')
    path = book.root / file
    text = path.read_text(encoding='utf-8') if path.is_file() else ''
    found = re.search(rf'^def {re.escape(name)}\(.*?(?=^\S|\Z)', text, re.MULTILINE | re.DOTALL)
    return found and found[0]
