"""The predictions of the theory: right ones pass, wrong ones are named, and their moments are those of integration."""

from itertools import product

import monte_carlo
import numpy as np
import pytest
import theory
from theory import Cell


@pytest.mark.parametrize(
    'factor, shift, kind',
    [(1.2, 0, 'sd'), (1 / 1.2, 0, 'sd'), (1, 0.3, 'mean'), (1, -0.3, 'mean'), (float('nan'), 0, 'mean')],
)
def test_a_prediction_that_is_off_is_named(factor, shift, kind):
    """With 1000 seeds: a standard deviation off by a fifth, a mean off by 0.3 standard deviations."""
    errors = np.random.default_rng(0).normal(size=(1000, 3))
    assert monte_carlo.deviations(monte_carlo.compare((np.zeros(3), np.ones(3)), errors)) == []
    found = monte_carlo.deviations(monte_carlo.compare((np.full(3, shift), np.full(3, factor)), errors))
    assert sum(line.startswith(kind) for line in found) == 3, found


def test_a_right_prediction_is_called_wrong_as_rarely_as_stated():
    """z of a right prediction is standard normal, so LIMIT keeps its promise: here for 600 tests with 1000 normal
    errors each.
    """
    draws = np.random.default_rng(1).normal(size=(200, 1000, 3))
    z = [[(row.mean_z, row.sd_z) for row in monte_carlo.compare((np.zeros(3), np.ones(3)), errors)] for errors in draws]
    assert abs(np.mean(z)) < 4 / 1200**0.5 and abs(np.std(z) - 1) < 4 / 2400**0.5
    assert 4.1 < monte_carlo.LIMIT < 4.2


def normal_points(variables):
    """Nodes (k, variables) and weights (k,) that integrate polynomials of normal variables up to degree 11 exactly."""
    points, weights = np.polynomial.hermite_e.hermegauss(6)
    return np.array(list(product(points, repeat=variables))), np.prod(
        list(product(weights / weights.sum(), repeat=variables)), axis=1
    )


def test_one_epoch_of_fresh_data_has_the_moments_that_direct_integration_gives():
    """Two steps of one sample each: the expectation over x1, x2 and the noise, without Isserlis' theorem."""
    x, weights = normal_points(3)
    z = np.column_stack([x[:, :2], np.ones(len(x))])
    second = expected = np.array([[2, 1, 0], [1, 3, -1], [0, -1, 4.0]])
    for _ in range(2):
        steps = theory.ONE - 0.3 * z[:, :, None] * z[:, None]
        expected = np.tensordot(weights, steps @ expected @ steps.transpose(0, 2, 1), 1)
        expected = expected + np.tensordot(
            weights, 0.3**2 * (0.5 * x[:, 2]) ** 2 * (z[:, :, None] * z[:, None]).T, (0, 2)
        )
    np.testing.assert_allclose(theory.fresh(Cell(2, 1, 0.3, 1), second, 0.5), expected, rtol=1e-12, atol=1e-15)


def test_a_single_epoch_of_any_batches_is_exact():
    """After one epoch no sample was used twice: what samples and order make together is the exact recursion, and the
    mean is exact, too.
    """
    for cell in (Cell(100, 10, 0.1, 1), Cell(1000, 64, 0.03, 1), Cell(50, 1, 0.3, 1)):
        start = np.outer(theory.TRUTH, theory.TRUTH) + np.diag(theory.START_SD**2)
        mean, sd = theory.predict(cell)
        np.testing.assert_allclose(mean, cell.left * theory.TRUTH, rtol=1e-9)
        np.testing.assert_allclose(sd**2, np.diag(theory.fresh(cell, start, theory.NOISE)) - mean**2, rtol=1e-6)


def test_the_nodes_have_the_moments_of_a_sample():
    """E[H] = I; the variances of mean x1^2, x1 x2 and x1 are 2/n, 1/n and 1/n; enough nodes change nothing."""
    H, weights = theory._second_moments(1000)
    mean = np.tensordot(weights, H, 1)
    variance = np.tensordot(weights, (H - mean) ** 2, 1)
    np.testing.assert_allclose(mean, theory.ONE, atol=1e-6)
    np.testing.assert_allclose(variance, np.array([[2, 1, 1], [1, 2, 1], [1, 1, 0]]) / 1000, rtol=1e-4, atol=1e-12)


def test_least_squares_comes_to_the_bound_and_training_only_near_it():
    for n in (1000, 10_000):
        assert (theory.bound(n) < theory.least_squares(n)).all() and (
            theory.least_squares(n) < 1.003 * theory.bound(n)
        ).all()
    for cell in theory.GRID:
        assert (np.hypot(*theory.predict(cell)) > theory.least_squares(cell.n)).all(), cell


def test_the_stated_kurtosis_is_that_of_long_training_with_single_samples():
    """3 for a small step, as for a normal distribution; 16 at lr 0.3.

    The second moments of the same recursion are those of `fresh`.
    """
    np.testing.assert_allclose(theory.kurtosis(0.003), 3, atol=1e-4)
    np.testing.assert_allclose(theory.kurtosis(0.3), [16.426, 16.426, 9.268], atol=1e-3)
