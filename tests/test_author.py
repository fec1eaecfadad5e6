"""What an author does: `book new`, `book serve`; and what the repository says of itself."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import psutil
import pytest
from rich.console import Console

from book import checks
from book.checks import parity
from book.manuscript.book import LANGUAGES, TO_TRANSLATE, Book
from book.manuscript.page import Page
from book.manuscript.problems import BookError
from book.site import create, server
from book.weave import compare, weaver

BOOK_COMMAND = [sys.executable, '-m', 'book.cli']


# book new

def test_a_new_chapter_is_written_in_one_language_to_be_translated_into_the_other_and_needs_to_be_led_to(whole_book):
    run = subprocess.run([*BOOK_COMMAND, 'new', 'one-chapter-more', '--language', 'en'], cwd=whole_book.root, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert 'docs/zh/one-chapter-more.md' in run.stdout and 'docs/en/notebooks/one-chapter-more.ipynb' in run.stdout and 'mkdocs.yml' in run.stdout
    book = Book(whole_book.root)
    place = book.chapters.index('one-chapter-more')
    assert book.chapters[place + 1] == 'script' and book.written('one-chapter-more') == ['en']
    leads = [(f'docs/{language}/{page}.md', what) for language in LANGUAGES for page, what in (
        ('index', 'the first page has no link to one-chapter-more'),
        (book.chapters[place - 1], 'the last section does not lead on to one-chapter-more, the next page of the navigation'))]
    assert {(str(problem.path), problem.what) for problem in checks.check(book)} == {
        *leads, ('docs/zh/one-chapter-more.md', 'the chapter is yet to be translated')}
    assert checks.check(book, ['one-chapter-more']) == []
    assert weaver.weave(book, ['one-chapter-more'], any_version=True) == ([], [])
    assert book.page('en', 'one-chapter-more').fences[1].output == 'tensor([0, 1, 2])\n'
    run = subprocess.run([*BOOK_COMMAND, 'build'], cwd=whole_book.root, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    page = (whole_book.root / 'site/zh/one-chapter-more.html').read_text(encoding='utf-8')
    assert '还没有译成中文' in page and '../en/one-chapter-more.html' in page
    assert 'print' in (whole_book.root / 'site/en/one-chapter-more.html').read_text(encoding='utf-8')


@pytest.mark.parametrize('name, words', [('Weight decay', 'file name and an id'), ('../x', 'file name and an id'), ('loss', 'there is such a chapter')])
def test_a_name_that_cannot_be_is_refused(whole_book, name, words):
    before = sorted(path.name for path in whole_book.root.rglob('*'))
    with pytest.raises(BookError, match=words):
        create.create(whole_book, name)
    assert sorted(path.name for path in whole_book.root.rglob('*')) == before


def test_a_new_chapter_that_fails_leaves_nothing(whole_book, monkeypatch):
    def fail(*arguments):
        raise KeyboardInterrupt
    monkeypatch.setattr(create.weaver, 'weave', fail)
    nav = (whole_book.root / 'mkdocs.yml').read_text(encoding='utf-8')
    with pytest.raises(KeyboardInterrupt):
        create.create(whole_book, 'half')
    assert not list(whole_book.root.rglob('half*')) and (whole_book.root / 'mkdocs.yml').read_text(encoding='utf-8') == nav


# book serve

def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def wait_for(condition, seconds=120):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if result := condition():
            return result
        time.sleep(0.2)
    raise AssertionError('it did not happen in time')


def get(address):
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:  # it is held back while the server builds
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_serve_shows_the_book_and_follows_changes(whole_book):
    port, log = free_port(), whole_book.root / 'serve.log'
    with log.open('w') as output:
        server = subprocess.Popen([*BOOK_COMMAND, 'serve', '--port', str(port)], cwd=whole_book.root, stdout=output, stderr=subprocess.STDOUT)
    try:
        wait_for(lambda: f'serving at http://127.0.0.1:{port}/' in log.read_text())
        address = f'http://127.0.0.1:{port}'
        assert 'zh/index.html' in get(f'{address}/')[1] and get(f'{address}/en/loss.html')[0] == 200
        assert get(f'{address}/nowhere')[0] == 404 and 'Back to the contents' in get(f'{address}/nowhere')[1]

        page = whole_book.path('en', 'loss')
        page.write_text(page.read_text(encoding='utf-8').replace('](optimizer.md)', '](nowhere.md)'), encoding='utf-8')
        wait_for(lambda: 'the site is as it was' in log.read_text())
        assert 'changed: docs/en/loss.md\n' in log.read_text() and 'nowhere.md' in log.read_text()
        shown = get(f'{address}/en/loss.html')
        assert shown[0] == 200 and 'nowhere.md' in shown[1].partition('role="alert"')[2], 'what is wrong is shown over the page'

        text = page.read_text(encoding='utf-8').replace('](nowhere.md)', '](optimizer.md)')
        page.write_text(text.replace('a program\nneeds a number', 'a program\nwants a number'), encoding='utf-8')
        source = whole_book.root / 'src/linreg/scratch.py'
        source.write_text(source.read_text(encoding='utf-8').replace("plt.ylabel('labels')", "plt.ylabel('every label')"), encoding='utf-8')
        wait_for(lambda: 'every label</text>' in get(f'{address}/zh/dataset.html')[1])
        assert re.search(r'ran dataset, script; built both languages \(\d+\.\d s\)', log.read_text())
        wait_for(lambda: 'wants a number' in get(f'{address}/en/loss.html')[1])
        assert 'role="alert" style' not in get(f'{address}/en/loss.html')[1], 'it goes when it is mended'

        source.write_text(source.read_text(encoding='utf-8').replace('def linreg(X, w, b):', 'def linreg(X, w, b:'), encoding='utf-8')
        wait_for(lambda: 'src/linreg/scratch.py:' in get(f'{address}/en/model.html')[1].partition('role="alert"')[2])
        assert 'def linreg' in get(f'{address}/en/model.html')[1].partition('role="alert"')[0]
        source.write_text(source.read_text(encoding='utf-8').replace('def linreg(X, w, b:', 'def linreg(X, w, b):'), encoding='utf-8')
        wait_for(lambda: 'role="alert" style' not in get(f'{address}/en/model.html')[1])

        page.write_text(page.read_text(encoding='utf-8').replace('wants a number', 'asks for a number'), encoding='utf-8')
        wait_for(lambda: 'asks for a number' in get(f'{address}/en/loss.html')[1])
        first, *_, last = (float(seconds) for seconds in re.findall(r'built both languages \((.*) s\)', log.read_text()))
        assert last < first / 2, 'a change of text costs as much as the first build'

        busy = subprocess.run([*BOOK_COMMAND, 'serve', '--port', str(port)], cwd=whole_book.root, capture_output=True, text=True)
        assert busy.returncode == 1 and 'the port is in use' in busy.stderr and 'PORT=' in busy.stderr and busy.stderr.count('\n') == 1
    finally:
        server.terminate()
        server.wait(timeout=20)


def has_started_processes(run):
    return psutil.Process(run.pid).children(recursive=True)


def serves(run):
    return 'serving at' in run.stdout.readline()


@pytest.mark.parametrize('command, moment, word', [
    ('serve', has_started_processes, 'stopped'), ('serve', serves, 'stopped'),
    ('weave --check', has_started_processes, 'stopped; nothing is half written')])
def test_ctrl_c_is_one_line_at_once(whole_book, command, moment, word):
    arguments = ['--port', str(free_port())] if command == 'serve' else []
    before = {path: path.read_bytes() for path in (whole_book.root / 'docs').rglob('*') if path.is_file()}
    run = subprocess.Popen([*BOOK_COMMAND, *command.split(), *arguments], cwd=whole_book.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           text=True, start_new_session=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    wait_for(lambda: moment(run))
    os.killpg(run.pid, signal.SIGINT)
    output, _ = run.communicate(timeout=30)
    assert output.strip().splitlines()[-1] == word and 'Traceback' not in output, output
    assert run.returncode == (0 if command == 'serve' else 130)
    assert before == {path: path.read_bytes() for path in (whole_book.root / 'docs').rglob('*') if path.is_file()}


def test_a_server_that_is_ended_leaves_no_process_behind(whole_book):
    run = subprocess.Popen([*BOOK_COMMAND, 'serve', '--port', str(free_port())], cwd=whole_book.root, stdout=subprocess.PIPE, text=True)
    assert 'built both languages' in run.stdout.readline()
    children = psutil.Process(run.pid).children(recursive=True)
    assert len(children) >= 2
    run.kill()  # the hardest way
    run.wait()
    assert psutil.wait_procs(children, timeout=20)[1] == []


def test_what_cannot_be_built_at_all_is_shown_until_it_can(whole_book, capsys):
    page = whole_book.path('en', 'loss')
    text = page.read_text(encoding='utf-8')
    page.write_text(text.replace('](optimizer.md)', '](nowhere.md)'), encoding='utf-8')
    with server._Builder(whole_book, whole_book.root / 'served', Console()) as builder:
        builder.run(whole_book.chapters)
        assert builder.problems and 'nowhere.md' in server.overlay(builder.problems) and (builder.out / 'index.html').read_text() == server.NOTHING_YET
        page.write_text(text, encoding='utf-8')
        builder()
        assert builder.problems == [] and (builder.out / 'en/loss.html').is_file()


def test_an_acceptance_shows_both_texts_and_asks(whole_book):
    page = whole_book.path('en', 'loss')
    page.write_text(page.read_text(encoding='utf-8').replace('a program\nneeds a number', 'a program\nwants a number'), encoding='utf-8')
    asked = [subprocess.run([*BOOK_COMMAND, 'accept', *arguments], cwd=whole_book.root, input=answer, capture_output=True, text=True)
             for arguments, answer in ((['loss'], 'n\n'), (['loss'], 'y\n'), (['--all', '--yes'], ''), ([], ''))]
    assert [run.returncode for run in asked] == [1, 0, 0, 1]
    assert all('wants a number' in run.stdout and '模型能预测了' in run.stdout for run in asked[:2]) and 'wants' not in asked[2].stdout
    assert 'accepted loss' in asked[1].stdout and 'accepted dataset' in asked[2].stdout and 'no section is named' in asked[3].stderr
    assert checks.check(whole_book) == []


def test_a_page_that_lags_is_neither_woven_nor_compared(whole_book):
    page = whole_book.path('zh', 'loss')
    page.write_text(page.read_text(encoding='utf-8') + f'\n{TO_TRANSLATE}\n', encoding='utf-8')
    english = whole_book.path('en', 'loss')
    english.write_text(english.read_text(encoding='utf-8').replace('print(', 'print( ', 1), encoding='utf-8')
    assert weaver.weave(whole_book, ['loss'], any_version=True)[0] == ['loss']
    assert 'the chapter is yet to be translated' in {problem.what for problem in checks.check(whole_book)}


def test_outside_of_a_book_the_command_says_so(tmp_path):
    run = subprocess.run([*BOOK_COMMAND, 'check'], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 1 and 'no book here' in run.stderr and 'Traceback' not in run.stderr


# make

def make(book, *arguments, folder=None, **environment):
    """Run make in a copy that has the files for it, and nothing installed."""
    outside = {name: value for name, value in os.environ.items() if name not in ('MAKEFLAGS', 'MAKELEVEL', 'MFLAGS')}  # of `make test`
    return subprocess.run(['make', *arguments], cwd=folder or book.root, capture_output=True, text=True, env=outside | environment)


# What the repository says of itself

READMES = ('README.md', 'README.zh.md')


def test_the_readmes_say_the_same(book):
    english, chinese = (Page(book.root / name) for name in READMES)
    problems = parity.differences(english, chinese)
    assert [str(problem) for problem in problems if "['README" not in problem.what] == []  # each links to the other
    assert all(command in page.text for page in (english, chinese) for command in ('make serve', 'make test'))


@pytest.mark.parametrize('name', READMES)
def test_a_readme_names_what_is_there_and_shows_what_its_code_prints(book, name, capsys):
    page = Page(book.root / name)
    targets = [child.attrs.get('href') or child.attrs.get('src') for token in page.tokens for child in token.children or []
               if child.type in ('link_open', 'image')]
    paths = re.findall(r'`((?:src|docs|tests|\.ci|\.github)/[\w./-]*)`', page.text)
    assert paths and not [path for path in targets + paths if not path.startswith('https:') and 'weight-decay' not in path
                          and not (book.root / path).exists()]
    for fence in page.fences:
        exec(fence.code, {})
        assert compare.same_text(fence.output, capsys.readouterr().out)
