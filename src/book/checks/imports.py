"""Do the blocks import only what a reader has: Python, torch, Matplotlib, and NumPy, which comes with it?"""

import ast
import sys

from book.errors import Problem

READER_HAS = {'torch', 'matplotlib', 'numpy', *sys.stdlib_module_names}


def check(page, path):
    """Yield a Problem for each import of anything else. A block that does not parse is left to weave, which runs it."""
    for fence in page.fences:
        try:
            nodes = list(ast.walk(ast.parse(fence.code)))
        except SyntaxError:
            continue
        for node in nodes:
            for module in _imported(node):
                if module.split('.')[0] not in READER_HAS:
                    yield Problem(path, fence.line + node.lineno, f'the block imports {module!r}, which a reader does not have',
                                  'use Python, torch and Matplotlib alone: what a reader pastes must run')


def _imported(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or '.'] if isinstance(node, ast.ImportFrom) else []
