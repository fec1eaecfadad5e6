"""What the prose claims and no block of its page shows: the tests that `<!-- claim: ... -->` markers name."""

import tomllib
from pathlib import Path

import numpy as np
from matplotlib import pyplot as plt


def test_the_area_of_a_scatter_point_is_in_square_points_of_which_72_make_an_inch():
    figure, axes = plt.subplots(dpi=72, figsize=(2, 2))  # 72 dots to the inch: a dot is a point
    axes.scatter([0], [0], s=36**2, c='black', marker='s', linewidths=0)
    axes.set_axis_off()
    figure.canvas.draw()
    black = np.asarray(figure.canvas.buffer_rgba())[..., 0] < 128
    plt.close(figure)
    assert black.sum() == 36**2


def test_the_oldest_python_is_3_11():
    settings = tomllib.loads((Path(__file__).parents[2] / 'pyproject.toml').read_text(encoding='utf-8'))
    assert settings['project']['requires-python'].startswith('>=3.11,')
