"""What the repository says of itself: the READMEs, the Makefile, and the command outside of a book."""

import re
import subprocess

import pytest
from helpers.commands import BOOK_COMMAND

from book.checks import parity
from book.manuscript.page import Page
from book.weave import compare


def test_outside_of_a_book_the_command_says_so(tmp_path):
    run = subprocess.run([*BOOK_COMMAND, 'check'], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 1 and 'no book here' in run.stderr and 'Traceback' not in run.stderr


READMES = ('README.md', 'README.zh.md')


def test_the_readmes_say_the_same(book):
    english, chinese = (Page(book.root / name) for name in READMES)
    problems = parity.differences(english, chinese)
    assert [str(problem) for problem in problems if "['README" not in problem.what] == []  # each links to the other
    assert all(command in page.text for page in (english, chinese) for command in ('make serve', 'make test'))


@pytest.mark.parametrize('name', READMES)
def test_a_readme_names_what_is_there_and_shows_what_its_code_prints(book, name, capsys):
    page = Page(book.root / name)
    targets = [
        child.attrs.get('href') or child.attrs.get('src')
        for token in page.tokens
        for child in token.children or []
        if child.type in ('link_open', 'image')
    ]
    paths = re.findall(r'`((?:src|docs|tests|\.ci|\.github)/[\w./-]*)`', page.text)
    assert paths and not [
        path
        for path in targets + paths
        if not path.startswith('https:') and 'weight-decay' not in path and not (book.root / path).exists()
    ]
    for fence in page.fences:
        exec(fence.code, {})
        assert compare.same_text(fence.output, capsys.readouterr().out)
