"""The normal distribution."""

import math
from typing import Any

from .missing import refuser
from .tensor import Tensor, tensor_of


class Normal:
    """The normal distribution with a mean and a standard deviation."""

    def __init__(self, loc: Any, scale: Any):
        self.loc, self.scale = (tensor_of(value) for value in (loc, scale))

    def log_prob(self, value: Any) -> Tensor:
        """Return the logarithm of the density."""
        value, variance = tensor_of(value), self.scale * self.scale
        off = value - self.loc
        return -(off * off) / (2 * variance) - self.scale.log() - math.log(math.sqrt(2 * math.pi))


__getattr__ = refuser('torch.distributions')
