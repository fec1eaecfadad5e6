"""The optimizer that moves parameters against their gradients."""

from collections.abc import Iterable

from .autograd import no_grad
from .missing import ELSEWHERE, refuser
from .tensor import Tensor


class SGD:
    """Stochastic gradient descent."""

    def __init__(self, params: Iterable[Tensor], lr: float = 0.001, **more: object):
        if any(more.values()):
            raise NotImplementedError(f'SGD with {", ".join(more)}{ELSEWHERE}')
        self.params, self.lr = list(params), lr
        if not self.params:
            raise ValueError('optimizer got an empty parameter list')
        if any(not param.is_leaf for param in self.params):
            raise ValueError("can't optimize a non-leaf Tensor")

    def zero_grad(self) -> None:
        for param in self.params:
            param.grad = None

    def step(self) -> None:
        with no_grad():
            for param in self.params:
                if param.grad is not None:
                    param -= self.lr * param.grad  # noqa: PLW2901


__getattr__ = refuser('torch.optim')
