"""Units, and operations within operations: what is exchanged in one language is named."""

import pytest

from book.checks.quantities import unlike


@pytest.mark.parametrize(
    'text, other',
    [
        ('in miles an hour and feet', '以英里每小时和英尺为单位'),
        ('the rent in euros, the area in square metres', '租金'),
        ('about half the square of 0.01', '约等于 0.01 的平方的一半'),
        ('the root of the sum of the squares', '平方和的平方根'),
        ('the mean of the squares', '平方的平均值'),
        ('no unit at all', '什么单位也没有'),
    ],
)
def test_the_same_quantities_pass(text, other):
    assert list(unlike((text, other), ('en', 'zh'))) == []


@pytest.mark.parametrize(
    'text, other, named',
    [
        ('in miles an hour and feet', '以英里每小时和米为单位', ('foot', 'metre')),
        ('a mass in tonnes', '质量以磅、千克计', ('tonne', 'kilogram')),
        (
            'about the square of half of 0.01',
            '约等于 0.01 的平方的一半',
            ('the square of the half', 'the half of the square'),
        ),
        ('the square of the mean', '平方的平均值', ('the square of the mean', 'the mean of the square')),
    ],
)
def test_what_is_exchanged_is_named(text, other, named):
    assert list(unlike((text, other), ('en', 'zh'))) == [named]
