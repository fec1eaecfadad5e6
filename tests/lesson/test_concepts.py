"""What the lesson says of its concepts is so: a sentence that is turned round, in both languages, is named.

Each test says which sentence of the book it is about; a marker above the text names the test.
"""

import random
import tomllib

import matplotlib.colors
import numpy as np
import pytest
import torch
from helpers.pages import ROOT
from matplotlib import pyplot as plt

from linreg.backward import Number, history
from linreg.least_squares import closed_form
from linreg.scratch import data_iter, linreg, squared_loss


def drawn(*shape):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(sum(shape)), dtype=torch.float64)


def slopes(X, y, w, b):
    """Return the gradient of the loss at some parameters, and the loss as a function of them."""

    def total(*parameters):
        return squared_loss(linreg(X, *parameters), y).sum()

    return torch.autograd.grad(total(*(p := [each.clone().requires_grad_() for each in (w, b)])), p), total


@pytest.mark.about('optimizer')
@pytest.mark.claim(
    'optimizer#update',
    en='The gradient points uphill, to where the loss grows, so the step goes the other way',
    zh='梯度指向上坡，也就是损失增大的方向，所以要往反方向走',
)
def test_the_gradient_points_uphill():
    w, b, X, y = (drawn(*shape) for shape in ((2, 1), (1,), (10, 2), (10, 1)))
    (dw, db), total = slopes(X, y, w, b)
    assert total(w - 1e-3 * dw, b - 1e-3 * db) < total(w, b) < total(w + 1e-3 * dw, b + 1e-3 * db)


@pytest.mark.about('model')
@pytest.mark.claim(
    'model#broadcasting', en='PyTorch lines the two shapes up at their right ends', zh='PyTorch 把两个形状靠右对齐'
)
def test_shapes_are_lined_up_from_the_right():
    assert (torch.ones(3, 2) + torch.ones(2)).shape == (3, 2)
    with pytest.raises(RuntimeError):
        torch.ones(3, 2) + torch.ones(3)


@pytest.mark.about('batches')
@pytest.mark.claim(
    'batches#data-iter',
    en='`data_iter` shuffles row numbers, not the samples themselves',
    zh='`data_iter` 打乱的是行号，而不是样本本身',
)
def test_the_samples_themselves_keep_their_order():
    random.seed(0)
    X, y = torch.arange(40.0).reshape(20, 2), torch.arange(20.0).reshape(20, 1)
    before = X.clone()
    served = torch.cat([labels for _, labels in data_iter(5, X, y)])
    assert torch.equal(X, before) and not torch.equal(served, y)


@pytest.mark.about('dataset')
@pytest.mark.claim('dataset#scatter-arguments', en='0 is invisible, 1 is solid', zh='0 看不见，1 完全不透明')
def test_a_point_with_alpha_0_is_invisible():
    colours = {}
    for alpha in (0, 1):
        figure = plt.figure(facecolor='white')
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.scatter([0], [0], 10000, color='red', alpha=alpha)
        figure.canvas.draw()
        picture = np.asarray(figure.canvas.buffer_rgba())
        colours[alpha] = picture[picture.shape[0] // 2, picture.shape[1] // 2, :3] / 255
        plt.close(figure)
    assert np.allclose(colours[0], matplotlib.colors.to_rgb('white'))
    assert np.allclose(colours[1], matplotlib.colors.to_rgb('red'))


@pytest.mark.about('optimizer')
@pytest.mark.claim(
    'optimizer#zero-grad', en='does not overwrite `.grad`: it adds to it', zh='不会覆盖 `.grad`，而是往上累加'
)
def test_backward_adds_to_what_is_there():
    w = torch.ones(1, requires_grad=True)
    for _ in range(2):
        (3 * w).sum().backward()
    assert w.grad.item() == 6


@pytest.mark.about('errors')
@pytest.mark.claim(
    'errors#bias',
    en='more data do not make\nit smaller; more or larger steps do',
    zh='数据再多，它也不会变小；多走几步，或者步子迈大一点，它才会变小',
)
def test_the_way_that_is_left_depends_on_the_steps_alone():
    left = {}
    for count, steps, lr in ((500, 20, 0.1), (50_000, 20, 0.1), (500, 40, 0.1), (500, 20, 0.2)):
        X = torch.randn(count, 1, generator=torch.Generator().manual_seed(1)).double()
        X = (X - X.mean()) / X.std(correction=0)
        w = torch.zeros(1, 1).double()
        for _ in range(steps):
            w = w - lr * X.T @ (X @ w - 3 * X) / count
        left[count, steps, lr] = abs(3 - w.item())
    base = left[500, 20, 0.1]
    assert left[50_000, 20, 0.1] == pytest.approx(base)
    assert max(left[500, 40, 0.1], left[500, 20, 0.2]) < base / 2


def parsed(path):
    """Return what a TOML file of the book holds."""
    return tomllib.loads((ROOT / path).read_text(encoding='utf-8'))


TERMS = {term['en']: term for term in parsed('docs/glossary.toml')['term']}
DEFINITIONS = parsed('tests/lesson/definitions.toml')
MUST_SAY = [row for row in DEFINITIONS['must_say'] if row[0] in TERMS]


@pytest.mark.parametrize('name, en, zh', MUST_SAY)
def test_a_definition_says_what_is_so(name, en, zh):
    for language, words in (('en', en), ('zh', zh)):
        assert words in TERMS[name][f'{language}_text'], (
            f'docs/glossary.toml, {name}, {language}_text no longer says {words!r}: if what it says now is so, write '
            'that into tests/lesson/definitions.toml'
        )


@pytest.mark.parametrize('name', [name for name, *_ in MUST_SAY])
def test_a_term_is_left_out_of_the_check_of_terms_for_a_reason(name):
    marked = TERMS[name].get('everyday', '')
    assert marked == DEFINITIONS['common_speech'].get(name, ''), (
        f'docs/glossary.toml, {name}: everyday = {marked!r}: `book check` does not ask that both languages say it; '
        'take it away, or write it into [common_speech] of tests/lesson/definitions.toml'
    )


def test_the_gradient_is_where_the_loss_grows_fastest():
    w, b, X, y, others = (drawn(*shape) for shape in ((2, 1), (1,), (10, 2), (10, 1), (200, 3)))
    (dw, db), total = slopes(X, y, w, b)
    directions = torch.cat((torch.cat((dw.reshape(-1), db)).reshape(1, 3), others))
    steps = 1e-5 * directions / directions.norm(dim=1, keepdim=True)
    grown = [(total(w + step[:2].reshape(2, 1), b + step[2:]) - total(w, b)).item() for step in steps]
    assert max(grown) == grown[0] > 0


@pytest.mark.about('parameters')
@pytest.mark.about('optimizer')
@pytest.mark.claim(
    'parameters#pitfall',
    en='without a record of how it was computed, for instance one that was made directly',
    zh='就是没有记录说明它是怎样算出来的张量，直接造出来的就是',
)
@pytest.mark.claim(
    'optimizer#no-grad',
    en='it was made directly, so it has no record of how it was computed',
    zh='它是直接造出来的，没有留下怎样算出它的记录',
)
def test_a_leaf_was_made_directly():
    made = torch.ones(1, requires_grad=True)
    assert made.is_leaf and made.grad_fn is None and not (made * 2).is_leaf
    with torch.no_grad():
        assert (made * 2).is_leaf


@pytest.mark.about('loss')
@pytest.mark.claim(
    'loss#mse',
    en='our training loop sums the losses to compute gradients, and averages them to report how training goes',
    zh='我们的训练循环算梯度时求和，报告进展时求平均',
)
def test_the_loop_sums_to_go_backward_and_averages_to_report():
    code = (ROOT / 'src/linreg/scratch.py').read_text(encoding='utf-8')
    assert 'l.sum().backward()' in code and 'train_l.mean()' in code


@pytest.mark.about('least-squares')
@pytest.mark.claim('least-squares#closed-form', en='the weights, and below them the bias', zh='各个权重，最下面是偏置')
def test_the_bias_stands_below_the_weights():
    X = torch.randn(20, 2).double()
    found = closed_form(X, X @ torch.tensor([[2.0], [-3.0]]).double() + 5)
    assert found.reshape(-1).tolist() == pytest.approx([2, -3, 5])


@pytest.mark.about('backward')
@pytest.mark.claim(
    'backward#number',
    en='A number has to wait until all the numbers that were computed from it are done',
    zh='由它算出的那些数都处理完了，才轮到一个数',
)
def test_a_number_comes_after_all_that_was_computed_from_it():
    a, b = Number(2.0), Number(3.0)
    result = (a * b + a) * a
    order = list(reversed(history(result)))
    for number in order:
        for parent, _ in number.parents:
            assert order.index(parent) > order.index(number)
