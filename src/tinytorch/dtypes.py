"""The kinds of numbers that a tensor can hold, and what they make of Python's."""

import functools
from array import array
from collections.abc import Callable, Iterable


class dtype:  # noqa: N801 - the name that PyTorch gives it
    """A kind of numbers: how it is called, and how a list of Python's numbers becomes one of its own."""

    def __init__(self, name: str, rank: int, kept: Callable[[Iterable], list]):
        self.name, self.rank, self.kept = name, rank, kept

    @property
    def is_floating_point(self) -> bool:
        return self.rank >= 2

    def __repr__(self) -> str:
        return f'torch.{self.name}'


def _rounded(values):
    """Round to float32. What is too large for it becomes infinite."""
    values = values if type(values) is list else list(values)
    try:
        return array('f', values).tolist()
    except OverflowError:
        return [_rounded_one(value) for value in values]


def _rounded_one(value):
    try:
        return array('f', [value])[0]
    except OverflowError:
        return float('inf') if value > 0 else float('-inf')


bool_ = dtype('bool', 0, lambda values: [bool(value) for value in values])
int64 = dtype('int64', 1, lambda values: [int(value) for value in values])
float32 = dtype('float32', 2, _rounded)
float64 = dtype('float64', 3, lambda values: [float(value) for value in values])


LEVEL = {0: 0, 1: 1, 2: 2, 3: 2}  # of each rank, its category: truth values, integers, floating point


def of_number(value: float) -> dtype:
    """Return the kind of one of Python's numbers: its floats are float32, as in PyTorch."""
    return bool_ if isinstance(value, bool) else int64 if isinstance(value, int) else float32


@functools.cache
def common(one: 'tuple[dtype, int]', other: 'tuple[dtype, int]') -> dtype:
    """Return the kind of what is computed from two operands, each given as (kind, number of dimensions).

    A plain number counts as one of -1 dimensions. The operand with fewer dimensions decides only if its numbers are of
    a higher category: truth values, integers, floating point.
    Source: the type promotion rules of PyTorch, `torch.result_type`.
    """
    (a, n), (b, m) = one, other
    places = [min(max(dims, -1), 1) for dims in (n, m)]
    if places[0] == places[1]:
        return a if a.rank >= b.rank else b
    strong, weak = (a, b) if places[0] > places[1] else (b, a)
    if LEVEL[weak.rank] > LEVEL[strong.rank]:
        return weak
    return strong
