"""Runs in Pyodide, under Node (see pack.mjs): compiles the standard library and the book's libraries into archives.

A first run takes what Python has imported by itself by then, and what the `start` modules and the libraries import.
"""

import importlib
import pathlib
import sys
import types
import zipfile
from importlib import _bootstrap_external

LIBRARIES = pathlib.Path('/job/libraries')
FROZEN = ('importlib/_bootstrap.py', 'importlib/_bootstrap_external.py', 'zipimport.py')  # are in the interpreter


def compiled(name: str, source: bytes, lines: bool) -> bytes:
    """Return a module as a .pyc that nobody checks against a source, without docstrings (and numbers of lines)."""
    code = compile(source, name, 'exec', dont_inherit=True, optimize=2)
    to_pyc = _bootstrap_external._code_to_hash_pyc  # type: ignore[attr-defined]
    return bytes(to_pyc(code if lines else without_lines(code), b'00000000', False))


def without_lines(code: types.CodeType) -> types.CodeType:
    """Return code that does not know its lines: no reader sees a traceback into the standard library."""
    constants = tuple(without_lines(each) if hasattr(each, 'co_linetable') else each for each in code.co_consts)
    units = len(code.co_code) // 2
    unknown = [8] * (units // 8) + [units % 8] * (units % 8 > 0)  # an entry speaks of up to eight: that it has no line
    return code.replace(co_linetable=bytes(0xF8 | length - 1 for length in unknown), co_consts=constants)


def write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # the same bytes each time
    archive.writestr(info, data, zipfile.ZIP_DEFLATED, 9)


sys.path.insert(0, str(LIBRARIES))
(LIBRARIES / 'book_rest.py').write_text('MODULES = frozenset()\n')  # of what is in the other archive: see below
START = globals()['start']  # pack.mjs puts it there
for module in [*START, *(path.stem for path in LIBRARIES.iterdir())]:
    importlib.import_module(module)
wanted = {getattr(module, '__file__', None) or '' for module in sys.modules.values()}
with (
    zipfile.ZipFile('/job/stdlib.zip') as stdlib,
    zipfile.ZipFile('/job/start.zip', 'w') as first,
    zipfile.ZipFile('/job/rest.zip', 'w') as rest,
):
    for name in sorted(stdlib.namelist()):
        if name.endswith('.py') and name not in FROZEN:
            archive = first if any(file.endswith(f'.zip/{name}') for file in wanted) else rest
            write(archive, name + 'c', compiled(name, stdlib.read(name), False))
    there = {name.removesuffix('.pyc').removesuffix('/__init__').replace('/', '.') for name in rest.namelist()}
    (LIBRARIES / 'book_rest.py').write_text(f'MODULES = frozenset({sorted(there)!r})\n')
    for path in sorted(LIBRARIES.rglob('*.py')):
        name = path.relative_to(LIBRARIES).as_posix()
        write(first, name + 'c', compiled(name, path.read_bytes(), True))
