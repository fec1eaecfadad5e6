"""Parts of a tensor: what an index, a slice or a mask leads to."""

from typing import Any

from . import autograd, shapes
from .dtypes import bool_
from .missing import ELSEWHERE
from .shapes import Size
from .tensor import Tensor, record, tensor_of


def get(tensor: Tensor, index: Any) -> Tensor:
    """Return the numbers where an index leads: `tensor[index]`."""
    places, shape = _places(tensor, index)
    data = tensor._data
    own, total = tensor.shape, len(data)

    def slopes(g):
        result = [0.0] * total
        for place, value in zip(places, g._data):
            result[place] += value
        return (Tensor(result, own, tensor.dtype),)

    name = 'Index' if any(map(_is_row, index if isinstance(index, tuple) else (index,))) else 'Select'
    return record(name, (tensor,), Tensor([data[place] for place in places], shape, tensor.dtype), slopes)


def _is_row(part):
    """Return whether a part of an index is a row of places, or a mask."""
    return isinstance(part, list) or isinstance(part, Tensor) and part.dim() > 0


def put(tensor: Tensor, index: Any, value: Any) -> None:
    """Put numbers where an index leads: `tensor[index] = value`."""
    places, shape = _places(tensor, index)
    new = tensor_of(value, tensor)
    if autograd.recording[0] and (tensor.requires_grad or new.requires_grad):
        if tensor.requires_grad and tensor.is_leaf:
            raise RuntimeError('a view of a leaf Variable that requires grad is being used in an in-place operation.')
        raise NotImplementedError(f'a change in place that is recorded{ELSEWHERE}')
    own = list(new.shape)
    while len(own) > len(shape) and own[0] == 1:
        del own[0]
    shapes.check_stretch(own, shape)
    for place, number in zip(places, tensor.dtype.kept(shapes.stretched(new._data, own, shape))):
        tensor._data[place] = number


def _places(tensor, index):
    """Return where an index leads: see `shapes.locate`. A mask of the same shape leads to where it is true."""
    if isinstance(index, Tensor) and index.dtype is bool_ and tuple(index.shape) == tuple(tensor.shape):
        places = [place for place, value in enumerate(index._data) if value]
        return places, Size([len(places)])
    return shapes.locate(tensor.shape, _plain(index))


def _plain(index):
    """Return an index with each tensor or list in it as (integers, shape)."""
    if isinstance(index, tuple):
        return tuple(part for one in index for part in _parts(one))
    return tuple(_parts(index))


def _parts(part):
    if isinstance(part, list):
        part = tensor_of(part)
    if not isinstance(part, Tensor):
        return [part]
    if part.dtype is bool_ and part.dim() == 1:
        chosen = [i for i, value in enumerate(part._data) if value]
        return [(chosen, [len(chosen)], part.shape[0])]
    if part.dtype is bool_:
        raise NotImplementedError(f'a mask of {part.dim()} dimensions{ELSEWHERE}')
    return [part.item()] if not part.shape else [(part._data, list(part.shape))]
