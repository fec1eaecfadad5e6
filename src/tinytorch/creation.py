"""New tensors: filled, counted, drawn."""

import math
from collections.abc import Sequence
from typing import Any

from . import random, shapes
from .dtypes import dtype, float32, int64
from .reshaping import _sizes
from .tensor import Tensor, flattened, kind_of, tensor_of


def as_tensor(data: Any) -> Tensor:
    """Return a tensor of what is handed in; a tensor stays what it is."""
    return data if isinstance(data, Tensor) else tensor(data)


def tensor(data: Any, dtype: dtype | None = None, requires_grad: bool = False) -> Tensor:
    """Return a tensor of a number or of nested lists of numbers."""
    numbers, shape = flattened(data)
    return Tensor(numbers, shape, dtype or kind_of(numbers), requires_grad)


def full(size: Sequence[int], value: float, dtype: dtype | None = None, requires_grad: bool = False) -> Tensor:
    kind = dtype or tensor_of(value).dtype
    size = size if isinstance(size, (tuple, list)) else (size,)
    return Tensor([value] * shapes.count(size), size, kind, requires_grad)


def zeros(*size: Any, dtype: dtype | None = None, requires_grad: bool = False) -> Tensor:
    return full(_sizes(size), 0, dtype or float32, requires_grad)


def ones(*size: Any, dtype: dtype | None = None, requires_grad: bool = False) -> Tensor:
    return full(_sizes(size), 1, dtype or float32, requires_grad)


def eye(rows: int, columns: int | None = None, dtype: dtype | None = None) -> Tensor:
    columns = rows if columns is None else columns
    return Tensor([i == j for i in range(rows) for j in range(columns)], (rows, columns), dtype or float32)


def arange(start: float, end: float | None = None, step: float = 1, dtype: dtype | None = None) -> Tensor:
    start, end = (0, start) if end is None else (start, end)
    whole = all(isinstance(value, int) for value in (start, end, step))
    count = max(0, math.ceil((end - start) / step))
    return Tensor([start + i * step for i in range(count)], (count,), dtype or (int64 if whole else float32))


def linspace(start: float, end: float, steps: int) -> Tensor:
    step = (end - start) / (steps - 1) if steps > 1 else 0.0
    (step,) = float32.kept([step])
    middle = steps // 2  # from both ends, as PyTorch does, so that the last one is exact
    data = [start + i * step if i < middle else end - (steps - 1 - i) * step for i in range(steps)]
    return Tensor(data if steps > 1 else [start], (steps,), float32)


def normal(mean: float, std: float, size: Sequence[int], requires_grad: bool = False) -> Tensor:
    """Return numbers drawn from the normal distribution."""
    size = size if isinstance(size, (tuple, list)) else (size,)
    return Tensor(random.default.normal(shapes.count(size), mean, std), size, float32, requires_grad)


def randn(*size: Any, requires_grad: bool = False) -> Tensor:
    return normal(0, 1, _sizes(size), requires_grad)


def rand(*size: Any, requires_grad: bool = False) -> Tensor:
    size = _sizes(size)
    return Tensor(random.default.uniform(shapes.count(size)), size, float32, requires_grad)


def randperm(n: int, generator: random.Generator | None = None) -> Tensor:
    return Tensor((generator or random.default).permutation(n), (n,), int64)


def randint(low: int, high: Any, size: Any = None) -> Tensor:
    low, high, size = (0, low, high) if size is None else (low, high, size)
    return Tensor(random.default.integers(low, high, shapes.count(size)), size, int64)


def zeros_like(tensor: Tensor) -> Tensor:
    return full(tensor.shape, 0, tensor.dtype)


def ones_like(tensor: Tensor) -> Tensor:
    return full(tensor.shape, 1, tensor.dtype)
