"""What `make` does before anything else (tools/bootstrap.py), and what it installs: on a machine that lacks something,
it says what.
"""

import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import sys

import pytest
from helpers.commands import make

NOWHERE = 'http://127.0.0.1:9/'


NO_NETWORK = {
    'PIP_INDEX_URL': NOWHERE,
    'PIP_EXTRA_INDEX_URL': NOWHERE,
    'PIP_FIND_LINKS': NOWHERE,
    'PIP_NO_CACHE_DIR': '1',
    'PIP_CONFIG_FILE': os.devnull,
    'PIP_RETRIES': '0',
}


NO_PACKAGES = {
    'PIP_NO_INDEX': '1',
    'PIP_FIND_LINKS': os.devnull,
    'PIP_CONFIG_FILE': os.devnull,
}  # the index can be reached, and has nothing


@pytest.fixture
def bootstrap(bare):
    """The script of a bare folder, as a module."""
    spec = importlib.util.spec_from_file_location('bootstrap', bare / 'tools/bootstrap.py')
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bare(book, tmp_path):
    """A folder as after `git clone`, as far as make looks at it."""
    for name in (
        'Makefile',
        'pyproject.toml',
        'requirements.txt',
        'requirements-torch.txt',
        'package.json',
        'package-lock.json',
        'README.md',
        'LICENSE',
        'LICENSE-text',
        'LICENSE-d2l',
        'NOTICE',
    ):
        shutil.copy(book.root / name, tmp_path)
    for name in ('src', 'tools'):
        shutil.copytree(book.root / name, tmp_path / name, ignore=shutil.ignore_patterns('*.egg-info', '__pycache__'))
    return tmp_path


def said(run):
    """Return the lines that a run of make shows, but for what make says of itself."""
    return [line for line in (run.stdout + run.stderr).splitlines() if line and not line.startswith('make')]


def test_make_without_a_target_lists_the_targets(book):
    output = make(book).stdout
    for target in ('serve', 'test', 'check-chapter', 'mutants', 'build', 'weave', 'lock', 'help'):
        assert re.search(rf'^  make {target}\t\S', output, re.MULTILINE), target


def test_a_python_that_is_not_supported_gets_one_clear_line(book, bare):
    project = bare / 'pyproject.toml'
    project.write_text(
        re.sub('requires-python = ".*"', 'requires-python = ">=3.98,<3.100"', project.read_text(encoding='utf-8')),
        encoding='utf-8',
    )
    run = make(book, 'serve', folder=bare)
    [line] = said(run)
    assert (
        run.returncode
        and 'Python 3.98 to 3.99 is needed' in line
        and 'PYTHON=' in line
        and not (bare / '.venv').exists()
    )


def test_without_a_network_the_last_line_says_so(book, bare):
    run = make(book, 'build', folder=bare, **NO_NETWORK)
    assert run.returncode and 'no package index can be reached' in said(run)[-1] and not (bare / '.venv/ready').exists()


def test_of_any_other_failure_the_reason_stands_last_and_no_network_is_blamed(book, bare):
    run = make(book, 'build', folder=bare, **NO_PACKAGES)
    *_, reason, remedy = said(run)
    assert run.returncode and 'No matching distribution found for uv==' in reason
    assert 'mend what pip names above' in remedy and 'network' not in remedy


def test_a_half_made_environment_is_made_anew(book, bare):
    (bare / '.venv/bin').mkdir(parents=True)
    (bare / '.venv/bin/python').write_text('half')
    run = make(book, 'setup', folder=bare, **NO_PACKAGES)
    assert (
        'making .venv anew: it is half made' in run.stdout and 'No matching distribution found for uv==' in run.stderr
    )
    assert subprocess.run([bare / '.venv/bin/python', '-c', 'import pip']).returncode == 0


def test_another_python_is_heeded_if_it_was_asked_for(bootstrap, bare, monkeypatch, capsys):
    (bare / '.venv').mkdir()
    made = []
    monkeypatch.setattr(bootstrap, 'version', lambda python: '3.10.1')
    monkeypatch.setattr(
        bootstrap.subprocess,
        'run',
        lambda command, **more: made.append(command) or subprocess.CompletedProcess(command, 0),
    )
    bootstrap.make_venv(asked=False)
    assert not made
    bootstrap.make_venv(asked=True)
    assert made[0][0] == sys.executable and 'it has Python 3.10.1, and PYTHON asks for' in capsys.readouterr().out


def test_make_says_whether_a_python_was_asked_for(book):
    assert '--this-python' not in make(book, '--dry-run', 'setup').stdout
    assert '--this-python' in make(book, '--dry-run', 'setup', 'PYTHON=python3').stdout
    assert '--this-python' in make(book, '--dry-run', 'setup', PYTHON='python3').stdout


def test_a_failing_tool_is_heard_to_its_end_without_its_noise(bootstrap, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, 'PYTHON', bootstrap.Path(sys.executable))
    code = (
        'import sys; sys.exit("npm error code E404\\nnpm error A complete log of this run can be found in: /x/y.log")'
    )
    with pytest.raises(bootstrap.Failure, match='mend it, then run the same command again'):
        bootstrap.run([sys.executable, '-c', code], 'mend it')
    assert capsys.readouterr().err == 'npm error code E404\n'


def test_the_set_up_can_be_interrupted(book, bare):
    with socket.create_server(('127.0.0.1', 0)) as silent:  # an index that never answers
        index = f'http://127.0.0.1:{silent.getsockname()[1]}/'
        run = subprocess.Popen(
            [sys.executable, bare / 'tools/bootstrap.py'],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a job in the background ignores it
            env=os.environ | NO_NETWORK | {'PIP_INDEX_URL': index},
        )
        _connection = silent.accept()  # kept: pip would try again if it were closed
        os.killpg(run.pid, signal.SIGINT)
        output, _ = run.communicate(timeout=30)
    assert (
        run.returncode
        and output.strip().splitlines()[-1] == 'stopped: the same command goes on from here'
        and 'Traceback' not in output
    )


def test_whatever_pins_something_is_watched(book, bootstrap):
    pins = {
        path.name for name in ('requirements*.txt', 'pyproject.toml', 'package*.json') for path in book.root.glob(name)
    }
    assert pins <= set(bootstrap.FILES) and len(pins) >= 5


def test_the_newest_and_the_pinned_are_two_set_ups(bootstrap):
    assert bootstrap.fingerprint(True) != bootstrap.fingerprint(False) == bootstrap.fingerprint(False)
