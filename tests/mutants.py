"""Mutation testing of the lesson: each mutant makes a test fail, or is listed in mutants.toml with the reason why no test can.

Run by `make mutants`. Each mutant runs in a folder of its own, so that an interruption leaves nothing behind.
"""

import argparse
import contextlib
import multiprocessing
import os
import re
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

from book.errors import BookError, Problem
from book.layout import replace_all

TESTS = Path(__file__).parent
LISTED, TABLE = 'tests/mutants.toml', 'tests/results/mutants.md'
SURVIVED, ENDLESS = 'survived', 'did not end'  # any other verdict is the name of the test that failed


@dataclass(frozen=True)
class Mutant:
    """A wrong version of a file. `function` is '' outside of one; `original` and `mutated` are the lines in which they differ."""

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
    """Runs the tests on wrong versions of a package. `tests` are files, run in this order, until one fails.

    `warm` names modules that take long to import: it happens once, and each run begins as a fork of that process.
    A run may take `patience` times as long as the tests take on the right version.
    """

    def __init__(self, package, tests, warm=(), patience=10):
        self.package, self.tests, self.patience, self.limit, self.running = package, tests, patience, None, set()
        self.processes = multiprocessing.get_context('forkserver')
        self.processes.set_forkserver_preload(['__main__', 'pytest', *warm])

    def verdict(self, file=None, source=None):
        """Run the tests, with `source` in place of a file. Returns SURVIVED, ENDLESS, or the name of the test that failed."""
        with tempfile.TemporaryDirectory(prefix='mutant-') as folder:
            package = shutil.copytree(self.package, Path(folder, self.package.name), ignore=shutil.ignore_patterns('__pycache__'))
            if file:
                (package / file).write_text(source, encoding='utf-8')
            tests = [shutil.copy(test, folder) for test in self.tests]
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
        """Return the verdict on each mutant, as a dict; `report` hears of each. Raises BookError if the tests cannot tell right from wrong."""
        first = self.processes.Process(target=int)  # does nothing, but waits for the imports
        first.start()
        first.join()
        start = time.monotonic()
        right = self.verdict()
        self.limit = self.patience * (time.monotonic() - start)
        if right != SURVIVED:
            raise BookError(Problem(self.package, 0, f'the tests fail as it is: {right}', 'mend that first, with `make test`'))
        for file in sorted({mutant.file for mutant in mutants}):
            if self.verdict(file, 'raise SystemError') == SURVIVED:
                raise BookError(Problem(self.package / file, 0, 'the tests pass without it', 'give the tests that look at it'))
        verdicts = {}
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
    """Run the tests in this process, and end it with their exit code. The package is imported from `folder`, here and in its children."""
    os.setsid()
    os.chdir(folder)
    output = os.open('output', os.O_WRONLY | os.O_CREAT)
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.path.insert(0, folder)
    os.environ |= {'PYTHONPATH': folder, 'PYTEST_DISABLE_PLUGIN_AUTOLOAD': '1'}
    sys.exit(pytest.main(['-x', '-q', '--tb=no', '--noconftest', '-p', 'no:cacheprovider', '-c', os.devnull, '--rootdir', folder,
                          '--import-mode=importlib', *tests]))


def end(run):
    """End a run with all that it started: a mutant may loop for ever."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(run.pid, signal.SIGKILL)
    run.kill()
    run.join()


def listed(path):
    """Return the equivalent mutants of the list, as {key: (reason, line)}. Raises BookError where an entry lacks something."""
    text = path.read_text(encoding='utf-8')
    try:
        written = tomllib.loads(text).get('equivalent', [])
    except tomllib.TOMLDecodeError as error:
        raise BookError(Problem(path, 0, f'the list cannot be read: {error}', 'mend its TOML'))
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line == '[[equivalent]]']
    entries, problems = {}, []
    for entry, line in zip(written, lines, strict=True):
        missing = [name for name in ('file', 'original', 'mutated', 'reason') if not entry.get(name)]  # outside of a function, none is named
        if missing:
            problems.append(Problem(path, line, f'the entry has no {", ".join(missing)}', 'say of each mutant where it is and why no test can tell'))
        else:
            entries[tuple(entry.get(name, '') for name in ('file', 'function', 'original', 'mutated'))] = entry['reason'], line
    if problems:
        raise BookError(*problems)
    return entries


def problems(verdicts, entries, package, path):
    """Return what does not hold: a survivor that is not listed, an entry whose mutant is killed or is none."""
    found = [Problem(package / mutant.file, mutant.line, f'no test fails when `{mutant.original}` becomes `{mutant.mutated}`',
                     f'write the test, or list the mutant in {LISTED} with the reason why it is equivalent')
             for mutant, verdict in verdicts.items() if verdict == SURVIVED and mutant.key not in entries]
    for key, (_, line) in entries.items():
        fates = [verdict for mutant, verdict in verdicts.items() if mutant.key == key]
        if SURVIVED not in fates:
            what = f'is killed by {fates[0]}' if fates else 'is none that the tool makes'
            found.append(Problem(path, line, f'the mutant `{key[3]}` of `{key[1] or key[0]}` {what}', 'remove the entry'))
    return found


def table(verdicts, entries):
    """Return the table: counts for each function, and each survivor with its reason."""
    counts = Counter((mutant.file, mutant.function, kind(verdict)) for mutant, verdict in verdicts.items())
    places = list(dict.fromkeys((mutant.file, mutant.function) for mutant in verdicts))
    rows = [(file, f'`{function}`' if function else '(outside of functions)', *(counts[file, function, word] for word in KINDS))
            for file, function in places]
    lines = ['# Mutants of the lesson', '', 'Written by `make mutants`: do not edit.', '',
             '| file | function | mutants | killed | did not end | equivalent |', '| --- | --- | --: | --: | --: | --: |']
    lines += [f'| {file} | {function} | {sum(numbers)} | {" | ".join(map(str, numbers))} |' for file, function, *numbers in rows]
    totals = [sum(column) for column in zip(*(row[2:] for row in rows))]
    lines += [f'| all | | {sum(totals)} | {" | ".join(map(str, totals))} |', '', '## Survivors', '']
    for mutant, verdict in verdicts.items():
        if verdict == SURVIVED:
            reason = entries.get(mutant.key, ('**not listed: a test is missing**', 0))[0]
            lines += [f'- {mutant.file}, {mutant.function or "outside of functions"}: `{mutant.original}` → `{mutant.mutated}`', f'  {reason}']
    return '\n'.join(lines) + '\n'


KINDS = ('killed', ENDLESS, SURVIVED)


def kind(verdict):
    """Return which of KINDS a verdict is."""
    return verdict if verdict in (SURVIVED, ENDLESS) else 'killed'


def main():
    """Run all mutants of src/linreg, print and write the table, and exit with 1 if a row does not hold."""
    options = argparse.ArgumentParser(prog='make mutants', description=main.__doc__)
    options.add_argument('--only', metavar='FUNCTION', help='only the mutants of this function; nothing is written')
    only = options.parse_args().only
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    os.environ |= {'MPLBACKEND': 'agg', 'OMP_NUM_THREADS': '1'}  # no screen; one run for each core
    console = Console(highlight=False, soft_wrap=True, emoji=False, markup=False)
    from mutate import mutants_of  # here, because only `make mutants` installs cosmic-ray
    root = TESTS.parent
    settings = tomllib.loads((root / LISTED).read_text(encoding='utf-8'))
    package = root / settings['package']
    try:
        entries = listed(root / LISTED)
        mutants = [mutant for file in settings['files'] for mutant in mutants_of(package / file) if only in (None, mutant.function)]
        with Progress(*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn(), console=console) as progress:
            task = progress.add_task('mutants', total=len(mutants))

            def report(mutant, verdict):
                progress.advance(task)
                done = int(progress.tasks[task].completed)
                if not console.is_terminal and done % 50 == 0:
                    console.print(f'{done} of {len(mutants)} mutants')
                if kind(verdict) != 'killed':
                    console.print(f'{verdict}: {mutant.file}:{mutant.line}: {mutant.mutated}')
            verdicts = Runs(package, [root / 'tests' / name for name in settings['tests']], settings['warm']).all(mutants, report)
        entries = {key: entry for key, entry in entries.items() if only in (None, key[1])}
        text = table(verdicts, entries)
        console.print(text)
        if not only:
            replace_all({root / TABLE: text})
        found = problems(verdicts, entries, Path(settings['package']), Path(LISTED))
        if found:
            raise BookError(*found)
    except BookError as error:
        sys.exit(f'{error}\n{len(error.problems)} problems')
    except KeyboardInterrupt:
        sys.exit('interrupted: nothing was written')


if __name__ == '__main__':
    main()
