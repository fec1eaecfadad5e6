"""Is each block what a reader sees and can paste: code of `src` as it stands there, what a reader has installed,
nothing off the edge?
"""

import ast
import codeop
import re
import sys
from collections.abc import Iterator
from functools import lru_cache

from book.manuscript import source
from book.manuscript.chapter import each_page, unlike_source
from book.manuscript.page import Page
from book.manuscript.problems import BookError, Problem

READER_HAS = {'torch', 'matplotlib', 'numpy', *sys.stdlib_module_names}  # NumPy comes with Matplotlib
INSTALLED = {'torch', 'matplotlib'}
WIDTH = 130
DECIMALS = re.compile(r'\d\.\d')
COMPUTING = (ast.Name, ast.Call, ast.Attribute, ast.Subscript, ast.BinOp, ast.UnaryOp, ast.FormattedValue)


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem for each block that differs from `src`, imports what a reader lacks, or hides a statement."""
    path = page.shown
    for fence in page.fences:
        yield from _unlike_source(page, fence)
        for number, line in enumerate(fence.code.split('\n'), fence.line + 1):
            if len(line) > WIDTH:
                yield Problem(
                    path, number, 'the line reaches beyond what a reader sees', f'break it: at most {WIDTH} characters'
                )
        yield from _statements(path, fence)
        yield from _prompt(path, fence)
    for token in page.tokens:
        if token.type == 'fence' and token.info == 'console':
            yield from _installs(path, token)


def _unlike_source(page, fence):
    try:
        yield from (
            unlike_source(page, fence, source.code(page.book.root, fence.source, page.shown, fence.line))
            if fence.source
            else ()
        )
    except BookError as error:
        yield from error.problems


def _statements(path, fence):
    """A block that does not parse is left to weave, which runs it."""
    for line, what, remedy in _wrong_statements(fence.code):
        yield Problem(path, fence.line + line, what, remedy)


@lru_cache(2048)
def _wrong_statements(code):
    found, lines = [], set()
    for node in ast.walk(_parses(code) or ast.Module()):
        if isinstance(node, ast.stmt):
            if node.lineno in lines:
                found.append((node.lineno, 'two statements on one line', 'give each its own line'))
            lines.add(node.lineno)
        if _prints_a_constant(node):
            found.append(
                (
                    node.lineno,
                    f'{ast.unparse(node)} computes nothing: it prints the same for any data',
                    'compute what it shows',
                )
            )
        for module in _imported(node):
            if module.split('.')[0] not in READER_HAS:
                what = f'the block imports {module!r}, which a reader does not have'
                found.append(
                    (node.lineno, what, 'use Python, torch and Matplotlib alone: what a reader pastes must run')
                )
    return found


def _prints_a_constant(node):
    """Return whether a `print` shows a number with decimals, or True or False, and nothing that is computed."""
    if not (isinstance(node, ast.Call) and getattr(node.func, 'id', '') == 'print'):
        return False
    parts = [part for argument in node.args for part in ast.walk(argument)]
    shown = [part.value for part in parts if isinstance(part, ast.Constant)]
    results = [value for value in shown if isinstance(value, bool) or DECIMALS.search(str(value))]
    return bool(results) and not any(isinstance(part, COMPUTING) for part in parts)


def _prompt(path, fence):
    number = _fails_at(fence.code)
    if number is not None and _parses(fence.code):  # else weave names it
        yield Problem(
            path,
            fence.line + 1 + number,
            'pasted into the prompt >>> of Python, the block fails at this line',
            'leave a blank line after an indented body, and none inside it',
        )


@lru_cache(2048)  # all languages have the same blocks, and many pages the same first one
def _fails_at(code):
    """Paste a block line by line into the classic prompt `>>>`, which ends an indented body at a blank line and nowhere
    else. Returns the number of the line at which it fails, or None.
    """
    typed, waiting = [], codeop.CommandCompiler()
    for number, line in enumerate([*code.split('\n'), '']):
        typed.append(line)
        if line.startswith(' ') and typed[0].endswith(':'):
            continue  # within a body, the prompt waits
        try:
            complete = not any(typed) or waiting('\n'.join(typed), symbol='single') is not None
            if not line and len(typed) > 1 and typed[-2].endswith(':') and not complete:  # which codeop lets pass
                raise SyntaxError
        except SyntaxError:
            return number
        typed = [] if complete else typed
    return None


@lru_cache(2048)
def _parses(code):
    try:
        return ast.parse(code)
    except SyntaxError:
        return None


def _imported(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or '.'] if isinstance(node, ast.ImportFrom) else []


def _installs(path, token):
    for number, line in enumerate(token.content.split('\n'), token.map[0] + 2):
        if line.startswith('pip install ') and (wrong := set(line.split()[2:]) - INSTALLED):
            yield Problem(
                path,
                number,
                f'a reader is told to install {" ".join(sorted(wrong))}',
                'the book needs torch and matplotlib alone',
            )
