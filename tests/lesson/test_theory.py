"""The errors of the lesson's training have the mean and the spread that mathematics says, and a wrong lesson's have
not.

The normal tests take the cells with 1000 samples; `make theory` takes all cells with more seeds, and writes
tests/results/theory.md. False alarms: LIMIT is such that with other seeds one whole table in a hundred would fail. The
seeds are fixed, so these tests do not flicker.
"""

import contextlib
import inspect
import io
import random
import re
import types
from itertools import product

import monte_carlo
import numpy as np
import pytest
import theory
import torch
import vectorised
from theory import Cell

from linreg import scratch

SOURCE = inspect.getsource(scratch)
SMALL = [cell for cell in theory.GRID if cell.n == 1000]


def one_by_one(lesson, cell, seeds, dtype=torch.float32):
    """Run the lesson's own program with each seed. Returns the errors (seeds, 3)."""
    found = []
    for seed in seeds:
        torch.manual_seed(seed)
        random.seed(seed)
        features, labels = lesson.synthetic_data(lesson.true_w, lesson.true_b, cell.n)
        w, b = (param.detach().to(dtype).requires_grad_() for param in lesson.initial_parameters())
        with contextlib.redirect_stdout(io.StringIO()):
            lesson.train(w, b, features.to(dtype), labels.to(dtype), cell.batch_size, cell.lr, cell.epochs)
        found.append(torch.cat(lesson.parameter_errors(w, b)).double())
    return torch.stack(found).numpy()


@pytest.mark.parametrize(
    'cell',
    [Cell(130, size, lr, 3) for size, lr in ((1, 0.03), (10, 0.3), (64, 0.3), (130, 0.003), (200, 0.03))],
    ids=str,
)
def test_the_trainer_for_many_seeds_equals_the_lesson(cell):
    """To rounding: of float64 when the lesson computes in float64, of float32 (some 1e-7 of 4.2 a step) when it does as
    in the book.
    """
    together, _ = vectorised.errors(scratch, [cell, Cell(130, cell.batch_size, 0.01, 2)], range(4))
    np.testing.assert_allclose(together[cell], one_by_one(scratch, cell, range(4), torch.float64), rtol=0, atol=1e-12)
    np.testing.assert_allclose(together[cell], one_by_one(scratch, cell, range(4)), rtol=0, atol=5e-6)


def test_seeds_cells_and_chunks_do_not_mix():
    cells = [Cell(30, 7, lr, epochs) for lr, epochs in product((0.03, 0.3), (1, 3))] + [Cell(20, 5, 0.1, 2)]
    together, best = vectorised.errors(scratch, cells, range(5), chunk=2)
    for cell in cells:
        alone, best_alone = vectorised.errors(scratch, [cell], [3])
        np.testing.assert_allclose(together[cell][3], alone[cell][0], rtol=0, atol=1e-13)
        np.testing.assert_allclose(best[cell.n][3], best_alone[cell.n][0], rtol=0, atol=1e-13)


def test_the_errors_of_the_lesson_are_what_theory_says():
    _, wrong = monte_carlo.table(cells=SMALL, seeds=range(400))
    assert wrong == {}


def rows():
    lines = monte_carlo.RESULTS.read_text(encoding='utf-8').splitlines()
    return [[value.strip() for value in line.strip('|').split('|')] for line in lines if line.startswith('|')][2:]


def test_the_written_table_holds_all_cells_predicted_as_today_and_within_the_limit():
    written = {(int(row[0]), row[1], row[2], row[3], row[4]): row for row in rows()}
    assert len(written) == len(rows()) == 3 * (len(theory.GRID) + 2)
    for cell in theory.GRID:
        for name, mean, sd in zip(theory.NAMES, *theory.predict(cell)):
            row = written[cell.n, str(cell.batch_size), str(cell.lr), str(cell.epochs), name]
            assert (float(row[5]), float(row[8])) == (
                pytest.approx(mean, rel=1e-3, abs=1e-3 * sd),
                pytest.approx(sd, rel=1e-3),
            ), f'{cell}: the theory has changed: run `make theory`'
            ratio = np.hypot(mean, sd) / theory.bound(cell.n)
            assert float(row[11].split()[0]) == pytest.approx(ratio, rel=1e-3)
    assert all(abs(float(row[column])) <= monte_carlo.LIMIT for row in rows() for column in (7, 10))
    assert monte_carlo.RESULTS.read_text(encoding='utf-8').startswith(monte_carlo.HEAD)


def test_the_table_is_written_from_what_is_measured():
    """The same code, few seeds, one cell of its own: the row holds its own mean and spread."""
    cell = Cell(50, 10, 0.1, 2)
    text, _ = monte_carlo.table(cells=[cell], seeds=range(20))
    errors, best = vectorised.errors(scratch, [cell], range(20))
    for name, found in (('least squares', best[50]), ('10', errors[cell])):
        for i in range(3):
            assert f'{found[:, i].mean():.3e}' in text and f'{found[:, i].std(ddof=1):.4e}' in text
        assert re.search(rf'^\| 50 \| {name} \|', text, re.MULTILINE)


# what is wrong: (the right code, the wrong code, the cell to see it in, the deviation that the test must name)
DATA_FAULTS = {
    'the noise has another standard deviation': (
        'noise=0.01',
        'noise=0.013',
        Cell(100, 10, 0.3, 5),
        'sd of b: predicted 0.001375, measured 0.0018',
    ),
    'features are uniform, of variance 1': (
        'torch.normal(0, 1, (num_examples, len(w)))',
        '(torch.rand(num_examples, len(w)) - 0.5) * 12 ** 0.5',
        Cell(100, 10, 0.1, 2),
        'sd of w[1]: ',
    ),
    'drawing with replacement': (
        'random.shuffle(indices)',
        'indices = random.choices(indices, k=num_examples)',
        Cell(100, 10, 0.3, 5),
        'sd of b: ',
    ),
    'the weights start far off': (
        'torch.normal(0, 0.01, size',
        'torch.normal(0, 1, size',
        Cell(100, 10, 0.1, 2),
        'sd of w[0]: ',
    ),
}
TRAINING_FAULTS = {  # all seen where the mean of b should be 1.009, with a quarter of the way to go
    'mean loss as well as the division': ('l.sum()', 'l.mean()'),
    'no division by the batch size': (' / batch_size\n', '\n'),
    'the mean of a short last batch': ('sgd([w, b], lr, batch_size)', 'sgd([w, b], lr, len(X))'),
    'one epoch fewer': ('in range(num_epochs)', 'in range(num_epochs - 1)'),
    'no factor one half': ('** 2 / 2', '** 2'),
    'the last batch is dropped': (
        'range(0, num_examples, batch_size)',
        'range(0, num_examples - batch_size + 1, batch_size)',
    ),
}


def wrong_lesson(right, wrong):
    assert SOURCE.count(right) == 1, 'the lesson has changed: plant the fault anew'
    lesson = types.ModuleType('wrong_lesson')
    exec(compile(SOURCE.replace(right, wrong), 'wrong_lesson.py', 'exec'), vars(lesson))
    return lesson


@pytest.mark.parametrize('fault', DATA_FAULTS)
def test_wrong_data_deviate_and_the_test_says_where(fault):
    """600 seeds; the right data, in the same cell with the same seeds, do not deviate."""
    right, wrong, cell, named = DATA_FAULTS[fault]
    found = monte_carlo.table(wrong_lesson(right, wrong), [cell], range(600))[1][cell]
    assert any(line.startswith(named) for line in found), found
    assert monte_carlo.table(scratch, [cell], range(600))[1] == {}


@pytest.mark.parametrize('fault', TRAINING_FAULTS)
def test_wrong_training_deviates_and_the_test_says_where(fault):
    """The wrong program itself, with 40 seeds."""
    cell = Cell(1000, 64, 0.03, 3)
    found = monte_carlo.deviations(
        monte_carlo.compare_cell(cell, one_by_one(wrong_lesson(*TRAINING_FAULTS[fault]), cell, range(40)))
    )
    assert any(line.startswith('mean of b: predicted 1.009, measured ') for line in found), found


def test_the_right_program_with_the_same_seeds_does_not_deviate():
    cell = Cell(1000, 64, 0.03, 3)
    assert monte_carlo.deviations(monte_carlo.compare_cell(cell, one_by_one(scratch, cell, range(40)))) == []


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
