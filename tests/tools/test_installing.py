"""What tools/bootstrap.py asks of pip and uv: what is pinned, with its hashes, and a torch that fits the machine."""

import importlib.util
import subprocess
import sys

import pytest


@pytest.fixture
def bootstrap(book, tmp_path, monkeypatch):
    """The script as a module; it has an empty .venv, starts no pip, and keeps what it would start in `asked`."""
    spec = importlib.util.spec_from_file_location('bootstrap', book.root / 'tools/bootstrap.py')
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.VENV, module.asked, module.answer = tmp_path, [], ''

    def run(command, remedy, heard=True, **environment):
        module.asked.append((' '.join(map(str, command[1:])), environment))

    def ask(command, **more):
        return subprocess.CompletedProcess(command, 0, stdout=f'{module.answer}\n')

    monkeypatch.setattr(module, 'run', run)
    monkeypatch.setattr(module.subprocess, 'run', ask)
    for name in ('PIP_INDEX_URL', 'UV_DEFAULT_INDEX'):
        monkeypatch.delenv(name, raising=False)
    return module


@pytest.fixture
def pin(book):
    text = (book.root / 'requirements-torch.txt').read_text(encoding='utf-8')
    return next(line.split()[0] for line in text.splitlines() if line.startswith('torch=='))


def test_nothing_is_installed_of_which_no_hash_is_known(bootstrap, tmp_path):
    bootstrap.install_packages()
    commands = [command for command, _ in bootstrap.asked]
    assert [command for command in commands if '--requirement' in command and '--require-hashes' not in command] == []
    assert f'--requirement {tmp_path}/uv.txt' in commands[0] and '--requirement requirements.txt' in commands[1]
    assert '--no-deps --editable .' in commands[2] and len(commands) == 3, commands
    text = (tmp_path / 'uv.txt').read_text(encoding='utf-8')
    assert text.startswith('uv==') and '--hash=sha256:' in text, f'uv itself comes by its hashes, too: {text}'


@pytest.mark.parametrize(
    'environment, configured, index',
    [
        ({}, '', None),
        ({}, 'https://a.org/simple', 'https://a.org/simple'),
        ({'PIP_INDEX_URL': 'https://b.org/simple'}, 'https://a.org/simple', 'https://b.org/simple'),
        ({'PIP_INDEX_URL': 'https://b.org/simple', 'UV_DEFAULT_INDEX': 'https://c.org'}, '', None),
    ],
)
def test_the_index_that_pip_is_set_to_use_serves_uv_unless_uv_has_its_own(
    bootstrap, monkeypatch, environment, configured, index
):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    bootstrap.answer = configured
    bootstrap.install_packages()
    given = [environment for _, environment in bootstrap.asked[1:]]
    assert given == [{'UV_DEFAULT_INDEX': index} if index else {}] * 2


def test_on_linux_torch_comes_without_cuda_and_elsewhere_as_it_is(bootstrap, pin, monkeypatch):
    monkeypatch.setattr(sys, 'platform', 'linux')
    bootstrap.install_torch()
    monkeypatch.setattr(sys, 'platform', 'darwin')
    bootstrap.install_torch()
    linux, mac = (command for command, _ in bootstrap.asked)
    assert linux.endswith(f'--extra-index-url https://download.pytorch.org/whl/cpu {pin}+cpu'), linux
    assert mac.endswith('--requirement requirements-torch.txt'), mac


def test_where_there_is_no_torch_without_cuda_the_other_is_taken_and_that_is_said(bootstrap, pin, monkeypatch, capsys):
    monkeypatch.setattr(sys, 'platform', 'linux')
    reachable = bootstrap.run

    def run(command, *more, **environment):
        reachable(command, *more, **environment)
        if command[-1].endswith('+cpu'):
            raise bootstrap.Failure

    monkeypatch.setattr(bootstrap, 'run', run)
    bootstrap.install_torch()
    assert [command.split()[-1] for command, _ in bootstrap.asked] == [f'{pin}+cpu', pin]
    said = capsys.readouterr().out
    assert f'has {pin} without CUDA' in said and '3 GB' in said and 'Ctrl-C' in said, said


@pytest.mark.parametrize('build', ['', '+cpu'])
def test_a_torch_that_is_there_is_not_downloaded_again_but_another_version_is_no_torch(bootstrap, pin, build):
    bootstrap.answer = pin.removeprefix('torch==') + build
    bootstrap.install_torch()
    assert bootstrap.asked == []
    bootstrap.answer = '1.0' + build
    bootstrap.install_torch()
    assert len(bootstrap.asked) == 1, bootstrap.asked


def test_the_newest_are_the_newest_of_those_that_are_allowed(bootstrap, book):
    bootstrap.install_newest()
    [(command, _)] = bootstrap.asked
    allowed = [word for word in command.split() if word.startswith(('torch', 'matplotlib'))]
    project = (book.root / 'pyproject.toml').read_text(encoding='utf-8')
    assert '--upgrade' in command and [word.partition('>=')[0] for word in allowed] == ['torch', 'matplotlib'], command
    assert [word for word in allowed if f'"{word}"' not in project or '<' not in word] == []
