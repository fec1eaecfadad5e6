"""Remembers what a program's objects hold, and puts it back: so a block can run again as if for the first time.

Contents are put back into the same objects. A copy would not do: a record of gradients, or a function that was made in
another, goes on pointing at the originals.
"""

import collections
import gc
import random
import types
from array import array
from collections.abc import Callable, Iterable

# What cannot change, or what a program does not change: it is not looked into.
STILL = (
    int, float, complex, bool, str, bytes, range, slice, type(None), type(...), type(NotImplemented), type,
    types.ModuleType, types.BuiltinFunctionType, types.CodeType,
)  # fmt: skip
Restore = Callable[[], None]


class Unknown(Exception):
    """An object was met that may change and cannot be put back, such as a half-used iterator."""


def remember(roots: Iterable[object]) -> list[Restore] | None:
    """Return functions that put back what all objects hold now that can be reached from `roots`; None if some of it
    could not be put back.
    """
    restores, seen, waiting = [], set(), list(roots)
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, STILL) or id(thing) in seen:
            continue
        seen.add(id(thing))
        try:
            restores += _restores(thing)
        except Unknown:
            return None
        waiting += _inside(thing)
    return restores


def _inside(thing):
    """Return what an object refers to, but for its class and, of a function, the names of its module."""
    if isinstance(thing, types.FunctionType):
        return [thing.__closure__, thing.__defaults__, thing.__kwdefaults__, thing.__dict__]
    if isinstance(thing, (list, tuple)) and {*map(type, thing)} <= {int, float, bool, str}:
        return []  # a row of numbers: most of the memory of a session
    return gc.get_referents(thing)


def _restores(thing):
    """Return what puts back an object's own contents."""
    kind = type(thing)
    if isinstance(thing, (list, array, bytearray)):
        return [_slice(thing, thing[:])]
    if isinstance(thing, (dict, set, collections.deque)):
        return [_refill(thing, kind, thing.copy())]
    if isinstance(thing, random.Random):
        state = thing.getstate()
        return [lambda: thing.setstate(state)]
    if isinstance(thing, types.GeneratorType) and thing.gi_frame is None:  # at its end, it stays there
        return []
    if hasattr(kind, '__next__'):
        raise Unknown
    if isinstance(getattr(thing, '__dict__', None), dict):
        return [_refill(thing.__dict__, dict, thing.__dict__.copy())]
    slots = [name for base in kind.__mro__ for name in _slots(base) if hasattr(thing, name)]
    values = [(name, getattr(thing, name)) for name in slots]
    return [lambda: [object.__setattr__(thing, name, value) for name, value in values]] if values else []


def _slots(kind):
    names = kind.__dict__.get('__slots__', ())
    return [name for name in ([names] if isinstance(names, str) else names) if name not in ('__dict__', '__weakref__')]


def _slice(thing, contents):
    def restore() -> None:
        thing[:] = contents

    return restore


def _refill(thing, kind, contents):
    def restore() -> None:
        kind.clear(thing)
        (kind.extend if kind is collections.deque else kind.update)(thing, contents)

    return restore
