"""Products of vectors and matrices."""

from itertools import repeat
from operator import add, mul

from .tensor import Tensor, record


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
    width = columns[1]
    data = _product(one._data, other._data, *rows, width)
    shape = (*one.shape[:-1], *other.shape[1:])
    name = {(2, 2): 'Mm', (2, 1): 'Mv', (1, 1): 'Dot'}.get((one.dim(), other.dim()), 'Squeeze')
    first, second = one.detach(), other.detach()

    def slopes(g):
        g2 = g.reshape(rows[0], width)
        for_first = matmul(g2, second.reshape(columns).T).reshape(one.shape) if one.requires_grad else None
        for_second = matmul(first.reshape(rows).T, g2).reshape(other.shape) if other.requires_grad else None
        return for_first, for_second

    return record(name, (one, other), Tensor(data, shape, one.dtype), slopes)


def _product(a, b, height, inner, width):
    """Return the numbers of a (height x inner) times b (inner x width): long loops are Python's own."""
    right = [b[j::width] for j in range(width)]
    if height <= inner:
        left = [a[i * inner : (i + 1) * inner] for i in range(height)]
        return [sum(map(mul, row, column)) for row in left for column in right]
    found = []
    for column in right:
        total = [0.0] * height
        for k, factor in enumerate(column):
            total = list(map(add, total, map(mul, a[k::inner], repeat(factor))))
        found.append(total)
    return found[0] if width == 1 else [value for row in zip(*found) for value in row]
