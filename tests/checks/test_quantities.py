"""Units, and operations within operations: what is exchanged in one language is named."""

import pytest

from book.checks.quantities import UNITS, unlike


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


NAMED = {  # each unit: its words in English and Chinese
    'metre': ('meters', '米'),
    'kilometre': ('kilometres', '公里'),
    'mile': ('a mile', '英里'),
    'foot': ('a foot', '英尺'),
    'inch': ('inches', '英寸'),
    'tonne': ('tonnes', '吨'),
    'kilogram': ('kilograms', '公斤'),
    'litre': ('liters', '5 升'),
    'gallon': ('gallons', '加仑'),
    'horsepower': ('horsepower', '马力'),
    'euro': ('euros', '欧元'),
    'hour': ('an hour', '小时'),
    'minute': ('minutes', '分钟'),
    'year': ('years', '年'),
    'byte': ('bytes', '字节'),
}


@pytest.mark.parametrize('unit', NAMED)
def test_each_unit_is_known_in_both_languages(unit):
    other = next(name for name in UNITS if name != unit)
    (english, chinese), (other_english, other_chinese) = NAMED[unit], NAMED[other]
    assert list(unlike((english, other_chinese), ('en', 'zh'))) == [(unit, other)]
    assert list(unlike((other_english, chinese), ('en', 'zh'))) == [(other, unit)]
    assert list(unlike((english, chinese), ('en', 'zh'))) == []
