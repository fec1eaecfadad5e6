"""Takes pieces of `src` out by name: a function, a class, or a region between two comments."""

import ast
import re
import textwrap
from functools import lru_cache

from book.manuscript.problems import BookError, Problem

REGION = re.compile(r'^\s*# region ([\w-]+)\n(.*?)^\s*# endregion\n', re.DOTALL | re.MULTILINE)
REGION_COMMENT = re.compile(r'^\s*# (?:region [\w-]+|endregion)\n', re.MULTILINE)


def names(reference):
    """Split `a.b.x, .y` into the dotted names `a.b.x` and `a.b.y`: a leading dot keeps the module before it."""
    module, found = '', []
    for part in filter(None, re.split(r'[\s,]+', reference)):
        module, _, name = (module + part if part.startswith('.') else part).rpartition('.')
        found.append((module, name))
    return found


def piece(root, module, name):
    """Return the code of `name` in `module`, dedented, without region comments.

    Raises LookupError if there is no such module, or not exactly one such piece in it, and BookError if it is no Python.
    """
    path = root / 'src' / f'{module.replace(".", "/")}.py'
    if not path.is_file():
        raise LookupError(f'there is no module {module!r} (no file src/{module.replace(".", "/")}.py)')
    text = path.read_text(encoding='utf-8')
    lines = text.splitlines(keepends=True)
    found = [match[2] for match in REGION.finditer(text) if match[1] == name]
    for node in _parse(path.relative_to(root), text).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == name:
            start = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            found.append(''.join(lines[start - 1:node.end_lineno]))
    if len(found) != 1:
        raise LookupError(f'{module} has {len(found) or "no"} functions or regions named {name!r}')
    return textwrap.dedent(REGION_COMMENT.sub('', found[0])).strip('\n')


@lru_cache(16)  # many blocks show the same file
def _parse(shown, text):
    try:
        return ast.parse(text)
    except SyntaxError as error:
        raise BookError(Problem(shown, error.lineno or 0, f'this is no Python: {error.msg}', 'mend the line, or the one above it'))


def code(root, reference, path, line):
    """Return the code that a `<!-- from: ... -->` at path:line asks for: its pieces, a blank line between them.

    Two blank lines stand beside a function, as everywhere in Python. Raises BookError.
    """
    try:
        pieces = [piece(root, module, name) for module, name in names(reference)]
    except LookupError as error:
        raise BookError(Problem(path, line, str(error.args[0]), 'name a function of src, or a region: '
                                '`# region NAME` ... `# endregion`, as in <!-- from: linreg.scratch.sgd -->'))
    text = pieces[0] if pieces else ''
    for before, after in zip(pieces, pieces[1:]):
        gap = '\n\n\n' if before.startswith('def ') or after.startswith('def ') else '\n\n'
        text += gap + after
    return text + '\n'
