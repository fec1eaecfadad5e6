"""The data of the chapter `features` are those that were published; what is left over, and who is left out, is so."""

import pytest
import torch

from linreg.features import horsepower, leave_one_out, left_over, miles, pounds
from linreg.least_squares import closed_form, with_ones
from linreg.real_data import column


def samples():
    """Return the mass in 1000 pounds and the power, side by side, and the miles on a gallon."""
    X = torch.cat((column(pounds) / 1000, column(horsepower)), dim=1)
    return X.double(), column(miles).double()


def test_the_cars_are_the_published_ones():
    """Means and plane as R gives them for its data set `mtcars`: mean(), lm(mpg ~ wt + hp), lm(mpg ~ hp)."""
    X, y = samples()
    assert len(X) == len(y) == 32
    assert [*X.mean(0).tolist(), y.mean().item()] == pytest.approx([3.21725, 146.6875, 20.090625])
    assert closed_form(X, y).reshape(-1).tolist() == pytest.approx([-3.87783, -0.03177, 37.22727], rel=1e-3)
    assert closed_form(X[:, 1:], y).reshape(-1).tolist() == pytest.approx([-0.06823, 30.09886], rel=1e-3)


def test_what_is_left_over_has_nothing_that_the_features_predict():
    X, y = samples()
    left = left_over(X, y)
    assert left.shape == y.shape and (with_ones(X).T @ left).abs().max() < 1e-6
    assert torch.allclose(left_over(X, left), left) and torch.allclose(
        left_over(X, with_ones(X) @ torch.ones(3, 1).double()), 0 * y
    )


@pytest.mark.parametrize('feature, other', [(0, 1), (1, 0)])
def test_the_slope_through_what_is_left_over_is_the_weight_in_the_plane(feature, other):
    X, y = samples()
    others = X[:, other : other + 1]
    through = closed_form(left_over(others, X[:, feature : feature + 1]), left_over(others, y))[0]
    assert torch.isclose(through, closed_form(X, y)[feature])


def test_leave_one_out_is_what_the_leverages_give():
    """Each error with a sample left out is its residual over one minus its leverage (Allen's PRESS)."""
    X, y = samples()
    Z = with_ones(X)
    leverages = torch.diagonal(Z @ torch.linalg.inv(Z.T @ Z) @ Z.T)[:, None]
    assert leave_one_out(X, y) == pytest.approx(((left_over(X, y) / (1 - leverages)) ** 2).mean().item() / 2)
