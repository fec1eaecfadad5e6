"""`make mutants` notices: on a tiny package with planted mutants. And its list and its table fit the lesson."""

import re
import tomllib
from pathlib import Path

import mutants
import psutil
import pytest
from helpers import texts
from helpers.commands import wait_for
from mutant_runs import ENDLESS, SURVIVED, Mutant, Runs

from book.manuscript.problems import BookError

SOURCE = """def total(numbers):
    numbers, result = list(numbers), 0
    while numbers:
        result += numbers.pop()
    return result
"""
TEST = """import os
import subprocess
import sys
from pathlib import Path

from tiny import core

START = '''import os, pathlib, sys
pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))
from tiny import core
core.total([1])'''


def test_total_ends_in_a_process_of_its_own():
    subprocess.run([sys.executable, '-c', START, PID_FILE])


def test_total_adds_the_numbers():
    assert core.total([1, 2, 3]) == 6
"""
ENTRY = """[[equivalent]]
file = "core.py"
function = "total"
original = "numbers, result = list(numbers), 0"
mutated = "numbers, result = sorted(numbers), 0"
reason = "a sum does not depend on the order"
"""


def planted(right, wrong):
    assert SOURCE.count(right) == 1
    line = next(line for line in SOURCE.splitlines() if right in line)
    return Mutant(
        'core.py',
        SOURCE.splitlines().index(line) + 1,
        'total',
        line.strip(),
        line.replace(right, wrong).strip(),
        SOURCE.replace(right, wrong),
    )


KILLED = planted('+=', '-=')
EQUIVALENT = planted('list(numbers)', 'sorted(numbers)')
LOOPS = planted('numbers.pop()', 'numbers[0]')


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / 'tiny'
    folder.mkdir()
    (folder / '__init__.py').write_text('')
    (folder / 'core.py').write_text(SOURCE)
    return folder


@pytest.fixture
def runs(package, tmp_path):
    (tmp_path / 'test_tiny.py').write_text(TEST.replace('PID_FILE', repr(str(tmp_path / 'pid'))))
    return Runs(package, dict.fromkeys(['core.py', 'other.py'], [tmp_path / 'test_tiny.py']), patience=5)


@pytest.fixture
def entries(tmp_path):
    def read(text):
        (tmp_path / 'list.toml').write_text(text)
        return mutants.listed(tmp_path / 'list.toml')

    return read


def ends(pid):
    """Wait until a process that was killed is gone; one that nobody waits for is gone, too."""

    def gone():
        return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE

    return wait_for(gone)


def found(verdicts, entries):
    return [str(problem) for problem in mutants.problems(verdicts, entries, Path('src/tiny'), Path('list.toml'))]


def test_a_mutant_is_killed_by_a_test_survives_or_does_not_end_and_nothing_of_it_goes_on(runs, package, tmp_path):
    heard = {}
    verdicts = runs.all([KILLED, EQUIVALENT, LOOPS], heard.__setitem__)
    assert (
        verdicts == heard == {KILLED: 'test_tiny.py::test_total_adds_the_numbers', EQUIVALENT: SURVIVED, LOOPS: ENDLESS}
    )
    assert runs.verdict('core.py', LOOPS.source) == ENDLESS  # alone, so that the process it leaves a note of is its own
    assert ends(int((tmp_path / 'pid').read_text()))
    assert (package / 'core.py').read_text() == SOURCE


def test_an_unlisted_survivor_is_reported_and_so_is_a_run_without_mutants(entries):
    assert 'no mutant was made' in found({}, {})[0]
    problems = found({KILLED: 'a test', EQUIVALENT: SURVIVED, LOOPS: ENDLESS}, {})
    assert (
        len(problems) == 1
        and problems[0].startswith('src/tiny/core.py:2: no test fails when')
        and 'sorted(numbers)' in problems[0]
    )
    assert found({KILLED: 'a test', EQUIVALENT: SURVIVED, LOOPS: ENDLESS}, entries(ENTRY)) == []


@pytest.mark.parametrize(
    'verdicts, words',
    [
        ({EQUIVALENT: 'test_tiny.py::test_order'}, 'is killed by test_tiny.py::test_order'),
        ({EQUIVALENT: ENDLESS}, 'is killed by did not end'),
        ({KILLED: 'a test'}, 'is none that the tool makes'),
    ],
)
def test_a_stale_entry_is_reported(entries, verdicts, words):
    problems = found(verdicts, entries('# comment\n\n' + ENTRY))
    assert (
        len(problems) == 1
        and problems[0].startswith('list.toml:3: ')
        and words in problems[0]
        and 'remove the entry' in problems[0]
    )


@pytest.mark.parametrize(
    'right, wrong, words',
    [
        ('reason = "a sum does not depend on the order"\n', '', 'no reason'),
        ('file = "core.py"\n', '', 'no file'),
        ('[[equivalent]]', '[[equivalent', 'cannot be read'),
    ],
)
def test_an_entry_that_lacks_something_is_refused(entries, right, wrong, words):
    with pytest.raises(BookError, match=words):
        entries(ENTRY.replace(right, wrong))


def test_tests_that_fail_anyway_or_do_not_look_are_refused(runs, package, tmp_path):
    (package / 'other.py').write_text('')
    with pytest.raises(BookError, match='other.py: the tests pass without it'):
        runs.all([Mutant('other.py', 1, '', '', 'pass', 'pass')])
    (package / 'core.py').write_text(KILLED.source)
    with pytest.raises(BookError, match='the tests fail as it is: test_tiny.py::test_total_adds_the_numbers'):
        runs.all([EQUIVALENT])


def test_an_interruption_leaves_the_package_as_it_was_and_no_process(runs, package, tmp_path):
    def interrupt(mutant, verdict):
        raise KeyboardInterrupt

    runs.patience = 600
    with pytest.raises(KeyboardInterrupt):  # in a second, though one mutant may loop for minutes
        runs.all([LOOPS, KILLED], interrupt)
    started = (tmp_path / 'pid').read_text()  # nothing, if it was ended before it could say its number
    assert not runs.running and (not started or ends(int(started)))
    assert (package / 'core.py').read_text() == SOURCE


def test_the_table_counts_each_function_and_gives_the_reason_for_each_survivor(entries):
    verdicts = {
        KILLED: 'a test',
        EQUIVALENT: SURVIVED,
        LOOPS: ENDLESS,
        Mutant('core.py', 1, '', 'a', 'b', 'b'): 'a test',
    }
    text = mutants.table(verdicts, entries(ENTRY))
    assert (
        '| core.py | `total` | 3 | 1 | 1 | 1 |' in text
        and '| core.py | (outside of functions) | 1 | 1 | 0 | 0 |' in text
    )
    assert '| all | | 4 | 2 | 1 | 1 |' in text and text.endswith(
        'sorted(numbers), 0`\n  a sum does not depend on the order\n'
    )
    assert 'not listed' in mutants.table(verdicts, {})


def test_the_list_fits_the_lesson_and_the_table_shows_it(book):
    settings = tomllib.loads((book.root / mutants.LISTED).read_text(encoding='utf-8'))
    sources = {name: (book.root / settings['package'] / name).read_text(encoding='utf-8') for name in settings['tests']}
    assert {'scratch.py', '__main__.py'} <= set(sources)  # a fork's own file, too, if it names its tests
    table = (book.root / mutants.TABLE).read_text(encoding='utf-8')
    listed = mutants.listed(book.root / mutants.LISTED)
    for (file, _, original, mutated), (reason, _) in listed.items():
        assert original in ' '.join(sources[file].split()) and f'`{original}` → `{mutated}`\n  {reason}\n' in table
    functions = [
        (file, name) for file, text in sources.items() for name in re.findall(r'^ *def (\w+)', text, re.MULTILINE)
    ]
    assert (
        functions and all(f'| {file} | `{name}` |' in table for file, name in functions) and 'not listed' not in table
    )
    assert table.count('→') == int(texts.found(r'^\| all .* (\d+) \|$', table, re.MULTILINE)[1])
