"""Functions of each number, or of numbers in pairs, with the slopes that they hand back."""

import math
import operator
from typing import Any

from . import shapes
from .dtypes import bool_, common, dtype, float32, of_number
from .tensor import Tensor, record, tensor_of


def each(name: str, one: Tensor, function: Any, slope: Any = None, kind: dtype | None = None) -> Tensor:
    """Return a function of each number; `slope(g, a, y)` is what a slope becomes on its way back."""
    result = Tensor(list(map(function, one._data)), one.shape, kind or one.dtype)
    return record(name, (one,), result, lambda g: (slope(g, one.detach(), result.detach()),))


def pairwise(name, one, other, function, slopes=None, exact=True):
    """Return a function of numbers in pairs; shapes and kinds meet as in PyTorch. Of `slopes`, the first is handed back
    to `one`, the second to `other`.
    """
    if not isinstance(other, (Tensor, int, float)):
        return NotImplemented
    kind = common(_rank(one), _rank(other))
    if not exact and not kind.is_floating_point:
        kind = float32
    a = one if isinstance(one, Tensor) else tensor_of(one)
    b = (
        other
        if isinstance(other, Tensor)
        else Tensor([other], (), kind if kind.is_floating_point else of_number(other))
    )
    left, right, shape = a._data, b._data, a.shape
    if a.shape != b.shape:
        shape = shapes.broadcast(a.shape, b.shape)
        left, right = shapes.stretched(left, a.shape, shape), shapes.stretched(right, b.shape, shape)
    result = Tensor(_pairs(function, left, right), shape, kind)
    if slopes is None:
        return result

    def back(g):
        operands = a.detach(), b.detach()
        return tuple(
            _shrunk(slope(g, *operands), t, g) if t.requires_grad else None for slope, t in zip(slopes, (a, b))
        )

    return record(name, (a, b), result, back)


def _pairs(function, left, right):
    """Return a function of numbers in pairs; a division by zero has a result, as in PyTorch."""
    try:
        return list(map(function, left, right))
    except ZeroDivisionError:
        return list(map(divide if function is operator.truediv else function, left, right))


def _shrunk(slope, operand, g):
    """Return a slope in the shape and kind of its operand; never `g` itself, which others hold, too."""
    if slope is not g and slope.shape == operand.shape and slope.dtype is operand.dtype:
        return slope
    return Tensor(shapes.summed(slope._data, slope.shape, operand.shape), operand.shape, operand.dtype)


def _rank(value):
    return (value.dtype, value.dim()) if isinstance(value, Tensor) else (of_number(value), -1)


def compare(one, other, function):
    if not isinstance(other, (Tensor, int, float)):
        return NotImplemented
    result = pairwise('', one, other, function)
    return Tensor(result._data, result.shape, bool_)


def divide(a, b):
    try:
        return a / b
    except ZeroDivisionError:
        return math.nan if a == 0 or a != a else math.copysign(math.inf, a) * math.copysign(1, b)


def power(a, b):
    try:
        result = a**b
    except OverflowError:
        return -math.inf if a < 0 and b % 2 == 1 else math.inf
    except ZeroDivisionError:
        return math.inf
    return math.nan if isinstance(result, complex) else result
