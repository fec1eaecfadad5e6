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
    dims = sorted(d % tensor.dim() for d in ([dim] if isinstance(dim, int) else dim))
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
    return _reduced('Sum', tensor, dim, keepdim, math.fsum if kind is None else sum, lambda n: 1.0, kind)


def mean(tensor: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    if not tensor.dtype.is_floating_point:
        raise RuntimeError(
            'mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. '
            'Got: Long'
        )
    return _reduced('Mean', tensor, dim, keepdim, lambda v: _ratio(math.fsum(v), len(v)), lambda n: 1 / n)


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
        at = tensor._data.index(best(tensor._data))
        own, dtype = tensor.shape, tensor.dtype

        def slopes(g):
            return (Tensor([g.item() if place == at else 0.0 for place in range(len(tensor._data))], own, dtype),)

        return record('Max', (tensor,), Tensor([tensor._data[at]], (), tensor.dtype), slopes)
    groups, shape, _ = _along(tensor, dim, False)
    found = [best(range(len(group)), key=[tensor._data[p] for p in group].__getitem__) for group in groups]
    values = [tensor._data[group[at]] for group, at in zip(groups, found)]
    return Extremes(Tensor(values, shape, tensor.dtype), Tensor(found, shape, int64))


def max_(tensor: Tensor, dim: int | None = None) -> Any:
    return _extreme(tensor, dim, max)


def min_(tensor: Tensor, dim: int | None = None) -> Any:
    return _extreme(tensor, dim, min)


def argmax(tensor: Tensor) -> Tensor:
    return Tensor([tensor._data.index(max(tensor._data))], (), int64)


def argmin(tensor: Tensor) -> Tensor:
    return Tensor([tensor._data.index(min(tensor._data))], (), int64)


def sort(tensor: Tensor, descending: bool = False) -> Extremes:
    order = sorted(range(tensor.numel()), key=tensor._data.__getitem__, reverse=descending)
    return Extremes(Tensor([tensor._data[i] for i in order], tensor.shape, tensor.dtype),
                    Tensor(order, tensor.shape, int64))  # fmt: skip


def argsort(tensor: Tensor, descending: bool = False) -> Tensor:
    return sort(tensor, descending).indices


def _floating(name: str, function: Callable, slope: Callable) -> Callable:
    """Return a function of each number whose results are floating point."""

    def of_each(tensor: Tensor) -> Tensor:
        kind = tensor.dtype if tensor.dtype.is_floating_point else float32
        return each(name, tensor, function, slope, kind)

    return of_each


sqrt = _floating('Sqrt', lambda a: math.sqrt(a) if a >= 0 else math.nan, lambda g, a, y: g / (2 * y))
exp = _floating('Exp', lambda a: math.exp(a) if a < 709 else math.inf, lambda g, a, y: g * y)
log = _floating('Log', lambda a: math.log(a) if a > 0 else (-math.inf if a == 0 else math.nan), lambda g, a, y: g / a)
sin = _floating('Sin', math.sin, lambda g, a, y: g * cos(a))
cos = _floating('Cos', math.cos, lambda g, a, y: -g * sin(a))
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
