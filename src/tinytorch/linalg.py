"""Systems of linear equations, in double precision throughout."""

import math
from operator import mul
from typing import NamedTuple

from .creation import eye
from .missing import refuser
from .tensor import Tensor


class Solved(NamedTuple):
    """The solution of a system of equations, least squares if there are too many of them."""

    solution: Tensor


class _LinAlgError(RuntimeError):
    """What PyTorch raises for a system that has no single solution."""


LinAlgError = _LinAlgError


def _rows(tensor):
    width = tensor.shape[1]
    return [list(map(float, tensor._data[i * width : (i + 1) * width])) for i in range(tensor.shape[0])]


def solve(a: Tensor, b: Tensor) -> Tensor:
    """Return x with a x = b, for a square matrix. Raises LinAlgError, a RuntimeError, if it has no
    inverse.

    By elimination with the largest pivot of each column.
    """
    left, right = _rows(a), _rows(b if b.dim() == 2 else b.reshape(-1, 1))
    size = len(left)
    for i in range(size):
        best = max(range(i, size), key=lambda row: abs(left[row][i]))
        left[i], left[best], right[i], right[best] = left[best], left[i], right[best], right[i]
        if left[i][i] == 0:
            raise LinAlgError('torch.linalg.solve: The solver failed because the input matrix is singular.')
        for row in range(size):
            if row != i:
                factor = left[row][i] / left[i][i]
                left[row] = [x - factor * y for x, y in zip(left[row], left[i])]
                right[row] = [x - factor * y for x, y in zip(right[row], right[i])]
    data = [number / left[i][i] for i in range(size) for number in right[i]]
    return Tensor(data, b.shape, a.dtype)


def inv(a: Tensor) -> Tensor:
    return solve(a, eye(a.shape[0], dtype=a.dtype))


def lstsq(a: Tensor, b: Tensor) -> Solved:
    """Return the x for which a x comes closest to b, by reflections (Householder)."""
    rows, width = a.shape
    columns = [[float(a._data[i * width + j]) for i in range(rows)] for j in range(width)]
    wanted = b.shape[1]
    columns += [[float(b._data[i * wanted + j]) for i in range(rows)] for j in range(wanted)]
    for k in range(width):
        mirror = columns[k][k:]
        length = math.sqrt(sum(map(mul, mirror, mirror)))
        if not length:
            raise RuntimeError('linalg.lstsq: the columns depend on each other')
        mirror[0] += math.copysign(length, mirror[0])
        total = sum(map(mul, mirror, mirror))
        for column in columns[k:]:
            factor = 2 * sum(map(mul, mirror, column[k:])) / total
            column[k:] = [value - factor * part for value, part in zip(column[k:], mirror)]
    found = [[0.0] * wanted for _ in range(width)]
    for k in reversed(range(width)):
        for j in range(wanted):
            known = sum(columns[i][k] * found[i][j] for i in range(k + 1, width))
            found[k][j] = (columns[width + j][k] - known) / columns[k][k]
    return Solved(Tensor([number for row in found for number in row], (width, wanted), a.dtype))


def eigvalsh(a: Tensor) -> Tensor:
    """Return the eigenvalues of a symmetric matrix, the smallest first.

    By rotations (Jacobi), each of which makes one number beside the diagonal zero, until all of them are.
    """
    rows = _rows(a)
    size = len(rows)
    pairs = [(i, j) for j in range(size) for i in range(j)]
    for i, j in pairs * 30:
        if rows[i][j]:
            ratio = (rows[j][j] - rows[i][i]) / (2 * rows[i][j])
            tangent = math.copysign(1.0, ratio) / (abs(ratio) + math.hypot(ratio, 1.0))
            cosine = 1 / math.hypot(tangent, 1.0)
            sine = tangent * cosine
            for row in rows:
                row[i], row[j] = cosine * row[i] - sine * row[j], sine * row[i] + cosine * row[j]
            upper, lower = rows[i], rows[j]
            rows[i] = [cosine * x - sine * y for x, y in zip(upper, lower)]
            rows[j] = [sine * x + cosine * y for x, y in zip(upper, lower)]
    return Tensor(sorted(rows[k][k] for k in range(size)), (size,), a.dtype)


__getattr__ = refuser('torch.linalg')
