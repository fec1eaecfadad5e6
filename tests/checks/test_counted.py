"""How many of what: numbers that change places before two terms are named, in one language or the other."""

import pytest

from book.checks.counted import exchanged

TERMS = [
    {'en': 'sample', 'zh': '样本'},
    {'en': 'feature', 'zh': '特征'},
    {'en': 'label', 'zh': '标签', 'en_also': ['labelled']},
]


@pytest.mark.parametrize(
    'text, other',
    [
        ('five samples of three features', '要的是五个样本，每个三个特征'),
        ('5 samples of 3 features', '3 个特征的 5 个样本'),
        ('ten labels, and 4 noisy samples', '十个标签，4 个带噪声的样本'),
        ('five samples', '三个特征'),
        ('no number', '没有数'),
    ],
)
def test_the_same_counts_pass(text, other):
    assert list(exchanged(TERMS, (text, other), ('en', 'zh'))) == []


@pytest.mark.parametrize(
    'text, other, named',
    [
        (
            'three samples of five features',
            '要的是五个样本，每个三个特征',
            [('feature: 5', 'feature: 3'), ('sample: 3', 'sample: 5')],
        ),
        ('5 samples of 3 features', '5 个特征的 3 个样本', [('feature: 3', 'feature: 5'), ('sample: 5', 'sample: 3')]),
    ],
)
def test_exchanged_counts_are_named(text, other, named):
    assert list(exchanged(TERMS, (text, other), ('en', 'zh'))) == named
