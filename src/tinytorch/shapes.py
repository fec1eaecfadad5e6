"""Shapes: how two meet, and where in a row of numbers an index leads."""

from collections.abc import Sequence
from typing import Any

from .missing import ELSEWHERE


class Size(tuple):
    """A shape, printed as PyTorch prints it."""

    def __repr__(self) -> str:
        return f'torch.Size({list(self)})'

    def numel(self) -> int:
        return count(self)


def count(shape: Sequence[int]) -> int:
    """Return how many numbers a shape holds."""
    result = 1
    for size in shape:
        result *= size
    return result


def strides(shape: Sequence[int]) -> list[int]:
    """Return how far apart neighbours lie in each direction, in a row of all numbers."""
    steps, step = [], 1
    for size in reversed(shape):
        steps.append(step)
        step *= size
    return steps[::-1]


def broadcast(one: Sequence[int], other: Sequence[int]) -> Size:
    """Return the shape that two shapes stretch to. Raises RuntimeError if they do not fit."""
    if tuple(one) == tuple(other):
        return Size(one)
    result: list[int] = []
    for back in range(1, max(len(one), len(other)) + 1):
        a, b = (shape[-back] if back <= len(shape) else 1 for shape in (one, other))
        if a != b and 1 not in (a, b):
            place = max(len(one), len(other)) - back
            raise RuntimeError(
                f'The size of tensor a ({a}) must match the size of tensor b ({b}) at non-singleton dimension {place}'
            )
        result.append(b if a == 1 else a)
    return Size(result[::-1])


def stretched(data: list, shape: Sequence[int], to: Sequence[int]) -> list:
    """Return numbers of a shape as those of a larger one: copied where the shape has size 1, or nothing."""
    if tuple(shape) == tuple(to):
        return data
    if len(data) == 1:
        return data * count(to)
    padded = [1] * (len(to) - len(shape)) + list(shape)
    places = [0]
    for size, own, step in zip(to, padded, strides(padded)):
        places = [place + i * step for place in places for i in (range(size) if own == size else [0] * size)]
    return [data[place] for place in places]


def check_stretch(shape: Sequence[int], to: Sequence[int]) -> None:
    """Raise RuntimeError if a shape does not stretch to another."""
    if len(shape) > len(to):
        raise RuntimeError(f'sizes {list(shape)} have more dimensions than {list(to)}, to which they should stretch')
    for back in range(1, len(shape) + 1):
        if shape[-back] not in (1, to[-back]):
            raise RuntimeError(
                f'The expanded size of the tensor ({to[-back]}) must match the existing size ({shape[-back]}) at '
                f'non-singleton dimension {len(to) - back}.  Target sizes: {list(to)}.  Tensor sizes: {list(shape)}'
            )


def summed(data: list, shape: Sequence[int], to: Sequence[int]) -> list:
    """Add up numbers of a shape into a smaller one: the way back from `stretched`."""
    if tuple(shape) == tuple(to):
        return data
    result = [0.0] * count(to)
    targets = stretched(list(range(count(to))), to, shape)
    for target, value in zip(targets, data):
        result[target] += value
    return result


def whole(sizes: Sequence[int], total: int) -> Size:
    """Return a shape with -1 filled in, for `total` numbers. Raises RuntimeError if they do not fit."""
    known = count([size for size in sizes if size != -1])
    fits = total % known == 0 if -1 in sizes and known else known == total
    if not fits:
        raise RuntimeError(f"shape '{list(sizes)}' is invalid for input of size {total}")
    return Size(total // known if size == -1 else size for size in sizes)


def locate(shape: Sequence[int], index: Any) -> tuple[list[int], Size]:
    """Return where an index leads, as places in a row of all numbers, and the shape of what is there.

    An index is an integer, a slice, None, (places, shape) of a list or tensor of integers, (places, shape,
    size) of a mask, or several.
    """
    parts = list(index) if isinstance(index, tuple) else [index]
    if Ellipsis in [part for part in parts if part is Ellipsis]:
        at = next(i for i, part in enumerate(parts) if part is Ellipsis)
        missing = len(shape) - sum(part is not None for part in parts) + 1
        parts[at : at + 1] = [slice(None)] * missing
    parts += [slice(None)] * (len(shape) - sum(part is not None for part in parts))
    lists = [place for place, part in enumerate(parts) if isinstance(part, tuple)]
    if any(parts[place][1] != parts[lists[0]][1] for place in lists) or lists != list(range(*_ends(lists))):
        raise NotImplementedError(f'an index of several lists of unequal shape, or apart from each other{ELSEWHERE}')
    pending, pairs = len(lists), []
    places, found, dimension = [0], [], 0
    steps = strides(shape)
    for part in parts:
        if part is None:
            found.append(1)
            continue
        if dimension >= len(shape):
            raise IndexError(f'too many indices for tensor of dimension {len(shape)}')
        size, step = shape[dimension], steps[dimension]
        dimension += 1
        if isinstance(part, slice):
            chosen = list(range(*part.indices(size)))
            found.append(len(chosen))
        elif isinstance(part, int):
            chosen = [_inside(part, size, dimension - 1)]
        else:
            numbers, own, *mask = part
            if mask and mask != [size]:
                raise IndexError(
                    f'The shape of the mask {mask} at index 0 does not match the shape of the indexed tensor '
                    f'{list(shape)} at index {dimension - 1}'
                )
            offsets = [_inside(number, size, dimension - 1) * step for number in numbers]
            if pairs:  # several lists: their numbers belong together, one of each leads to one place
                offsets = [sum(both) for both in zip(pairs.pop(), offsets)]
            pending -= 1
            if pending:
                pairs.append(offsets)
                continue
            chosen, step = offsets, 1
            found += own
        places = [place + i * step for place in places for i in chosen]
    return places, Size(found)


def _ends(places):
    return (places[0], places[-1] + 1) if places else (0, 0)


def _inside(index, size, dimension):
    if not -size <= index < size:
        raise IndexError(f'index {index} is out of bounds for dimension {dimension} with size {size}')
    return index % size
