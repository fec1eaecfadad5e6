"""Each formula of the lesson is computed, and is what the lesson's functions give: a wrong sign, a missing half or a
missing root is named.
"""

import math
import re
import tomllib

import numpy as np
import pytest
import torch
from helpers import formulas
from helpers.formulas import Derivative, Losses, matrix
from helpers.pages import ROOT

from book.finish.formulas import katex
from book.manuscript.book import LANGUAGES
from book.manuscript.page import placed, squeeze
from linreg import scratch
from linreg.scratch import linreg, sgd, squared_loss

SIZE, LR = 7, 0.3  # of the mini-batch on which the formulas are tried
COMPUTES = re.compile(r'[-+=/]|\\(?:frac|sqrt|sum|top|leftarrow|cdot)')


def drawn(*shape):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(len(shape) + sum(shape)), dtype=torch.float64)


def gradient(X, y, w, b):
    """Return the gradient of the sum of the losses, as PyTorch records it: a column for w, above one for b."""
    squared_loss(linreg(X, w, b), y).sum().backward()
    return torch.cat([w.grad, b.grad.reshape(1, 1)])


def both(w, b):
    """Return both parameters as one column."""
    return matrix(torch.cat([w.reshape(-1), b]))


def copies(*tensors):
    return [tensor.detach().clone().requires_grad_() for tensor in tensors]


def mini_batch():
    """What the signs of the lesson mean, on a few numbers. `_next`: what an arrow gives; `_`: what may stand alone."""
    X, y, w, b = drawn(SIZE, 2), drawn(SIZE, 1), drawn(2, 1).requires_grad_(), drawn(1).requires_grad_()
    y_hat = linreg(X, w, b)
    losses = Losses(squared_loss(y_hat, y).reshape(-1))
    moved = copies(w, b)
    slope = gradient(X, y, *moved)
    sgd(moved, LR, SIZE)
    return {
        **{'X': matrix(X), 'y': matrix(y), 'y_hat': matrix(y_hat), 'w': matrix(w), 'b': matrix(b)},
        **{'l': losses, 'L': losses, 'lr': LR, 'B': SIZE, 'i': range(SIZE)},
        **{'d_w': Derivative(w), 'd_b': Derivative(b), 'd_w_b': Derivative(w, b), 'd_y_hat': Derivative(y_hat)},
        **{'w_b': both(w, b), 'w_b_next': both(*moved), 'g': matrix(slope / SIZE)},
        '_': [
            matrix(gradient(X, y, *copies(0 * w, 0 * b))[:2]),
            matrix(y_hat - b),
            Derivative(y_hat) * losses,
            Losses(losses.of.sum()),
        ],
    }


def true_model():
    """The parameters that the data are made with, and such data."""
    torch.manual_seed(0)
    X, y = scratch.synthetic_data(scratch.true_w, scratch.true_b, 5)
    torch.manual_seed(0)
    torch.normal(0, 1, X.shape)
    noise = torch.normal(0, 0.01, (5,))
    return {
        **{'X': matrix(X), 'y': matrix(y), 'w': matrix(scratch.true_w), 'b': scratch.true_b, 'noise': matrix(noise)},
        '_': [0.01 / math.sqrt(len([0] * 1000))],
    }


def one_sample():
    """One sample of two features."""
    names = mini_batch()
    signs = ('x_1', 'x_2', 'w_1', 'w_2')
    return {**dict(zip(signs, [*names['X'][0], *np.ravel(names['w'])])), 'b': names['b'], 'y_hat': names['y_hat'][0]}


def one_gradient():
    """The loss of one sample, and what each parameter does to it."""
    (x_1, x_2), y = drawn(2).tolist(), 1.7
    w_1, w_2, b = (drawn(1, size).sum().detach().requires_grad_() for size in (1, 2, 3))
    y_hat = w_1 * x_1 + w_2 * x_2 + b
    signs = {'l': Losses(squared_loss(y_hat, torch.tensor(y))), 'y_hat': y_hat.item(), 'y': y, 'x_1': x_1, 'x_2': x_2}
    return signs | {'d_w_1': Derivative(w_1), 'd_w_2': Derivative(w_2), 'd_b': Derivative(b)}


def one_feature():
    """A line: one feature, one weight."""
    x, w, b = 1.3, -0.7, 0.4
    y_hat = linreg(torch.tensor([[x]]), torch.tensor([[w]]), torch.tensor([b])).item()
    return {'x': x, 'w': w, 'b': b, 'y_hat': y_hat}


def density():
    """The density of a label, its logarithm, and the part of that which no parameter changes."""
    y, y_hat, sigma = 1.3, 0.9, 0.2
    bell = torch.distributions.Normal(torch.tensor(y_hat).double(), sigma)
    at_its_top = bell.log_prob(torch.tensor(y_hat).double()).item()
    return {
        'q': bell.log_prob(torch.tensor(y).double()).item(),
        'p': bell.log_prob(torch.tensor(y).double()).exp().item(),
        'e': math.e,
        'π': math.pi,
        'c': at_its_top,
        'y': y,
        'y_hat': y_hat,
        'sigma': sigma,
    }


def curvature(Z):
    """Return how the slopes of the summed loss change with the parameters."""
    start = Z.new_zeros(Z.shape[1])
    return torch.autograd.functional.hessian(lambda v: squared_loss(Z @ v, Z.new_zeros(len(Z))).sum(), start)


def lowest_point():
    """The parameters of least squares, as PyTorch finds them."""
    X, y = drawn(SIZE, 2), drawn(SIZE, 1)
    Z = torch.cat((X, torch.ones(SIZE, 1)), dim=1)
    v = torch.linalg.lstsq(Z, y).solution
    (slope,) = torch.autograd.grad(squared_loss(Z @ (free := v.clone().requires_grad_()), y).sum(), free)
    known = [SIZE * 3**2, 3**3, matrix(Z.T), matrix(curvature(Z)), matrix(Z @ v), matrix(Z @ v - y), matrix(slope)]
    return {'Z': matrix(Z), 'v': matrix(v), 'y': matrix(y), 'n': SIZE, 'd': 3, '_': known}


def bowl():
    """A way from the lowest point, and by how much the loss grows on it."""
    Z = torch.cat((drawn(SIZE, 2), torch.ones(SIZE, 1)), dim=1)
    way = drawn(3, 1)
    grown = squared_loss(Z @ way, torch.zeros(SIZE, 1)).mean()
    return {'Z': matrix(Z), 'n': SIZE, 'u': matrix(way), 'H': matrix(Z.T @ Z / SIZE), '_': [grown.item()]}


def sure():
    """Labels of true parameters: what least squares makes of their noise; and how a slope varies, by the equation."""
    X, epsilon, v, sigma = drawn(SIZE, 2), drawn(SIZE, 1), drawn(3, 1), 0.5
    Z = torch.cat((X, torch.ones(SIZE, 1)), dim=1)
    one = torch.cat((X[:, :1], torch.ones(SIZE, 1)), dim=1)
    slope = sigma * torch.linalg.inv(one.T @ one)[0, 0] ** 0.5
    fitted = matrix(torch.linalg.lstsq(Z, Z @ v + epsilon).solution)
    signs = {'Z': matrix(Z), 'v': matrix(v), 'v_hat': fitted, 'noise': matrix(epsilon)}
    given = sigma * torch.linalg.inv(Z.T @ Z) @ Z.T  # how much each label's noise moves each parameter
    square = drawn(3, 3)
    signs |= {'A': matrix(square)}
    known = [slope.item(), matrix(given / sigma), matrix(given @ given.T), matrix(torch.linalg.inv(square))]
    levers = torch.linalg.pinv(one)[0]  # how much each label moves the slope of a line
    known += [matrix(curvature(Z)), (levers**2).sum().item(), SIZE - 1]
    return signs | {'n': SIZE, 'sigma': sigma, 's': X[:, 0].std(correction=0).item(), '_': known}


class Rows(list):
    """Columns, one for each sample; transposed, they are the rows of one matrix."""

    @property
    def T(self):
        return matrix(np.concatenate([np.asarray(column).T for column in self]))


def error():
    """The error of the parameters before and after a step of sgd, and the noise of each sample."""
    names, true = mini_batch(), drawn(3, 1).numpy()
    z = Rows(matrix([*row, 1]) for row in np.asarray(names['X']))
    noise = names['y'] - z.T * matrix(true)
    return names | {
        'z': z,
        'noise': noise,
        'e': matrix(true) - names['w_b'],
        'e_next': matrix(true) - names['w_b_next'],
        '_': [names['y'] - names['y_hat']],
    }


def one_weight(steps=40):
    """The weight that the noise of one sample has, if three steps used it."""
    used = [steps - back for back in (3, 5, 8)]
    weight = 0.0
    for step in range(1, steps + 1):
        weight = weight * (1 - LR) + (LR / SIZE if step in used else 0)
    return {'lr': LR, 'B': SIZE, 'k': steps, 'j': used, 'i': 0, 'c': [weight]}


def many_weights():
    """The weights of all noises after many steps, each with new samples, and the deviations that they make."""
    c = np.concatenate([np.full(SIZE, LR / SIZE * (1 - LR) ** step) for step in range(400)])
    size = {'m': 0.3, 's': 0.01 * np.linalg.norm(c), 'd': 0.2}
    return {
        'lr': LR,
        'B': SIZE,
        'c': c,
        'i': range(len(c)),
        'sigma': 0.01,
        **size,
        '_': [
            np.linalg.norm([*size.values()]),
            c[0],
            (1 - LR) ** 2,
            sum((1 - LR) ** (2 * step) for step in range(400)),
            (0.01 * np.linalg.norm(np.full(1000, 1 / 1000))) ** 2,
            np.linalg.norm(np.ones(50)),  # runs
            np.linalg.norm(np.ones(2 * 50)),  # of a standard deviation
        ],
    }


def disturbed(steps=10, small=1e-7):
    """What a small difference D of the mean of z zᵀ from the identity matrix makes of the way that is left."""
    D, start = matrix(drawn(3, 3).numpy()), matrix([2.0, -3.4, 4.2])
    left = np.linalg.matrix_power(np.eye(3) * (1 - LR) - LR * small * np.asarray(D), steps) @ np.asarray(start)
    change = left - (1 - LR) ** steps * np.asarray(start)
    step = matrix(np.eye(3) - LR * (np.eye(3) + D))
    known = [change / small, step, 1 - LR, -LR * D]
    return {'lr': LR, 'k': steps, 'D': D, 'I': matrix(np.eye(3)), 'e_0': start, '_': known}


def way():
    """What is left of the way when each step takes away its share."""
    left = start = matrix([2.0, -3.4, 4.2])
    for _ in range(40):
        left = left - LR * left
    return {'lr': LR, 'k': 40, 'e_0': start, 'm': left}


def ten():
    """The standard deviation of a sum, and of a mean, of ten independent numbers, in that of one."""
    return {'_': (np.linalg.norm(np.ones(10)), np.linalg.norm(np.ones(10) / 10))}


# For each chapter: what its signs mean. A formula is computed with the first of these that has all of its signs.
MEANINGS = {
    'index': [mini_batch()],
    'line': [one_feature(), one_sample()],
    'dataset': [true_model()],
    'batches': [ten()],
    'model': [mini_batch(), one_sample()],
    'loss': [mini_batch()],
    'backward': [one_gradient(), mini_batch()],
    'optimizer': [mini_batch()],
    'least-squares': [density(), lowest_point(), bowl()],
    'certainty': [sure()],
    'training': [mini_batch(), true_model()],
    'errors': [error(), way(), many_weights(), one_weight(), disturbed()],
}


NAMED = {  # pieces of a formula, which the text calls by their signs
    r'\mathbf{z} = (x_1, x_2, 1)',
    r'\mathbf{z}_i \mathbf{z}_i^\top',
    r'\mathbf{z}_i \epsilon_i',
}


def wrong(tex, meanings):
    """Return what is wrong with a formula, as a text; None if nothing is."""
    rendered = katex.render([(tex, True)], ROOT / 'node_modules')[tex, True]
    for sign, sides in formulas.relations(rendered.html):
        missing = ''
        for names in meanings:
            try:
                values = [formulas.value(side, names) for side in sides if '...' not in side]
                break
            except NameError as error:
                missing = missing or error.name
        else:
            return f'nothing says what {missing!r} means: add it to MEANINGS in tests/lesson/test_formulas.py'
        if sign == '←':
            values[0] = names.get(f'{sides[0]}_next', values[0])
        if sign and not all(close(values[0], other) for other in values[1:]):
            return f'{" ".join(sides)}: the sides differ: {values}'
        if not sign and not any(close(values[0], known) for meaning in meanings for known in meaning.get('_', ())):
            return f'{sides[0]} is {values[0]}, which no function of the lesson gives'
    return None


def close(one, other):
    one, other = (formulas.numbers(side).squeeze() for side in (one, other))
    return one.shape == other.shape and np.allclose(one, other, rtol=1e-5)


def of_page(page):
    """Return (line, TeX) of the formulas of a page that say something: displayed ones, and those in the text that
    compute.
    """
    found = [(token.map[0] + 1, token.content) for token in page.tokens if token.type.startswith('math_block')]
    found += [
        (line, child.content)
        for token, _ in page.inlines()
        for child, line in placed(token)
        if child.type == 'math_inline' and COMPUTES.search(child.content) and squeeze(child.content) not in NAMED
    ]
    return found


@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize('chapter', MEANINGS)
def test_each_formula_is_what_the_functions_give(book, chapter, language):
    page = book.page(language, chapter)
    found = of_page(page)
    assert found
    assert [f'{page.shown}:{line}: {what}' for line, tex in found if (what := wrong(tex, MEANINGS[chapter]))] == []


@pytest.mark.parametrize('language', LANGUAGES)
def test_no_formula_of_the_lesson_is_left_out(book, language):
    lesson = tomllib.loads((ROOT / 'docs/points.toml').read_text(encoding='utf-8'))
    left_out = {
        name for name in lesson if name in book.chapters and name not in MEANINGS and of_page(book.page(language, name))
    }
    assert not left_out, f'no formula of {left_out} is computed: say in MEANINGS what their signs mean'


FAULTS = [  # (chapter, what is written, what is planted)
    ('dataset', r'\mathbf{X} \mathbf{w} + b', r'\mathbf{X} \mathbf{w} - b'),
    ('dataset', '-3.4', '3.4'),
    ('line', 'w x + b', 'w x - b'),
    ('backward', r'\hat{\mathbf{y}} - \mathbf{y}', r'\mathbf{y} - \hat{\mathbf{y}}'),
    ('backward', r'\left( \hat{y}^{(i)} - y^{(i)} \right)', r'\left( y^{(i)} - \hat{y}^{(i)} \right)'),
    ('model', 'w_2 x_2', 'w_2 x_1'),
    ('loss', r'\frac{1}{2} \left', r'\left'),
    ('loss', r'\right)^2', r'\right)'),
    ('loss', r'\frac{1}{2} \cdot 2', r'\frac{1}{2}'),
    ('backward', r'(\hat{y} - y) \, x_2', r'(\hat{y} - y) \, x_1'),
    ('backward', r'= \hat{y} - y.', r'= y - \hat{y}.'),
    ('least-squares', r'q = c - \frac', r'q = c + \frac'),
    ('least-squares', r'e^{-(y', r'e^{(y'),
    ('least-squares', r'\sqrt{2 \pi}', r'2 \pi'),
    ('least-squares', r'{2 \sigma^2}', r'{2 \sigma}'),
    ('least-squares', r'\mathbf{Z}^\top \mathbf{y}.', r'\mathbf{Z} \mathbf{y}.'),
    ('certainty', r'\mathbf{Z})^{-1} \mathbf{Z}^\top', r'\mathbf{Z}) \mathbf{Z}^\top'),
    ('certainty', r'= \sigma^2 (\mathbf{Z}', r'= \sigma (\mathbf{Z}'),
    ('least-squares', r'\frac{1}{2} \mathbf{u}^\top', r'\mathbf{u}^\top'),
    ('least-squares', r'\frac{1}{n} \mathbf{Z}^\top', r'\mathbf{Z}^\top'),
    ('certainty', r'\sigma / (s \sqrt{n})', r'\sigma / (s n)'),
    ('optimizer', r'(\mathbf{w}, b) - \frac', r'(\mathbf{w}, b) + \frac'),
    ('optimizer', r'\frac{\eta}{|\mathcal{B}|}', r'\eta'),
    ('optimizer', r'\sum_{i \in \mathcal{B}} \left', r'\left'),
    ('training', r'\sqrt{1000}', '1000'),
    ('training', r'\eta \mathbf{g}', r'\mathbf{g}'),
    ('errors', r'(1 - \eta)^k', r'(1 + \eta)^k'),
    ('errors', r'\mathbf{e} + \epsilon_i', r'\mathbf{e} - \epsilon_i'),
    ('errors', r'\sigma^2 \sum', r'\sigma \sum'),
    ('errors', r'\sqrt{m^2', '{m^2'),
    ('errors', r'{(2 - \eta)', r'{(1 - \eta)'),
    ('errors', r'(1 - (1 - \eta)^2)', r'(1 - (1 - \eta))'),
    ('errors', r'\sqrt{50}', '50'),
    ('errors', r'^{k - 1} \mathbf{D}', r'^{k + 1} \mathbf{D}'),
    ('errors', r'\mathbf{I} - \eta \mathbf{D}', r'\mathbf{I} + \eta \mathbf{D}'),
    ('errors', r'\eta / |\mathcal{B}|', r'\eta |\mathcal{B}|'),
]


@pytest.mark.parametrize('chapter, written, planted', FAULTS)
def test_a_wrong_formula_is_named(book, chapter, written, planted):
    formula = next(tex for _, tex in of_page(book.page(LANGUAGES[0], chapter)) if written in tex)
    assert wrong(formula.replace(written, planted), MEANINGS[chapter])


def test_a_sign_that_nothing_explains_is_named():
    assert "'Q' means" in wrong(r'\mathbf{y} = \mathbf{Q} \mathbf{w}', MEANINGS['model'])
