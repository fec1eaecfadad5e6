"""Is each text in the language of its page, or was it copied from the other language and left?"""

import re
from collections.abc import Iterator

from book.checks.shown_texts import Text, of_page
from book.manuscript.chapter import each_page
from book.manuscript.page import Page
from book.manuscript.problems import Problem

CHINESE, LATIN, ID = re.compile('[\u4e00-\u9fff]'), re.compile('[A-Za-z][A-Za-z-]+'), re.compile(r'\s*\{ #.*\}$')
FEW = 2  # a name, such as that of a library, may stand alone in a Chinese cell; in a heading, only as code


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem for each text of a Chinese page without Chinese, and for each of an English page that is mostly
    Chinese.
    """
    headings = {section.start + 1 for section in page.sections}
    for text in of_page(page):
        yield from foreign(text, names=0 if text.line in headings else FEW)


def foreign(text: Text, names: int) -> Iterator[Problem]:
    """Yield a Problem if a text is not in its language; in Chinese, up to so many `names` may stand alone."""
    words = ID.sub('', text.words)
    chinese, latin = len(CHINESE.findall(words)), len(LATIN.findall(words))
    shown = ' '.join(words.split())[:40]
    if text.language == 'zh' and not chinese and latin > names:
        yield Problem(text.path, text.line, f'not in Chinese: {shown!r}', 'translate it')
    if text.language == 'en' and chinese > latin:
        yield Problem(text.path, text.line, f'not in English: {shown!r}', 'translate it')
