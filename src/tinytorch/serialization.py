"""Models in files: names and numbers."""

import json
from typing import Any

from .dtypes import bool_, float32, float64, int64
from .tensor import Tensor

KINDS = {kind.name: kind for kind in (bool_, float32, float64, int64)}


def save(state: dict[str, Tensor], path: Any) -> None:
    """Write what `state_dict` gave to a file, which only this torch reads."""
    numbers = {name: (value._data, list(value.shape), value.dtype.name) for name, value in state.items()}
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(numbers, file)


def load(path: Any) -> dict[str, Tensor]:
    with open(path, encoding='utf-8') as file:
        return {name: Tensor(data, shape, KINDS[kind]) for name, (data, shape, kind) in json.load(file).items()}
