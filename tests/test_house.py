"""The rooms of the press: a room uses those before it only, MkDocs is known to one room, and the linter finds nothing."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOMS = ('manuscript', 'checks', 'weave', 'finish', 'site', 'cli')  # each may use those before it
MAY_USE = {
    'manuscript': set(),
    'checks': {'manuscript'},
    'weave': {'manuscript'},
    'finish': {'manuscript'},
    'site': {'manuscript', 'checks', 'weave', 'finish'},
    'cli': {'manuscript', 'checks', 'weave', 'finish', 'site'},
}


def imports(path):
    """Return the modules that a file imports, dotted."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding='utf-8'))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f'{node.module}.{alias.name}' for alias in node.names}
    return found


def wrong(room, path):
    """Return what a file of a room imports and may not."""
    rooms = {module.split('.')[1] for module in imports(path) if module.startswith('book.')} - {room}
    outside = {module.split('.')[0] for module in imports(path)}
    return (
        sorted(rooms - MAY_USE[room])
        + sorted(outside & {'linreg', 'tests', 'conftest'})
        + sorted(outside & {'mkdocs'} if room != 'site' else ())
    )


def files(book, room):
    folder = book.root / 'src/book'
    return sorted((folder / room).glob('*.py')) if (folder / room).is_dir() else [folder / f'{room}.py']


@pytest.mark.parametrize('room', ROOMS)
def test_imports_run_downwards_only(book, room):
    assert {path.name: found for path in files(book, room) if (found := wrong(room, path))} == {}


def test_every_file_of_the_press_stands_in_a_room_and_each_room_says_what_it_is_for(book):
    folder = book.root / 'src/book'
    assert sorted(path.stem for path in folder.glob('*.py')) == ['__init__', 'cli']
    assert sorted(path.name for path in folder.iterdir() if path.is_dir() and path.name != '__pycache__') == sorted(
        set(ROOMS) - {'cli'}
    )
    assert all(
        ast.get_docstring(ast.parse((folder / room / '__init__.py').read_text(encoding='utf-8'))) for room in ROOMS[:-1]
    )
    assert not imports(folder / '__init__.py')


def test_the_lesson_knows_nothing_of_the_book(book):
    assert not [
        path.name
        for path in (book.root / 'src/linreg').glob('*.py')
        if any(module.split('.')[0] == 'book' for module in imports(path))
    ]


def test_an_import_that_runs_upwards_would_be_named(tmp_path):
    path = tmp_path / 'x.py'
    path.write_text('import mkdocs\nfrom book.site import builder\nfrom book.manuscript.page import Page\n')
    assert wrong('weave', path) == ['site', 'mkdocs'] and wrong('site', path) == []


def test_the_linter_finds_nothing(book):
    run = subprocess.run(
        [sys.executable, '-m', 'ruff', 'check', '--output-format=concise', 'src', 'tests', 'tools'],
        cwd=book.root,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout


def test_a_fault_of_style_would_be_named(book, tmp_path):
    path = Path(tmp_path / 'x.py')
    path.write_text('import os\n')
    run = subprocess.run(
        [sys.executable, '-m', 'ruff', 'check', '--config', book.root / 'pyproject.toml', path],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1 and 'F401' in run.stdout
