"""The numbers of the chapter `backward`: their values are Python's, and their gradients those of PyTorch."""

import contextlib
import io

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from linreg.backward import Number, as_number, history

STEPS = ('+', '-', '*', '**', 'from a number', 'times a number')


def computed(steps, numbers, power):
    """Compute something from numbers, Python's, ours or PyTorch's: each step with two that are there already."""
    known = list(numbers)
    for step, one, other in steps:
        a, b = known[one % len(known)], known[other % len(known)]
        known.append(
            {
                '+': lambda a, b: a + b,
                '-': lambda a, b: a - b,
                '*': lambda a, b: a * b * 0.5,
                '**': lambda a, b: power(a),
                'from a number': lambda a, b: 2.0 + a,
                'times a number': lambda a, b: 1.5 * b,
            }[step](a, b)
        )
    return known[-1]


numbers = st.lists(st.floats(-2, 2, allow_subnormal=False), min_size=3, max_size=3)
steps = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=7)


@settings(max_examples=300)
@given(numbers, steps)
def test_values_and_gradients_are_those_of_pytorch(values, steps):
    ours = [Number(value) for value in values]
    theirs = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in values]
    result, expected = (computed(steps, numbers, lambda a: a**2) for numbers in (ours, theirs))
    assert result.value == pytest.approx(expected.item(), rel=1e-12, abs=1e-12)
    if expected.grad_fn is not None:
        expected.backward()
        result.backward()
        for number, tensor in zip(ours, theirs):
            slope = 0.0 if tensor.grad is None else tensor.grad.item()
            assert number.grad == pytest.approx(slope, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize('power, value, slope', [(1, 2, 1), (2, 4, 4), (3, 8, 12), (-1, 0.5, -0.25), (0, 1, 0)])
def test_the_slope_of_a_power_is_that_of_its_own_exponent(power, value, slope):
    a = Number(2.0)
    result = a**power
    result.backward()
    assert (result.value, a.grad) == (value, slope)


def test_gradients_add_up_over_calls_until_they_are_cleared():
    a = Number(3.0)
    for expected in (7.0, 14.0):
        (a * a + a).backward()
        assert a.grad == expected
    a.grad = 0.0
    (a * a).backward()
    assert a.grad == 6.0


def test_history_has_each_number_once_and_after_its_parents():
    a, b = Number(1.0), Number(2.0)
    result = (a + b) * a - b * 3
    order = history(result)
    assert len(order) == len(set(order)) and order[-1] is result
    assert all(order.index(parent) < order.index(number) for number in order for parent, _ in number.parents), order
    assert as_number(a) is a and as_number(4).value == 4


def test_the_class_is_short_enough_to_be_read(book):
    lines = (book.root / 'src/linreg/backward.py').read_text(encoding='utf-8').splitlines()
    assert len(lines) <= 60


@pytest.mark.about('backward')
def test_the_page_compares_with_pytorch_itself(book):
    """Where our own gradients are wrong, the line of PyTorch stays as it is."""
    fences = book.page('en', 'backward').fences
    last = next(place for place, fence in enumerate(fences) if "print('PyTorch:'" in fence.code)
    right = 'number.grad += slopes[number]'
    code = '\n'.join(fence.code for fence in fences[: last + 1])
    assert code.count(right) == 1
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(code.replace(right, right.replace('+=', '+= 2 *')), {'__name__': '__main__'})
    ours, theirs = said.getvalue().splitlines()[-2:]
    shown = (fences[last].output or '').splitlines()
    assert theirs == shown[1] and ours != shown[0], (ours, theirs)
