"""Is each text in the language of its page, or was it copied from the other language and left?"""

import re
from collections.abc import Iterator

from book.manuscript.chapter import each_page
from book.manuscript.page import Page
from book.manuscript.problems import Problem

CHINESE, LATIN, ID = re.compile('[\u4e00-\u9fff]'), re.compile('[A-Za-z][A-Za-z-]+'), re.compile(r'\s*\{ #.*\}$')
SUMMARY = re.compile('<summary>(.*?)</summary>', re.DOTALL)
FEW = 2  # a name, such as that of a library, may stand alone in a Chinese cell; in a heading, only as code


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem for each text of a Chinese page without Chinese, and for each of an English page that is mostly
    Chinese.
    """
    path = page.shown
    language = page.language
    for before, token in zip([None, *page.tokens], page.tokens):
        few = 0 if before and before.type == 'heading_open' else FEW
        if token.type == 'html_block':
            text = ' '.join(SUMMARY.findall(token.content))
        else:
            text = ID.sub(
                '', ' '.join(child.content for child in token.children or [] if child.type in ('text', 'image'))
            )
        chinese, words = len(CHINESE.findall(text)), len(LATIN.findall(text))
        if language == 'zh' and not chinese and words > few:
            yield Problem(path, token.map[0] + 1, f'not in Chinese: {text[:40]!r}', 'translate it')
        if language == 'en' and chinese > words:
            yield Problem(path, token.map[0] + 1, f'not in English: {text[:40]!r}', 'translate it')
