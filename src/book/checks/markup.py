"""Does every mark of Markdown do its work, and is there no HTML but folds?"""

import re
from collections.abc import Iterator

from book.manuscript.chapter import each_page
from book.manuscript.exercises import KINDS
from book.manuscript.page import HEADING_ID, Page, placed
from book.manuscript.problems import Problem

FOLD = re.compile(rf'<details(?: class="(?:{"|".join(KINDS)})")? markdown="1">|</details>|<summary>[^<]*</summary>')
ATTRIBUTES = re.compile(r'\{(?! \.md-button \})[^}]*\}')
TEX = re.compile(
    r'\\(?:[hv]?phantom|[gex]?def|let|newcommand|renewcommand|color|textcolor|href|html\w*|rlap|llap|smash)\b'
)
COMMENT = re.compile(r'<!--.*?-->', re.DOTALL)


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem for each piece of HTML, and for each mark of bold type that shows as asterisks."""
    path = page.shown
    folds = [
        (token.map[0] + 1, mark)
        for token in page.tokens
        if token.type == 'html_block'
        for mark in re.findall(r'<details|</details>', token.content)
    ]
    opening: tuple[int, str] | None = None
    for line, mark in [*folds, (0, '<details')]:
        alone = opening if mark == '<details' else None if opening else (line, mark)
        opening = (line, mark) if mark == '<details' else None
        if alone:
            line, mark = alone
            yield Problem(
                path,
                line,
                f'the fold that begins or ends here with {mark!r} has no other half: it would swallow the page',
                'give each <details markdown="1"> one </details>, each on a line of its own between empty lines',
            )
            break
    yield from _run_on(page)
    for token in page.tokens:
        if token.type == 'html_block':
            rest = FOLD.sub('', COMMENT.sub('', token.content)).strip()
            if rest:
                yield Problem(
                    path,
                    token.map[0] + 1,
                    f'HTML in a page: {rest.splitlines()[0]!r}',
                    'write Markdown; only the fold is HTML: <details markdown="1">, <summary>...</summary>, </details>',
                )
        if token.type.startswith('math_block'):
            yield from _tex(path, token.map[0] + 1, token.content)
        for child, line in placed(token) if token.children else ():
            if child.type == 'html_inline':
                yield Problem(path, line, f'HTML in a page: {child.content!r}', 'write Markdown; put code in backticks')
            elif child.type == 'text' and (found := ATTRIBUTES.search(HEADING_ID.sub('', child.content))):
                yield Problem(
                    path,
                    line,
                    f'attributes in a page: {found[0]!r}',
                    'remove them: only a heading has { #id }, and a link may be a { .md-button }',
                )
            elif child.type in ('link_open', 'image') and child.attrs.get('title'):
                yield Problem(
                    path, line, f'a title that only a mouse sees: {child.attrs["title"]!r}', 'say it in the text'
                )
            elif child.type.startswith('math'):
                yield from _tex(path, line, child.content)
            elif child.type == 'text' and '**' in child.content:
                yield Problem(
                    path,
                    line,
                    f'asterisks show: {child.content.strip()!r}',
                    'put a space outside the bold words, or the punctuation outside of the asterisks',
                )


def _run_on(page):
    """Yield a Problem for each table and list that Python-Markdown, unlike the parser here, takes for prose."""
    for token in page.tokens:
        kind = {'table_open': 'table', 'bullet_list_open': 'list', 'ordered_list_open': 'list'}.get(token.type)
        if kind and token.level == 0 and token.map[0] and page.lines[token.map[0] - 1].strip():
            what = f'the {kind} that begins here goes on with the line above, and would show as prose'
            yield Problem(page.shown, token.map[0] + 1, what, f'put an empty line above the {kind}')


def _tex(path, line, formula):
    for command in TEX.findall(formula):
        yield Problem(
            path, line, f'{command} in a formula hides or redefines what a reader sees', 'write the formula as it shows'
        )
