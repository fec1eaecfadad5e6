"""What the repository says of itself: the READMEs, the Makefile, and the command outside of a book."""

import re
import subprocess

import pytest
import yaml
from helpers.commands import BOOK_COMMAND

from book.checks import parity
from book.manuscript.page import PARSER, Page
from book.weave import compare


def test_outside_of_a_book_the_command_says_so(tmp_path):
    run = subprocess.run([*BOOK_COMMAND, 'check'], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 1 and 'no book here' in run.stderr and 'Traceback' not in run.stderr


READMES = ('README.md', 'README.zh.md')


def test_the_readmes_say_the_same(book):
    english, chinese = (Page(book.root / name) for name in READMES)
    problems = parity.differences(english, chinese)
    assert [str(problem) for problem in problems if "['README" not in problem.what] == []  # each links to the other
    assert all(command in page.text for page in (english, chinese) for command in ('make serve', 'make test'))


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
SPELLED = re.compile(r'(?:\.venv/bin/)?\b(make|book) ([a-z][a-z-]*)((?: +--[a-z-]+)*)')


def unknown(text, targets, commands):
    """Return what a text tells a reader to type and does not exist: targets of make, commands of `book`, options."""
    wrong = []
    tokens = PARSER.parse(text)
    codes = [token.content for token in tokens if token.type == 'fence' and token.info == 'console']
    codes += [child.content for token in tokens for child in token.children or [] if child.type == 'code_inline']
    for code in codes:
        for tool, name, options in SPELLED.findall(code):
            if name not in (targets if tool == 'make' else commands):
                wrong.append(f'{tool} {name}')
            elif tool == 'book':
                wrong += [f'book {name} {option}' for option in options.split() if option not in commands[name]]
    return wrong


@pytest.fixture(scope='module')
def there_is(book):
    """The targets of make, and the commands of `book` with their options."""
    import typer

    from book.cli import app

    commands = typer.main.get_command(app).commands
    options = {name: {opt for param in command.params for opt in param.opts} for name, command in commands.items()}
    targets = re.findall(r'^([a-z-]+):', (book.root / 'Makefile').read_text(encoding='utf-8'), re.MULTILINE)
    return set(targets), options


@pytest.mark.parametrize('name', WRITTEN)
def test_each_command_that_a_reader_is_told_to_type_exists(book, there_is, name):
    text = (book.root / name).read_text(encoding='utf-8')
    assert 'make ' in text and unknown(text, *there_is) == []


@pytest.mark.parametrize('code', ['make tset', 'book weav', 'book accept --yes', '.venv/bin/book chekc'])
def test_a_command_that_does_not_exist_would_be_named(there_is, code):
    assert unknown(f'Run `{code}` now.', *there_is) == [code.removeprefix('.venv/bin/')]


def test_each_target_of_make_has_a_line_of_help_and_is_no_file(book):
    text = (book.root / 'Makefile').read_text(encoding='utf-8')
    helped = re.findall(r'^([a-z-]+):.*## \S', text, re.MULTILINE)
    phony = re.search(r'^\.PHONY: (.*)$', text, re.MULTILINE)[1].split()
    assert sorted(phony) == sorted(helped) == sorted(set(re.findall(r'^([a-z-]+):', text, re.MULTILINE)))


def waited_for(jobs, job):
    """Yield the jobs that must have succeeded before a job runs."""
    names = job.get('needs', [])
    for name in [names] if isinstance(names, str) else names:
        yield jobs[name]
        yield from waited_for(jobs, jobs[name])


def weaknesses(flow):
    """Return what a workflow may do beyond reading, where it swallows a failure, and what it publishes untested."""
    found = []
    if flow.get('permissions') != {'contents': 'read'}:
        found.append('may do more than read')
    for name, job in flow['jobs'].items():
        text = yaml.safe_dump(job, width=1000)
        found += [f'{name}: {word}' for word in ('continue-on-error', '|| true', 'write-all') if word in text]
        runs = {step.get('run', '') for before in waited_for(flow['jobs'], job) for step in before['steps']}
        tested = any(re.match(r'make test( |$)', run) for run in runs)
        if 'deploy-pages' in text and not tested:
            found.append(f'{name}: publishes what was not tested')
    return found


@pytest.fixture
def publishing(book):
    """The workflow that publishes the book."""
    return yaml.safe_load((book.root / '.github/workflows/book.yml').read_text(encoding='utf-8'))


def test_the_workflows_publish_what_was_tested_and_may_do_no_more_than_they_must(book, publishing):
    assert 'deploy-pages' in yaml.safe_dump(publishing)
    for path in sorted((book.root / '.github/workflows').glob('*.yml')):
        assert weaknesses(yaml.safe_load(path.read_text(encoding='utf-8'))) == [], path.name


@pytest.mark.parametrize(
    'weaken, named',
    [
        (lambda flow: flow['jobs']['publish'].pop('needs'), 'publish: publishes what was not tested'),
        (lambda flow: flow['jobs']['build'].update(needs=['systems']), 'publish: publishes what was not tested'),
        (lambda flow: flow['jobs']['test'].update({'continue-on-error': True}), 'test: continue-on-error'),
        (lambda flow: flow['jobs']['test']['steps'][-1].update(run='make test || true'), 'test: || true'),
        (lambda flow: flow.update(permissions='write-all'), 'may do more than read'),
    ],
)
def test_a_weakened_workflow_would_be_named(publishing, weaken, named):
    weaken(publishing)
    assert named in weaknesses(publishing)
