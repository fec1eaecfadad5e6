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
        ('0.001', '0.002', False),
        ('0.5', '0.50004', True),
        ('0.0001', '0.00018', True),
        ('1.0e-05', '1.0e-04', False),
        ('5.', '6.', False),
        ('inf', '-inf', False),
        ('#1f77b4', '#1f77b5', False),
        ('x1.0', 'x1.0001', False),
        ('1.0 2.0', '1.0', False),
    ],
)
def test_numbers_are_compared_as_numbers_and_all_else_as_text(expected, got, same):
    assert compare.same_text(expected, got) is same


def test_a_figure_is_the_same_if_no_reader_could_tell():
    assert compare.same_figure('<path d="M 10.11 20"/>', '<path d="M 10.13 20"/>')
    assert not compare.same_figure('<path d="M 10.11 20"/>', '<path d="M 15 20"/>')
    assert not compare.same_figure('<text>w</text>', '<text>b</text>')
    assert not compare.same_figure('<path d="M 1 2"/>', '<path d="M 1 2"/><path d="M 1 2"/>')
    assert compare.same_figure('<circle cx="3.1" r="1.5"/>', '<circle cx="3.9" r="1.5"/>')


@pytest.mark.parametrize('name', ['stroke-width', 'font-size', 'r', 'fill-opacity'])
def test_a_width_a_size_and_an_opacity_are_no_places(name):
    assert not compare.same_figure(f'<path {name}="0.5"/>', f'<path {name}="1.5"/>')


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


def drawn(*shapes, markers=''):
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    svg = f'<svg {spaces} viewBox="0 0 9 8">{markers}'
    return canonical(f'{svg}<g clip-path="url(#c)">{"".join(shapes)}</g><clipPath id="c"/></svg>', 'x-1')


def test_colours_follow_the_page_where_they_are_the_pages_own():
    svg = drawn('<path style="fill: #ffffff; stroke: #000000"/><path style="stroke: #ffffff; fill: #ff7f0e"/>')
    assert '<path fill="none" stroke="currentColor" />' in svg and '<path stroke="#ffffff" fill="#d96a00" />' in svg
    assert 'viewBox="0 0 9 8" width="9pt" height="8pt"' in svg, svg.splitlines()[0]


@pytest.mark.parametrize('d, black', [('M 0 0 L 1 0 L 1 1 z', True), ('M 0 0 L 1 0', False)])
def test_a_shape_that_is_black_without_saying_so_follows_the_page_as_well(d, black):
    assert f'<path d="{d}" ' + ('fill="currentColor" />' if black else '/>') in drawn(f'<path d="{d}" style=""/>')
    assert f'<path d="{d}" fill="none" />' in drawn(f'<path d="{d}" style="fill: none"/>')


def test_black_dots_without_an_outline_can_be_seen():
    marker = '<defs><path id="m" d="M 0 1.5 C 1 1 1 1 0 0 z"/></defs>'
    svg = drawn('<g><use xlink:href="#m" x="1" y="2"/><use xlink:href="#m" x="3" y="4"/></g>', markers=marker)
    assert svg.count('<circle') == 2 and 'fill="currentColor"' in svg and 'fill="none"' not in svg, svg


@pytest.mark.parametrize(
    'styles, together',
    [
        (('stroke: #1f77b4; fill: #1f77b4',) * 2, True),
        (('stroke: #1f77b4; fill: #1f77b4', 'stroke: #d62728; fill: #d62728'), False),
        (('stroke: #111111; fill: #1f77b4',) * 2, False),
    ],
)
def test_dots_are_drawn_as_one_only_if_they_look_alike(styles, together):
    marker = '<defs><path id="m" d="M 0 1.5 C 1 1 1 1 0 0 z"/></defs>'
    dots = (f'<use xlink:href="#m" x="{x}.04" y="5.26" style="{style}"/>' for x, style in enumerate(styles, 1))
    svg = drawn('<g>', *dots, '</g>', markers=marker)
    assert ('M 1 5.3 h 0 M 2 5.3 h 0' in svg) is together and svg.count('<circle') == (0 if together else 2), svg
    for colour in {part.split(': ')[1] for style in styles for part in style.split('; ')}:
        assert colour in svg, svg
    assert not together or 'stroke-width="4"' in svg, 'as wide as the marker with its outline'


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
