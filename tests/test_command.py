"""The command `book`: each option reaches the room that does the work."""

import signal
import subprocess
import sys

import pytest
import typer.testing
from helpers.planting import plant, snapshot

from book.cli import app
from book.manuscript.book import LANGUAGES
from book.manuscript.chapter import Chapter
from book.weave import kernel, weaver


@pytest.fixture
def command(tiny_book, monkeypatch):
    """Runs `book` in the tiny book: its exit code, what it printed, what it complained of."""
    monkeypatch.chdir(tiny_book.root)

    def run(*arguments):
        done = typer.testing.CliRunner().invoke(app, arguments)
        return done.exit_code, done.stdout, done.stderr

    return run


def test_only_the_named_chapters_are_checked_and_it_says_what_was_not(tiny_book, command):
    plant(tiny_book, 'A book of two pages', 'A book book of two pages', name='index')
    code, printed, complaint = command('check', 'docs/en/fall.md')
    assert (code, complaint) == (0, '') and printed.startswith('fall: nothing to mend.'), printed + complaint
    assert '`book check` alone says' in printed, printed
    code, printed, complaint = command('check')
    assert code == 1 and 'docs/en/index.md:3: a word stands twice' in complaint and not printed, printed + complaint


def test_a_chapter_that_did_not_change_runs_again_if_all_are_asked_for(tiny_book, command):
    record, _ = weaver.recorded(Chapter(tiny_book, 'index'))
    for language in LANGUAGES:  # as if these versions had woven it
        path = tiny_book.notebook(language, 'index')
        text = path.read_text(encoding='utf-8')
        for name, version in kernel.versions().items():
            text = text.replace(f'"{name}": "{record[name]}"', f'"{name}": "{version}"')
        path.write_text(text, encoding='utf-8')
    code, printed, complaint = command('weave', 'index')
    assert code == 0 and printed.startswith('ran: nothing; wrote: nothing ('), printed + complaint
    code, printed, complaint = command('weave', '--all', 'index')
    assert code == 0 and printed.startswith('ran: index; wrote: nothing ('), printed + complaint


def test_weave_check_names_what_is_not_true_and_writes_nothing(tiny_book, command):
    plant(tiny_book, 'ready!\n~~~', 'steady!\n~~~', name='index')
    before = snapshot(tiny_book)
    code, printed, complaint = command('weave', '--check', 'index')
    assert code == 1 and 'docs/en/index.md:' in complaint and 'steady!' in complaint, printed + complaint
    assert snapshot(tiny_book) == before, 'it only looks'


def test_where_a_site_is_to_stand_and_to_be_put_reaches_the_builder(tiny_book, command, tmp_path):
    code, _, complaint = command('build', '--base-url', 'example.org')
    assert code == 1 and complaint.startswith('example.org: the base URL is no web address'), complaint
    (tmp_path / 'mine').mkdir()
    (tmp_path / 'mine/thesis.txt').write_text('mine')
    code, _, complaint = command('build', '--out', str(tmp_path / 'mine'))
    assert code == 1 and f'{tmp_path}/mine: the folder holds something that is not this site' in complaint, complaint


def test_a_chapter_can_be_written_in_either_language_first_and_no_other(tiny_book, command):
    code, _, complaint = command('new', 'another', '--language', 'de')
    assert (
        code == 1
        and complaint.startswith('de: the book has no such language')
        and not tiny_book.path('en', 'another').exists()
    ), complaint


def test_who_is_asked_to_end_ends_with_the_status_that_says_so():
    code = 'import os, signal, book.cli; os.kill(os.getpid(), signal.SIGTERM); signal.pause()'
    assert subprocess.run([sys.executable, '-c', code]).returncode == 128 + signal.SIGTERM
