"""What the tiny book claims and no block of it shows."""

import pytest


@pytest.mark.claim('fall#units', en='Who counts in miles divides by 1609', zh='习惯用英里的人，除以 1609 就行')
def test_a_mile_has_1609_metres():
    assert round(1760 * 0.9144) == 1609
