"""The gradient of each step of training equals autograd's, finite differences' and arithmetic by hand.

Precision, relative to the largest gradient of the training: 1e-13 where the lesson computes in float64, 1e-5 where it
does so in float32, and 1e-9 for central differences, whose only error is rounding, since the loss is quadratic.
"""

import contextlib
import io
import random

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from linreg import scratch

ROUNDING = {torch.float64: 1e-13, torch.float32: 1e-5}


def loss_of(w, b, X, y):
    """The summed loss, written anew: half the squares of the errors."""
    return sum(((x * w.reshape(-1)).sum() + b[0] - label) ** 2 for x, label in zip(X, y.reshape(-1))) / 2


def by_autograd(w, b, X, y):
    return torch.func.grad(loss_of, argnums=(0, 1))(w, b, X, y)


def by_differences(w, b, X, y, step=1e-3):
    """Central differences, one parameter at a time."""
    gradients = []
    for number, param in enumerate((w, b)):
        gradient = torch.zeros_like(param)
        for i in range(param.numel()):
            ends = []
            for sign in (1, -1):
                moved = [w.clone(), b.clone()]
                moved[number].view(-1)[i] += sign * step
                ends.append(loss_of(*moved, X, y))
            gradient.view(-1)[i] = (ends[0] - ends[1]) / (2 * step)
        gradients.append(gradient)
    return gradients


def by_hand(w, b, X, y):
    """Sums of Python numbers: error times feature, and error."""
    w, b, rows, labels = w.reshape(-1).tolist(), b.item(), X.tolist(), y.reshape(-1).tolist()
    errors = [sum(weight * feature for weight, feature in zip(w, row)) + b - label for row, label in zip(rows, labels)]
    w_gradient = [sum(error * row[i] for error, row in zip(errors, rows)) for i in range(len(w))]
    return torch.tensor(w_gradient, dtype=X.dtype).reshape(-1, 1), torch.tensor([sum(errors)], dtype=X.dtype)


def steps(features, labels, dtype, batch_size, lr, num_epochs, **choices):
    """Train, and return (w, b, X, y, gradient of w, gradient of b) of each step, as they were when `sgd` was called."""
    w, b = (param.detach().to(dtype).requires_grad_() for param in scratch.initial_parameters())
    seen, batches = [], []
    sgd, data_iter = scratch.sgd, scratch.data_iter

    def watched_iter(*arguments):
        for batch in data_iter(*arguments):
            batches.append(batch)
            yield batch

    def watched_sgd(params, lr, batch_size):
        seen.append([tensor.detach().clone() for tensor in (*params, *batches[-1], *(param.grad for param in params))])
        sgd(params, lr, batch_size)

    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(io.StringIO()):
        patch.setattr(scratch, 'sgd', watched_sgd)
        patch.setattr(scratch, 'data_iter', watched_iter)
        scratch.train(w, b, features.to(dtype), labels.to(dtype), batch_size, lr, num_epochs, **choices)
    return seen


def check(seen, reference, precision):
    """Compare each step. Relative to the largest gradient of all: near the end of training the gradients are
    differences of near numbers.
    """
    scale = max(float(gradient.abs().max()) for step in seen for gradient in step[4:])
    for number, (*inputs, w_gradient, b_gradient) in enumerate(seen):
        for name, got, expected in zip('wb', (w_gradient, b_gradient), reference(*inputs)):
            off = float((got - expected).abs().max()) / scale
            assert got.shape == expected.shape and off <= precision, (
                f'step {number + 1}: gradient of {name} is off by {off:.1e} of the largest'
            )


@pytest.fixture
def data():
    torch.manual_seed(0)
    random.seed(0)
    return scratch.synthetic_data(scratch.true_w, scratch.true_b, 130)


@pytest.mark.parametrize('dtype', ROUNDING, ids=str)
@pytest.mark.parametrize('reference', [by_autograd, by_hand])
def test_the_gradient_of_each_step_equals_autograd_and_hand(data, reference, dtype):
    seen = steps(*data, dtype, batch_size=20, lr=0.03, num_epochs=3)
    assert len(seen) == 3 * 7 and len(seen[6][2]) == 10  # a short last batch, too
    check(seen, reference, ROUNDING[dtype])


def test_the_gradient_of_each_step_equals_finite_differences(data):
    check(steps(*data, torch.float64, batch_size=20, lr=0.03, num_epochs=3), by_differences, 1e-9)


def test_each_step_moves_each_parameter_by_lr_times_gradient_over_batch_size(data):
    seen = steps(*data, torch.float64, batch_size=20, lr=0.03, num_epochs=2)
    for before, after in zip(seen, seen[1:]):
        for param in (0, 1):
            torch.testing.assert_close(after[param], before[param] - 0.03 * before[param + 4] / 20, rtol=0, atol=1e-15)


numbers = st.floats(-100, 100).map(lambda x: round(x, 6))


@settings(deadline=None)
@given(st.data())
def test_the_gradient_of_any_batch_equals_all_three(draw):
    """Any numbers from -100 to 100, any sizes; relative to the sum of the sizes of all terms, since they may cancel."""
    num_features, num_examples = draw.draw(st.integers(1, 4)), draw.draw(st.integers(1, 8))

    def take(*shape):
        count = torch.Size(shape).numel()
        return torch.tensor(draw.draw(st.lists(numbers, min_size=count, max_size=count)), dtype=torch.float64).reshape(
            shape
        )

    X, y, w, b = take(num_examples, num_features), take(num_examples, 1), take(num_features, 1), take(1)
    w_leaf, b_leaf = w.clone().requires_grad_(), b.clone().requires_grad_()
    scratch.squared_loss(scratch.linreg(X, w_leaf, b_leaf), y).sum().backward()
    size = (X.abs() @ w.abs() + b.abs() + y.abs()).sum() * max(1, float(X.abs().max()))
    for reference, precision in ((by_autograd, 1e-14), (by_hand, 1e-14), (by_differences, 1e-8)):
        for got, expected in zip((w_leaf.grad, b_leaf.grad), reference(w, b, X, y)):
            assert (got - expected).abs().max() <= precision * (1 + size * (1 + size * (reference is by_differences)))


FAULTS = {
    'the loss has no factor one half': ('squared_loss', lambda y_hat, y: (y_hat - y.reshape(y_hat.shape)) ** 2),
    'the bias is left out of the model': ('linreg', lambda X, w, b: torch.matmul(X, w) + 0 * b),
    'the labels are not reshaped': ('squared_loss', lambda y_hat, y: (y_hat - y.reshape(-1)) ** 2 / 2),
}


@pytest.mark.parametrize('fault', FAULTS)
@pytest.mark.parametrize('reference, precision', [(by_autograd, 1e-13), (by_hand, 1e-13), (by_differences, 1e-9)])
def test_a_wrong_gradient_is_caught_and_its_step_named(data, fault, reference, precision):
    name, wrong = FAULTS[fault]
    choice = {'linreg': 'net', 'squared_loss': 'loss'}[name]
    with pytest.raises(AssertionError, match='step 1: gradient of'):
        check(
            steps(*data, torch.float64, batch_size=20, lr=0.03, num_epochs=1, **{choice: wrong}), reference, precision
        )


def test_gradients_that_are_not_cleared_are_caught_at_the_second_step(data, monkeypatch):
    monkeypatch.setattr(scratch, 'sgd', lambda params, lr, batch_size: None)  # neither moves nor clears
    with pytest.raises(AssertionError, match='step 2: gradient of'):
        check(steps(*data, torch.float64, batch_size=20, lr=0.03, num_epochs=1), by_hand, 1e-13)
