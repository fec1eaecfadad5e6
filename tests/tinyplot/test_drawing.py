"""What the small Matplotlib draws is what Matplotlib draws: ranges, colours, lines, points, names and words."""

import math
import sys
import warnings
from pathlib import Path

import matplotlib
import pytest
from helpers import small_torch
from matplotlib import pyplot as real

sys.path.insert(0, str(Path(__file__).parents[2] / 'src'))
from tinyplot import pyplot as small  # noqa: E402

PROGRAMS = [
    "plt.plot([1, 4, 9], 'ro--', label='a')\nplt.plot([1, 2, 3], 'g-.')\nplt.plot([3, 2, 1], 'k^')",
    'plt.plot([[1, 2], [3, 5], [4, 4]])\nplt.plot([2, 2])',
    "plt.plot([1, 2], [3, 4], c='tab:red', lw=3, ls=':', label='_hidden')",
    'for i in range(12):\n    plt.plot([i, i])',
    "plt.plot([1, float('nan'), 5], [2, 3, float('inf')])",
    'plt.plot([2, 2], [3, 3])',
    "plt.plot(3, marker='o')",
    'plt.plot([1, 2])\nplt.xlim((0, 3))\nplt.ylim(1, 4)',
    "plt.plot([1, 10, 1000])\nplt.yscale('log')",
    "plt.plot([0, 10, -5, 1000])\nplt.yscale('log')",
    "plt.plot([1, 10, 1000], [1, 2, 3])\nplt.xscale('log')\nplt.xscale('linear')",
    'plt.plot([1, 2])\nplt.xlim(0.2, 0.4)\nplt.ylim((5, 1))',
    'plt.plot([1, 2])\nplt.xlim(right=3)\nplt.ylim(bottom=0)',
    'plt.plot([1, 2])\nplt.gca().invert_yaxis()',
    'plt.plot([1, 2], [3, 8])\nplt.axhline(20)\nplt.axhline()',
    "plt.scatter([1, 2, 3], [4, 5, 6], color='C3', label='points')\nplt.scatter([1, 2], [1, 2])",
    "plt.scatter([1, 2], [4, 5], c=['tab:red', 'navy'])",
    "plt.scatter([1, 2], [1, 2], facecolors='none', edgecolors='r')",
    "plt.scatter([1, 2, 3], [4, 5, 6], c=[0.0, 5.0, 10.0])\nplt.scatter([1, 2], [4, 5], c=[1, 1], cmap='coolwarm')",
    "plt.scatter([1, 2], [4, 5], c='0.5')\nplt.scatter([1, 2], [4, 5], color=(1, 0.5, 0))",
    "plt.title('t')\nplt.xlabel('x')\nplt.ylabel('y')\nplt.text(0, 0, 'w')\nplt.annotate('here', (0, 1), (0.5, 0.5))",
    "plt.annotate('', (0, 1), (0.5, 0.5), arrowprops={'arrowstyle': '->'})\nplt.plot([1, 2])",
    'plt.plot([1, 2e7], [3e-7, 9e-7])',
    "plt.plot([1, 2, 3])\nplt.gca().yaxis.set_major_formatter('{x:.2f} m')",
    'f, pair = plt.subplots(1, 2, sharey=True)\npair[0].plot([1, 2])\npair[1].plot([5, 9])',
    'f, pair = plt.subplots(2, 1, sharex=True)\npair[0].plot([1, 2])\npair[1].plot([5, 9, 3])',
    'f, grid = plt.subplots(2, 2)\nfor n, a in enumerate(grid.flat):\n    a.plot([n, 9])\ngrid[1][0].set_title("low")',
    'f, grid = plt.subplots(2, 2)\ngrid.ravel()[3].plot([7, 8])\nplt.title("last")',
    'plt.contour([0, 1, 2], [0, 1], [[0, 1, 2], [1, 2, 3]], [1, 2])',
]


def drawn(plt, program):
    """Run a program with either; return what its figures show."""
    plt.close('all')
    plt.figure(figsize=(5, 3.5))
    exec(program, {'plt': plt})
    figure = plt.gcf()
    if plt is real:
        figure.canvas.draw()  # only then are colours mapped
    found = [small_torch.describe(axes) for axes in figure.axes]
    plt.close('all')
    return found


def like(one, other):
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(like, one, other))
    if isinstance(one, str):
        return one == other
    return math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-9) or (math.isnan(one) and math.isnan(other))


@pytest.mark.parametrize('program', PROGRAMS)
def test_each_program_shows_the_same(program):
    matplotlib.use('Agg')
    with matplotlib.rc_context(small_torch.STYLE), warnings.catch_warnings(action='ignore'):
        ours, theirs = (drawn(plt, program) for plt in (small, real))
    assert len(ours) == len(theirs)
    for one, other in zip(ours, theirs, strict=True):
        for what in other:
            assert like(one[what], other[what]), f'{what}: {one[what]}, not {other[what]}'
