"""`book serve`: the book is there, follows what is written, says what is wrong, and ends without a trace."""

import os
import re
import signal
import subprocess
from contextlib import contextmanager

import psutil
import pytest
from helpers.commands import BOOK_COMMAND, free_port, get, wait_for
from helpers.planting import edit, plant

from book.manuscript.book import LANGUAGES

OVERLAY = 'role="alert" style'


@contextmanager
def serving(book):
    """Serve a book in a process of its own. Yields its address and a function that returns what it has printed."""
    port, log = free_port(), book.root / 'serve.log'
    with log.open('w') as output:
        server = subprocess.Popen(
            [*BOOK_COMMAND, 'serve', '--port', str(port)], cwd=book.root, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        wait_for(lambda: f'serving at http://127.0.0.1:{port}/' in log.read_text())
        yield f'http://127.0.0.1:{port}', log.read_text
    finally:
        server.terminate()
        server.wait(timeout=20)


def test_serve_shows_the_book_and_follows_changes(tiny_book):
    source = tiny_book.root / 'src/tiny/stone.py'
    with serving(tiny_book) as (address, printed):
        assert 'zh/index.html' in get(f'{address}/')[1] and get(f'{address}/en/fall.html')[0] == 200
        assert get(f'{address}/nowhere')[0] == 404 and 'Back to the contents' in get(f'{address}/nowhere')[1]

        plant(tiny_book, '](index.md)', '](nowhere.md)')
        wait_for(lambda: 'the site is as it was' in printed())
        assert 'changed: docs/en/fall.md\n' in printed() and 'nowhere.md' in printed()
        shown = get(f'{address}/en/fall.html')
        assert shown[0] == 200 and 'nowhere.md' in shown[1].partition(OVERLAY)[2], (
            'what is wrong is shown over the page'
        )

        plant(tiny_book, '](nowhere.md)', '](index.md)')
        edit(source, "plt.ylabel('measured')", "plt.ylabel('every one')")
        wait_for(lambda: 'every one</text>' in get(f'{address}/zh/fall.html')[1])
        assert (
            re.search(r'ran fall; built both languages \(\d+\.\d s\)', printed())
            and OVERLAY not in get(f'{address}/en/fall.html')[1]
        )

        edit(source, 'def fall(times, noise=0.05):', 'def fall(times, noise=0.05:')
        wait_for(lambda: 'src/tiny/stone.py:' in get(f'{address}/en/fall.html')[1].partition(OVERLAY)[2])
        assert 'fall' in get(f'{address}/en/fall.html')[1].partition(OVERLAY)[0]
        edit(source, 'def fall(times, noise=0.05:', 'def fall(times, noise=0.05):')
        wait_for(lambda: OVERLAY not in get(f'{address}/en/fall.html')[1])

        for language in LANGUAGES:
            tiny_book.path(language, 'more').write_text('# 42 { #more }\n\n```python\nprint(6 * 7)\n```\n', 'utf-8')
        edit(tiny_book.root / 'mkdocs.yml', '  - fall.md\n', '  - fall.md\n  - more.md\n')
        wait_for(lambda: get(f'{address}/en/more.html')[0] == 200)
        assert '\n~~~text\n42\n~~~\n' in tiny_book.path('en', 'more').read_text('utf-8'), 'a new chapter is woven, too'

        port = address.rpartition(':')[2]
        busy = subprocess.run(
            [*BOOK_COMMAND, 'serve', '--port', port], cwd=tiny_book.root, capture_output=True, text=True
        )
        assert (
            busy.returncode == 1
            and 'the port is in use' in busy.stderr
            and 'PORT=' in busy.stderr
            and busy.stderr.count('\n') == 1
        )


def test_what_cannot_be_built_at_all_is_shown_until_it_can(tiny_book):
    plant(tiny_book, '](index.md)', '](nowhere.md)')
    with serving(tiny_book) as (address, _):
        page = get(f'{address}/en/index.html')
        assert page[0] == 200 and 'nowhere.md' in page[1].partition(OVERLAY)[2]
        plant(tiny_book, '](nowhere.md)', '](index.md)')
        wait_for(lambda: OVERLAY not in get(f'{address}/en/index.html')[1])
        assert get(f'{address}/en/fall.html')[0] == 200


def test_what_waited_for_a_failed_attempt_is_woven_with_the_next(tiny_book):
    plant(tiny_book, "print(shout('ready'))", 'print(shout(ready))', LANGUAGES, 'index')
    for language in LANGUAGES:
        with tiny_book.path(language, 'fall').open('a', encoding='utf-8') as page:
            page.write('\n<!--pytest-codeblocks:cont-->\n```python\nprint(6 * 9)\n```\n')
    with serving(tiny_book) as (address, _):
        assert 'NameError' in get(f'{address}/en/index.html')[1].partition(OVERLAY)[2]
        plant(tiny_book, 'print(shout(ready))', "print(shout('ready'))", LANGUAGES, 'index')
        wait_for(lambda: OVERLAY not in get(f'{address}/en/index.html')[1])
        assert '\n~~~text\n54\n~~~\n' in tiny_book.path('en', 'fall').read_text('utf-8')


def has_started_processes(run):
    return psutil.Process(run.pid).children(recursive=True)


def serves(run):
    return 'serving at' in run.stdout.readline()


@pytest.mark.parametrize(
    'command, moment, word',
    [
        ('serve', has_started_processes, 'stopped'),
        ('serve', serves, 'stopped'),
        ('weave --check', has_started_processes, 'stopped; nothing is half written'),
    ],
)
def test_ctrl_c_is_one_line_at_once(tiny_book, command, moment, word):
    arguments = ['--port', str(free_port())] if command == 'serve' else []
    before = {path: path.read_bytes() for path in (tiny_book.root / 'docs').rglob('*') if path.is_file()}
    run = subprocess.Popen(
        [*BOOK_COMMAND, *command.split(), *arguments],
        cwd=tiny_book.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    wait_for(lambda: moment(run))
    os.killpg(run.pid, signal.SIGINT)
    output, _ = run.communicate(timeout=30)
    assert output.strip().splitlines()[-1] == word and 'Traceback' not in output, output
    assert run.returncode == (0 if command == 'serve' else 130)
    assert before == {path: path.read_bytes() for path in (tiny_book.root / 'docs').rglob('*') if path.is_file()}


def test_a_server_that_is_ended_leaves_no_process_behind(tiny_book):
    run = subprocess.Popen(
        [*BOOK_COMMAND, 'serve', '--port', str(free_port())], cwd=tiny_book.root, stdout=subprocess.PIPE, text=True
    )
    assert 'built both languages' in run.stdout.readline()
    children = psutil.Process(run.pid).children(recursive=True)
    assert len(children) >= 2
    run.kill()  # the hardest way
    run.wait()
    assert psutil.wait_procs(children, timeout=20)[1] == []
