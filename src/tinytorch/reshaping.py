"""The same numbers in another shape, kind or row; and what changes a tensor in place."""

from collections.abc import Sequence
from typing import Any

from . import random, shapes
from .arithmetic import replace, shares_in_the_record
from .dtypes import bool_, dtype, float32, float64, int64
from .missing import ELSEWHERE
from .tensor import Tensor, record, tensor_of


class Array(list):
    """What `numpy()` gives: a list that prints as NumPy prints a row of numbers."""

    def __repr__(self) -> str:
        dots = ['.' * (isinstance(value, float) and value.is_integer()) for value in self]
        return '[' + ' '.join(f'{value:g}{dot}' for value, dot in zip(self, dots)) + ']'

    __str__ = __repr__

    def reshape(self, *shape: int) -> 'Array':
        return self


def _sizes(sizes):
    return sizes[0] if len(sizes) == 1 and isinstance(sizes[0], (tuple, list)) else sizes


def reshape(tensor: Tensor, *sizes: Any) -> Tensor:
    own = tensor.shape
    result = Tensor(tensor._data, shapes.whole(_sizes(sizes), tensor.numel()), tensor.dtype)
    return record('View', (tensor,), result, lambda g: (reshape(g, own),))


def transpose(tensor: Tensor) -> Tensor:
    if tensor.dim() < 2:
        return tensor
    rows, columns = tensor.shape
    data = [tensor._data[i * columns + j] for j in range(columns) for i in range(rows)]
    return record('T', (tensor,), Tensor(data, (columns, rows), tensor.dtype), lambda g: (transpose(g),))


def expand(tensor: Tensor, *sizes: Any) -> Tensor:
    own = tensor.shape
    to = [own[i - len(_sizes(sizes))] if size == -1 else size for i, size in enumerate(_sizes(sizes))]
    shapes.check_stretch(own, to)
    result = Tensor(shapes.stretched(tensor._data, own, to), to, tensor.dtype)
    back = lambda g: (Tensor(shapes.summed(g._data, to, own), own, g.dtype),)  # noqa: E731
    return record('Expand', (tensor,), result, back)


def clone(tensor: Tensor) -> Tensor:
    return record('Clone', (tensor,), Tensor(tensor._data, tensor.shape, tensor.dtype), lambda g: (g,))


def to(tensor: Tensor, kind: Any) -> Tensor:
    """Return a tensor with numbers of another kind; the only device is the processor."""
    if not isinstance(kind, dtype) or kind is tensor.dtype:
        return tensor
    own = tensor.dtype
    return record('ToCopy', (tensor,), Tensor(tensor._data, tensor.shape, kind), lambda g: (to(g, own),))


def numpy(tensor: Tensor) -> Array:
    if tensor.requires_grad:
        raise RuntimeError("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.")
    return Array(tensor.tolist() if tensor.dim() else tensor._data)


def cat(tensors: Sequence[Tensor], dim: int = 0) -> Tensor:
    tensors = tuple(tensors)
    dims = tensors[0].dim()
    dim %= dims
    first = tensors[0].shape
    for number, tensor in enumerate(tensors):
        for d, (a, b) in enumerate(zip(first, tensor.shape)):
            if d != dim and a != b:
                raise RuntimeError(
                    f'Sizes of tensors must match except in dimension {dim}. Expected size {a} but got size {b} for '
                    f'tensor number {number} in the list.'
                )
    kind = max((tensor.dtype for tensor in tensors), key=lambda kind: kind.rank)
    size = sum(tensor.shape[dim] for tensor in tensors)
    shape = [*first[:dim], size, *first[dim + 1 :]]
    outer, widths = shapes.count(first[:dim]), [shapes.count(tensor.shape[dim:]) for tensor in tensors]
    data = [
        number
        for i in range(outer)
        for tensor, width in zip(tensors, widths)
        for number in tensor._data[i * width : (i + 1) * width]
    ]

    def slopes(g):
        parts, at, total = [], 0, sum(widths)
        for tensor, width in zip(tensors, widths):
            rows = [g._data[i * total + at : i * total + at + width] for i in range(outer)]
            parts.append(Tensor([number for row in rows for number in row], tensor.shape, tensor.dtype))
            at += width
        return tuple(parts)

    return record('Cat', tensors, Tensor(data, shape, kind), slopes)


def stack(tensors: Sequence[Tensor], dim: int = 0) -> Tensor:
    if dim:
        raise NotImplementedError(f'stack along another direction than the first{ELSEWHERE}')
    return cat([reshape(tensor, 1, *tensor.shape) for tensor in tensors])


def split(tensor: Tensor, size: int) -> tuple[Tensor, ...]:
    return tuple(tensor[i : i + size] for i in range(0, len(tensor), size))


def chunk(tensor: Tensor, parts: int) -> tuple[Tensor, ...]:
    """Cut into equal parts, of which the last may be shorter, and of which there may be fewer than were asked for."""
    return split(tensor, -(-len(tensor) // parts) or 1)


def in_place(change: Any) -> Any:
    """Return a method that replaces a tensor's numbers by those of `change(tensor, ...)`, and returns the tensor."""

    def method(tensor: Tensor, *arguments: Any) -> Tensor:
        if not (tensor.requires_grad and tensor.is_leaf) and shares_in_the_record(tensor, *arguments):
            raise NotImplementedError(f'a change in place that is recorded{ELSEWHERE}')
        return replace(tensor, tensor_of(change(tensor.detach(), *arguments), tensor))

    return method


def _filled(tensor, value):
    return Tensor([value] * tensor.numel(), tensor.shape, tensor.dtype)


IN_PLACE = {
    'zero_': lambda t: _filled(t, 0),
    'fill_': _filled,
    'add_': lambda t, other: t + other,
    'sub_': lambda t, other: t - other,
    'mul_': lambda t, other: t * other,
    'div_': lambda t, other: t / other,
    'copy_': lambda t, other: expand(other, t.shape),
    'normal_': lambda t, m=0, s=1: Tensor(random.default.normal(t.numel(), m, s), t.shape, t.dtype),
    'uniform_': lambda t, a=0, b=1: Tensor(
        [a + u * (b - a) for u in random.default.uniform(t.numel())], t.shape, t.dtype
    ),
}
CASTS = {'double': float64, 'float': float32, 'long': int64, 'int': int64, 'bool': bool_}
