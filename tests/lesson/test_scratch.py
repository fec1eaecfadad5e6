"""The lesson's functions against PyTorch's own, and against arithmetic by hand.

Each test takes the lesson as an argument, so that test_wrong_code.py can hand it a wrong one.
"""

import contextlib
import io
import random

import pytest
import torch

from linreg import scratch as the_lesson


@pytest.fixture
def scratch():
    torch.manual_seed(0)
    random.seed(0)
    return the_lesson


def a_batch(scratch):
    return scratch.synthetic_data(scratch.true_w, scratch.true_b, 50)


def test_synthetic_data_has_the_shapes_and_the_distribution_it_promises(scratch):
    X, y = scratch.synthetic_data(torch.tensor([1.0, -2.0, 3.0]), 0.5, 20_000, noise=0.1)
    assert X.shape == (20_000, 3) and y.shape == (20_000, 1)
    epsilon = y.reshape(-1) - (X @ torch.tensor([1.0, -2.0, 3.0]) + 0.5)
    assert X.mean(0).abs().max() < 5 / 20_000**0.5  # five standard errors
    assert (X.std(0) - 1).abs().max() < 5 / 40_000**0.5
    assert abs(epsilon.mean()) < 5 * 0.1 / 20_000**0.5
    assert abs(epsilon.std() - 0.1) < 5 * 0.1 / 40_000**0.5


def test_synthetic_data_uses_the_noise_of_the_lesson_unless_told_otherwise(scratch):
    X, y = scratch.synthetic_data(scratch.true_w, scratch.true_b, 20_000)
    epsilon = y - (X @ scratch.true_w + scratch.true_b).reshape(-1, 1)
    assert abs(epsilon.std() - 0.01) < 5 * 0.01 / 40_000**0.5


def test_synthetic_data_adds_the_bias(scratch):
    X, y = scratch.synthetic_data(torch.zeros(2), 0.5, 100, noise=0)
    assert (y == 0.5).all() and X.any()


def test_data_iter_serves_every_sample_once_and_the_rest_in_a_last_batch(scratch):
    features, labels = torch.arange(100.0).reshape(50, 2), torch.arange(50.0).reshape(50, 1)
    for batch_size, sizes in ((10, [10] * 5), (20, [20, 20, 10]), (50, [50]), (64, [50]), (1, [1] * 50)):
        batches = list(scratch.data_iter(batch_size, features, labels))
        assert [len(X) for X, _ in batches] == sizes
        assert sorted(torch.cat([y for _, y in batches]).reshape(-1).tolist()) == list(range(50))
        assert not [(X, y) for X, y in batches if not (torch.equal(X[:, :1], 2 * y))]  # a sample keeps its label


def test_data_iter_shuffles_anew_each_epoch(scratch):
    features, labels = a_batch(scratch)
    orders = [torch.cat([y for _, y in scratch.data_iter(10, features, labels)]) for _ in range(2)]
    assert not torch.equal(orders[0], labels) and not torch.equal(orders[0], orders[1])


def test_the_initial_parameters_are_small_random_weights_and_a_zero_bias_that_record_operations(scratch):
    w, b = scratch.initial_parameters()
    assert w.shape == (2, 1) and b.shape == (1,) and w.requires_grad and b.requires_grad and w.is_leaf
    many = torch.cat([scratch.initial_parameters()[0].detach() for _ in range(5000)])
    assert abs(many.mean()) < 5 * 0.01 / 10_000**0.5 and abs(many.std() - 0.01) < 5 * 0.01 / 20_000**0.5 and not b.any()


def test_linreg_equals_torch_nn_linear(scratch):
    X, _ = a_batch(scratch)
    layer = torch.nn.Linear(2, 1)
    torch.testing.assert_close(scratch.linreg(X, layer.weight.T, layer.bias), layer(X))


def test_linreg_adds_the_bias(scratch):
    w, b = torch.tensor([[2.0], [-3.0]]), torch.tensor([0.5])
    assert scratch.linreg(torch.zeros(3, 2), w, b).tolist() == [[0.5]] * 3


def test_squared_loss_reshapes_the_labels_so_that_each_sample_meets_its_own(scratch):
    y_hat, y = torch.tensor([[1.0], [2.0], [3.0]]), torch.tensor([1.0, 0.0, 7.0])
    assert scratch.squared_loss(y_hat, y).tolist() == [[0.0], [2.0], [8.0]]  # without the reshape: (3, 3)
    assert scratch.squared_loss(y_hat.reshape(-1), y.reshape(-1, 1)).tolist() == [0.0, 2.0, 8.0]


def test_squared_loss_is_half_the_squared_error_of_each_sample(scratch):
    y_hat, y = torch.tensor([[1.0], [2.0], [3.0]]), torch.tensor([[1.0], [0.0], [7.0]])
    assert scratch.squared_loss(y_hat, y).tolist() == [[0.0], [2.0], [8.0]]
    assert scratch.squared_loss(y_hat, y).mean() * 2 == torch.nn.functional.mse_loss(y_hat, y)


def test_the_gradient_equals_arithmetic_by_hand(scratch):
    X, y = a_batch(scratch)
    w, b = scratch.initial_parameters()
    scratch.squared_loss(scratch.linreg(X, w, b), y).sum().backward()
    error = (X @ w + b - y).detach()
    torch.testing.assert_close(w.grad, X.T @ error)
    torch.testing.assert_close(b.grad, error.sum(0))


def test_sgd_equals_torch_optim_sgd_on_the_mean_loss(scratch):
    X, y = a_batch(scratch)
    ours = scratch.initial_parameters()
    theirs = [param.detach().clone().requires_grad_() for param in ours]
    optimizer = torch.optim.SGD(theirs, lr=0.1)
    for _ in range(5):
        scratch.squared_loss(scratch.linreg(X, *ours), y).sum().backward()
        scratch.sgd(ours, 0.1, len(X))
        optimizer.zero_grad()
        (torch.nn.functional.mse_loss(X @ theirs[0] + theirs[1], y) / 2).backward()
        optimizer.step()
    for our, their in zip(ours, theirs):
        torch.testing.assert_close(our, their)


def after_a_step(scratch, lr, batch_size):
    """Return the parameter 1, of gradient 6, after one step."""
    param = torch.tensor([1.0], requires_grad=True)
    param.grad = torch.tensor([6.0])
    scratch.sgd([param], lr, batch_size)
    return param


def test_sgd_goes_downhill(scratch):
    assert after_a_step(scratch, 0.1, 1) < 1


def test_sgd_divides_the_gradient_by_the_batch_size(scratch):
    assert after_a_step(scratch, 0.5, 4).item() == 1 - 0.5 * 6 / 4


def test_sgd_clears_the_gradients(scratch):
    assert after_a_step(scratch, 0.1, 1).grad.tolist() == [0.0]


def test_the_step_of_sgd_is_not_recorded(scratch):
    param = after_a_step(scratch, 0.1, 1)
    assert param.is_leaf and param.requires_grad and param.grad_fn is None


def test_train_prints_the_loss_after_each_epoch_on_all_data_after_the_update(scratch):
    features, labels = a_batch(scratch)
    w, b = scratch.initial_parameters()
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        scratch.train(w, b, features, labels, batch_size=10, lr=0.1, num_epochs=4)
    final = scratch.squared_loss(scratch.linreg(features, w, b), labels).mean().item()
    lines = printed.getvalue().splitlines()
    assert len(lines) == 4 and lines[-1] == f'epoch 4, loss {final:f}' and lines[0].startswith('epoch 1, loss ')


def trained(scratch, **options):
    """Return a batch, the parameters before and after, and what training on it printed."""
    features, labels = a_batch(scratch)
    params = scratch.initial_parameters()
    before = [param.detach().clone() for param in params]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        scratch.train(*params, features, labels, **options)
    return features, labels, before, [param.detach() for param in params], printed.getvalue()


def test_train_divides_by_the_batch_size_only_once(scratch):
    features, labels, (w, b), (_, b_after), _ = trained(scratch, batch_size=50, lr=0.1, num_epochs=1)
    torch.testing.assert_close(
        b - b_after, 0.1 * (features @ w + b - labels).mean(0)
    )  # a mean loss, too: a fiftieth of it


def test_train_records_the_loss_of_a_batch_and_not_that_of_an_epoch(scratch):
    recorded = []

    def loss(y_hat, y):
        recorded.append(torch.is_grad_enabled())
        return scratch.squared_loss(y_hat, y)

    trained(scratch, batch_size=25, lr=0.1, num_epochs=2, loss=loss)
    assert recorded == [True, True, False] * 2


def test_train_runs_as_many_epochs_as_asked_for(scratch):
    for num_epochs in (1, 2, 5):
        printed = trained(scratch, batch_size=10, lr=0.1, num_epochs=num_epochs)[-1]
        assert [line.split(',')[0] for line in printed.splitlines()] == [
            f'epoch {epoch}' for epoch in range(1, num_epochs + 1)
        ]


def test_train_takes_one_step_of_torch_optim_sgd_for_each_batch(scratch):
    """With the whole data as one batch, the order does not matter: the paths are the same."""
    features, labels = a_batch(scratch)
    ours = scratch.initial_parameters()
    theirs = [param.detach().clone().requires_grad_() for param in ours]
    with contextlib.redirect_stdout(io.StringIO()):
        scratch.train(*ours, features, labels, batch_size=len(features), lr=0.1, num_epochs=7)
    optimizer = torch.optim.SGD(theirs, lr=0.1)
    for _ in range(7):
        optimizer.zero_grad()
        (torch.nn.functional.mse_loss(features @ theirs[0] + theirs[1], labels) / 2).backward()
        optimizer.step()
    for our, their in zip(ours, theirs):
        torch.testing.assert_close(our, their)


def test_parameter_errors_are_true_minus_fitted_in_the_shape_of_the_true_ones(scratch):
    w, b = torch.tensor([[1.0], [2.0]], requires_grad=True), torch.tensor([5.0], requires_grad=True)
    w_error, b_error = scratch.parameter_errors(w, b)
    torch.testing.assert_close(w_error, torch.tensor([1.0, -5.4]))
    torch.testing.assert_close(b_error, torch.tensor([-0.8]))
    assert not w_error.requires_grad


def test_the_values_of_the_lesson_are_those_that_it_states(scratch):
    assert torch.equal(scratch.true_w, torch.tensor([2, -3.4])) and scratch.true_b == 4.2
    assert (scratch.batch_size, scratch.lr, scratch.num_epochs) == (10, 0.03, 3)
    assert scratch.net is scratch.linreg and scratch.loss is scratch.squared_loss
    w, b = scratch.initial_parameters()
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        scratch.train(w, b, *a_batch(scratch))
    assert printed.getvalue().count('epoch') == 3
