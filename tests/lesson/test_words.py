"""What words say of an output (more, less, up, down, close to) is so in the output that the page shows.

Each test says which sentence of the book it is about; a marker above the text names the test.
"""

import math
import re

import pytest
from helpers.texts import found


@pytest.fixture
def printed(book):
    """Return a function from CHAPTER#SECTION to what its blocks print."""

    def read(place):
        chapter, _, name = place.partition('#')
        page = book.page('en', chapter)
        section = next(section for section in page.sections if section.id == name)
        return '\n'.join(fence.output or '' for fence in page.fences if section.start <= fence.start < section.end)

    return read


def after(text, label):
    """Return the numbers on the line that begins with a label."""
    line = found(rf'(?m)^{re.escape(label)}(.*)$', text)[1]
    return [float(number) for number in re.findall(r'-?\d+\.\d+(?:e[-+]\d+)?|nan', line)]


@pytest.mark.about('line')
@pytest.mark.claim('line#loss', en='From 6 to 9 the loss falls', zh='从 6 到 9，损失一步步下降')
def test_the_loss_falls_to_a_weight_of_9(printed):
    losses = [int(loss) for loss in re.findall(r'weight \d+: loss (\d+)', printed('line#loss'))]
    assert losses[:4] == sorted(losses[:4], reverse=True) and losses[3:] == sorted(losses[3:]) and len(losses) == 6


@pytest.mark.about('line')
@pytest.mark.claim(
    'line#plane',
    en=['33 instead of 107', 'a square metre costs 9.1 euros, and each floor another 9'],
    zh=['107 降到了 33', '每平方米 9.1 欧元，每高一层再加 9 欧元'],
)
def test_a_second_feature_makes_the_loss_smaller(printed):
    alone, both = (found(r'loss (\d+)', printed(place))[1] for place in ('line#best', 'line#plane'))
    assert (alone, both) == ('107', '33')
    assert found(r'weights (\S+) and (\d+), bias', printed('line#plane')).groups() == ('9.1', '9')  # of area, of floor


@pytest.mark.about('loss')
@pytest.mark.claim(
    'loss#try-it',
    en='its error is less than twice that of the second,\nbut its loss is more than twice as large',
    zh='它的误差不到第二个的两倍，损失却是两倍还多',
)
def test_the_last_is_predicted_worst(printed):
    rows = re.findall(r'y_hat +(-?[\d.]+) +y +(-?[\d.]+) +loss +([\d.]+)', printed('loss#try-it'))
    errors = [abs(float(y) - float(y_hat)) for y_hat, y, _ in rows]
    losses = [float(loss) for *_, loss in rows]
    assert len(rows) == 5 and max(losses) == losses[-1]
    assert errors[-1] < 2 * errors[1] and losses[-1] > 2 * losses[1]


@pytest.mark.about('optimizer')
@pytest.mark.claim(
    'optimizer#update', en='Minus lowers the loss, plus raises it', zh='取减号，损失下降；取加号，损失上升'
)
def test_minus_lowers_the_loss(printed):
    text = printed('optimizer#update')
    assert after(text, 'sign -1:') < after(text, 'no step:') < after(text, 'sign +1:')


@pytest.mark.about('optimizer')
@pytest.mark.claim('optimizer#batch-size', en='the larger batch sizes have not arrived yet', zh='批量大的还没走到终点')
def test_only_without_the_division_one_rate_serves_all_batch_sizes(printed):
    rows = re.findall(
        r'batch size +\d+: divided (\d+\.\d{5}), not divided (\d+\.\d{5})', printed('optimizer#batch-size')
    )
    divided, undivided = ([float(row[column]) for row in rows] for column in (0, 1))
    assert len(rows) == 4 and undivided[:3] == [divided[0]] * 3 and divided == sorted(divided)
    assert undivided[3] > 50 * divided[3]
    assert divided[1] > 1000 * divided[0] and divided[0] < 0.003


@pytest.mark.about('optimizer')
@pytest.mark.claim('optimizer#pitfall', en='is several hundred times that\nof the first', zh='是第一轮里的几百倍')
def test_without_zero_the_swings_grow(printed):
    first, tenth = after(printed('optimizer#pitfall'), 'sgd_without_zero: ')
    assert 300 < tenth / first < 1000


@pytest.mark.about('training')
@pytest.mark.claim(
    'training#loop', en='our parameters do as well as the true ones', zh='我们的参数已经和真实参数一样好'
)
def test_the_parameters_do_as_well_as_the_true_ones(printed):
    text = printed('training#loop')
    assert after(text, 'epoch 3, loss') == after(text, 'loss of the true parameters:')


@pytest.mark.about('training')
@pytest.mark.claim('training#sum', en='which is ten times the gradient of the mean', zh='它是平均值的梯度的十倍')
def test_the_gradient_of_the_sum_is_ten_times_that_of_the_mean(printed):
    assert after(printed('training#sum'), 'sum / mean:') == [10, 10]


@pytest.mark.about('training')
@pytest.mark.claim(
    'training#learning-rate',
    en='the loss ends near what the noise leaves',
    zh='损失最后都接近噪声造成的那一部分',
)
def test_the_rates_end_where_the_text_says(printed):
    text = printed('training#learning-rate')
    near = 0.01**2 / 2
    assert all(abs(after(text, f'lr {rate}: loss')[0] - near) < 2e-6 for rate in (0.03, 0.3)), text
    assert after(text, 'lr 0.0003: loss') > after(text, 'lr 0.003: loss') > [1000 * near]
    assert math.isnan(after(text, 'lr 3: loss')[0])
    small, large = (after(text, f'lr {rate}: mean distance in epoch 6')[0] for rate in (0.03, 0.3))
    steps = after(text, 'lr 3, first steps:')
    assert 3 < large / small < 7 and steps == sorted(steps) and len(set(steps)) > 1


@pytest.mark.about('training')
@pytest.mark.claim(
    'training#order',
    en='Their reverses are far behind',
    zh='反过来，两种顺序都远远落在后面',
)
def test_the_order_costs_the_first_epoch(printed):
    text = printed('training#order')
    names = ('feature, rising', 'label, falling', 'feature, falling', 'label, rising')
    shuffled, *fixed = (after(text, name) for name in ('shuffled once', *names))
    good, bad = fixed[:2], fixed[2:]
    assert max(order[0] for order in good) <= shuffled[0] and good[1][0] < shuffled[0]
    assert min(order[0] for order in bad) > 10 * shuffled[0]
    last = [order[2] for order in (shuffled, *fixed)]
    assert max(last) < 1.2 * min(last)


@pytest.mark.about('training')
@pytest.mark.claim(
    'training#curve', en='Some way past step 300 it only goes up and down', zh='300 步过后再走一段，它就只是上下波动'
)
def test_the_distance_falls_until_step_300_and_then_wavers(printed):
    text = printed('training#curve')
    distances = [after(text, f'step {step}:')[1] for step in (1, 100, 200, 300, 400, 500, 600)]
    assert distances[:5] == sorted(distances[:5], reverse=True) and distances[4] < distances[5] > distances[6]


@pytest.mark.about('model')
@pytest.mark.claim(
    'model#true-parameters',
    en='The mean is close to 0 and the standard deviation close to [0.01]',
    zh='均值接近 0，标准差接近 [0.01]',
)
def test_what_is_left_with_the_true_parameters_is_the_noise(printed):
    text = printed('model#true-parameters')
    assert abs(after(text, 'mean')[0]) < 0.001 and abs(after(text, 'standard deviation')[0] - 0.01) < 0.0005


@pytest.mark.about('dataset')
@pytest.mark.claim(
    'dataset#plot',
    en='On the whole, the larger the first feature, the larger the label',
    zh='大体上，第一个特征越大，标签越大',
)
def test_the_features_pull_as_their_weights_say(book):
    first, second = (
        float(number)
        for number in found(r'true_w.*?\[ *(-?[\d.]+), *(-?[\d.]+)\]', book.page('en', 'dataset').text).groups()
    )
    assert first > 0 > second and -second > first


@pytest.mark.about('certainty')
@pytest.mark.claim(
    'certainty#ridge',
    en='falls from 15.41 to below 1',
    zh='从 15.41 缩小到不足 1',
)
def test_a_small_price_brings_the_weights_near_and_costs_no_loss(printed):
    text = printed('certainty#ridge').split('loss on new samples')[1]
    rows = [[float(number) for number in line.split()] for line in text.strip().splitlines()[:4]]
    (free, far, lost), (price, near, less) = rows[:2]
    assert (free, price) == (0, 0.001) and near < 1 < far / 10 and less < lost
