"""Numbers in words are read in both languages, so that what counts otherwise in one of them is named."""

import pytest

from book.checks import numerals


def counted(text, language):
    return {value for _, value, _ in numerals.in_words(text, language)} | {
        part for _, part, _ in numerals.parts(text, language)
    }


@pytest.mark.parametrize(
    'english, chinese',
    [
        ('ten samples', '十个样本'),
        ('a hundred million rows', '一亿行'),
        ('more than a hundred times', '一百多倍'),
        ('a tenth of it', '它的十分之一'),
        ('eight flats', '八套房子'),
        ('forty steps', '四十步'),
        ('thirty thousand rows', '三万行'),
        ('no number of them', '两个'),
        ('a few ten-thousandths', '万分之几'),
        ('A quarter of them, and five more', '四分之一，再加五个'),
    ],
)
def test_both_languages_count_alike(english, chinese):
    assert counted(english, 'en') == counted(chinese, 'zh')


@pytest.mark.parametrize('english, chinese', [('a hundredth of it', '它的十分之一'), ('ten samples', '一百个样本')])
def test_another_number_is_another(english, chinese):
    assert counted(english, 'en') != counted(chinese, 'zh')


@pytest.mark.parametrize(
    'text, values',
    [
        ('\u22120.5 and -2', {-0.5, -2}),
        ('1e-3 of 2.5e+2', {0.001, 250}),
        ('a 2x1 tensor', {2, 1}),
        ('x1, v1.2 and a3', set()),
        ('3.', {3}),
    ],
)
def test_numbers_in_digits_are_read_with_their_sign_and_exponent(text, values):
    assert numerals.values(text) == values
