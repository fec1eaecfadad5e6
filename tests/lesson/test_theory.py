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
    assert not [
        (row, column) for row in rows() for column in (7, 10) if not (abs(float(row[column])) <= monte_carlo.LIMIT)
    ]
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
