"""The operators of a tensor: how each is computed, and what slope it hands back to each operand (`g` is the slope of
the result).
"""

import operator

from . import autograd
from .dtypes import LEVEL, bool_
from .elementwise import compare, each, pairwise, power
from .products import matmul
from .tensor import Tensor, tensor_of

QUOTIENT = (lambda g, a, b: g / b, lambda g, a, b: -g * a / (b * b))
POWER = (lambda g, a, b: g * b * a ** (b - 1), lambda g, a, b: g * a**b * a.log())


def replace(one: Tensor, new: Tensor) -> Tensor:
    """Take on the numbers of another tensor, in place."""
    if autograd.recording[0] and one.requires_grad and one.is_leaf:
        raise RuntimeError('a leaf Variable that requires grad is being used in an in-place operation.')
    if tuple(new.shape) != tuple(one.shape):
        raise RuntimeError(f"output with shape {list(one.shape)} doesn't match the broadcast shape {list(new.shape)}")
    if LEVEL[new.dtype.rank] > LEVEL[one.dtype.rank]:
        raise RuntimeError(f"result type {_called(new)} can't be cast to the desired output type {_called(one)}")
    one._data[:] = one.dtype.kept(new._data)
    return one


def _called(tensor):
    return {'bool': 'Bool', 'int64': 'Long', 'float32': 'Float', 'float64': 'Double'}[tensor.dtype.name]


def _compared(function):
    return lambda one, other: compare(one, other, function)


def _in_place(function):
    def change(one, other):
        leaf = one.requires_grad and one.is_leaf
        if not leaf and shares_in_the_record(one, other):  # a name for the result: what was recorded stays as it is
            return function(one, other)
        return replace(one, function(one.detach(), other))

    return change


def shares_in_the_record(*operands: object) -> bool:
    """Return whether an operation on these is recorded."""
    return autograd.recording[0] and any(isinstance(each, Tensor) and each.requires_grad for each in operands)


class Operators:
    """The methods that `Tensor` gets."""

    def __add__(self, other):
        return pairwise('Add', self, other, operator.add, (lambda g, a, b: g, lambda g, a, b: g))

    def __sub__(self, other):
        return pairwise('Sub', self, other, operator.sub, (lambda g, a, b: g, lambda g, a, b: -g))

    def __rsub__(self, other):
        return pairwise('Rsub', self, other, lambda a, b: b - a, (lambda g, a, b: -g, lambda g, a, b: g))

    def __mul__(self, other):
        return pairwise('Mul', self, other, operator.mul, (lambda g, a, b: g * b, lambda g, a, b: g * a))

    __radd__, __rmul__ = __add__, __mul__

    def __truediv__(self, other):
        return pairwise('Div', self, other, operator.truediv, QUOTIENT, exact=False)

    def __rtruediv__(self, other):
        return pairwise('Div', tensor_of(other, self), self, operator.truediv, QUOTIENT, exact=False)

    def __floordiv__(self, other):
        return pairwise('', self, other, operator.floordiv)

    def __mod__(self, other):
        return pairwise('', self, other, operator.mod)

    def __pow__(self, other):
        if isinstance(other, Tensor):
            return pairwise('Pow', self, other, power, POWER)
        return each(
            'Pow',
            self,
            (lambda a: a * a) if other == 2 else lambda a: power(a, other),
            lambda g, a, y: g * other * a ** (other - 1),
        )

    def __rpow__(self, other):
        return tensor_of(other, self) ** self

    def __neg__(self):
        return each('Neg', self, operator.neg, lambda g, a, y: -g)

    def __abs__(self):
        return self.abs()

    def __matmul__(self, other):
        return matmul(self, other)

    def __invert__(self):
        return each('', self, operator.not_ if self.dtype is bool_ else operator.invert)

    def __and__(self, other):
        return pairwise('', self, other, operator.and_)

    def __or__(self, other):
        return pairwise('', self, other, operator.or_)

    __lt__, __le__, __gt__, __ge__, __eq__, __ne__ = map(
        _compared, (operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne)
    )
    __iadd__, __isub__, __imul__, __itruediv__ = map(
        _in_place, (operator.add, operator.sub, operator.mul, operator.truediv)
    )
