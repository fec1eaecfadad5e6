"""A clause that one language denies and the other affirms is named."""

import pytest

from book.checks import negation


def denied(english, chinese):
    return negation.denied_in_one(english, chinese, ('en', 'zh'))


@pytest.mark.parametrize(
    'english, chinese, turned',
    [
        ('The order matters.', '次序很要紧。', 'The order does not matter.'),
        ('We have to sort.', '必须排序。', '不必排序。'),
        ('Nothing breaks.', '什么也没有坏。', 'Everything breaks.'),
        ('It records operations.', '它记录运算。', '它不会记录运算。'),
        ('It is not a list.', '它不是列表。', '它是列表。'),
        ('It has a step.', '它有一步。', 'It is without a step.'),
        ('It can wait.', '它可以等。', 'It cannot wait.'),
        ('It is found.', '找得到它。', '没法找到它。'),
        ('It shrinks.', '它变小。', '它也不变小。'),
        ('It is there. It does not wait.', '它在那里。它并不等待。', '它在那里。它总在等待。'),
    ],
)
def test_a_clause_that_turns_in_one_language_is_named(english, chinese, turned):
    assert denied(english, chinese) is None
    after = (turned, chinese) if turned.isascii() else (english, turned)
    assert denied(*after) is not None


@pytest.mark.parametrize(
    'english, chinese',
    [
        ('They differ.', '它们并不相同。'),
        ('Do the labels depend on it?', '标签与它有没有关系？'),
        ('It is only a guess.', '这不是别的，只是猜测。'),
        ('It lacks a gradient.', '它没有梯度。'),
        ('', '它没有梯度。'),
    ],
)
def test_what_both_say_in_their_own_way_is_not_named(english, chinese):
    assert denied(english, chinese) is None
