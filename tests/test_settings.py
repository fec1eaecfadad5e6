"""The settings of the tools, each with the reason why it is so: one that is dropped or loosened is named."""

import json
import re
import tomllib

import pytest
from helpers.pages import ROOT

PYTEST = {
    'addopts': (
        '--codeblocks --strict-markers --strict-config --import-mode=importlib -p no:logging',
        'every block is a test; a mark or an option that is spelled wrong is an error; two tests may have one name',
    ),
    'timeout': (600, 'a test that hangs is named, and the others go on'),
    'pythonpath': (['tests', 'tools'], 'tests import helpers and tools'),
    'norecursedirs': (['tiny_book', '.*'], 'the tiny book is not the book'),
    'testpaths': (['tests', 'docs', 'README.md', 'README.zh.md'], 'the blocks of the pages and READMEs run'),
}
RUFF = {
    'line-length': (120, 'as CONTRIBUTING has it'),
    'target-version': ('py311', 'the oldest Python that is allowed'),
    'extend-exclude': (['tests/tiny_book'], 'written as learners read it'),
}


def project():
    return tomllib.loads((ROOT / 'pyproject.toml').read_text(encoding='utf-8'))


@pytest.mark.parametrize('key', PYTEST)
def test_pytest_asks_for_what_it_should(key):
    wanted, reason = PYTEST[key]
    assert project()['tool']['pytest']['ini_options'].get(key) == wanted, reason


@pytest.mark.parametrize('key', RUFF)
def test_ruff_asks_for_what_it_should(key):
    wanted, reason = RUFF[key]
    assert project()['tool']['ruff'].get(key) == wanted, reason


def test_ruff_and_mypy_read_all_that_they_should():
    tool = project()['tool']
    assert tool['ruff']['lint']['select'] == ['B', 'C4', 'E', 'F', 'I', 'SIM', 'UP', 'W']
    assert sorted(tool['ruff']['lint']['ignore']) == ['B904', 'B905', 'SIM905']
    assert tool['mypy']['files'] == ['src/book', 'tools'] and tool['mypy']['exclude'] == ['tools/bootstrap.py']


def test_no_filter_hides_a_warning_of_the_code_that_is_tested():
    filters = project()['tool']['pytest']['ini_options']['filterwarnings']
    hidden = [' '.join(entry.removeprefix('ignore:').split()[:2]) for entry in filters]
    assert hidden == ['FigureCanvasAgg is', 'More than', 'Session-scoped fixtures'], 'why is another one hidden?'


def test_line_ends_are_the_same_on_every_system():
    lines = (ROOT / '.gitattributes').read_text(encoding='utf-8').splitlines()
    assert '* text=auto eol=lf' in lines, 'else Windows checks out other line ends than weave writes'
    assert '*.png binary' in lines, 'else a picture may be taken for a text'


@pytest.mark.parametrize('folder', ['.venv/', 'node_modules/', '/site/', '/dist/', '.cache/', '__pycache__/'])
def test_what_is_built_is_not_committed(folder):
    assert folder in (ROOT / '.gitignore').read_text(encoding='utf-8').splitlines()


def test_nothing_that_is_written_or_needed_is_ignored():
    ignored = (ROOT / '.gitignore').read_text(encoding='utf-8').splitlines()
    assert not [line for line in ignored if re.match(r'/?(docs|src|tests|tools|requirements|\*\.(md|py|svg))', line)]


def test_the_package_brings_its_scripts_and_uv_leaves_cuda_out():
    tool = project()['tool']
    assert tool['setuptools']['package-data'] == {'*': ['*.js']}, 'what KaTeX is called by goes with the package'
    excluded = tool['uv']['exclude-dependencies']
    needed = ['cuda-bindings', 'cuda-toolkit', 'nvidia-cudnn-cu13', 'nvidia-cusparselt-cu13', 'nvidia-nccl-cu13']
    assert excluded == [*needed, 'nvidia-nvshmem-cu13', 'triton'], 'the lock holds with CUDA and without'


def test_npm_installs_versions_and_no_ranges():
    package = json.loads((ROOT / 'package.json').read_text(encoding='utf-8'))
    versions = package['dependencies'] | package['devDependencies']
    assert package['private'] is True, 'nobody publishes the book to npm by mistake'
    assert [name for name, version in versions.items() if not re.fullmatch(r'\d+\.\d+\.\d+', version)] == []


def test_ci_runs_the_tests_here_and_in_a_fork_and_stops_at_a_failure():
    lines = (ROOT / '.ci/run').read_text(encoding='utf-8').splitlines()
    assert [line for line in lines if not line.startswith('#')] == [
        'set -euo pipefail', 'cd "$(dirname "$0")/.."', 'make test', 'make test-fork'
    ]  # fmt: skip
    assert (ROOT / '.ci/run').stat().st_mode & 0o111, 'it can be run'
