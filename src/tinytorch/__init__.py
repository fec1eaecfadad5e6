"""A small torch, in pure Python: the part of PyTorch that this book uses, for the reader's browser.

There it is imported under the name `torch`, and never elsewhere. It has the same random numbers, the same gradients and
the same printed form, to float32; what it lacks says so.
"""

from . import arithmetic, cuda, distributions, indexing, linalg, nn, optim, reductions, reshaping, utils
from .autograd import no_grad
from .creation import (
    arange,
    as_tensor,
    eye,
    full,
    linspace,
    normal,
    ones,
    ones_like,
    rand,
    randint,
    randn,
    randperm,
    tensor,
    zeros,
    zeros_like,
)
from .dtypes import bool_ as bool  # noqa: A004 - the name that PyTorch gives it
from .dtypes import dtype, float32, float64, int64
from .missing import refuser
from .products import matmul
from .random import Generator, default
from .reductions import cos, exp, isfinite, isnan, log, mean, sin, sqrt, square, std, tanh
from .reshaping import cat, chunk, clone, reshape, split, stack
from .serialization import load, save
from .shapes import Size
from .tensor import Tensor

__version__ = '2.13.0+small'  # PyTorch's, whose results these are
float, double, long = float32, float64, int64  # noqa: A001
manual_seed = default.manual_seed
mm = mv = matmul
sum, abs, max, min, round = (  # noqa: A001
    reductions.sum_,
    reductions.abs_,
    reductions.max_,
    reductions.min_,
    reductions.round_,
)
argsort, argmax, argmin, sort, norm = (
    reductions.argsort,
    reductions.argmax,
    reductions.argmin,
    reductions.sort,
    reductions.norm,
)


def is_tensor(value: object) -> 'bool':
    return isinstance(value, Tensor)


def equal(one: Tensor, other: Tensor) -> 'bool':
    """Return whether two tensors have the same shape and the same numbers."""
    return tuple(one.shape) == tuple(other.shape) and one._data == other._data


def allclose(one: Tensor, other: Tensor, rtol: 'float' = 1e-5, atol: 'float' = 1e-8) -> 'bool':
    """Return whether |one - other| <= atol + rtol |other| everywhere."""
    difference = reductions.abs_(one.detach() - other.detach())
    allowed = reductions.abs_(other.detach()) * rtol + atol
    return all((difference <= allowed)._data)


def compile(model: object, **how: object) -> object:  # noqa: A001
    """Return the model as it is: there is nothing to translate it to."""
    return model


def _attach():
    """Give tensors their methods."""
    for name, method in vars(arithmetic.Operators).items():
        if callable(method):
            setattr(Tensor, name, method)
    Tensor.__getitem__, Tensor.__setitem__ = indexing.get, indexing.put
    for name in ('mean', 'var', 'std', 'norm', 'argmax', 'argmin', 'sort', 'argsort', 'sqrt', 'exp', 'log', 'sin'):
        setattr(Tensor, name, getattr(reductions, name))
    for name in ('cos', 'tanh', 'sign', 'square', 'isnan', 'isfinite'):
        setattr(Tensor, name, getattr(reductions, name))
    for name in ('sum', 'abs', 'max', 'min', 'all', 'any', 'round'):
        setattr(Tensor, name, getattr(reductions, f'{name}_'))
    for name in ('reshape', 'expand', 'clone', 'to', 'numpy', 'split', 'chunk'):
        setattr(Tensor, name, getattr(reshaping, name))
    for name, change in reshaping.IN_PLACE.items():
        setattr(Tensor, name, reshaping.in_place(change))
    for name, kind in reshaping.CASTS.items():
        setattr(Tensor, name, lambda one, kind=kind: reshaping.to(one, kind))
    Tensor.view, Tensor.T, Tensor.matmul = reshaping.reshape, property(reshaping.transpose), matmul
    Tensor.t = reshaping.transpose
    Tensor.cpu = lambda one: one


_attach()


__getattr__ = refuser('torch')
