"""Mutation testing of the lesson: each mutant makes a test fail, or is listed in mutants.toml with the reason why no
test can.

Run by `make mutants`.
"""

import argparse
import os
import signal
import sys
import tomllib
from collections import Counter
from pathlib import Path

from mutant_runs import ENDLESS, SURVIVED, Runs
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

from book.manuscript.problems import BookError, Problem
from book.manuscript.writing import replace_all

ROOT = Path(__file__).parent.parent
LISTED, TABLE = 'tools/mutants.toml', 'tests/results/mutants.md'
KINDS = ('killed', ENDLESS, SURVIVED)


def listed(path):
    """Return the equivalent mutants of the list, as {key: (reason, line)}.

    Raises BookError where an entry lacks something.
    """
    text = path.read_text(encoding='utf-8')
    try:
        written = tomllib.loads(text).get('equivalent', [])
    except tomllib.TOMLDecodeError as error:
        raise BookError(Problem(path, 0, f'the list cannot be read: {error}', 'mend its TOML'))
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line == '[[equivalent]]']
    entries, problems = {}, []
    for entry, line in zip(written, lines, strict=True):
        missing = [
            name for name in ('file', 'original', 'mutated', 'reason') if not entry.get(name)
        ]  # outside of a function, none is named
        if missing:
            problems.append(
                Problem(
                    path,
                    line,
                    f'the entry has no {", ".join(missing)}',
                    'say of each mutant where it is and why no test can tell',
                )
            )
        else:
            entries[tuple(entry.get(name, '') for name in ('file', 'function', 'original', 'mutated'))] = (
                entry['reason'],
                line,
            )
    if problems:
        raise BookError(*problems)
    return entries


def problems(verdicts, entries, package, path):
    """Return what does not hold: a survivor that is not listed, an entry whose mutant is killed or is none."""
    found = [
        Problem(
            package / mutant.file,
            mutant.line,
            f'no test fails when `{mutant.original}` becomes `{mutant.mutated}`',
            f'write the test, or list the mutant in {LISTED} with the reason why it is equivalent',
        )
        for mutant, verdict in verdicts.items()
        if verdict == SURVIVED and mutant.key not in entries
    ]
    if not verdicts:
        found.append(Problem(package, 0, 'no mutant was made', 'see whether the tool still works'))
    for key, (_, line) in entries.items():
        fates = [verdict for mutant, verdict in verdicts.items() if mutant.key == key]
        if SURVIVED not in fates:
            what = f'is killed by {fates[0]}' if fates else 'is none that the tool makes'
            found.append(
                Problem(path, line, f'the mutant `{key[3]}` of `{key[1] or key[0]}` {what}', 'remove the entry')
            )
    return found


def table(verdicts, entries):
    """Return the table: counts for each function, and each survivor with its reason."""
    counts = Counter((mutant.file, mutant.function, kind(verdict)) for mutant, verdict in verdicts.items())
    places = list(dict.fromkeys((mutant.file, mutant.function) for mutant in verdicts))
    rows = [
        (
            file,
            f'`{function}`' if function else '(outside of functions)',
            *(counts[file, function, word] for word in KINDS),
        )
        for file, function in places
    ]
    lines = [
        '# Mutants of the lesson',
        '',
        'Written by `make mutants`: do not edit.',
        '',
        '| file | function | mutants | killed | did not end | survived |',
        '| --- | --- | --: | --: | --: | --: |',
    ]
    lines += [
        f'| {file} | {function} | {sum(numbers)} | {" | ".join(map(str, numbers))} |'
        for file, function, *numbers in rows
    ]
    totals = [sum(column) for column in zip(*(row[2:] for row in rows))]
    lines += [
        f'| all | | {sum(totals)} | {" | ".join(map(str, totals))} |',
        '',
        '## Survivors: no test can tell them from the lesson',
        '',
    ]
    for mutant, verdict in verdicts.items():
        if verdict == SURVIVED:
            reason = entries.get(mutant.key, ('**not listed: a test is missing**', 0))[0]
            lines += [
                f'- {mutant.file}, {mutant.function or "outside of functions"}: `{mutant.original}` → '
                f'`{mutant.mutated}`',
                f'  {reason}',
            ]
    return '\n'.join(lines) + '\n'


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
    from mutate import (
        mutants_of,  # here, because only `make mutants` installs cosmic-ray
    )

    try:
        entries = listed(ROOT / LISTED)
        settings = tomllib.loads((ROOT / LISTED).read_text(encoding='utf-8'))
        package = ROOT / settings['package']
        mutants = [
            mutant
            for file in settings['tests']
            for mutant in mutants_of(package / file)
            if only in (None, mutant.function)
        ]
        with Progress(
            *Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn(), console=console
        ) as progress:
            task = progress.add_task('mutants', total=len(mutants))

            def report(mutant, verdict):
                progress.advance(task)
                done = int(progress.tasks[task].completed)
                if not console.is_terminal and done % 50 == 0:
                    console.print(f'{done} of {len(mutants)} mutants')
                if kind(verdict) != 'killed':
                    console.print(f'{verdict}: {mutant.file}:{mutant.line}: {mutant.mutated}')

            tests = {file: [ROOT / 'tests' / name for name in names] for file, names in settings['tests'].items()}
            verdicts = Runs(package, tests, settings['warm']).all(mutants, report)
        entries = {key: entry for key, entry in entries.items() if only in (None, key[1])}
        text = table(verdicts, entries)
        console.print(text)
        if not only:
            replace_all({ROOT / TABLE: text})
        found = problems(verdicts, entries, Path(settings['package']), Path(LISTED))
        if found:
            raise BookError(*found)
    except BookError as error:
        sys.exit(f'{error}\n{len(error.problems)} problems')
    except KeyboardInterrupt:
        sys.exit('interrupted: nothing was written')


if __name__ == '__main__':
    main()
