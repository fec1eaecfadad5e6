"""The parts of weave: comparing, figures, pieces of src."""

import pytest
from helpers.planting import plant
from matplotlib import pyplot as plt

from book.manuscript.problems import BookError
from book.weave import compare, weaver
from book.weave.figures import canonical


@pytest.mark.parametrize(
    'expected, got, same',
    [
        ('loss 0.000050', 'loss 0.000051', True),
        ('loss 0.000050', 'loss 0.000060', False),
        ('1.2345', '1.2350', True),
        ('1.2345', '1.2445', False),
        ('[1000, 2]', '[1001, 2]', False),
        ('tensor([ 0.1])', 'tensor([-0.1])', False),
        ('1e-05', '1e-05', True),
        ('5.0e-05', '5.1e-05', True),
        ('nan', 'nan', True),
        ('nan', '1.0', False),
        ('a 1.0', 'b 1.0', False),
        ('1.0\n', '1.0', False),
        ('[ 0.50, 1.00]', '[0.50, 1.00]', True),
    ],
)
def test_numbers_are_compared_as_numbers_and_all_else_as_text(expected, got, same):
    assert compare.same_text(expected, got) is same


def test_a_figure_is_the_same_if_no_reader_could_tell():
    assert compare.same_figure('<path d="M 10.11 20"/>', '<path d="M 10.13 20"/>')
    assert not compare.same_figure('<path d="M 10.11 20"/>', '<path d="M 15 20"/>')
    assert not compare.same_figure('<text>w</text>', '<text>b</text>')


def test_a_line_may_begin_elsewhere_but_must_be_the_same_line():
    def figure(*points):
        return '<path d="M ' + ' L '.join(points) + '"/>'

    closed = figure('0 0', '50 0', '50 50', '0 50', '0 0')
    assert compare.same_figure(closed, figure('50 50', '50 0', '0 0', '0 50', '50 50'))
    assert compare.same_figure(closed, '<path d="M 50.1 50 L 0 50 L 0 0 M 50 50 L 50 0 L 0 0"/>')
    assert not compare.same_figure(closed, figure('50 50', '0 0', '50 0', '0 50', '50 50'))
    assert not compare.same_figure(closed, figure('0 0', '50 0', '50 50', '0 50'))
    assert not compare.same_figure('<path d="M 0 0 C 1 2 30 4 5 6"/>', '<path d="M 5 6 C 1 2 30 4 0 0"/>')


def test_a_figure_has_one_form(tmp_path):
    with plt.rc_context({'svg.fonttype': 'none'}):
        plt.figure()
        plt.scatter([1, 2], [3, 4], color='tab:blue')
        plt.ylabel('loss')
        plt.savefig(tmp_path / 'x.svg')
    svg = (tmp_path / 'x.svg').read_text(encoding='utf-8')
    once = canonical(svg, 'x-1')
    assert canonical(once, 'x-1') == once and len(once) < len(svg)
    assert 'id="x-1-1"' in once and '>loss</text>' in once and '#1f77b4' in once and 'currentColor' in once
    assert 'metadata' not in once and '#000000' not in once and 'DejaVu' not in once


@pytest.mark.parametrize(
    'reference, words',
    [
        ('tiny.stone: nothing', 'no functions or statements'),
        ('tiny.nowhere: fall', 'no module'),
        ('tiny.stone: g, nothing', 'nothing'),
        ('tiny.stone: plt', '5 functions or statements'),
        ('tiny.stone', 'names nothing'),
        ('fall', 'no module'),
    ],
)
def test_a_piece_of_src_that_is_not_there_is_named(tiny_book, reference, words):
    plant(tiny_book, 'from: tiny.stone: g, fall', f'from: {reference}', ['zh'])
    with pytest.raises(BookError) as caught:
        weaver.weave(tiny_book, ['fall'])
    [problem] = caught.value.problems
    assert (
        words in problem.what
        and str(problem.path) == 'docs/zh/fall.md'
        and problem.line > 1
        and 'first words' in problem.remedy
    )
