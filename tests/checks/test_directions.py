"""Both languages point the same way: what turns to its opposite in one of them is named."""

import pytest

from book.checks import directions

PAIRS = [  # English, Chinese, and the opposite of one of them
    ('The loss is smaller than before.', '损失比原来变小了。', 'The loss is larger than before.'),
    ('large errors count most', '放大后的误差最看重', 'small errors count most'),
    ('less steep on the way down', '越往下走越平缓', '越往下走越陡'),
    ('Flatter. The nudge went to a flatter place.', '更平，走到了较平的那一段。', '更陡，走到了较陡的那一段。'),
    ('Each step is ten times too short', '每一步都太短，只有十分之一', 'Each step is ten times too long'),
    ('a standard deviation below it', '标准差低于它', 'a standard deviation above it'),
    ('Their loss is smaller', '它们的损失较小', '它们的损失较大'),
    ('Each step is twice as long', '每一步都会长一倍', '每一步都会短一半'),
    ('it fills the tensor with zeros', '用 0 填满张量', 'it fills the tensor with ones'),
    ('it multiplies the gradient', '它与梯度相乘', 'it divides the gradient'),
    ('where the loss grows fastest', '损失增长最快的方向', '损失下降最快的方向'),
    ('the weight increases by one', '权重增加一', '权重减少一'),
    ('above zero, then below zero', '先大于零，后小于零', 'below zero, then above zero'),
    ('it runs too high', '偏高', '偏低'),
    ('twice the loss', '损失乘以 2', '损失除以 2'),
    ('Fast cars scatter', '快车散得开', '慢车散得开'),
    ('the labels rise', '标签上升', 'the labels fall'),
    ('on the left', '左边', '右边'),
    ('farther away', '更远', '更近'),
    ('the first row', '第一行', 'the last row'),
    ('each row', '每一行', '每一列'),
    ('before the step', '走这一步之前', '走这一步之后'),
    ('more than before', '多于原来', '少于原来'),
    ('it counts for more', '它更重', '它更轻'),
    ('in the upper left', '左上角', '左下角'),
    ('it starts there', '在那里开始', '在那里结束'),
    ('the inner loop', '内层循环', '外层循环'),
    ('the old value', '旧的值', '新的值'),
    ('a positive number', '一个正数', '一个负数'),
    ('a better fit', '更好的拟合', '更糟的拟合'),
    ('It is easy.', '这很容易。', '这很难。'),
    ('it adds them', '把它们加起来', '把它们减去'),
    ('an input of it', '它的输入', '它的输出'),
    ('the second one', '第二个', '第一个'),
    ('a large step', '一个大步', '一个小步'),
    ('They are the same.', '它们相同。', 'They are different.'),
    ('the direction is right', '方向是正确的', 'the direction is wrong'),
    ('the mean of them', '它们的平均', 'the sum of them'),
    ('It predicts well.', '预测得很准。', '标签得很准。'),
    ('a copy of it', '它的副本', 'it is changed in place'),
    ('the true parameters', '真实参数', '拟合的参数'),
    ('a random start', '随机的起点', 'a start at zero'),
    ('It refuses them.', '它拒绝这些。', 'It accepts them.'),
    ('as in the section above', '如上文所说', '如下文所说'),
    ('a longer way', '路更长', '路更短'),
    ('Fast cars scatter more than slow ones', '快车比慢车散得更开', '慢车比快车散得更开'),
    (
        'It is cut. The loss is smaller; others grow.',
        '它被切开。损失变小了；别的增大。',
        '它被切开。损失变大了；别的增大。',
    ),
]


def found(english, chinese):
    return directions.opposites(english, chinese, ('en', 'zh'))


@pytest.mark.parametrize('english, chinese, opposite', PAIRS)
def test_what_turns_to_its_opposite_in_one_language_is_named(english, chinese, opposite):
    assert found(english, chinese) == []
    turned = (opposite, chinese) if opposite.isascii() else (english, opposite)
    assert found(*turned)


def test_a_text_that_names_an_end_often_or_not_at_all_is_not_judged():
    assert found('The smaller, the larger. The larger, the smaller.', '较大的变小，较大的变大。') == []
    assert found('a mini-batch', '小批量') == []


def test_what_is_named_stands_in_the_order_of_the_scales_whatever_python_makes_of_a_set():
    """The order of a set of texts is another one in each process, and a message must not be."""
    here, there = zip(*found('It is larger, faster and farther away.', '它变小、变慢、更近。'))
    assert here == ('larger', 'larger', 'faster', 'farther') and there == ('小', '变小', '慢', '更近')
