"""The closed form is the lowest point of the squared loss."""

import pytest
import torch
from helpers.lesson import samples

from linreg.least_squares import closed_form, with_ones
from linreg.scratch import squared_loss


@pytest.mark.parametrize('count, features', [(5, 1), (50, 2), (50, 10)])
def test_the_closed_form_is_what_lstsq_finds_and_no_slope_is_left_there(count, features):
    X, y = samples(count, features)
    found = closed_form(X, y)
    assert torch.allclose(found, torch.linalg.lstsq(with_ones(X), y).solution, atol=1e-10)
    parameters = found.clone().requires_grad_()
    squared_loss(with_ones(X) @ parameters, y).sum().backward()
    assert parameters.grad.abs().max() < 1e-10
