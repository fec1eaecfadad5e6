"""From many numbers to few: sums, means, extremes, order."""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

from . import shapes
from .dtypes import bool_, float32, int64
from .elementwise import each
from .tensor import Tensor, record


class Extremes(NamedTuple):
    """The largest or smallest numbers along a direction, or all in order, and where they stood."""

    values: Tensor
    indices: Tensor


def _along(tensor, dim, keepdim):
    """Return (groups of places, the shape of the result, the shape that stretches back) for a reduction."""
    if dim is None:
        ones = [1] * tensor.dim()
        return [list(range(tensor.numel()))], (ones if keepdim else []), ones
    dims = [dim] if isinstance(dim, int) else dim
    most = max(tensor.dim(), 1)
    for d in dims:
        if not -most <= d < most:
            raise IndexError(f'Dimension out of range (expected to be in range of [{-most}, {most - 1}], but got {d})')
    dims = sorted(d % most for d in dims)
    kept = [1 if d in dims else size for d, size in enumerate(tensor.shape)]
    targets = shapes.stretched(list(range(shapes.count(kept))), kept, tensor.shape)
    groups: list[list[int]] = [[] for _ in range(shapes.count(kept))]
    for place, target in enumerate(targets):
        groups[target].append(place)
    return groups, (kept if keepdim else [size for d, size in enumerate(tensor.shape) if d not in dims]), kept


def _reduced(name, tensor, dim, keepdim, function: Callable, share: Callable, kind=None):
    """Reduce groups of numbers by `function`; `share(count)` is what each number's slope is of that of the result."""
    groups, shape, kept = _along(tensor, dim, keepdim)
    data = tensor._data
    result = Tensor([function([data[place] for place in group]) for group in groups], shape, kind or tensor.dtype)
    size, own, dtype = len(groups[0]) if groups else 0, tensor.shape, tensor.dtype

    def slopes(g):
        spread = shapes.stretched(g._data, kept, own)
        factor = share(size)
        return (Tensor([value * factor for value in spread], own, dtype),)

    return record(name, (tensor,), result, slopes)


def sum_(tensor: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    kind = int64 if not tensor.dtype.is_floating_point else None
    return _reduced('Sum', tensor, dim, keepdim, _total if kind is None else sum, lambda n: 1.0, kind)


def mean(tensor: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    if not tensor.dtype.is_floating_point:
        raise RuntimeError(
            'mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. '
            f'Got: {"Bool" if tensor.dtype is bool_ else "Long"}'
        )
    return _reduced('Mean', tensor, dim, keepdim, lambda v: _ratio(_total(v), len(v)), lambda n: 1 / n)


def _total(values):
    try:
        return math.fsum(values)
    except (OverflowError, ValueError):  # beyond all floats, or infinities of both signs
        return sum(values)


def _ratio(a, b):
    return a / b if b else math.nan


def var(tensor: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    centred = tensor - mean(tensor, dim, True)
    groups, _, _ = _along(tensor, dim, keepdim)
    return sum_(centred * centred, dim, keepdim) * (1 / (len(groups[0]) - 1) if len(groups[0]) > 1 else math.nan)


def std(tensor: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    return sqrt(var(tensor, dim, keepdim))


def norm(tensor: Tensor) -> Tensor:
    """Return the length; at zero, where it has no slope, its gradient is zero."""
    plain = tensor.detach()
    length = sqrt(sum_(plain * plain))
    result = Tensor(length._data, (), tensor.dtype)
    factor = length.item()
    return record('LinalgVectorNorm', (tensor,), result, lambda g: (g * plain / factor if factor else plain * 0,))


def all_(tensor: Tensor) -> Tensor:
    return Tensor([all(tensor._data)], (), bool_)


def any_(tensor: Tensor) -> Tensor:
    return Tensor([any(tensor._data)], (), bool_)


def _extreme(tensor, dim, best):
    if dim is None:
        found = tensor._data[_place(tensor._data, best)]
        own, dtype = tensor.shape, tensor.dtype

        def slopes(g):
            equal = [value == found or (value != value and found != found) for value in tensor._data]
            return (Tensor([g.item() / sum(equal) if each else 0.0 for each in equal], own, dtype),)

        return record(best.__name__.title(), (tensor,), Tensor([found], (), tensor.dtype), slopes)
    groups, shape, _ = _along(tensor, dim, False)
    found = [_place([tensor._data[p] for p in group], best) for group in groups]
    values = [tensor._data[group[at]] for group, at in zip(groups, found)]
    return Extremes(Tensor(values, shape, tensor.dtype), Tensor(found, shape, int64))


def _place(values, best):
    """Return where the best number stands first; NaN goes before all others."""
    missing = next((place for place, value in enumerate(values) if value != value), None)
    return values.index(best(values)) if missing is None else missing


def max_(tensor: Tensor, dim: int | None = None) -> Any:
    return _extreme(tensor, dim, max)


def min_(tensor: Tensor, dim: int | None = None) -> Any:
    return _extreme(tensor, dim, min)


def argmax(tensor: Tensor) -> Tensor:
    return Tensor([_place(tensor._data, max)], (), int64)


def argmin(tensor: Tensor) -> Tensor:
    return Tensor([_place(tensor._data, min)], (), int64)


def sort(tensor: Tensor, descending: bool = False) -> Extremes:
    """Return each row in order; NaN counts as the largest number."""
    data, width = tensor._data, tensor.shape[-1] if tensor.dim() else 1
    order = []
    for start in range(0, len(data), width or 1):
        order += sorted(range(start, start + width), key=lambda i: (data[i] != data[i], data[i]), reverse=descending)
    return Extremes(Tensor([data[i] for i in order], tensor.shape, tensor.dtype),
                    Tensor([i % width for i in order], tensor.shape, int64))  # fmt: skip


def argsort(tensor: Tensor, descending: bool = False) -> Tensor:
    return sort(tensor, descending).indices


def _floating(name: str, function: Callable, slope: Callable) -> Callable:
    """Return a function of each number whose results are floating point."""

    def of_each(tensor: Tensor) -> Tensor:
        kind = tensor.dtype if tensor.dtype.is_floating_point else float32
        return each(name, tensor, function, slope, kind)

    return of_each


sqrt = _floating('Sqrt', lambda a: math.sqrt(a) if a >= 0 else math.nan, lambda g, a, y: g / (2 * y))
exp = _floating('Exp', lambda a: math.inf if a >= 709 else math.exp(a), lambda g, a, y: g * y)
log = _floating('Log', lambda a: math.log(a) if a > 0 else (-math.inf if a == 0 else math.nan), lambda g, a, y: g / a)
sin = _floating('Sin', lambda a: math.nan if math.isinf(a) else math.sin(a), lambda g, a, y: g * cos(a))
cos = _floating('Cos', lambda a: math.nan if math.isinf(a) else math.cos(a), lambda g, a, y: -g * sin(a))
tanh = _floating('Tanh', math.tanh, lambda g, a, y: g * (1 - y * y))


def abs_(tensor: Tensor) -> Tensor:
    return each('Abs', tensor, abs, lambda g, a, y: g * sign(a))


def sign(tensor: Tensor) -> Tensor:
    return each('', tensor, lambda a: (a > 0) - (a < 0))


def square(tensor: Tensor) -> Tensor:
    return tensor**2


def round_(tensor: Tensor, decimals: int = 0) -> Tensor:
    return each('', tensor, lambda a: round(a, decimals) if math.isfinite(a) else a)


def isnan(tensor: Tensor) -> Tensor:
    return each('', tensor, math.isnan, kind=bool_)


def isfinite(tensor: Tensor) -> Tensor:
    return each('', tensor, math.isfinite, kind=bool_)
