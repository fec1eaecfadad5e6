"""Does each name in backticks exist: on the page, in the lesson, in Python, in torch or in Matplotlib?

torch and Matplotlib are not imported, for that takes seconds: their own files tell what they define.
"""

import builtins
import keyword
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from book.manuscript.chapter import each_page
from book.manuscript.page import Page, placed
from book.manuscript.problems import Problem

NAME = re.compile(r'[A-Za-z_]\w*')
STRING = re.compile(r'([\'"]).*?\1')
PYTHON = {
    *keyword.kwlist,
    *dir(builtins),
    *sys.stdlib_module_names,
    *(name for kind in (str, int, float, list, dict, set, tuple, type) for name in dir(kind)),
}
COMMANDS = ('book', 'make', 'git', 'pip', 'python', 'python3')  # what follows them is for the shell
DEFINES = {
    'torch': (
        '_C/__init__.pyi',
        '_C/_VariableFunctions.pyi',
        '_tensor.py',
        'nn/functional.py',
        'nn/modules/*.py',
        'optim/*.py',
        '*/__init__.py',
        '__init__.py',
        'utils/data/*.py',
    ),
    'matplotlib': ('pyplot.py', 'axes/*.py', '__init__.py'),
}


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem for each name in backticks that stands in no block of the page and that nothing defines."""
    book, path = page.book, page.shown
    known = {name for token in page.tokens if token.type == 'fence' for name in NAME.findall(token.content)} | _lesson(
        book.root / 'src'
    )
    for token, _ in page.inlines():
        for child, line in placed(token):
            if (
                child.type != 'code_inline'
                or child.content.split(' ')[0] in COMMANDS
                or (book.root / child.content).is_file()
            ):
                continue
            for name in NAME.findall(STRING.sub('', child.content)):
                if name not in known and name not in PYTHON and not _in_libraries(name):
                    yield Problem(
                        path,
                        line,
                        f'the name `{name}` exists nowhere: not in the code of this page or of src, '
                        'nor in Python, torch or Matplotlib',
                        'correct its spelling, or define it in a block',
                    )


@cache
def _lesson(folder):
    return {
        name
        for file in folder.glob('*/*.py')
        if file.parent.name != 'book'
        for name in NAME.findall(file.read_text(encoding='utf-8'))
    }


@cache
def _in_libraries(name):
    defined = re.compile(rf'\b(?:def|class|import) {name}\b|\b{name}(?: as \w+)?(?:: |=|,?$)', re.MULTILINE)
    return name in DEFINES or any(defined.search(text) for text in _libraries())


@cache
def _libraries():
    return [
        file.read_text(encoding='utf-8', errors='replace')
        for library, patterns in DEFINES.items()
        if (spec := find_spec(library))
        for pattern in patterns
        for file in sorted(Path(spec.origin).parent.glob(pattern))
    ]
