"""Remembers what a program's objects hold, and puts it back: so a block can run again as if for the first time.

Contents are put back into the same objects. A copy would not do: a record of gradients, or a function that was made in
another, goes on pointing at the originals.
"""

import collections
import contextlib
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
        if (isinstance(thing, STILL) and not _own_class(thing)) or id(thing) in seen:
            continue
        seen.add(id(thing))
        try:
            restores += _restores(thing)
        except Unknown:
            return None
        waiting += _inside(thing)
    return restores


def _own_class(thing):
    """Return whether this is a class that the program defined: what stands in it may change."""
    return isinstance(thing, type) and thing.__module__ == '__main__'


def _inside(thing):
    """Return what an object refers to, but for its class and, of a function, the names of its module."""
    if isinstance(thing, types.FunctionType):
        return [thing.__closure__, thing.__defaults__, thing.__kwdefaults__, thing.__dict__]
    if isinstance(thing, type):
        return list(vars(thing).values())
    if isinstance(thing, (list, tuple)) and {*map(type, thing)} <= {int, float, bool, str}:
        return []  # a row of numbers: most of the memory of a session
    return gc.get_referents(thing)


def _restores(thing):
    """Return what puts back an object's own contents."""
    return _contents(thing) + _attributes(thing)


def _contents(thing):
    kind = type(thing)
    if isinstance(thing, (list, array, bytearray)):
        return [_slice(thing, thing[:])]
    if isinstance(thing, (dict, set, collections.deque)):
        return [_refill(thing, kind, thing.copy())]
    if isinstance(thing, random.Random):
        state = thing.getstate()
        return [lambda: thing.setstate(state)]
    if isinstance(thing, types.CellType):
        return [_set(thing, 'cell_contents')]
    if isinstance(thing, types.GeneratorType) and thing.gi_frame is None:  # at its end, it stays there
        return []
    if hasattr(kind, '__next__'):
        raise Unknown
    return []


def _attributes(thing):
    if isinstance(thing, type):
        return [_members(thing, dict(vars(thing)))]
    own = getattr(thing, '__dict__', None)
    restores = [_refill(own, dict, own.copy())] if isinstance(own, dict) else []
    return restores + [_set(thing, name) for base in type(thing).__mro__ for name in _slots(base)]


def _slots(kind):
    names = kind.__dict__.get('__slots__', ())
    return [name for name in ([names] if isinstance(names, str) else names) if name not in ('__dict__', '__weakref__')]


def _set(thing, name):
    """Put back one attribute, or that there is none."""
    there, value = _get(thing, name)
    change = type(thing) if isinstance(thing, types.CellType) else object

    def restore() -> None:
        if there:
            change.__setattr__(thing, name, value)
        elif _get(thing, name)[0]:
            change.__delattr__(thing, name)

    return restore


def _get(thing, name):
    try:
        return True, getattr(thing, name)
    except (AttributeError, ValueError):  # the latter of a cell that is empty yet
        return False, None


def _members(thing, members):
    def restore() -> None:
        for name in vars(thing).keys() - members.keys():
            with contextlib.suppress(AttributeError, TypeError):  # what Python keeps there for itself
                delattr(thing, name)
        for name, value in members.items():
            if vars(thing).get(name, restore) is not value:
                setattr(thing, name, value)

    return restore


def _slice(thing, contents):
    def restore() -> None:
        thing[:] = contents

    return restore


def _refill(thing, kind, contents):
    def restore() -> None:
        kind.clear(thing)
        (kind.extend if kind is collections.deque else kind.update)(thing, contents)

    return restore
