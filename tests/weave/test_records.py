"""What a notebook records of a run, when that counts no more, and what is said where a new run gives something else."""

import json

import pytest
from helpers.planting import line_with

from book.manuscript.book import LANGUAGES
from book.manuscript.chapter import Chapter
from book.weave import notebook, verify, weaver


@pytest.mark.parametrize('text', ['', '{', '[]', '{"metadata": {}}', '{"metadata": {"book": {}}, "cells": [1]}'])
def test_a_notebook_that_cannot_be_read_is_one_that_is_not_there(tmp_path, text):
    (tmp_path / 'x.ipynb').write_text(text, encoding='utf-8')
    assert notebook.read(tmp_path / 'x.ipynb') == notebook.read(tmp_path / 'nothing.ipynb') == (None, [])


def recorded(book, change):
    """Change what each notebook of `fall` holds, and return (record, results) that weave takes from it."""
    for language in LANGUAGES:
        path = book.notebook(language, 'fall')
        content = json.loads(path.read_text(encoding='utf-8'))
        change(content)
        path.write_text(json.dumps(content), encoding='utf-8')
    return weaver.recorded(Chapter(book, 'fall'))


def test_a_notebook_that_lost_a_block_records_nothing(tiny_book):
    record, results = recorded(tiny_book, lambda content: None)
    assert record and len(results) == len(tiny_book.page('en', 'fall').fences)
    assert recorded(tiny_book, lambda content: content['cells'].pop(1))[1] == []


def test_another_prelude_or_form_of_figures_draws_everything_anew(tiny_book, monkeypatch):
    chapter = Chapter(tiny_book, 'fall')
    keys = [weaver.key(chapter)]
    with monkeypatch.context() as changed:
        changed.setattr(weaver, 'PRELUDE', 'another')
        keys.append(weaver.key(chapter))
    monkeypatch.setattr(weaver.figures, 'FORM', 'another')
    keys.append(weaver.key(chapter))
    assert len(set(keys)) == 3, keys


def test_what_differs_from_a_run_is_named_with_its_line_and_remedy(tiny_book):
    chapter = Chapter(tiny_book, 'fall')
    _, fresh = weaver.recorded(chapter)
    printed = [result for result in fresh if result.output]
    printed[0].output = printed[0].output.replace('18.79', '28.79')
    printed[1].figures.append('<svg/>')
    found = verify.differences(tiny_book, [chapter], {'fall': fresh})
    said = {(str(problem.path), problem.line, problem.what) for problem in found}
    line = line_with(tiny_book, 'the last three: [18.79')
    what = "the output is not what the block prints: expected 'the last three: [28.79, 19.18, 19.6]', got"
    assert ('docs/en/fall.md', line, f"{what} 'the last three: [18.79, 19.18, 19.6]'") in said, said
    line = line_with(tiny_book, 'errors = [m')
    assert ('docs/en/fall.md', line - 1, 'the block draws 1 figures, the page shows 0') in said, said
    assert {problem.remedy for problem in found} == {verify.REMEDY}, found


def test_a_figure_that_the_page_shows_and_no_block_draws_any_more_is_named(tiny_book):
    chapter = Chapter(tiny_book, 'fall')
    _, fresh = weaver.recorded(chapter)
    [at] = [at for at, result in enumerate(fresh) if result.figures and 'plt.figure' in chapter.codes[at]]
    fresh[at].figures.clear()
    found = {
        (str(each.path), each.line, each.what) for each in verify.differences(tiny_book, [chapter], {'fall': fresh})
    }
    line = line_with(tiny_book, 'plt.figure(figsize=(5, 3.5))\nplt.scatter') - 1
    assert ('docs/en/fall.md', line, 'the block draws 0 figures, the page shows 1') in found, found
