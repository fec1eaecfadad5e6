"""The data of the chapter `real-data` are those that were published, and the line comes back to the old units."""

import pytest
import torch

from linreg.real_data import column, distances, fit_line, in_old_units, least_squares, quartet, speeds, standardize


def test_the_cars_are_the_published_ones():
    """Means, sums of squares and the line, as R gives them for its data set `cars`."""
    x, y = column(speeds).double(), column(distances).double()
    assert (len(x), x.sum(), y.sum()) == (50, 770, 2149)
    assert ((x**2).sum(), (y**2).sum(), (x * y).sum()) == (13228, 124903, 38482)
    assert least_squares(x, y) == pytest.approx((3.9324088, -17.5790949))


@pytest.mark.parametrize('name', quartet)
def test_the_quartet_has_the_published_statistics(name):
    x, y = (column(numbers).double() for numbers in quartet[name])
    assert (len(x), x.mean(), x.var()) == (11, 9, 11)
    assert y.mean().item() == pytest.approx(7.50, abs=0.002) and y.var().item() == pytest.approx(4.125, abs=0.003)
    assert least_squares(x, y) == pytest.approx((0.500, 3.00), abs=0.003)


def test_standardized_and_back():
    x, y = column(speeds), column(distances)
    scaled, mean, deviation = standardize(x)
    assert abs(scaled.mean()) < 1e-6 and scaled.std().item() == pytest.approx(1)
    fitted = fit_line(scaled, y, 0.1, 300)
    assert in_old_units(*fitted, mean, deviation) == pytest.approx(least_squares(x, y), rel=1e-4)


@pytest.mark.claim('real-data#diverge', en='until a float cannot hold them', zh='大到浮点数装不下')
def test_unscaled_the_first_rate_overflows_and_the_second_is_still_far():
    x, y = column(speeds), column(distances)
    assert torch.tensor(fit_line(x, y, 0.03, 300)).isnan().all()
    w, b = fit_line(x, y, 0.005, 300)
    assert abs(b + 17.58) > 10 and w < 3.5
