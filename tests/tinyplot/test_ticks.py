"""The small Matplotlib chooses the ticks that Matplotlib chooses, over many ranges; what it lacks, it names."""

import math
import re
import sys
from pathlib import Path

import pytest
from helpers.texts import found
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matplotlib import ticker

sys.path.insert(0, str(Path(__file__).parents[2] / 'src'))
from tinyplot import pyplot as plt  # noqa: E402
from tinyplot import ticks  # noqa: E402

numbers = st.floats(-1e6, 1e6).map(lambda number: round(number, 4))


@settings(max_examples=300)
@given(numbers, st.floats(1e-3, 1e6), st.integers(2, 9))
def test_linear_ticks_are_matplotlibs(low, length, most):
    assume(abs(low) < 1000 * length)  # beyond that, Matplotlib takes an offset out of the numbers
    low, high = low + 0.0123 * length, low + 1.0456 * length  # no tick just at an edge, where rounding decides
    locator = ticker.MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10])
    theirs = ticks.within(list(locator.tick_values(low, high)), low, high)
    ours = ticks.within(ticks.linear(low, high, most), low, high)
    assert ours == pytest.approx(theirs, rel=1e-9, abs=length * 1e-9)


@settings(max_examples=300)
@given(st.floats(-8, 8), st.floats(0.01, 14), st.integers(2, 9))
def test_logarithmic_ticks_are_matplotlibs(power, length, most):
    low, high = 1.0123 * 10**power, 1.0456 * 10 ** (power + length)
    theirs = ticks.within(list(ticker.LogLocator(numticks=most).tick_values(low, high)), low, high)
    ours = ticks.within(ticks.logarithmic(low, high, most)[0], low, high)
    assert ours == pytest.approx(theirs, rel=1e-9)


@settings(max_examples=200)
@given(st.one_of(st.floats(-1e4, 1e4), st.just(0.0)), st.one_of(st.floats(1e-2, 1e4), st.floats(2e-4, 1e-2)))
def test_numbers_on_an_axis_are_matplotlibs(low, length):
    from matplotlib.figure import Figure

    axes = Figure().subplots()
    axes.set_xlim(low, low + length)
    formatter = axes.xaxis.get_major_formatter()
    formatter.set_useOffset(False)
    every = list(axes.xaxis.get_majorticklocs())
    assert ticks.labels(every, every)[0] == formatter.format_ticks(every)


@pytest.mark.parametrize(
    ('call', 'named'),
    [
        (lambda: plt.imshow([[1]]), 'pyplot.imshow'),
        (lambda: plt.plot([1], drawstyle='steps'), 'plot(drawstyle=...)'),
        (lambda: plt.gca().twinx(), 'Axes.twinx'),
        (lambda: plt.scatter([1], [1], marker='*'), "marker='*'"),
    ],
)
def test_what_is_lacking_is_named_with_where_it_can_be_had(call, named):
    try:
        with pytest.raises(NotImplementedError) as error:
            call()
            plt.gcf().svg()
    finally:
        plt.close()
    assert named in str(error.value)
    assert 'Colab' in str(error.value)


def test_points_of_unequal_number_are_refused_as_matplotlib_refuses_them():
    with pytest.raises(ValueError, match='same size'):
        plt.scatter([1, 2], [1])
    plt.close()


def pieces(ys, scale='linear'):
    """Return in how many pieces a line through `ys` is drawn."""
    figure, axes = plt.subplots()
    axes.set_yscale(scale)
    axes.plot(list(range(len(ys))), ys, color='tab:red')
    red = next(path for path in re.findall('<path[^>]*>', figure.svg()) if 'd62728' in path)
    plt.close()
    return found(' d="([^"]*)"', red)[1].count('M')


@pytest.mark.parametrize('gap', [math.nan, math.inf, -math.inf])
def test_a_line_is_broken_where_a_value_is_no_number(gap):
    assert pieces([1.0, 2.0, 3.0, 4.0, 5.0]) == 1
    assert pieces([1.0, 2.0, gap, 4.0, 5.0]) == 2


def test_a_line_is_broken_where_a_logarithm_has_nothing_to_show():
    assert pieces([1.0, 10.0, 0.0, 10.0, 1.0], 'log') == pieces([1.0, 10.0, -5.0, 10.0, 1.0], 'log') == 2


@pytest.mark.parametrize('name', ['black', 'k'])
def test_black_is_the_ink_of_the_page(name):
    figure, axes = plt.subplots()
    axes.plot([0, 1], [0, 1], color=name)
    axes.scatter([0, 1], [1, 0], color=name)
    assert '#000' not in figure.svg() and 'black' not in figure.svg()
    plt.close()


@pytest.mark.parametrize('count, ncols', [(3, 2), (4, 2), (5, 3), (2, 1)])
def test_a_legend_has_no_more_columns_than_asked_for(count, ncols):
    figure, axes = plt.subplots()
    for number in range(count):
        axes.plot([0, 1], [number, number], label=f'line {number}')
    axes.legend(ncols=ncols)
    places = re.findall(r'<text[^>]* x="([-\d.]+)"[^>]*>line', figure.svg())
    assert len(places) == count and len(set(places)) == min(ncols, -(-count // -(-count // ncols)))
    plt.close()


@pytest.mark.parametrize('draw', ['plot', 'scatter'])
def test_lists_of_different_lengths_are_named_with_their_lengths(draw):
    _, axes = plt.subplots()
    with pytest.raises(ValueError, match='x has 2 and y has 3'):
        getattr(axes, draw)([1, 2], [1, 2, 3])
    plt.close()


def test_a_second_figure_has_axes_of_its_own():
    figures = []
    for label in ('one', 'two'):
        figures.append(plt.figure())
        plt.plot([1, 2])
        plt.xlabel(label)
    assert ['>one<' in figure.svg() for figure in figures] == [True, False]
    assert ['>two<' in figure.svg() for figure in figures] == [False, True]
    plt.close('all')


def width(figure):
    """The width of the picture, in points."""
    return float(found(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+)', figure.svg())[1])


def test_what_lies_outside_the_axes_takes_no_room():
    whole, cut = plt.figure(), plt.figure()
    for figure in (whole, cut):
        axes = figure.add_subplot()
        axes.plot([0, 1000], [0, 1])
        axes.scatter([0, 1000], [0, 1])
    cut.axes[0].set_xlim(400, 401)
    assert width(cut) == pytest.approx(width(whole), rel=0.1)
    plt.close('all')


def test_a_shared_axis_has_its_numbers_at_the_left_edge():
    figure, pair = plt.subplots(1, 2, sharey=True)
    for axes in pair:
        axes.plot([100, 200], [0, 7])
    places = re.findall(r'<text[^>]* x="([-\d.]+)"[^>]*>7<', figure.svg())
    assert len(places) == 1 and float(places[0]) < width(figure) / 4
    plt.close('all')
