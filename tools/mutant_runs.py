"""Runs tests on wrong versions of a package, several at a time, each in a folder of its own: an interruption leaves
nothing behind.
"""

import contextlib
import multiprocessing
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from book.manuscript.problems import BookError, Problem

SURVIVED, ENDLESS = 'survived', 'did not end'  # any other verdict is the name of the test that failed


@dataclass(frozen=True)
class Mutant:
    """A wrong version of a file.

    `function` is '' outside of one; `original` and `mutated` are the lines in which they differ.
    """

    file: str
    line: int
    function: str
    original: str
    mutated: str
    source: str = field(repr=False)

    @property
    def key(self):
        """What the list knows a mutant by: it outlives a change of line numbers."""
        return self.file, self.function, self.original, self.mutated


class Runs:
    """Runs the tests on wrong versions of a package. `tests` maps each file to its tests, run in this order until one
    fails.

    `warm` names modules that take long to import: it happens once, and each run begins as a fork of that process.
    A run may take `patience` times as long as the tests take on the right version.
    """

    def __init__(self, package, tests, warm=(), patience=10):
        self.package, self.tests, self.patience, self.limit, self.running = package, tests, patience, None, set()
        self.processes = multiprocessing.get_context('forkserver')
        self.processes.set_forkserver_preload(['__main__', 'pytest', *warm])

    def verdict(self, file, source):
        """Run the tests of a file, with `source` in its place.

        Returns SURVIVED, ENDLESS, or the name of the test that failed.
        """
        with tempfile.TemporaryDirectory(prefix='mutant-') as folder:
            package = shutil.copytree(
                self.package, Path(folder, self.package.name), ignore=shutil.ignore_patterns('__pycache__')
            )
            (package / file).write_text(source, encoding='utf-8')
            tests = [shutil.copy(test, folder) for test in self.tests[file]]
            run = self.processes.Process(target=run_tests, args=(folder, tests))
            run.start()
            self.running.add(run)
            run.join(self.limit)
            code = run.exitcode
            end(run)
            self.running.discard(run)
            output = Path(folder, 'output').read_text(encoding='utf-8', errors='replace')
        if code is None:
            return ENDLESS
        failed = re.search(r'^(?:FAILED|ERROR) \S*?(\w+\.py(?:::\w+)?)', output, re.MULTILINE)
        return SURVIVED if code == 0 else failed[1] if failed else f'exit code {code}'

    def all(self, mutants, report=lambda mutant, verdict: None):
        """Return the verdict on each mutant, as a dict; `report` hears of each.

        Raises BookError if the tests cannot tell right from wrong.
        """
        first = self.processes.Process(target=int)  # does nothing, but waits for the imports
        first.start()
        first.join()
        self.limit, times = None, []
        for file in sorted({mutant.file for mutant in mutants}):
            start = time.monotonic()
            right = self.verdict(file, (self.package / file).read_text(encoding='utf-8'))
            times.append(time.monotonic() - start)
            if right != SURVIVED:
                raise BookError(
                    Problem(
                        self.package / file, 0, f'the tests fail as it is: {right}', 'mend that first, with `make test`'
                    )
                )
            if self.verdict(file, 'raise SystemError') == SURVIVED:
                raise BookError(
                    Problem(self.package / file, 0, 'the tests pass without it', 'give the tests that look at it')
                )
        self.limit, verdicts = self.patience * max(times, default=0), {}
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            jobs = {pool.submit(self.verdict, mutant.file, mutant.source): mutant for mutant in mutants}
            try:
                for job in as_completed(jobs):
                    verdicts[jobs[job]] = job.result()
                    report(jobs[job], job.result())
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                for run in list(self.running):
                    end(run)
                raise
        return {mutant: verdicts[mutant] for mutant in mutants}


def run_tests(folder, tests):
    """Run the tests in this process, and end it with their exit code.

    The package is imported from `folder`, here and in its children.
    """
    os.setsid()
    os.chdir(folder)
    output = os.open('output', os.O_WRONLY | os.O_CREAT)
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.path.insert(0, folder)
    os.environ |= {'PYTHONPATH': folder, 'PYTEST_DISABLE_PLUGIN_AUTOLOAD': '1'}
    sys.exit(
        pytest.main(
            [
                '-x',
                '-q',
                '--tb=no',
                '--noconftest',
                '-p',
                'no:cacheprovider',
                '-c',
                os.devnull,
                '--rootdir',
                folder,
                '--import-mode=importlib',
                *tests,
            ]
        )
    )


def end(run):
    """End a run with all that it started: a mutant may loop for ever."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(run.pid, signal.SIGKILL)
    run.kill()
    run.join()
