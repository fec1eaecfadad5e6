"""Samples in rows, and mini-batches of them."""

from collections.abc import Iterator
from typing import Any

from .. import random
from ..reshaping import stack
from ..tensor import Tensor


class TensorDataset:
    """Tensors whose rows belong together."""

    def __init__(self, *tensors: Tensor):
        if any(len(tensor) != len(tensors[0]) for tensor in tensors):
            raise AssertionError('Size mismatch between tensors')
        self.tensors = tensors

    def __len__(self) -> int:
        return len(self.tensors[0])

    def __getitem__(self, row: Any) -> tuple[Tensor, ...]:
        return tuple(tensor[row] for tensor in self.tensors)


class DataLoader:
    """Serves mini-batches of a data set, shuffled anew each time it is run through, if asked to."""

    def __init__(self, dataset: Any, batch_size: int = 1, shuffle: bool = False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle

    def __len__(self) -> int:
        return -(-len(self.dataset) // self.batch_size)

    def __iter__(self) -> Iterator[list[Tensor]]:
        random.default.long()  # which PyTorch draws for its workers
        order = list(range(len(self.dataset)))
        if self.shuffle:
            order = random.Generator(random.default.long() % 2**63).permutation(len(order))
        for start in range(0, len(order), self.batch_size):
            rows = [self.dataset[row] for row in order[start : start + self.batch_size]]
            yield [stack(column) for column in zip(*rows)]
