"""`book weave`: what it writes, what it leaves alone, and what `--check` finds."""

import asyncio
import json
import os
import signal
import subprocess
import sys

import pytest
from helpers import fresh
from helpers.commands import wait_for
from helpers.planting import edit, line_with, plant, snapshot

from book.manuscript import writing
from book.manuscript.book import LANGUAGES
from book.manuscript.problems import BookError
from book.weave import kernel, verify, weaver

CONT = '<!--pytest-codeblocks:cont-->\n'


def say(book, **blocks):
    """Make a chapter `tiny` of the given blocks, in all languages."""
    for language in LANGUAGES:
        text = f'# Tiny {{ #tiny }}\n\nWords in {language}.\n'
        for number, code in enumerate(blocks.values()):
            text += '\n' + (CONT if number else '') + f'```python\n{code}\n```\n'
        book.path(language, 'tiny').write_text(text, encoding='utf-8')
    return ['tiny']


@pytest.fixture
def readers_kernels(tmp_path, monkeypatch):
    """Kernels are those of a reader, who has installed torch, Matplotlib and Jupyter, and not the book."""
    jupyter = 'ipykernel', 'argcomplete'  # which traitlets looks for
    monkeypatch.setenv('PYTHONPATH', str(fresh.guarded(tmp_path / 'guard', *jupyter)))


def test_the_book_is_what_its_code_gives_to_a_reader(book, readers_kernels):
    """Every block of every chapter runs again, as its notebook runs it: outputs, figures, notebooks, both languages."""
    assert verify.check(book, book.chapters) == []


@pytest.mark.parametrize('module', ['linreg', 'book', 'bs4'])
def test_a_notebook_that_needs_more_than_its_reader_has_would_be_named(readers_kernels, module):
    with pytest.raises(kernel.BlockError, match=f"No module named '{module}'"):
        asyncio.run(kernel.run([(f'import {module}', 60)]))


def test_a_kernel_that_dies_while_it_starts_is_started_again(tmp_path, monkeypatch):
    spec, died = tmp_path / 'kernels/python3/kernel.json', tmp_path / 'died'
    program = f"""import pathlib, runpy, sys
died = pathlib.Path({str(died)!r})
died.write_text(died.read_text() + 'x' if died.exists() else 'x')
sys.exit(1) if len(died.read_text()) < 2 else runpy.run_module('ipykernel_launcher', run_name='__main__')"""
    spec.parent.mkdir(parents=True)
    monkeypatch.setenv('JUPYTER_PATH', str(tmp_path))
    command = [sys.executable, '-c', program, '-f', '{connection_file}']
    spec.write_text(json.dumps({'argv': command, 'display_name': 'x', 'language': 'python'}), encoding='utf-8')
    with pytest.raises(RuntimeError, match='before replying'):
        asyncio.run(kernel.run([('print(1)', 60)], starts=1))
    died.unlink()
    assert asyncio.run(kernel.run([('print(1)', 60)]))[0].output == '1\n'


def test_weaving_an_unchanged_book_runs_and_writes_nothing(whole_book):
    assert weaver.weave(whole_book, whole_book.chapters, any_version=True) == ([], [])


def test_weave_writes_code_output_figure_and_notebook_in_all_languages(tiny_book):
    names = say(
        tiny_book,
        one='import random\nprint("hello")\nprint(1.5)',
        two='from matplotlib import pyplot as plt\nplt.plot([1, 2])\nplt.xlabel("x")\nplt.show()',
        three='random.seed(1)',
    )
    ran, written = weaver.weave(tiny_book, names)
    assert ran == ['tiny'] and len(written) == 6
    for language in LANGUAGES:
        text = tiny_book.path(language, 'tiny').read_text(encoding='utf-8')
        assert (
            '```\n\n<!-- output -->\n~~~text\nhello\n1.5\n~~~\n' in text and '```\n\n![](figures/tiny-1.svg)\n' in text
        )
        svg = (tiny_book.figures(language) / 'tiny-1.svg').read_text(encoding='utf-8')
        assert 'currentColor' in svg and '>x</text>' in svg and '#000000' not in svg and 'date' not in svg
        notebook = json.loads(tiny_book.notebook(language, 'tiny').read_text(encoding='utf-8'))
        assert [cell['cell_type'] for cell in notebook['cells']] == ['markdown', 'code', 'code', 'code']
        assert notebook['cells'][0]['source'] == ['# Tiny\n', '\n', f'Words in {language}.']
    assert weaver.weave(tiny_book, names) == ([], [])
    assert verify.check(tiny_book, names) == []


def test_a_change_of_prose_runs_no_code(tiny_book):
    plant(tiny_book, 'A picture shows', 'A plot shows')
    ran, written = weaver.weave(tiny_book, ['fall'], any_version=True)
    assert ran == [] and [path.name for path in written] == ['fall.ipynb']


def test_another_version_runs_the_code_again_and_the_record_says_so(tiny_book):
    names = say(tiny_book, one='print(1)')
    weaver.weave(tiny_book, names)
    now = f'"python": "{sys.version_info.major}.{sys.version_info.minor}"'
    for language in LANGUAGES:  # as if another Python had woven it
        edit(tiny_book.notebook(language, 'tiny'), now, '"python": "2.7"')
    assert verify.check(tiny_book, names) == []  # what it prints is the same: still true
    assert weaver.weave(tiny_book, names, any_version=True) == ([], [])
    ran, written = weaver.weave(tiny_book, names)
    assert ran == names and [path.name for path in written] == ['tiny.ipynb', 'tiny.ipynb']
    assert now in tiny_book.notebook('en', 'tiny').read_text(encoding='utf-8')


def test_what_a_block_no_longer_prints_or_draws_goes_away(tiny_book):
    names = say(tiny_book, one='print(1)', two='from matplotlib import pyplot as plt\nplt.plot([1])\nplt.show()')
    weaver.weave(tiny_book, names)
    plant(tiny_book, 'print(1)', 'x = 1', LANGUAGES, 'tiny')
    plant(tiny_book, 'plt.plot([1])\nplt.show()', 'y = 2', LANGUAGES, 'tiny')
    weaver.weave(tiny_book, names)
    text = tiny_book.path('en', 'tiny').read_text(encoding='utf-8')
    assert '<!-- output -->' not in text and '![' not in text and not list(tiny_book.figures('en').glob('tiny-*'))


def test_a_figure_that_is_drawn_otherwise_now_is_named(tiny_book):
    """All files agree with each other, as after a new Matplotlib; only what is drawn anew differs."""
    names = say(tiny_book, one='from matplotlib import pyplot as plt\nplt.plot([1])\nplt.xlabel("now")\nplt.show()')
    weaver.weave(tiny_book, names)
    for path in tiny_book.root.glob('docs/*/*/tiny*'):
        path.write_text(path.read_text(encoding='utf-8').replace('now</text>', 'before</text>'), encoding='utf-8')
    found = [problem for problem in verify.check(tiny_book, names) if 'not what the block draws now' in problem.what]
    assert sorted(str(problem.path) for problem in found) == [
        f'docs/{each}/figures/tiny-1.svg' for each in ('en', 'zh')
    ]


def test_a_chapter_leaves_the_figures_of_another_whose_name_begins_like_its_own(tiny_book):
    names = say(tiny_book, one='from matplotlib import pyplot as plt\nplt.plot([1])\nplt.show()')
    others = [tiny_book.figures(language) / 'tiny-surface-1.svg' for language in LANGUAGES]
    for other in others:
        other.write_text('<svg/>', encoding='utf-8')
    weaver.weave(tiny_book, names)
    assert all(other.is_file() for other in others) and (tiny_book.figures('en') / 'tiny-1.svg').is_file()


def test_a_change_of_src_is_woven_into_all_languages(tiny_book):
    path = tiny_book.root / 'src/tiny/stone.py'
    path.write_text(
        path.read_text(encoding='utf-8').replace('Return the measured', 'Return the noisy'), encoding='utf-8'
    )
    [first, *_] = verify.check(tiny_book, ['fall'])
    assert str(first.path) == 'docs/zh/fall.md' and 'Return the noisy' in first.what and 'make weave' in first.remedy
    weaver.weave(tiny_book, ['fall'])
    assert not [
        language
        for language in LANGUAGES
        if 'Return the noisy' not in tiny_book.path(language, 'fall').read_text(encoding='utf-8')
    ]


def test_the_command_exits_with_1_and_names_chapter_line_and_last_frame(tiny_book):
    say(tiny_book, one='1 / 0')
    plant(tiny_book, "print(shout('ready'))", 'print(shout(ready))', LANGUAGES, 'index')
    run = subprocess.run(
        [sys.executable, '-m', 'book.cli', 'weave', 'tiny', 'index'], cwd=tiny_book.root, capture_output=True, text=True
    )
    assert run.returncode == 1
    assert "the block raises NameError: name 'ready' is not defined" in run.stderr, 'all that failed is named at once'
    assert (
        'docs/zh/tiny.md:6: the block raises ZeroDivisionError: division by zero (last frame: Cell In[2], line 1)'
        in run.stderr
    )


def test_an_interrupted_weave_leaves_every_file_as_it_was(tiny_book):
    running = tiny_book.root / 'running'
    say(tiny_book, one='print(1)', two=f'import time\nopen({str(running)!r}, "w").close()\ntime.sleep(60)')
    before = snapshot(tiny_book)
    run = subprocess.Popen(
        [sys.executable, '-m', 'book.cli', 'weave', 'tiny'],
        cwd=tiny_book.root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_for(running.exists)
    run.send_signal(signal.SIGINT)
    assert run.wait(timeout=30) != 0
    assert snapshot(tiny_book) == before


def test_files_are_written_all_or_none(tmp_path, monkeypatch):
    old, new, gone = tmp_path / 'old', tmp_path / 'new', tmp_path / 'gone'
    old.write_text('old')
    gone.write_text('gone')
    replace, calls = os.replace, []

    def fail_at_the_second(draft, path):
        calls.append(path)
        if len(calls) == 2:
            raise KeyboardInterrupt
        replace(draft, path)

    monkeypatch.setattr(writing.os, 'replace', fail_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        writing.replace_all({old: 'changed', gone: None, new: 'made'})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {'old': 'old', 'gone': 'gone'}
    monkeypatch.undo()
    assert writing.replace_all({old: 'changed', gone: None, new: 'made'}) == [old, gone, new]
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {'old': 'changed', 'new': 'made'}


def test_code_that_differs_between_the_languages_is_named(tiny_book):
    plant(tiny_book, 'measured[-3:]', 'measured[-2:]')
    with pytest.raises(BookError) as caught:
        weaver.weave(tiny_book, ['fall'])
    [problem] = caught.value.problems
    assert (str(problem.path), problem.line) == (
        'docs/en/fall.md',
        line_with(tiny_book, 'measured[-2:]'),
    ) and 'docs/zh/fall.md' in problem.what


def test_a_block_that_shows_more_decimals_is_written_anew(tiny_book):
    names = say(tiny_book, one='print(f"{0.00005:.4f}")')
    weaver.weave(tiny_book, names)
    say(tiny_book, one='print(f"{0.00005:.5f}")')
    weaver.weave(tiny_book, names)
    assert '0.00005' in tiny_book.path('en', 'tiny').read_text(encoding='utf-8').split('~~~text')[1]
