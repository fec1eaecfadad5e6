"""Takes pieces of `src` out: a function by its name, a statement by the name that it gives a value, or by its first
words.
"""

import ast
import re
import textwrap
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from book.manuscript.problems import BookError, Problem

REMEDY = (
    'name functions of src, or statements by their first words, as in <!-- from: linreg.scratch: import torch, sgd '
    '-->; '
    'a statement may stand in the module, under `if __name__`, or in a function; linreg.scale as program is the text '
    'of the whole module'
)

WHOLE = re.compile(r'(\S+) as (\w+)')  # of a marker: <!-- from: linreg.scale as program -->


class Piece(NamedTuple):
    """A function or a statement: its first and its last line, counted from 1, and its place in the list of statements
    that it stands in.
    """

    start: int
    end: int
    block: int
    number: int
    node: ast.stmt


def references(text: str) -> list[tuple[str, list[str]]]:
    """Split `a.b: x, y z; a.c: d` into modules and what is wanted of each: [('a.b', ['x', 'y z']), ('a.c', ['d'])]."""
    parts = [part.partition(':') for part in text.split(';')]
    return [
        (module.strip(), [words.strip() for words in wanted.split(',') if words.strip()]) for module, _, wanted in parts
    ]


def code(root: Path, reference: str, path: Path, line: int) -> str:
    """Return the code that a `<!-- from: ... -->` at path:line asks for: its pieces, as they stand in src where they
    are neighbours there.

    Between others stands a blank line, and two beside a function, as everywhere in Python. Raises BookError.
    """
    text, last = '', None
    try:
        if whole := WHOLE.fullmatch(reference):
            return _as_text(_text(root, whole[1]), whole[2])
        for module, wanted in references(reference):
            source = _text(root, module)
            if not wanted:
                raise LookupError(f'{reference!r} names nothing of {module}')
            for words in wanted:
                piece = find(source, words, module, root)
                text += (_gap(source, last, piece) if last else '') + _dedented(source, piece)
                last = piece
    except LookupError as error:
        raise BookError(Problem(path, line, str(error.args[0]), REMEDY))
    return text + '\n'


def _as_text(source, name):
    """Return code that gives a name to the text of a whole module, for what can run from a file only."""
    if "'''" in source:
        raise LookupError(f"{name} cannot hold a module with ''' in it: use double quotes there")
    return f"{name} = r'''{source}'''\n"


def _text(root, module):
    path = root / 'src' / f'{module.replace(".", "/")}.py'
    if not module or not path.is_file():
        raise LookupError(f'there is no module {module!r} (no file src/{module.replace(".", "/")}.py)')
    return path.read_text(encoding='utf-8')


def find(source: str, words: str, module: str, root: Path = Path()) -> Piece:
    """Return the one piece of a module's source that is named `words`, or else is or begins with them.

    Raises LookupError, and BookError if it is no Python.
    """
    pieces = _pieces(source, (root / 'src' / module.replace('.', '/')).relative_to(root).with_suffix('.py'))
    found = [piece for piece in pieces if _name(piece.node) == words]
    if not found:
        lines = source.split('\n')
        first = [(piece, lines[piece.start - 1].strip()) for piece in pieces]
        begins = re.compile(rf'{re.escape(words)}(?!(?<=\w)\w)')  # whole words
        whole = [piece for piece, line in first if line == words]
        found = whole or [piece for piece, line in first if begins.match(line)]
    if len(found) != 1:
        raise LookupError(
            f'{module} has {len(found) or "no"} functions or statements that are named {words!r} or begin so'
        )
    return found[0]


def _name(node):
    """Return the name of a function or a class, or the one that a statement gives a value, or None."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return node.name
    return node.targets[0].id if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) else None


@lru_cache(16)  # many blocks show the same file
def _pieces(source, shown):
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise BookError(
            Problem(shown, error.lineno or 0, f'this is no Python: {error.msg}', 'mend the line, or the one above it')
        )
    blocks = [tree.body] + [node.body for node in tree.body if isinstance(node, (ast.FunctionDef, ast.If))]
    return [
        Piece(
            min([node.lineno, *(decorator.lineno for decorator in getattr(node, 'decorator_list', ()))]),
            node.end_lineno,
            number,
            place,
            node,
        )
        for number, block in enumerate(blocks)
        for place, node in enumerate(block)
    ]


def _dedented(source, piece):
    return textwrap.dedent('\n'.join(source.split('\n')[piece.start - 1 : piece.end]))


def _gap(source, before, after):
    """Return the line breaks between two pieces."""
    if before.block == after.block and before.number + 1 == after.number:
        return '\n' * (after.start - before.end)
    functions = (ast.FunctionDef, ast.ClassDef)
    return '\n\n\n' if isinstance(before.node, functions) or isinstance(after.node, functions) else '\n\n'
