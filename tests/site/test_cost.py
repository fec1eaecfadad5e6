"""What the press costs, as ratios of processor time within one run: `pytest tests/site/test_cost.py` prints them."""

import os
import subprocess
import sys

import pytest

from book import checks
from book.manuscript.book import LANGUAGES, Book
from book.site import new_chapter
from book.weave import weaver


def seconds(work):
    """Return the processor time that `work` and the processes that it starts take: other tests run beside it."""
    start = os.times()
    work()
    return sum(os.times()[:4]) - sum(start[:4])


def mkdocs(book, config, out):
    """Build one language of a book by MkDocs, whose hook finishes the pages if the configuration names it."""
    command = [sys.executable, '-m', 'mkdocs', 'build', '-q', '-f', config, '-d', out]
    subprocess.run(command, cwd=book.root, check=True, capture_output=True)


BARE = """INHERIT: mkdocs.yml
hooks: []
extra_css: []
extra_javascript: []
strict: false
theme: {custom_dir: bare}
extra: {alternate: []}
"""


def longer(book, numbers):
    """Add copies of a chapter to the book, in all languages, and return it."""
    nav, chapter = (book.root / 'mkdocs.yml').read_text(encoding='utf-8'), book.chapters[1]
    for number in numbers:
        for language in LANGUAGES:
            text = book.path(language, chapter).read_text(encoding='utf-8')
            book.path(language, f'copy-{number}').write_text(text, encoding='utf-8')
            notebook = book.notebook(language, chapter)
            notebook.with_name(f'copy-{number}.ipynb').write_text(
                notebook.read_text(encoding='utf-8'), encoding='utf-8'
            )
        nav = new_chapter.added(nav, f'copy-{number}')
    (book.root / 'mkdocs.yml').write_text(nav, encoding='utf-8')
    return Book(book.root)


@pytest.fixture
def told(capsys):
    """Print a line that a passing test shows, too."""

    def tell(line):
        with capsys.disabled():
            print(f'\n{line}', end='')

    return tell


def test_build_costs_at_most_three_bare_ones_and_grows_linearly_with_the_chapters(tiny_book, tmp_path, told):
    book = longer(tiny_book, range(10))
    (book.root / 'bare').mkdir()
    (book.root / 'bare.yml').write_text(BARE, encoding='utf-8')  # without the press and its theme
    bare = seconds(lambda: mkdocs(book, 'bare.yml', tmp_path / 'bare'))
    ours = seconds(lambda: mkdocs(book, 'mkdocs.yml', tmp_path / 'site'))
    book = longer(book, range(10, 22))
    long = seconds(lambda: mkdocs(book, 'mkdocs.yml', tmp_path / 'long'))
    told(f'a finished site / a bare mkdocs build: {ours / bare:.2f} (at most 3)')
    told(f'twice the chapters: build takes {long / ours:.2f} times as long (at most 2)')
    assert ours < 3 * bare and long < 2 * ours


def test_check_costs_at_most_a_tenth_of_an_import_of_torch_for_each_chapter(book, told):
    def run(*command):
        return seconds(
            lambda: subprocess.run([sys.executable, *command], cwd=book.root, check=True, capture_output=True)
        )

    commands = ('-m', 'book.cli', 'check'), ('-c', 'import torch')
    check, torch = map(min, zip(*([run(*command) for command in commands] for _ in range(4))))  # in turns
    most = 0.5 + len(book.chapters) / 10  # the half is for Python and the libraries that it loads
    told(f'book check / importing torch: {check / torch:.2f} (at most {most:.1f} for {len(book.chapters)} chapters)')
    assert check < most * torch


def test_check_grows_linearly_with_the_chapters(whole_book, told):
    pages = len(whole_book.chapters)
    first = min(seconds(lambda: checks.check(whole_book)) for _ in range(3))
    book = longer(whole_book, range(4 * pages))
    second = seconds(lambda: checks.check(book))
    told(f'5 times the chapters: check takes {second / first:.2f} times as long (at most 7.5)')
    assert second < 7.5 * first


def test_weave_of_an_unchanged_book_costs_little(whole_book, told):
    book = whole_book
    unchanged = seconds(lambda: weaver.weave(book, book.chapters, any_version=True))
    torch = seconds(lambda: subprocess.run([sys.executable, '-c', 'import torch'], check=True))
    told(f'weave of the unchanged book / importing torch once: {unchanged / torch:.2f} (at most 1)')
    assert unchanged < torch
