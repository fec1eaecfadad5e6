"""Makes .venv and node_modules as the lock files say. `make` runs this first; it needs nothing but a Python.

What is up to date is left alone, what was interrupted goes on, what is broken is made anew. The output of pip, uv and
npm goes straight to the terminal, so that the last thing said of a failure is their own reason, and below it what to
do.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / '.venv'
PYTHON = VENV / ('Scripts/python.exe' if os.name == 'nt' else 'bin/python')
READY = VENV / 'ready'  # holds the fingerprint of what was installed
LOCK, TORCH = 'requirements.txt', 'requirements-torch.txt'
FILES = ('pyproject.toml', LOCK, TORCH, 'package.json', 'package-lock.json')
CPU_INDEX = 'https://download.pytorch.org/whl/cpu'
NOISE = re.compile(r'npm (error|notice).*(A complete log of this run|npm-debug|\.log$)')
AGAIN = 'then run the same command again: it goes on where it stopped'


class Failure(Exception):
    """What to do, said below the reason that a tool gave."""


def bounds():
    """Return the oldest supported Python, and the first one that is too new, as (major, minor) each: `requires-python`
    of pyproject.toml.
    """
    found = re.search(
        r'requires-python = ">=(\d+)\.(\d+)(?:\.\d+)?,<(\d+)\.(\d+)"',
        (ROOT / 'pyproject.toml').read_text(encoding='utf-8'),
    )
    major, minor, beyond_major, beyond_minor = map(int, found.groups())
    return (major, minor), (beyond_major, beyond_minor)


def require_supported_python():
    oldest, beyond = bounds()
    if not oldest <= sys.version_info[:2] < beyond:
        raise Failure(
            'Python %d.%d to %d.%d is needed, and %s is %d.%d: install one, or name it, as in `make serve '
            'PYTHON=python3.13`' % (*oldest, beyond[0], beyond[1] - 1, sys.executable, *sys.version_info[:2])
        )


def fingerprint(newest):
    """Return what changes whenever something must be installed anew."""
    parts = [(ROOT / name).read_bytes() for name in FILES] + [version(PYTHON).encode(), str(newest).encode()]
    return hashlib.sha256(b'\0'.join(parts)).hexdigest()


def version(python):
    """Return the version of a Python that has pip, such as '3.11.2'; '' if it does not run or has none."""
    try:
        return subprocess.run(
            [str(python), '-c', 'import pip, platform; print(platform.python_version())'],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding='utf-8',
        ).stdout.strip()
    except OSError:
        return ''


def make_venv(asked):
    """Make .venv, unless it works and has the Python that was asked for (any will do if none was)."""
    wanted, present = '.'.join(map(str, sys.version_info[:3])), version(PYTHON)
    if present and (present == wanted or not asked):
        return
    if VENV.exists():
        say(
            'making .venv anew: '
            + (
                'it has Python %s, and PYTHON asks for %s' % (present, wanted)
                if present
                else 'it is half made, or its Python is gone'
            )
        )
    if subprocess.run([sys.executable, '-m', 'venv', '--clear', str(VENV)]).returncode:
        raise Failure(
            'make a virtual environment possible: install the module venv (on Debian and Ubuntu: apt install '
            'python3-venv), ' + AGAIN
        )


def say(text):
    print(text, flush=True)


def run(command, remedy, heard=True, **environment):
    """Run a command in the root folder, and show what it says while it says it; of one that is not `heard`, no errors.

    Raises Failure with `remedy` if it fails.
    """
    path = os.pathsep.join([str(PYTHON.parent), os.environ.get('PATH', '')])
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=str(ROOT),
        stderr=subprocess.PIPE,
        encoding='utf-8',
        errors='replace',
        env={**os.environ, 'PATH': path, 'PIP_DISABLE_PIP_VERSION_CHECK': '1', 'VIRTUAL_ENV': str(VENV), **environment},
    )
    said = []
    try:
        for line in process.stderr:
            said.append(line)
            if heard and not NOISE.search(line):
                sys.stderr.write(line)
                sys.stderr.flush()
    finally:
        process.wait()  # after Ctrl-C, too, which it got as well
    if process.returncode:
        unreachable = 'connection broken' in ''.join(said) and 'from versions: none' in ''.join(
            said
        )  # which pip does not say in a word
        raise Failure(
            (
                'no package index can be reached: check the network, and HTTPS_PROXY behind a proxy; '
                if unreachable
                else remedy + ', '
            )
            + AGAIN
        )


def pip(*arguments, remedy, heard=True):
    run([PYTHON, '-m', 'pip', 'install', '--retries', '2', *arguments], remedy, heard)


def install_packages():
    """Install what the lock names: uv by pip, all else by uv."""
    (VENV / 'uv.txt').write_text(
        re.search(r'^uv==.*(?:\n +.*)*', (ROOT / LOCK).read_text(encoding='utf-8'), re.MULTILINE)[0] + '\n',
        encoding='utf-8',
    )
    pip('--quiet', '--require-hashes', '--requirement', VENV / 'uv.txt', remedy='mend what pip names above')
    uv = [PYTHON, '-m', 'uv', 'pip', 'install', '--build-constraint', LOCK]
    remedy, index = 'mend what uv names above', default_index()
    run([*uv, '--require-hashes', '--requirement', LOCK], remedy, **index)
    run([*uv, '--quiet', '--no-deps', '--editable', '.'], remedy, **index)


def default_index():
    """Return the index that pip is set to use, for uv, which does not read the configuration of pip."""
    asked = subprocess.run(
        [str(PYTHON), '-m', 'pip', 'config', 'get', 'global.index-url'],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding='utf-8',
    )
    index = os.environ.get('PIP_INDEX_URL') or asked.stdout.strip()
    return {'UV_DEFAULT_INDEX': index} if index and 'UV_DEFAULT_INDEX' not in os.environ else {}


def install_torch():
    """Install torch: on Linux its build without CUDA, which has a name of its own and stands in an index of its own."""
    pin = re.search(r'^torch==\S+', (ROOT / TORCH).read_text(encoding='utf-8'), re.MULTILINE)[0]
    present = subprocess.run(
        [str(PYTHON), '-c', 'from importlib import metadata; print(metadata.version("torch"))'],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding='utf-8',
    ).stdout.strip()
    if 'torch==' + present.split('+')[0] == pin:
        return None
    if sys.platform == 'linux':
        try:
            return pip('--extra-index-url', CPU_INDEX, pin + '+cpu', remedy='', heard=False)
        except Failure:
            say(
                'No index that can be reached has %s without CUDA for Python %s (PyTorch keeps it at %s). The package '
                'index has it with CUDA,\n'
                'a download of 3 GB: it is taken instead. Ctrl-C stops it.' % (pin, version(PYTHON), CPU_INDEX)
            )
            return pip(pin, remedy='mend what pip names above')
    return pip('--requirement', TORCH, remedy='mend what pip names above')


def install_newest():
    """Replace torch and Matplotlib by the newest that pyproject.toml allows."""
    allowed = re.findall(
        r'^  "((?:torch|matplotlib)[<>=].*)",$', (ROOT / 'pyproject.toml').read_text(encoding='utf-8'), re.MULTILINE
    )
    pip('--upgrade', '--extra-index-url', CPU_INDEX, *allowed, remedy='mend what pip names above')


def npm(folder='.'):
    """Install what a package-lock.json names, by the npm that is in .venv."""
    command = shutil.which('npm', path=str(PYTHON.parent))
    run([command, 'ci', '--prefix', folder, '--no-audit', '--no-fund'], 'mend what npm names above')


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument(
        '--this-python',
        action='store_true',
        help='make .venv anew if it has another Python than the one that runs this',
    )
    parser.add_argument(
        '--newest',
        action='store_true',
        help='the newest torch and Matplotlib that pyproject.toml allows; all else as pinned',
    )
    parser.add_argument('--audit', action='store_true', help='Lighthouse, too')
    options = parser.parse_args()
    require_supported_python()
    make_venv(options.this_python)
    wanted = fingerprint(options.newest)
    if not READY.is_file() or READY.read_text(encoding='utf-8') != wanted:
        say('setting up .venv: the first time this downloads some hundred megabytes, and takes minutes')
        READY.unlink() if READY.exists() else None
        for title, step in (
            ('packages', install_packages),
            ('torch', install_torch),
            *((('newest', install_newest),) if options.newest else ()),
            ('web', npm),
        ):
            say('setting up: ' + title)
            step()
        READY.write_text(wanted, encoding='utf-8')
        say('ready')
    if options.audit and not (ROOT / 'audit/node_modules/lighthouse').is_dir():
        npm('audit')


if __name__ == '__main__':
    try:
        main()
    except Failure as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit('\nstopped: the same command goes on from here')
