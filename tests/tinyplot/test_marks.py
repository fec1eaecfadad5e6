"""The signs in a picture of the small Matplotlib: lines, markers, arrows, words, and the lines of one height."""

from xml.etree import ElementTree

import pytest
from helpers.small_pictures import elements, small

RED = '#d62728'


def reds(program):
    """Return the elements that are red."""
    return [(tag, each) for tag, each in elements(program) if RED in (each.get('fill'), each.get('stroke'))]


@pytest.mark.parametrize(
    'style, tags',
    [
        ("'o'", ['circle', 'circle']),
        ("'-'", ['path']),
        ("'o-'", ['path', 'circle', 'circle']),
        ("marker='s'", ['path'] * 3),
        ("ls=''", []),
    ],
)
def test_a_format_draws_the_line_the_markers_or_both(style, tags):
    assert [tag for tag, _ in reds(f"plt.plot([1, 2], {style}, color='tab:red')")] == tags


@pytest.mark.parametrize('style, dashed', [("ls=':'", True), ("linestyle='dashed'", True), ("ls='solid'", False)])
def test_a_style_may_be_named(style, dashed):
    ((_, line),) = reds(f"plt.plot([1, 2], {style}, color='tab:red')")
    assert ('stroke-dasharray' in line.attrib) == dashed, line.attrib


def test_a_dot_is_half_as_wide_as_a_disc():
    disc, dot = (float(reds(f"plt.plot(1, {mark!r}, color='tab:red')")[0][1].get('r')) for mark in 'o.')
    assert dot == disc / 2


@pytest.mark.parametrize('of_each', ['s=[16, 64]', "s=[16, 64], c=['tab:red'] * 2"])
def test_each_dot_may_have_a_size_of_its_own(of_each):
    small, large = (
        float(each.get('r')) for _, each in reds(f"plt.scatter([1, 2], [1, 2], color='tab:red', {of_each})")
    )
    assert large == pytest.approx(2 * small)


def test_rings_have_an_edge_and_nothing_within_and_may_be_see_through():
    found = reds("plt.scatter([1, 2], [1, 2], facecolors='none', edgecolors='tab:red', alpha=0.5)")
    assert [(each.get('fill'), each.get('stroke'), each.get('opacity')) for _, each in found] == [
        ('none', RED, '0.5')
    ] * 2


def test_words_beyond_the_frame_are_not_cut():
    small.close()
    small.plot([0, 1])
    small.text(0.5, 2, 'above')
    inner = [svg for svg in ElementTree.fromstring(small.gcf().svg()) if svg.tag.endswith('svg')]
    small.close()
    assert inner and not [each for svg in inner for each in svg.iter() if each.text == 'above']


def test_an_arrow_ends_short_of_what_it_shows_at_both_ends():
    lengths = []
    for shrink in (0, 10):
        arrow = {'color': 'tab:red', 'shrinkA': shrink, 'shrinkB': shrink}
        line = reds(f"plt.plot([0, 1])\nplt.annotate('', (1, 1), (0, 0), arrowprops={arrow})")[0][1].get('d').split()
        lengths.append(((float(line[1]) - float(line[4])) ** 2 + (float(line[2]) - float(line[5])) ** 2) ** 0.5)
    assert lengths[0] - lengths[1] == pytest.approx(20, abs=0.1)


def test_each_level_of_a_contour_plot_has_its_line_and_its_number():
    program = (
        'numbers = [number / 20 for number in range(41)]\n'
        'z = [[x * x + y for x in numbers] for y in numbers]\n'
        "lines = plt.contour(numbers, numbers, z, [2, 4], colors='tab:red')\n"
    )
    assert [tag for tag, _ in reds(program)] == ['path', 'path']
    assert [each.text for tag, each in reds(program + 'plt.clabel(lines)') if tag == 'text'] == ['2', '4']
