"""Standard errors are those of many data sets, and so is what the bootstrap finds; ridge puts a price on the weights,
and none on the bias.
"""

import pytest
import torch
from helpers.lesson import samples

from linreg.certainty import bootstrap, ridge, standard_errors
from linreg.least_squares import closed_form, with_ones
from linreg.scratch import squared_loss


def test_the_bootstrap_draws_from_all_rows_with_replacement_and_spreads_as_the_standard_errors_do():
    X, y = samples(60, 2)
    y = y + X @ torch.tensor([[2.0], [-3.4]]).double()
    torch.manual_seed(3)
    found = bootstrap(X, y, 1000)
    assert found.shape == (1000, 3) and torch.allclose(found.mean(0), closed_form(X, y)[:, 0], atol=0.02)
    assert torch.allclose(found.std(0), standard_errors(X, y), rtol=0.15)
    torch.manual_seed(3)
    rows = torch.randint(60, (60,))
    assert torch.equal(found[0], closed_form(X[rows], y[rows]).reshape(-1))


@pytest.mark.parametrize('strength', [0.1, 1, 100])
def test_ridge_is_the_lowest_point_with_the_price_and_spares_the_bias(strength):
    X, y = samples(50, 3)
    found = ridge(X, y, strength).requires_grad_()
    price = strength * (found[:-1] ** 2).sum() / 2
    (squared_loss(with_ones(X) @ found, y).sum() + price).backward()
    assert found.grad.abs().max() < 1e-9
    assert torch.allclose(ridge(X, y + 1000, strength)[-1] - found[-1], torch.tensor(1000.0).double())


def test_without_a_price_ridge_is_the_closed_form():
    X, y = samples(50, 3)
    assert torch.allclose(ridge(X, y, 0), closed_form(X, y))


def test_standard_errors_are_the_standard_deviations_over_many_data_sets():
    X, _ = samples(40, 2)
    X = X * torch.tensor([1.0, 3.0])
    generator = torch.Generator().manual_seed(7)
    true = with_ones(X) @ torch.tensor([[2.0], [-3.4], [4.2]]).double()
    found, errors = [], []
    for _ in range(2000):
        y = true + 0.5 * torch.randn(40, 1, generator=generator, dtype=torch.float64)
        found.append(closed_form(X, y).reshape(-1))
        errors.append(standard_errors(X, y))
    found, errors = torch.stack(found), torch.stack(errors)
    assert torch.allclose(found.std(0), errors.mean(0), rtol=0.05)
    inside = ((found - torch.tensor([2.0, -3.4, 4.2])).abs() < 2 * errors).double().mean()
    assert 0.93 < inside < 0.97
