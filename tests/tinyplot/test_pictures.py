"""The pictures of the small Matplotlib, read as the page reads them, and what it refuses."""

import re

import numpy as np
import pytest
from helpers.small_pictures import elements, small, words
from matplotlib import pyplot as real
from matplotlib.markers import MarkerStyle


@pytest.mark.parametrize(
    'program',
    [
        'plt.title({0!r})',
        'plt.plot([1], label={0!r})\nplt.legend()',
        'plt.text(0, 0, {0!r})',
        'plt.ylabel({0!r})',
        'plt.plot([1], color="#\\"<&")\nplt.title({0!r})',
    ],
)
def test_no_words_break_the_picture(program):
    said = 'a < b & "c" > \'d\''
    assert said in words(program.format(said))


def test_a_power_of_ten_is_raised_and_other_words_keep_their_sign():
    said = words("plt.plot([1, 10, 1000])\nplt.yscale('log')\nplt.title('x^2')")
    assert 'x^2' in said and '102' in said, said


def test_a_legend_names_what_has_a_name_lines_first_and_hides_the_fewest_points():
    program = "plt.scatter([0, 1], [0, 1], label='dots')\nplt.plot([0, 1], label='line')\nplt.plot([1, 0], label='_no')"
    assert [each for each in words(program + '\nplt.legend()') if each[-1].isalpha()] == ['line', 'dots']
    assert 'line' not in words(program)
    places = {}
    for name, ys in {'rising': [0, 0, 1, 1], 'falling': [1, 1, 0, 0]}.items():
        found = elements(f"plt.plot({ys}, label='here')\nplt.legend()")
        places[name] = next(float(each.get('x')) for tag, each in found if each.text == 'here')
    assert places['rising'] < places['falling'], places


def test_an_axis_that_is_off_leaves_the_data_alone():
    program = "plt.plot([1, 2], color='tab:red')\nplt.xlabel('x')\nplt.axis({!r})"
    assert [words(program.format(what)) != [] for what in ('off', 'on')] == [False, True]
    assert '#d62728' in [each.get('stroke') for _, each in elements(program.format('off'))]


def test_what_lies_higher_is_drawn_later_and_words_lie_on_top():
    program = (
        "plt.text(0, 1, 'w', color='tab:red')\nplt.plot([1, 2], color='tab:green')\nplt.scatter([0], [1], c='tab:blue')"
    )
    inks = [each.get('fill') if tag == 'text' else each.get('stroke') for tag, each in elements(program)]
    order = [inks.index(ink) for ink in ('#1f77b4', '#2ca02c', '#d62728')]
    assert order == sorted(order), inks


@pytest.mark.parametrize('marker', ['s', '^', 'v', 'D'])
def test_a_marker_has_the_shape_of_matplotlibs(marker):
    """The corners of both outlines, about their middle; in the page, y grows downwards."""
    program = f"plt.plot([1], marker={marker!r}, linestyle='none', color='tab:red')"
    drawn = next(each.get('d') for _, each in elements(program) if each.get('fill') == '#d62728')
    ours = [tuple(map(float, pair)) for pair in re.findall(r'(-?[\d.]+)[ ,](-?[\d.]+)', drawn)]
    style = MarkerStyle(marker)
    theirs = style.get_transform().transform(style.get_path().vertices[: len(ours)]) * (1, -1)
    shapes = [sorted(_centred(corners)) for corners in (ours, theirs)]
    assert np.allclose(*shapes, atol=0.06), shapes


def _centred(corners):
    corners = np.array(corners)
    middle = (corners.max(axis=0) + corners.min(axis=0)) / 2
    return [tuple(pair) for pair in ((corners - middle) / (corners - middle).max()).round(2)]


@pytest.mark.parametrize(
    'marker, tag, count', [('o', 'circle', 2), ('.', 'circle', 2), ('s', 'path', 2), ('x', 'path', 4)]
)
def test_each_point_has_its_marker(marker, tag, count):
    program = f"plt.plot([1, 2], marker={marker!r}, linestyle='none', color='tab:red')"
    found = [name for name, each in elements(program) if '#d62728' in (each.get('fill'), each.get('stroke'))]
    assert found == [tag] * count


def test_what_is_see_through_and_dashed_says_so():
    _, line = next(
        pair
        for pair in elements("plt.plot([1, 2], '--', color='tab:red', alpha=0.3)")
        if pair[1].get('stroke') == '#d62728'
    )
    assert line.get('opacity') == '0.3' and line.get('stroke-dasharray'), line.attrib
    dots = [each for _, each in elements("plt.scatter([1, 2], [1, 2], c='tab:red', alpha=0.3)") if each.get('opacity')]
    assert [each.get('opacity') for each in dots] == ['0.3']


def test_a_histogram_counts_the_last_edge_and_a_density_has_area_one():
    values = [0, 1, 1, 2, 3, 8]
    for density in (False, True):
        ours, theirs = (plt.hist(values, 4, density=density)[:2] for plt in (small, real))
        assert [list(ours[0]), list(ours[1])] == [pytest.approx(list(part)) for part in theirs]
    small.close()
    real.close('all')


def test_a_bar_of_colours_needs_coloured_points_and_names_what_they_mean():
    with pytest.raises(RuntimeError, match='No mappable'):
        exec('plt.scatter([1], [2])\nplt.colorbar()', {'plt': small})
    said = words("plt.scatter([1, 2], [1, 2], c=[0, 30])\nplt.colorbar(label='heat')")
    assert 'heat' in said and '30' in said, said


@pytest.mark.parametrize('color', ['nonsense', '2.5', 'tab:blu'])
def test_a_colour_that_is_none_is_refused(color):
    with pytest.raises(ValueError, match='not a valid value for color'):
        small.plot([1], color=color)
    small.close()


@pytest.mark.parametrize(
    'program',
    [
        'plt.scatter([1, 2], [1, 2], c=[1, 2], cmap="jet")',
        'plt.figure(facecolor="red")',
        'plt.legend(shadow=True)',
        'plt.axis("equal")',
        'plt.xscale("symlog")',
        'plt.axes(projection="polar")',
        'plt.axes(projection="3d").grid(True)',
        'plt.text(1, 1, "a", rotation=90)',
        'plt.hist([1, 2], cumulative=True)',
        'plt.contour([0, 1], [0, 1], [[0, 1], [1, 2]], cmap="gray")',
        'plt.scatter([1], [1], linewidths=3)',
    ],
)
def test_an_option_that_nothing_here_draws_is_refused(program):
    with pytest.raises(NotImplementedError, match='small Matplotlib|no grid'):
        exec(program, {'plt': small})
    small.close()


def test_figures_are_shown_in_their_order_and_then_forgotten(monkeypatch):
    shown = []
    monkeypatch.setattr(small, 'receive', lambda figure: shown.append(figure.axes[0].get_title()))
    for title in ('one', 'two'):
        small.figure(dpi=100)
        small.title(title)
    small.show()
    small.show()
    assert shown == ['one', 'two']
