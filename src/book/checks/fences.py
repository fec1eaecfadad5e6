"""Are all blocks spelled so that they run, and all others so that they cannot be taken for one?

pytest-codeblocks runs a fence of backticks whose info string is exactly `python`, and glues a `cont`
block to the fence of backticks before it. So backticks run, tildes do not, and there is no third way: the check of an
exercise is a fence of tildes, which whoever pastes the page never trips over.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from book.manuscript.chapter import each_page
from book.manuscript.exercises import check_lines
from book.manuscript.markers import (
    ABOUT,
    CLAIM,
    CONT,
    ELSEWHERE,
    FROM,
    LAB,
    LIMIT,
    OUTPUT,
    PAGE_ONLY,
    POINTS,
    TO_TRANSLATE,
)
from book.manuscript.page import Page
from book.manuscript.problems import Problem

PYTHON = re.compile(r'\W*(python|py|ipython|pycon|pyodide)', re.IGNORECASE)
PLAIN = ('console',)
WIDEST = 5  # inches, of 72 points


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem for each fence, or comment, that is not as it must be."""
    path = page.shown
    runs = {fence.start for fence in page.fences}
    outputs = {fence.output_line - 2 for fence in page.fences if fence.output_line}
    checks = {line for line in check_lines(page) if page.lines[line] == '~~~python'}
    for token in page.tokens:
        if token.type == 'code_block':
            yield Problem(
                path, token.map[0] + 1, 'code by indentation: nothing says whether it runs', 'put it in a fence'
            )
        elif token.type == 'fence':
            yield from _closed(page, path, token)
            if token.map[0] not in runs | outputs | checks:
                yield from _plain(page, path, token)
    yield from _chain(page, path)
    yield from _comments(page, path)


def _closed(page, path, token):
    start, end = token.map
    last = page.lines[end - 1].strip(' >')
    if end - 1 == start or last.strip(token.markup[0]) or len(last) < len(token.markup):
        yield Problem(path, start + 1, 'the fence is never closed', f'close it with a line of {token.markup}')


def _plain(page, path, token):
    line, opening = token.map[0] + 1, page.lines[token.map[0]]
    if PYTHON.match(token.info):
        yield Problem(
            path,
            line,
            f'{opening!r} would never run',
            'write ```python, alone on the line, not indented; or ~~~text if it is not to run',
        )
    elif token.markup[0] == '`':
        yield Problem(
            path,
            line,
            f'{opening!r}: a fence of backticks that does not run breaks the chain of blocks that do',
            'use tildes: ~~~text or ~~~console',
        )
    elif token.info not in PLAIN:
        yield Problem(
            path,
            line,
            f'{opening!r}: neither code that runs, nor an output, nor for the shell',
            'write ```python for code, ~~~console for the shell; outputs are written by `make weave`',
        )


def _chain(page, path):
    for number, fence in enumerate(page.fences):
        if number and CONT not in fence.comments:
            yield Problem(path, fence.line, 'the block does not continue the ones above it', f'put {CONT} above it')
        if not number and CONT in fence.comments:
            yield Problem(path, fence.line, 'the first block of a page cannot continue another', f'remove {CONT}')
        if fence.output_line and not fence.output:
            yield Problem(path, fence.output_line, 'no ~~~text follows the output marker', 'run `make weave`')
        for figure in fence.figures:
            if not figure.alt:
                yield Problem(
                    path,
                    figure.line,
                    'the figure has no alternative text',
                    'say in the brackets what it shows: ![...](...)',
                )
            if not re.fullmatch(rf'figures/{page.name}-\d+\.svg', figure.src):
                continue  # book.checks.links says more of it
            if not (page.path.parent / figure.src).is_file():
                yield Problem(
                    path, figure.line, f'{figure.src} was never drawn', 'run `make weave`, or take the picture out'
                )
            elif (inches := _width(page.path.parent / figure.src)) > WIDEST:
                yield Problem(
                    path,
                    figure.line,
                    f'the figure is {inches:.1f} inches wide: on a phone its letters cannot be read',
                    f'draw it at most {WIDEST} inches wide, such as `plt.figure(figsize=(5, 3.5))`, and weave it again',
                )


def _width(path):
    """Return the width of an SVG in inches; 0 if it says none."""
    box = ElementTree.parse(path).getroot().get('viewBox', '').split()
    return float(box[2]) / 72 if box else 0


def _comments(page, path):
    outputs = {fence.output_line for fence in page.fences}
    inside = {i for t in page.tokens if t.type == 'fence' for i in range(*t.map)}
    for number, line in enumerate(page.lines, 1):
        if not line.lstrip().startswith('<!--') or number - 1 in inside:
            continue
        if line == OUTPUT:
            if not outputs & {number, number + 2}:
                yield Problem(path, number, 'an output, but no block before it', 'remove it, or run `make weave`')
        elif line not in (CONT, ELSEWHERE, LAB, PAGE_ONLY, TO_TRANSLATE) and not any(
            marker.match(line) for marker in (FROM, POINTS, CLAIM, LIMIT, ABOUT)
        ):
            yield Problem(
                path,
                number,
                f'unknown marker {line.strip()!r}',
                f'known: {CONT}  {OUTPUT}  <!-- from: NAME -->  <!-- points: S1, S2 -->  <!-- claim: '
                'tests/FILE.py::TEST -->  <!-- at most: 300 s -->  <!-- in the page: about 20 s -->  '
                f'{ELSEWHERE}',
            )
