"""Gradients: each tensor that was computed remembers from what, and how fast it grows with it.

This is the number of the chapter `backward`, grown to a tensor.
"""

import contextlib
import functools
from collections.abc import Callable, Iterator
from typing import Any

recording = [True]
retaining = [False]
KEEP_NO_NUMBERS = {*'Add Sub Rsub Neg Sum Mean View T Expand Clone ToCopy Select Cat'.split()}  # shapes are enough
FREED = (
    'Trying to backward through the graph a second time (or directly access saved tensors after they have already been '
    'freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify '
    'retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors '
    'after calling backward.'
)


class Node:
    """An operation in the record: what went into it, and how a slope is handed on."""

    def __init__(self, inputs: tuple, slopes: Callable[[Any], tuple], keeps: bool = False):
        self.inputs, self._slopes, self._keeps = inputs, slopes, keeps

    def slopes(self, slope: Any) -> tuple:
        """Hand a slope on. An operation that kept numbers for it does so once, and frees them."""
        if self._slopes is None:
            raise RuntimeError(FREED)
        parts = self._slopes(slope)
        if self._keeps and not retaining[0]:
            self._slopes = None
        return parts

    @property
    def next_functions(self) -> tuple:
        """The operations that made the inputs; for a leaf that records, one that keeps its gradient."""
        return tuple((_source(tensor), 0) for tensor in self.inputs)


def node(name: str, inputs: tuple, slopes: Callable[[Any], tuple]) -> Node:
    """Return an operation whose class has the name that PyTorch gives it."""
    return _class(f'{name}Backward0')(inputs, slopes, name not in KEEP_NO_NUMBERS)


@functools.cache
def _class(name):
    return type(name, (Node,), {})


def _source(tensor):
    if not tensor.requires_grad:
        return None
    return tensor.grad_fn or _class('AccumulateGrad')((), lambda slope: ())


@contextlib.contextmanager
def retained(graph: bool) -> Iterator[None]:
    """Let a record be walked again, or not."""
    before, retaining[0] = retaining[0], graph
    try:
        yield
    finally:
        retaining[0] = before


@contextlib.contextmanager
def no_grad() -> Iterator[None]:
    """Compute without a record."""
    before, recording[0] = recording[0], False
    try:
        yield
    finally:
        recording[0] = before


def propagate(result: Any, slope: Any) -> None:
    """Add to the `grad` of each leaf that records how fast `result` grows with it (times `slope`)."""
    slopes = {id(result): slope}
    with no_grad():
        for tensor in reversed(ancestors(result)):
            slope = slopes.pop(id(tensor), None)
            if slope is None:
                continue
            if tensor.grad_fn is None:
                tensor._grad = slope if tensor._grad is None else tensor._grad + slope
                continue
            for parent, part in zip(tensor.grad_fn.inputs, tensor.grad_fn.slopes(slope)):
                if parent.requires_grad and part is not None:
                    before = slopes.get(id(parent))
                    slopes[id(parent)] = part if before is None else before + part


def ancestors(result: Any) -> list:
    """Return a tensor and all that it was computed from and that records, parents first."""
    order, seen, waiting = [], set(), [(result, False)]
    while waiting:  # not by recursion: a record may be longer than Python's stack is deep
        tensor, done = waiting.pop()
        if done:
            order.append(tensor)
        elif id(tensor) not in seen:
            seen.add(id(tensor))
            waiting.append((tensor, True))
            if tensor.grad_fn is not None:
                waiting += [(parent, False) for parent in tensor.grad_fn.inputs if parent.requires_grad]
    return order
