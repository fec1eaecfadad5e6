"""The final parameter errors stay small: the training chapter's own blocks, with many seeds."""

import contextlib
import io
import random

import pytest
import torch

from book.manuscript.book import LANGUAGES
from linreg import scratch

SEEDS = range(20)
LIMIT = 0.005
BOUND = 0.01 / 1000**0.5  # Cramér-Rao: noise sd / sqrt(samples), for each parameter (the features have variance 1)
NAMES = ('w[0]', 'w[1]', 'b')


def program(page):
    """Return the code of the page down to the block that prints the errors, and check that it sets both seeds, once."""
    blocks = []
    for fence in page.fences:
        blocks.append(fence.code)
        if fence.source and 'w_error' in fence.source:
            code = ''.join(blocks)
            assert code.count('torch.manual_seed(42)') == code.count('random.seed(42)') == 1
            return code
    raise AssertionError(f'{page.path}: no block that computes w_error')


def run(code, seed):
    """Run the page's code with another seed. Returns its errors and those of least squares on the same data."""
    names = {'__name__': '__main__'}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(code.replace('seed(42)', f'seed({seed})'), names)
    errors = torch.cat([names['w_error'], names['b_error']])
    design = torch.cat([names['features'], torch.ones(len(names['features']), 1)], 1).double()
    fitted = torch.linalg.lstsq(design, names['labels'].double()).solution.reshape(-1)
    truth = torch.cat([names['true_w'].double(), torch.tensor([names['true_b']], dtype=torch.double)])
    return errors.double(), truth - fitted


@pytest.mark.about('training')
@pytest.mark.parametrize('language', LANGUAGES)
def test_the_final_parameter_errors_stay_small(book, language, capsys):
    code = program(book.page(language, 'training'))
    results = [run(code, seed) for seed in SEEDS]
    errors, least_squares = (torch.stack(column) for column in zip(*results))
    rms, best = (column.square().mean(0).sqrt() for column in (errors, least_squares))
    with capsys.disabled():
        print(f'\n{language}/training.md, {len(SEEDS)} seeds: root mean square error of each parameter')
        print('parameter   bound      least squares   the book   largest')
        for i, name in enumerate(NAMES):
            print(f'{name:9}   {BOUND:.6f}   {best[i]:.6f}        {rms[i]:.6f}   {errors[:, i].abs().max():.6f}')
    assert errors.abs().max() < LIMIT
    assert (rms < 3 * BOUND).all() and (rms > BOUND / 3).all()


@pytest.mark.about('training')
def test_the_chapter_trains_as_the_source_does(book, capsys):
    """The page's own blocks give, to the bit, what `linreg.scratch` gives."""
    names = {'__name__': '__main__'}
    exec(program(book.page('en', 'training')), names)
    page_output = capsys.readouterr().out
    torch.manual_seed(42)
    random.seed(42)
    features, labels = scratch.synthetic_data(scratch.true_w, scratch.true_b, 1000)
    w, b = scratch.initial_parameters()
    scratch.train(w, b, features, labels)
    assert torch.equal(w, names['w']) and torch.equal(b, names['b'])
    assert capsys.readouterr().out in page_output


WRONG = {
    'mean loss as well as the division': ('l.sum()', 'l.mean()'),
    'gradients are not cleared': ('param.grad.zero_()', 'pass'),
    'the step goes uphill': ('param -= lr', 'param += lr'),
    'the data have another noise': ('noise=0.01', 'noise=0.1'),
    'one epoch too few': ('num_epochs = 3', 'num_epochs = 2'),
    'no bias in the model': ('torch.matmul(X, w) + b\n', 'torch.matmul(X, w) + 0 * b\n'),
}


@pytest.mark.about('training')
@pytest.mark.parametrize('fault', WRONG)
def test_wrong_training_code_makes_the_errors_large(book, fault):
    """The limits above can fail: each of these faults breaks them."""
    code = program(book.page('en', 'training'))
    right, wrong = WRONG[fault]
    assert right in code
    if fault == 'no bias in the model':  # only in linreg, not in the data
        start = code.index('def linreg')
        code = code[:start] + code[start:].replace(right, wrong, 1)
    else:
        code = code.replace(right, wrong)
    errors = torch.stack([run(code, seed)[0] for seed in range(5)])
    assert not errors.abs().max() < LIMIT or not (errors.square().mean(0).sqrt() < 3 * BOUND).all()
