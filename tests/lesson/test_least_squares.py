"""The closed form is the lowest point of the squared loss; ridge puts a price on the weights, and none on the bias;
standard errors are those of many data sets.
"""

import pytest
import torch

from linreg.least_squares import closed_form, ridge, standard_errors, with_ones
from linreg.scratch import squared_loss


def samples(count, features):
    generator = torch.Generator().manual_seed(100 * count + features)
    return (torch.randn(count, size, generator=generator, dtype=torch.float64) for size in (features, 1))


@pytest.mark.parametrize('count, features', [(5, 1), (50, 2), (50, 10)])
def test_the_closed_form_is_what_lstsq_finds_and_no_slope_is_left_there(count, features):
    X, y = samples(count, features)
    found = closed_form(X, y)
    assert torch.allclose(found, torch.linalg.lstsq(with_ones(X), y).solution, atol=1e-10)
    parameters = found.clone().requires_grad_()
    squared_loss(with_ones(X) @ parameters, y).sum().backward()
    assert parameters.grad.abs().max() < 1e-10


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
