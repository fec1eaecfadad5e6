"""Is each text free of slips: a word or a sentence twice, a note to oneself, signs or words of the other language?"""

import re
from collections import Counter
from collections.abc import Iterator

from book.checks.shown_texts import Text, of_page
from book.manuscript.chapter import each_page
from book.manuscript.page import Page
from book.manuscript.problems import Problem

# What is wrong in a text: (the languages of the page, the expression, what it is, the remedy).
SLIPS = (
    (
        ('en',),
        re.compile(r'\b(?!(?:had|that)\b)([A-Za-z]+)[ \n]\1\b', re.IGNORECASE),
        'a word stands twice',
        'write it once',
    ),
    (
        ('zh',),
        re.compile('([的了是在和与把被]) ?\\1|((?!一)[\u4e00-\u9fff]{2,4})\\2'),
        'a word stands twice',
        'write it once',
    ),
    (
        ('zh', 'en'),
        re.compile(r'(?:^|(?<=[.!?。！？)）”])\s*)([^.!?。！？]{10,}[.!?。！？])\s*\1'),
        'a sentence stands twice',
        'write it once',
    ),
    (('en',), re.compile(r"\bit's\b", re.IGNORECASE), "it's", 'write its, or it is'),
    (
        ('zh', 'en'),
        re.compile(r'\b(?:TODO|FIXME|XXX|TBD)\b|待补|待写|待续'),
        'a note to yourself',
        'do it, or remove it',
    ),
    (
        ('en',),
        re.compile('[，。；：？！（）、《》]'),
        'Chinese punctuation',
        'write it in English',
    ),
    (('en',), re.compile('[\u3400-\u9fff]+'), 'Chinese in an English text', 'translate it'),
    (('zh',), re.compile(r'["\']'), 'a straight quotation mark', 'write “ and ”'),
    (('en',), re.compile('"'), 'a straight quotation mark', 'write “ and ”'),
    (
        ('zh',),
        re.compile(r"[A-Za-z][A-Za-z'-]*(?:[,.:;]?[ \n][A-Za-z][A-Za-z'-]*){3,}"),
        'four English words in a row',
        'translate them',
    ),
)


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem for each slip in the texts of a page, and for each alternative text that stands twice."""
    for text in of_page(page):
        yield from slips(text)
    yield from _twins(page)


def slips(text: Text) -> Iterator[Problem]:
    """Yield a Problem for the first slip of each kind in a text."""
    for languages, expression, what, remedy in SLIPS:
        if text.language in languages and (match := expression.search(text.words)):
            line = text.line and text.line + text.words[: match.start()].count('\n')
            yield Problem(text.path, line, f'{what}: {match[0]!r}', remedy)


def _twins(page):
    """Two pictures that are not the same need two texts."""
    figures = [figure for fence in page.fences for figure in fence.figures if figure.alt]
    counts = Counter(figure.alt for figure in figures)
    for figure in figures:
        if counts[figure.alt] > 1:
            yield Problem(
                page.shown,
                figure.line,
                'another figure of this page has the same alternative text',
                'say how they differ',
            )
