"""Is Chinese set as Chinese is: full-width punctuation, a space beside Latin, no line break inside a paragraph?"""

import re
from collections.abc import Iterator

import autocorrect_py as autocorrect

from book.manuscript.chapter import each_page
from book.manuscript.page import Page
from book.manuscript.problems import Problem

TAG = re.compile('</?(?:details|summary)[^>]*>')  # of a fold, in which autocorrect would read links as bare characters


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem for each place of a Chinese page that is not set as it must be."""
    path = page.shown
    if page.path.parent.name != 'zh':
        return
    for found in autocorrect.lint_for(TAG.sub('', page.text), 'page.md').lines:
        yield Problem(path, found.line, f'Chinese typography: {found.old.strip()!r}', f'write {found.new.strip()!r}')
    for token in page.tokens:
        if any(child.type == 'softbreak' for child in token.children or []):
            yield Problem(
                path,
                token.map[0] + 1,
                'a line break inside a Chinese paragraph: readers see a space there',
                'join the lines',
            )
