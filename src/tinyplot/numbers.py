"""Lists of numbers out of whatever a reader hands in: lists, ranges, zips, tensors, arrays."""

import math
from collections.abc import Iterable


def flat(values: object) -> list[float]:
    """Return all numbers in `values`, nested as they may be, in one list of floats."""
    values = values.tolist() if hasattr(values, 'tolist') else values
    if not isinstance(values, Iterable):
        return [float(values)]
    return [number for value in values for number in flat(value)]


def columns(values: object) -> list[list[float]]:
    """Return the columns of a matrix, or a vector as the only one: each is a line to be drawn."""
    values = values.tolist() if hasattr(values, 'tolist') else values
    if not isinstance(values, Iterable):
        return [[float(values)]]
    values = list(values)
    if values and isinstance(values[0], Iterable) and len(flat(values[0])) > 0:
        return [list(column) for column in zip(*map(flat, values), strict=True)]
    return [flat(values)]


def pair(x: object, y: object) -> tuple[list[float], list[float]]:
    """Return two lists of one length. Raises ValueError, as Matplotlib does."""
    xs, ys = flat(x), flat(y)
    if len(xs) != len(ys):
        raise ValueError(f'x and y must be the same size, but x has {len(xs)} and y has {len(ys)}')
    return xs, ys


def finite(values: Iterable[float]) -> list[float]:
    """Return the numbers that can be drawn: no NaN, no infinity."""
    return [value for value in values if math.isfinite(value)]
