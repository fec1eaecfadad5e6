"""What the prose claims and no block of its page shows: the tests that `<!-- claim: ... -->` markers name.

Each says which sentence of the book it is about.
"""

import inspect
import tomllib
from pathlib import Path

import numpy as np
import pytest
import torch
from matplotlib import pyplot as plt
from packaging.specifiers import SpecifierSet

from linreg import scratch
from linreg.scratch import data_iter, sgd


@pytest.mark.about('dataset')
@pytest.mark.claim(
    'dataset#scatter-arguments',
    en='the square of its width, which is in points (1/72 inch)',
    zh='宽度的平方，宽度以磅计（1 磅是 1/72 英寸）',
)
@pytest.mark.parametrize('marker', ['o', 's'])
def test_a_scatter_point_is_as_wide_as_the_root_of_its_size_in_points_of_which_72_make_an_inch(marker):
    figure, axes = plt.subplots(dpi=72, figsize=(2, 2))  # 72 dots to the inch: a dot is 1 point
    axes.scatter([0], [0], s=36**2, c='black', marker=marker, linewidths=0)
    axes.set_axis_off()
    figure.canvas.draw()
    black = np.asarray(figure.canvas.buffer_rgba())[..., 0] < 128
    plt.close(figure)
    assert [abs(black.any(axis=axis).sum() - 36) <= 1 for axis in (0, 1)] == [True, True]  # give or take an edge


@pytest.mark.claim('index#setup', en='Python 3.11, 3.12, 3.13 or 3.14', zh='Python 3.11、3.12、3.13 或 3.14')
def test_the_pythons_are_3_11_3_12_3_13_and_3_14():
    settings = tomllib.loads((Path(__file__).parents[2] / 'pyproject.toml').read_text(encoding='utf-8'))
    allowed = SpecifierSet(settings['project']['requires-python'])
    minors = [minor for minor in range(30) if f'3.{minor}' in allowed]
    assert [f'3.{minor}' for minor in minors] == ['3.11', '3.12', '3.13', '3.14']


@pytest.mark.claim('batches#data-iter', en='whole number, at least 1', zh='整数，不小于 1')
@pytest.mark.claim('optimizer#sgd', en='whole number, at least 1', zh='整数，不小于 1')
def test_a_batch_has_at_least_1_sample():
    features, labels = torch.zeros(3, 2), torch.zeros(3, 1)
    assert len(list(data_iter(1, features, labels))) == 3
    with pytest.raises(ValueError, match='must not be zero'):
        list(data_iter(0, features, labels))
    for batch_size, step in ((1, [-2.0]), (0, [-torch.inf])):
        parameter = torch.zeros(1, requires_grad=True)
        parameter.grad = torch.tensor([4.0])
        sgd([parameter], 0.5, batch_size)
        assert parameter.tolist() == step


@pytest.mark.claim('optimizer#sgd', en='number above 0', zh='大于 0 的数')
def test_a_learning_rate_of_0_takes_no_step():
    parameter = torch.zeros(1, requires_grad=True)
    parameter.grad = torch.tensor([4.0])
    sgd([parameter], 0, 2)
    assert parameter.item() == 0


@pytest.mark.claim('parameters#zeros', en='squeezes each of them between -1 and 1', zh='压到 -1 与 1 之间')
def test_tanh_lies_between_minus_1_and_1():
    values = torch.tanh(torch.linspace(-9, 9, 101, dtype=torch.float64))
    assert -1 < values.min() < -0.9999 and 0.9999 < values.max() < 1


DOCSTRINGS = {  # what readers are told of each function: read it against the function before you renew it here
    'synthetic_data': 'Make num_examples samples of y = Xw + b + noise.',
    'plot_data': 'Draw the second feature against the labels.',
    'data_iter': 'Yield the samples in random order, one mini-batch at a time.',
    'initial_parameters': 'Return w, small and random, and b, zero: both record operations.',
    'linreg': 'Predict the labels of X: the linear model Xw + b.',
    'squared_loss': 'Return half the squared error of each sample.',
    'sgd': 'Take one step of mini-batch stochastic gradient descent, in place.',
    'train': 'Fit w and b, in place, and print the loss after each epoch.',
    'parameter_errors': 'Return the errors of w and b: the true parameters minus the fitted ones.',
}


def test_each_docstring_is_one_that_somebody_read_against_its_function():
    functions = {name: thing for name, thing in vars(scratch).items() if inspect.isfunction(thing)}
    assert {thing.__name__: thing.__doc__ for thing in functions.values()} == DOCSTRINGS
