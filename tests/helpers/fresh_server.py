"""The other side of fresh.py: reads requests as JSON lines, answers each with a JSON line."""

import json
import os
import runpy
import signal
import sys
import tempfile
import traceback
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path

TIME_LIMIT = 120  # seconds


class Guard(MetaPathFinder, Loader):
    """Finds nothing, and refuses to load what is installed here, and a reader does not have."""

    def __init__(self, names):
        self.names = set(names)

    def find_spec(self, name, path=None, target=None):
        top = name.partition('.')[0]
        generated = top.startswith('_sysconfigdata')  # a part of the standard library
        hidden = top not in self.names and not generated and PathFinder.find_spec(name, path)
        return ModuleSpec(name, self) if hidden else None

    def create_module(self, spec):
        only = 'a reader has only torch and matplotlib'
        raise ModuleNotFoundError(f'No module named {spec.name!r} ({only})', name=spec.name)

    def exec_module(self, module):
        """Needed for a loader to be one; no module gets here."""


def run(code):
    """Fork, run the program there, and return what became of it."""
    with tempfile.TemporaryDirectory() as folder:
        program, output, errors = (Path(folder) / name for name in ('pasted.py', 'output', 'errors'))
        program.write_text(code, encoding='utf-8')
        child = os.fork()
        if child == 0:
            _become(program, output, errors)
        _, status = os.waitpid(child, 0)
        return {
            'code': os.waitstatus_to_exitcode(status),
            'output': output.read_text(encoding='utf-8'),
            'errors': errors.read_text(encoding='utf-8'),
        }


def _become(program, output, errors):
    """In the child: be a Python that was started with this program in an empty folder. Never returns."""
    for path, stream in ((output, 1), (errors, 2)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), stream)
    sys.stdout, sys.stderr = (open(stream, 'w', encoding='utf-8', closefd=False) for stream in (1, 2))
    empty = program.with_name('empty')
    empty.mkdir()
    os.chdir(empty)
    sys.argv = [str(program)]
    signal.alarm(TIME_LIMIT)
    code = 0
    try:
        runpy.run_path(str(program), run_name='__main__')
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def main():
    answers = os.fdopen(os.dup(1), 'w', encoding='utf-8')
    sys.meta_path.insert(0, Guard(json.loads(sys.stdin.readline())))
    import matplotlib.pyplot  # noqa: F401
    import torch  # noqa: F401

    print(json.dumps('ready'), file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), file=answers, flush=True)


if __name__ == '__main__':
    main()
