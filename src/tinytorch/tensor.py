"""A tensor: numbers in a row, a shape, and perhaps the record of how it was computed.

Unlike PyTorch's, a view has numbers of its own: what is changed in `x[0]` or `x.reshape(...)` does not change `x`.
"""

import warnings
from typing import Any

from . import autograd
from .dtypes import dtype, float32, of_number
from .missing import ELSEWHERE, Lacking
from .printing import text
from .shapes import Size

NOT_A_LEAF = (
    'The .grad attribute of a Tensor that is not a leaf Tensor is being accessed. Its .grad attribute '
    "won't be populated during autograd.propagate()."
)


class Tensor:
    """Numbers of one kind, in a shape. Source of all behaviour: PyTorch, whose results the tests compare.

    Its operators are in arithmetic.py, its indices in indexing.py, other methods in modules named after what they do;
    `__init__.py` joins them.
    """

    def __init__(self, data: list, shape: tuple, kind: dtype, requires_grad: bool = False):
        self._data, self.dtype = kind.kept(data), kind
        self.shape = shape if type(shape) is Size else Size(shape)
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

    def __contains__(self, value) -> bool:
        return value in self._data

    def __repr__(self) -> str:
        return text(self)

    def __format__(self, spec: str) -> str:
        return format(self.item(), spec) if not self.shape else object.__format__(self, spec) if spec else str(self)

    def __getattr__(self, name: str) -> Any:
        if name.startswith('_'):
            raise AttributeError(name)
        raise Lacking(f'Tensor.{name}{ELSEWHERE}')

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

    def backward(self, gradient: 'Tensor | None' = None, retain_graph: bool | None = None) -> None:
        if not self.requires_grad:
            raise RuntimeError('element 0 of tensors does not require grad and does not have a grad_fn')
        if gradient is None and self.numel() != 1:
            raise RuntimeError('grad can be implicitly created only for scalar outputs')
        slope = Tensor([1.0] * self.numel(), self.shape, self.dtype) if gradient is None else gradient
        with autograd.retained(bool(retain_graph)):
            autograd.propagate(self, slope)


def _nested(data, shape):
    if not shape:
        return data[0]
    step = len(data) // shape[0] if shape[0] else 0
    return [_nested(data[i * step : (i + 1) * step], shape[1:]) for i in range(shape[0])]


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
