"""One feature, one line: the predictions and their loss."""

import pytest

from linreg.line import mean_loss, predict


def test_a_prediction_is_on_the_line():
    assert [predict(area, 8, 300) for area in (0, 1, 50)] == [300, 308, 700]


@pytest.mark.parametrize('weight, bias, loss', [(2, 1, 0), (2, 3, 2), (2, -1, 2), (3, 1, 7)])
def test_the_loss_is_the_mean_of_half_the_squared_errors(weight, bias, loss):
    areas = [1, 2, 3, 5.291502622129181]  # whose squares add up to 42
    assert mean_loss(areas[:3], [3, 5, 7], weight, bias) == pytest.approx(loss if weight == 2 else 7 / 3)
