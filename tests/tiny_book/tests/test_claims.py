"""What the tiny book claims and no block of it shows."""


def test_a_mile_has_1609_metres():
    assert round(1760 * 0.9144) == 1609
