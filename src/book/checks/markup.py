"""Does every mark of Markdown do its work, and is there no HTML but the fold around the code so far?"""

import re

from book.chapter import placed
from book.errors import Problem

FOLD = re.compile(r'<details markdown="1">|</details>|<summary>[^<]*</summary>')
COMMENT = re.compile(r'<!--.*?-->', re.DOTALL)


def check(page, path):
    """Yield a Problem for each piece of HTML, and for each mark of bold type that shows as asterisks."""
    folds = [(token.map[0] + 1, mark) for token in page.tokens if token.type == 'html_block'
             for mark in re.findall(r'<details|</details>', token.content)]
    for number, (line, mark) in enumerate(folds):
        if mark != ('<details', '</details>')[number % 2] or (mark == '<details' and number == len(folds) - 1):
            yield Problem(path, line, f'the fold that begins or ends here with {mark!r} has no other half: it would swallow the page',
                          'give each <details markdown="1"> one </details>, each on a line of its own between empty lines')
            break
    for token in page.tokens:
        if token.type == 'html_block':
            rest = FOLD.sub('', COMMENT.sub('', token.content)).strip()
            if rest:
                yield Problem(path, token.map[0] + 1, f'HTML in a page: {rest.splitlines()[0]!r}', 'write Markdown; only the fold is HTML: '
                              '<details markdown="1">, <summary>...</summary>, </details>')
        for child, line in placed(token) if token.children else ():
            if child.type == 'html_inline' and not COMMENT.fullmatch(child.content):
                yield Problem(path, line, f'HTML in a page: {child.content!r}', 'write Markdown; put code in backticks')
            elif child.type == 'text' and '**' in child.content:
                yield Problem(path, line, f'asterisks show: {child.content.strip()!r}',
                              'put a space outside the bold words, or the punctuation outside of the asterisks')
