"""What the code of a page leaves behind: tensors of the shapes that the page writes, figures that draw what they say,
and names with which the fragments of the exercises run.
"""

import ast
import contextlib
import io
import re
from typing import Any, NamedTuple

import pytest
from helpers import drawn, shapes, tends
from helpers.pages import CHAPTERS
from matplotlib import pyplot as plt

from book.manuscript.book import LANGUAGES
from book.manuscript.page import Page


class Left(NamedTuple):
    """The code of a page, the names that it leaves behind, what is wrong with each of its figures, and which way the
    points in it go.
    """

    code: str
    names: dict[str, Any]
    figures: dict[str, list[str]]
    ways: dict[str, list[str]]


def figures(page, names):
    """Run the code of a page, which puts its names into `names`, and yield (its name, the figure) of each figure."""
    plt.close('all')
    for fence in page.fences:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(fence.code, names)
        for number, picture in zip(plt.get_fignums(), fence.figures):
            yield picture.src.removeprefix('figures/').removesuffix('.svg'), plt.figure(number)
        plt.close('all')


@pytest.fixture(scope='module')
def left(book):
    """Return a function from a chapter to what its code leaves behind: it is run once, the same in all languages."""
    known = {}

    def run(chapter):
        if chapter not in known:
            page, names = book.page('en', chapter), {'__name__': '__main__'}
            wrong, ways = {}, {}
            for name, figure in figures(page, names):
                wrong[name] = drawn.wrong(figure, drawn.FIGURES.get(name, []), names)
                ways[name] = tends.drawn(figure)
            known[chapter] = Left(''.join(fence.code for fence in page.fences), names, wrong, ways)
        return known[chapter]

    return run


@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize('chapter', shapes.TABLES)
def test_the_shapes_in_a_table_are_those_of_the_tensors(book, left, chapter, language):
    path = book.path(language, chapter)
    found, count, results = shapes.wrong(path.read_text(encoding='utf-8'), *shapes.TABLES[chapter], left(chapter).names)
    assert count >= 2 and not results, f'{path}: {count} rows with shapes, and {len(results)} results without a row'
    assert not found, f'{path}: not the shapes of the tensors: ' + ' '.join(found)


@pytest.mark.parametrize('chapter', shapes.TABLES)
def test_each_wrong_shape_in_a_table_is_found(book, left, chapter):
    text = book.path('en', chapter).read_text(encoding='utf-8')
    for row in ''.join(shapes.TABLE.findall(text)).splitlines():
        _, name, cell, *rest = row.split('|')
        for shape in re.finditer(r'`\(', cell):
            changed = '|'.join(['', name, cell[: shape.end()] + '3, ' + cell[shape.end() :], *rest])
            assert shapes.wrong(text.replace(row, changed), *shapes.TABLES[chapter], left(chapter).names)[0] == [
                changed
            ]


@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize('chapter', shapes.TABLES)
def test_a_shape_in_the_text_is_that_of_a_tensor_named_beside_it(book, left, chapter, language):
    page = shapes.running_text(book.page(language, chapter))
    assert shapes.unfounded(page, left(chapter).names) == [], page.shown


@pytest.mark.about('model')
def test_a_wrong_shape_in_the_text_is_found(tmp_path, book, left):
    text = book.path('en', 'model').read_text(encoding='utf-8')
    path = tmp_path / 'model.md'
    path.write_text(text.replace('and `w` are `(10, 2)`', 'and `w` are `(10, 3)`'), encoding='utf-8')
    assert shapes.unfounded(shapes.running_text(Page(path)), left('model').names) == ['(10, 3)']


@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize('chapter', CHAPTERS)
def test_a_column_with_shapes_is_called_so(book, chapter, language):
    assert shapes.misnamed(book.page(language, chapter)) == []


@pytest.mark.about('training')
def test_exchanged_heads_of_columns_are_named(tmp_path, book):
    path = tmp_path / 'training.md'
    text = book.path('en', 'training').read_text(encoding='utf-8')
    path.write_text(text.replace('| Shape | Meaning |', '| Meaning | Shape |'), encoding='utf-8')
    assert shapes.misnamed(Page(path))


FIGURED = sorted({name.rpartition('-')[0] for name in drawn.FIGURES})


@pytest.mark.parametrize('chapter', FIGURED)
def test_each_figure_draws_what_its_labels_say(left, chapter):
    assert left(chapter).figures == {name: [] for name in drawn.FIGURES if name.rpartition('-')[0] == chapter}


def alternatives(page):
    """Return the alternative text of each figure of a page, by its name."""
    images = [child for token, _ in page.inlines() for child in token.children if child.type == 'image']
    return {image.attrs['src'].removeprefix('figures/').removesuffix('.svg'): image.content for image in images}


WAYS = ['index', 'line', 'dataset', 'parameters', 'training', 'script', 'real-data']  # whose points go one way


@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize('chapter', WAYS)
def test_an_alternative_text_says_which_way_the_points_go(book, left, chapter, language):
    texts, ways = alternatives(book.page(language, chapter)), left(chapter).ways
    said = {name: words for name, text in texts.items() if ways[name] and (words := tends.said(text, language))}
    assert said and said == {name: ways[name] for name in said}


@pytest.mark.parametrize(
    'language, text, ways',
    [
        ('en', 'a cloud that falls from the upper left', ['falling']),
        ('en', 'the labels rise with the first and fall with the second', ['rising', 'falling']),
        ('zh', '从左下方升到右上方', ['rising']),
        ('zh', '一团点', []),
    ],
)
def test_which_way_a_text_says(language, text, ways):
    assert tends.said(text, language) == ways


def test_each_figure_of_the_lesson_is_in_the_table(book):
    shown = {
        figure.src.removeprefix('figures/').removesuffix('.svg')
        for chapter in FIGURED
        if chapter in book.chapters
        for fence in book.page('en', chapter).fences
        for figure in fence.figures
    }
    assert shown == {name for name in drawn.FIGURES if name.rpartition('-')[0] in book.chapters}


@pytest.mark.about('model')
@pytest.mark.parametrize(
    'change, named',
    [
        (lambda axes: axes.set_xlabel('features'), "axes 'features', 'linreg(features, ...)', expected 'labels'"),
        (
            lambda axes: (axes.set_xlabel(axes.get_ylabel()), axes.set_ylabel('labels')),
            "axes 'linreg(features, ...)', 'labels'",
        ),
        (lambda axes: axes.legend(['true_w, true_b', 'w, b']), "legend ['true_w, true_b', 'w, b'] of"),
        (lambda axes: axes.get_legend().remove(), "legend [] of ['', '']"),
        (
            lambda axes: axes.collections[0].set_offsets(axes.collections[1].get_offsets()),
            'w, b: not linreg(features, w, b)',
        ),
        (lambda axes: axes.collections[1].remove(), "legend ['w, b', 'true_w, true_b'] of ['w, b'], expected"),
        (lambda axes: axes.set_ylim(0, 5), 'true_w, true_b: y from 0 to 5 cuts off'),
    ],
)
def test_a_figure_that_draws_something_else_is_named(book, change, named):
    names = {'__name__': '__main__'}
    shown = dict(figures(book.page('en', 'model'), names))
    change(shown['model-3'].axes[0])
    found = drawn.wrong(shown['model-3'], drawn.FIGURES['model-3'], names)
    assert any(line.startswith(named) for line in found), found


NO_CODE = (SyntaxError, AttributeError, NameError, TypeError, ImportError)  # of others an exercise may be about


def failure(fragment, code, names):
    """Return why a fragment does not run after `code`, which leaves `names` behind; None if it does.

    A name of something inside a function of the page is none of the fragment's fault; nor is a name or an operator
    alone.
    """
    if fragment.isidentifier() or not any(map(str.isalnum, fragment)):
        return None
    inner = {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(fragment, dict(names))
    except NO_CODE as error:
        return None if isinstance(error, NameError) and error.name in inner else f'{type(error).__name__}: {error}'
    except Exception:
        return None


def failures(page, code, names):
    """Return (line, fragment, why it does not run) for each fragment of code in the exercises of a page."""
    fragments = [
        (token.map[0] + 1, child.content)
        for token, section in page.inlines()
        if section == 'exercises'
        for child in token.children
        if child.type == 'code_inline'
    ]
    return [(line, fragment, why) for line, fragment in fragments if (why := failure(fragment, code, names))]


@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize('chapter', CHAPTERS)
def test_each_fragment_of_an_exercise_runs(book, left, chapter, language):
    page = book.page(language, chapter)
    assert failures(page, *left(chapter)[:2]) == [], page.shown


@pytest.mark.about('loss')
@pytest.mark.parametrize('fragment', ['y_hat.reshap(-1)', 'squared_loss(y_hat', 'squared_loss(y_hat)', 'y_hats - y'])
def test_a_fragment_that_is_no_code_is_named(left, fragment):
    assert failure(fragment, *left('loss')[:2])
