"""The rooms of the press: each uses those before it only, one knows MkDocs, and all is typed and tidy."""

import ast
import subprocess
import sys

import pytest
from helpers.pages import ROOT

PRESS = ROOT / 'src/book'
ROOMS = ('manuscript', 'checks', 'weave', 'finish', 'site')
# The rooms that each may use, and so of the files beside the rooms.
MAY_USE = {
    'manuscript': set(),
    'checks': {'manuscript'},
    'weave': {'manuscript'},
    'finish': {'manuscript'},
    'site': {'manuscript', 'checks', 'weave', 'finish'},
    'terminal': {'manuscript'},
    'acceptance': {'terminal', 'manuscript', 'checks'},
    'cli': {'terminal', 'acceptance', *ROOMS},
}
FILES = [path for path in sorted(PRESS.rglob('*.py')) if path.parent != PRESS or path.stem in MAY_USE]
TESTS = [path for path in sorted((ROOT / 'tests').rglob('test_*.py')) if 'tiny_book' not in path.parts]


def tree(path):
    return ast.parse(path.read_text(encoding='utf-8'))


def imports(path):
    """Return the modules that a file imports, dotted."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f'{node.module}.{alias.name}' for alias in node.names}
    return found


def room_of(path):
    """Return the room of a file of the press, or the name of a file beside the rooms."""
    return path.relative_to(PRESS).parts[0].removesuffix('.py')


def wrong(room, path):
    """Return what a file of a room imports and may not."""
    rooms = {module.split('.')[1] for module in imports(path) if module.startswith('book.')} - {room}
    outside = {module.split('.')[0] for module in imports(path)}
    forbidden = {'linreg', 'tests', 'helpers', 'conftest'} | (set() if room == 'site' else {'mkdocs'})
    return sorted(rooms - MAY_USE[room]) + sorted(outside & forbidden)


@pytest.mark.parametrize('path', FILES, ids=lambda path: path.relative_to(PRESS).as_posix())
def test_imports_run_downwards_only(path):
    assert wrong(room_of(path), path) == []


def test_an_import_that_runs_upwards_would_be_named(tmp_path):
    path = tmp_path / 'x.py'
    path.write_text('import mkdocs\nfrom book.site import builder\nfrom book.manuscript.page import Page\n')
    assert wrong('weave', path) == ['site', 'mkdocs'] and wrong('site', path) == []


def test_the_lesson_knows_nothing_of_the_book():
    lesson = (ROOT / 'src/linreg').glob('*.py')
    assert not [path.name for path in lesson if any(module.split('.')[0] == 'book' for module in imports(path))]


def test_every_file_of_the_press_stands_in_a_room_and_each_room_says_what_it_is_for():
    assert sorted(path.stem for path in PRESS.glob('*.py')) == ['__init__', 'acceptance', 'cli', 'terminal']
    assert {room_of(path) for path in PRESS.rglob('*/*.py')} == set(ROOMS)
    assert not [path for path in PRESS.rglob('__init__.py') if not (ast.get_docstring(tree(path)))]


def crowded(folder, most=12, longest=200):
    """Return the folders below with too many files, but for the checks, and the modules that are too long."""
    found = []
    for path in sorted([folder, *folder.rglob('*')]):
        if path.is_dir() and path.name not in ('checks', '__pycache__'):
            files = [file for file in path.iterdir() if file.is_file()]
            found += [f'{path.name}/ has {len(files)} files'] if len(files) > most else []
        elif path.suffix == '.py':
            lines = len(path.read_text(encoding='utf-8').splitlines())
            found += [f'{path.name} has {lines} lines'] if lines > longest else []
    return found


def test_no_room_is_crowded_and_no_module_long(tmp_path):
    assert crowded(PRESS) == []
    (tmp_path / 'long.py').write_text('\n' * 201)
    for number in range(12):
        (tmp_path / f'{number}.txt').touch()
    assert crowded(tmp_path) == [f'{tmp_path.name}/ has 13 files', 'long.py has 201 lines']


def untyped(path):
    """Return the public functions of a file, and their arguments, that have no type."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and not node.name.startswith('_'):
            arguments = [
                argument for argument in node.args.args + node.args.kwonlyargs if argument.arg not in ('self', 'cls')
            ]
            found += [f'{node.name}({argument.arg})' for argument in arguments if argument.annotation is None]
            found += [f'{node.name} -> ?'] if node.returns is None else []
    return found


@pytest.mark.parametrize('path', FILES, ids=lambda path: path.relative_to(PRESS).as_posix())
def test_every_public_function_is_typed(path):
    assert untyped(path) == []


def test_a_function_without_types_would_be_named(tmp_path):
    (tmp_path / 'x.py').write_text('def f(a: int, b):\n    pass\n\n\ndef _g(a):\n    pass\n')
    assert untyped(tmp_path / 'x.py') == ['f(b)', 'f -> ?']


@pytest.mark.parametrize(
    'command',
    ['ruff check --output-format=concise src tests tools', 'ruff format --check src/book tests tools', 'mypy'],
)
def test_the_tools_find_nothing(command):
    run = subprocess.run([sys.executable, '-m', *command.split()], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize(
    'command, text, words',
    [
        ('ruff check', 'import os\n', 'F401'),
        ('ruff check', f'x = "{"x" * 120}"\n', 'E501'),
        ('ruff format --diff', "x = 'a'\ny  = 'b'\n", "-y  = 'b'"),
        ('mypy', 'x: int = "one"\n', 'Incompatible types'),
    ],
)
def test_a_fault_of_style_or_type_would_be_named(tmp_path, command, text, words):
    (tmp_path / 'x.py').write_text(text)
    option = '--config-file' if command == 'mypy' else '--config'
    run = subprocess.run(
        [sys.executable, '-m', *command.split(), option, ROOT / 'pyproject.toml', tmp_path / 'x.py'],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1 and words in run.stdout


@pytest.mark.parametrize('path', TESTS, ids=lambda path: path.relative_to(ROOT / 'tests').as_posix())
def test_no_test_imports_another_and_none_waits_for_a_while(path):
    assert not [module for module in imports(path) if module.split('.')[0].startswith('test_')]
    calls = [ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    assert not [call for call in calls if call.rpartition('.')[2] in ('sleep', 'wait_for_timeout')]


def mute(path):
    """Return the lines of a test file whose failure would say nothing: a bare `any` or `all`, what a regular expression
    found used before it is known that it found anything.
    """
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Assert) and node.msg is None:
            said = node.test.operand if isinstance(node.test, ast.UnaryOp) else node.test
            if isinstance(said, ast.Call) and ast.unparse(said.func) in ('any', 'all'):
                found.append(node.lineno)
        elif isinstance(getattr(node, 'value', None), ast.Call) and isinstance(node, (ast.Subscript, ast.Attribute)):
            found += [node.lineno] * (ast.unparse(node.value.func) in ('re.search', 're.match', 're.fullmatch'))
    return found


def test_a_test_that_fails_says_what_it_found(tmp_path):
    files = [path for path in (ROOT / 'tests').rglob('*.py') if 'tiny_book' not in path.parts]
    assert {path.name: lines for path in files if (lines := mute(path))} == {}
    path = tmp_path / 'x.py'
    path.write_text(
        "assert all(x)\nassert not any(x)\nassert any(x), x\ny = re.search('a', x)[0]\nre.match('a', x).groups()\n"
    )
    assert sorted(mute(path)) == [1, 2, 4, 5]


def named_chapters(path, chapters):
    """Return the chapters of the book that a file of the press calls by name: it must treat all alike."""
    texts = [
        node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return [text for text in texts if text.removesuffix('.md') in chapters]


def test_no_check_knows_a_chapter_by_its_name(book, tmp_path):
    chapters = set(book.chapters) - {'index', 'script', 'errors'}  # words that the press needs for other things
    assert {path.name: named for path in FILES if (named := named_chapters(path, chapters))} == {}
    (tmp_path / 'x.py').write_text("if page.name in ('optimizer', 'loss.md'):\n    pass\n")
    assert named_chapters(tmp_path / 'x.py', chapters | {'optimizer', 'loss'}) == ['optimizer', 'loss.md']
