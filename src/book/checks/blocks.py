"""Is each block what a reader sees and can paste: code of `src` as it stands there, what a reader has installed, nothing off the edge?"""

import ast
import sys

from book import compare, source
from book.errors import BookError, Problem

READER_HAS = {'torch', 'matplotlib', 'numpy', *sys.stdlib_module_names}  # NumPy comes with Matplotlib
INSTALLED = {'torch', 'matplotlib'}
WIDTH = 130


def check(book, page, path):
    """Yield a Problem for each block that differs from `src`, imports what a reader lacks, or hides a statement."""
    for fence in page.fences:
        yield from _unlike_source(book, path, fence)
        for number, line in enumerate(fence.code.split('\n'), fence.line + 1):
            if len(line) > WIDTH:
                yield Problem(path, number, 'the line reaches beyond what a reader sees', f'break it: at most {WIDTH} characters')
        yield from _statements(path, fence)
    for token in page.tokens:
        if token.type == 'fence' and token.info == 'console':
            yield from _installs(path, token)


def _unlike_source(book, path, fence):
    if not fence.source:
        return
    try:
        wanted = source.code(book.root, fence.source, path, fence.line)
    except BookError as error:
        yield from error.problems
        return
    if found := compare.first_difference(fence.code.rstrip('\n'), wanted.rstrip('\n')):
        number, shown, there = found
        yield Problem(path, min(fence.line + 1 + number, fence.end), f'the page shows {shown!r}, src has {there!r}',
                      'change src, not the page; then run `make weave`')


def _statements(path, fence):
    """A block that does not parse is left to weave, which runs it."""
    try:
        nodes = list(ast.walk(ast.parse(fence.code)))
    except SyntaxError:
        return
    lines = set()
    for node in nodes:
        if isinstance(node, ast.stmt):
            if node.lineno in lines:
                yield Problem(path, fence.line + node.lineno, 'two statements on one line', 'give each its own line')
            lines.add(node.lineno)
        for module in _imported(node):
            if module.split('.')[0] not in READER_HAS:
                yield Problem(path, fence.line + node.lineno, f'the block imports {module!r}, which a reader does not have',
                              'use Python, torch and Matplotlib alone: what a reader pastes must run')


def _imported(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or '.'] if isinstance(node, ast.ImportFrom) else []


def _installs(path, token):
    for number, line in enumerate(token.content.split('\n'), token.map[0] + 2):
        if line.startswith('pip install ') and (wrong := set(line.split()[2:]) - INSTALLED):
            yield Problem(path, number, f'a reader is told to install {" ".join(sorted(wrong))}', 'the book needs torch and matplotlib alone')
