"""A tensor: numbers in a row, a shape, and perhaps the record of how it was computed.

Unlike PyTorch's, a view has numbers of its own: what is changed in `x[0]` or `x.reshape(...)` does not change `x`.
"""

import math
import warnings
from typing import Any

from . import autograd, shapes
from .dtypes import bool_, common, dtype, float32, of_number
from .printing import text
from .shapes import Size

ELSEWHERE = ' is not in the small torch of this page: use PyTorch itself, in Colab or on your own machine'
NOT_A_LEAF = (
    'The .grad attribute of a Tensor that is not a leaf Tensor is being accessed. Its .grad attribute '
    "won't be populated during autograd.backward()."
)


class Tensor:
    """Numbers of one kind, in a shape. Source of all behaviour: PyTorch, whose results the tests compare."""

    def __init__(self, data: list, shape: tuple, kind: dtype, requires_grad: bool = False):
        self._data, self.shape, self.dtype = kind.kept(data), Size(shape), kind
        self.grad_fn: autograd.Node | None = None
        self._grad: Tensor | None = None
        self._requires_grad = False
        if requires_grad:
            self.requires_grad_()

    # What it is

    def dim(self) -> int:
        return len(self.shape)

    def numel(self) -> int:
        return len(self._data)

    def size(self, dim: int | None = None) -> Any:
        return self.shape if dim is None else self.shape[dim]

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError('len() of a 0-d tensor')
        return self.shape[0]

    def __bool__(self) -> bool:
        return bool(self.item())

    def __float__(self) -> float:
        return float(self.item())

    def __int__(self) -> int:
        return int(self.item())

    __index__ = __int__

    def __repr__(self) -> str:
        return text(self)

    def __format__(self, spec: str) -> str:
        return format(self.item(), spec) if not self.shape else object.__format__(self, spec) if spec else str(self)

    def __hash__(self) -> int:
        return id(self)

    def __iter__(self) -> Any:
        return (self[i] for i in range(len(self)))

    def item(self) -> Any:
        if len(self._data) != 1:
            raise RuntimeError(f'a Tensor with {len(self._data)} elements cannot be converted to Scalar')
        return self._data[0]

    def tolist(self) -> Any:
        return _nested(self._data, self.shape)

    # The record

    @property
    def requires_grad(self) -> bool:
        return self._requires_grad

    @requires_grad.setter
    def requires_grad(self, value: bool) -> None:
        self.requires_grad_(value)

    @property
    def is_leaf(self) -> bool:
        return self.grad_fn is None

    @property
    def grad(self) -> 'Tensor | None':
        if self.grad_fn is not None:
            warnings.warn(NOT_A_LEAF, stacklevel=2)
        return self._grad

    @grad.setter
    def grad(self, value: 'Tensor | None') -> None:
        self._grad = value

    def requires_grad_(self, value: bool = True) -> 'Tensor':
        if value and not self.dtype.is_floating_point:
            raise RuntimeError('Only Tensors of floating point and complex dtype can require gradients')
        self._requires_grad = value
        return self

    def detach(self) -> 'Tensor':
        alias = Tensor.__new__(Tensor)
        alias._data, alias.shape, alias.dtype = self._data, self.shape, self.dtype  # one row of numbers for both
        alias.grad_fn, alias._grad, alias._requires_grad = None, None, False
        return alias

    data = property(detach)

    def backward(self, gradient: 'Tensor | None' = None) -> None:
        if not self.requires_grad:
            raise RuntimeError('element 0 of tensors does not require grad and does not have a grad_fn')
        if gradient is None and self.numel() != 1:
            raise RuntimeError('grad can be implicitly created only for scalar outputs')
        autograd.backward(self, gradient or Tensor([1.0] * self.numel(), self.shape, self.dtype))

    # Arithmetic

    def __add__(self, other):
        return _pairwise('Add', self, other, lambda a, b: a + b, lambda g, a, b: (g, g))

    def __sub__(self, other):
        return _pairwise('Sub', self, other, lambda a, b: a - b, lambda g, a, b: (g, -g))

    def __rsub__(self, other):
        return _pairwise('Rsub', self, other, lambda a, b: b - a, lambda g, a, b: (-g, g))

    def __mul__(self, other):
        return _pairwise('Mul', self, other, lambda a, b: a * b, lambda g, a, b: (g * b, g * a))

    __radd__, __rmul__ = __add__, __mul__

    def __truediv__(self, other):
        return _pairwise('Div', self, other, _divide, lambda g, a, b: (g / b, -g * a / (b * b)), exact=False)

    def __rtruediv__(self, other):
        return _pairwise('Div', tensor_of(other, self), self, _divide, lambda g, a, b: (g / b, -g * a / (b * b)), False)

    def __floordiv__(self, other):
        return _pairwise('', self, other, lambda a, b: a // b)

    def __mod__(self, other):
        return _pairwise('', self, other, lambda a, b: a % b)

    def __pow__(self, other):
        if isinstance(other, Tensor):
            return _pairwise('Pow', self, other, _power, lambda g, a, b: (g * b * a ** (b - 1), g * a**b * a.log()))
        return each('Pow', self, lambda a: _power(a, other), lambda g, a, y: g * other * a ** (other - 1))

    def __rpow__(self, other):
        return tensor_of(other, self) ** self

    def __neg__(self):
        return each('Neg', self, lambda a: -a, lambda g, a, y: -g)

    def __matmul__(self, other):
        return matmul(self, other)

    def __invert__(self):
        return each('', self, lambda a: not a)

    def __and__(self, other):
        return _pairwise('', self, other, lambda a, b: a & b)

    def __or__(self, other):
        return _pairwise('', self, other, lambda a, b: a | b)

    def __lt__(self, other):
        return _compare(self, other, lambda a, b: a < b)

    def __le__(self, other):
        return _compare(self, other, lambda a, b: a <= b)

    def __gt__(self, other):
        return _compare(self, other, lambda a, b: a > b)

    def __ge__(self, other):
        return _compare(self, other, lambda a, b: a >= b)

    def __eq__(self, other):
        return _compare(self, other, lambda a, b: a == b)

    def __ne__(self, other):
        return _compare(self, other, lambda a, b: a != b)

    def __iadd__(self, other):
        return self._replace(self.detach() + other)

    def __isub__(self, other):
        return self._replace(self.detach() - other)

    def __imul__(self, other):
        return self._replace(self.detach() * other)

    def __itruediv__(self, other):
        return self._replace(self.detach() / other)

    def _replace(self, new):
        """Take on the numbers of another tensor, in place."""
        if autograd.recording[0] and self.requires_grad and self.is_leaf:
            raise RuntimeError('a leaf Variable that requires grad is being used in an in-place operation.')
        if tuple(new.shape) != tuple(self.shape):
            raise RuntimeError(
                f"output with shape {list(self.shape)} doesn't match the broadcast shape {list(new.shape)}"
            )
        self._data[:] = self.dtype.kept(new._data)
        return self

    # Parts

    def __getitem__(self, index):
        places, shape = self._places(index)
        data = self._data
        own, total = self.shape, len(data)

        def slopes(g):
            result = [0.0] * total
            for place, value in zip(places, g._data):
                result[place] += value
            return (Tensor(result, own, self.dtype),)

        return record('Select', (self,), Tensor([data[place] for place in places], shape, self.dtype), slopes)

    def __setitem__(self, index, value):
        places, shape = self._places(index)
        new = tensor_of(value, self)
        for place, number in zip(places, self.dtype.kept(shapes.stretched(new._data, new.shape, shape))):
            self._data[place] = number

    def _places(self, index):
        """Return where an index leads: see `shapes.locate`. A mask of the same shape leads to where it is true."""
        if isinstance(index, Tensor) and index.dtype is bool_ and tuple(index.shape) == tuple(self.shape):
            places = [place for place, value in enumerate(index._data) if value]
            return places, Size([len(places)])
        return shapes.locate(self.shape, _plain(index))

    def __contains__(self, value):
        return value in self._data


def _nested(data, shape):
    if not shape:
        return data[0]
    step = len(data) // shape[0] if shape[0] else 0
    return [_nested(data[i * step : (i + 1) * step], shape[1:]) for i in range(shape[0])]


def _plain(index):
    """Return an index with each tensor or list in it as (integers, shape)."""
    if isinstance(index, tuple):
        return tuple(part for one in index for part in _parts(one))
    return tuple(_parts(index))


def _parts(part):
    if isinstance(part, list):
        part = tensor_of(part)
    if not isinstance(part, Tensor):
        return [part]
    if part.dtype is bool_ and part.dim() == 1:
        chosen = [i for i, value in enumerate(part._data) if value]
        return [(chosen, [len(chosen)])]
    if part.dtype is bool_:
        raise NotImplementedError(f'a mask of {part.dim()} dimensions{ELSEWHERE}')
    return [part.item()] if not part.shape else [(part._data, list(part.shape))]


def tensor_of(value: Any, like: Tensor | None = None) -> Tensor:
    """Return a tensor of a number or of nested lists; a tensor stays what it is."""
    if isinstance(value, Tensor):
        return value
    data, shape = flattened(value)
    return Tensor(data, shape, kind_of(data))


def kind_of(numbers: list) -> dtype:
    """Return the kind that holds all of Python's numbers in a list."""
    return max((of_number(number) for number in numbers), key=lambda kind: kind.rank, default=float32)


def flattened(value: Any) -> tuple[list, list]:
    """Return nested lists as a row of numbers and a shape. Raises ValueError if they are not of one size."""
    if isinstance(value, Tensor):
        return list(value._data), list(value.shape)
    if not isinstance(value, (list, tuple, range)):
        return [value], []
    parts = [flattened(part) for part in value]
    sizes = [shape for _, shape in parts]
    for shape in sizes:
        if shape != sizes[0]:
            raise ValueError(f'expected sequence of length {sizes[0][0]} at dim 1 (got {shape[0]})')
    return [number for data, _ in parts for number in data], [len(parts), *(sizes[0] if sizes else [])]


def record(name: str, inputs: tuple, result: Tensor, slopes: Any) -> Tensor:
    """Let a result remember its inputs, if one of them records."""
    if autograd.recording[0] and name and any(tensor.requires_grad for tensor in inputs):
        result._requires_grad = True
        result.grad_fn = autograd.node(name, inputs, slopes)
    return result


def each(name: str, one: Tensor, function: Any, slope: Any = None, kind: dtype | None = None) -> Tensor:
    """Return a function of each number; `slope(g, a, y)` is what a slope becomes on its way back."""
    result = Tensor([function(a) for a in one._data], one.shape, kind or one.dtype)
    plain = one.detach()
    return record(name, (one,), result, lambda g: (slope(g, plain, result.detach()),))


def _pairwise(name, one, other, function, slopes=None, exact=True):
    """Return a function of numbers in pairs; shapes and kinds meet as in PyTorch."""
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
    shape = shapes.broadcast(a.shape, b.shape)
    left, right = (shapes.stretched(t._data, t.shape, shape) for t in (a, b))
    result = Tensor([function(x, y) for x, y in zip(left, right)], shape, kind)
    if slopes is None:
        return result
    plain = a.detach(), b.detach()

    def back(g):
        return tuple(
            Tensor(shapes.summed(part._data, part.shape, t.shape), t.shape, t.dtype) if t.requires_grad else None
            for part, t in zip(slopes(g, *plain), (a, b))
        )

    return record(name, (a, b), result, back)


def _rank(value):
    return (value.dtype, value.dim()) if isinstance(value, Tensor) else (of_number(value), -1)


def _compare(one, other, function):
    if not isinstance(other, (Tensor, int, float)):
        return NotImplemented
    result = _pairwise('', one, other, function)
    return Tensor(result._data, result.shape, bool_)


def _divide(a, b):
    try:
        return a / b
    except ZeroDivisionError:
        return math.nan if a == 0 or a != a else math.copysign(math.inf, a) * math.copysign(1, b)


def _power(a, b):
    try:
        result = a**b
    except OverflowError:
        return math.inf
    except ZeroDivisionError:
        return math.inf
    return math.nan if isinstance(result, complex) else result


def matmul(one: Tensor, other: Tensor) -> Tensor:
    """Return the product of two vectors, of matrix and vector, or of two matrices."""
    for name, position, value in (('input', 1, one), ('other', 2, other)):
        if not isinstance(value, Tensor):
            raise TypeError(
                f"matmul(): argument '{name}' (position {position}) must be Tensor, not {type(value).__name__}"
            )
    if one.dtype is not other.dtype:
        raise RuntimeError('expected m1 and m2 to have the same dtype')
    rows = one.shape if one.dim() == 2 else (1, *one.shape)
    columns = other.shape if other.dim() == 2 else (*other.shape, 1)
    if rows[1] != columns[0]:
        raise RuntimeError(
            f'mat1 and mat2 shapes cannot be multiplied ({rows[0]}x{rows[1]} and {columns[0]}x{columns[1]})'
        )
    width, a, b = columns[1], one._data, other._data
    right = [b[j::width] for j in range(width)]
    left = [a[i * rows[1] : (i + 1) * rows[1]] for i in range(rows[0])]
    data = [sum(x * y for x, y in zip(row, column)) for row in left for column in right]
    shape = (*one.shape[:-1], *other.shape[1:])
    name = {(2, 2): 'Mm', (2, 1): 'Mv', (1, 1): 'Dot'}.get((one.dim(), other.dim()), 'Squeeze')
    first, second = one.detach(), other.detach()

    def slopes(g):
        g2 = g.reshape(rows[0], width)
        for_first = matmul(g2, second.reshape(columns).T).reshape(one.shape) if one.requires_grad else None
        for_second = matmul(first.reshape(rows).T, g2).reshape(other.shape) if other.requires_grad else None
        return for_first, for_second

    return record(name, (one, other), Tensor(data, shape, one.dtype), slopes)
