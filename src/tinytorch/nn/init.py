"""What parameters start from, in place."""

from ..autograd import no_grad
from ..missing import refuser
from ..tensor import Tensor


def _set(tensor, method, *arguments):
    with no_grad():
        return getattr(tensor, method)(*arguments)


def normal_(tensor: Tensor, mean: float = 0.0, std: float = 1.0) -> Tensor:
    return _set(tensor, 'normal_', mean, std)


def uniform_(tensor: Tensor, low: float = 0.0, high: float = 1.0) -> Tensor:
    return _set(tensor, 'uniform_', low, high)


def zeros_(tensor: Tensor) -> Tensor:
    return _set(tensor, 'zero_')


__getattr__ = refuser('torch.nn.init')
