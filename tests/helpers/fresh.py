"""A fresh Python for each program, at the price of a fork: torch and Matplotlib are imported once.

Only the standard library, torch, Matplotlib and what these two need can be imported, as on the machine
of a reader who installed nothing else.
"""

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path

READER_HAS = ('torch', 'matplotlib')


def importable(installed=READER_HAS):
    """Return the names of the top-level modules that a reader can import who installed these packages."""
    wanted, known = list(installed), set()
    while wanted:
        name = _normal(wanted.pop())
        if name in known:
            continue
        known.add(name)
        try:
            requirements = metadata.requires(name) or []
        except metadata.PackageNotFoundError:  # needed on another system only
            continue
        wanted += [_name(line) for line in requirements if 'extra ==' not in line]
    modules = {
        module for module, owners in metadata.packages_distributions().items() if known & set(map(_normal, owners))
    }
    return sorted(modules | set(sys.stdlib_module_names))


def _normal(name):
    return name.lower().replace('_', '-').replace('.', '-')


def _name(requirement):
    return requirement.split(';')[0].split('[')[0].strip().split(' ')[0].rstrip('<>=!~0123456789.,*')


def guarded(folder, *more):
    """Make a folder that turns each Python with it on PYTHONPATH into that of a reader, who has `more` packages."""
    names = [*importable((*READER_HAS, *more)), *more]
    folder.mkdir()
    (folder / 'sitecustomize.py').write_text(
        f'import sys\nsys.path.insert(0, {str(Path(__file__).parent)!r})\nfrom fresh_server import Guard\n'
        f'sys.path.pop(0)\nsys.meta_path.insert(0, Guard({names!r}))\n',
        encoding='utf-8',
    )
    return folder


class FreshPython:
    """A server process that runs each program in a fork of itself, in an empty folder, as `__main__`."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, '-I', Path(__file__).with_name('fresh_server.py')],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding='utf-8',
        )
        self._ask(importable())

    def run(self, code):
        """Run a program. Returns {'code': exit code, 'output': stdout, 'errors': stderr}."""
        return self._ask(code)

    def _ask(self, request):
        self.process.stdin.write(json.dumps(request) + '\n')
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=30)
