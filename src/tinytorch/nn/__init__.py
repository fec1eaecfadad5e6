"""Modules: a linear layer, a loss, and what they have in common."""

import warnings
from collections.abc import Iterator
from typing import Any

from ..creation import zeros
from ..missing import refuser
from ..products import matmul
from ..reductions import mean, sum_
from ..reshaping import transpose
from ..tensor import Tensor
from . import functional, init


class Module:
    """Something with parameters that can be called. Parameters and modules in its attributes belong to it."""

    def __call__(self, *inputs: Any) -> Any:
        return self.forward(*inputs)

    def forward(self, *inputs: Any) -> Any:
        raise NotImplementedError('Module [Module] is missing the required "forward" function')

    def register_buffer(self, name: str, tensor: Tensor) -> None:
        """Make a tensor an attribute that belongs to the module and is saved with it, but not trained."""
        setattr(self, name, tensor)
        self._buffers = [*vars(self).get('_buffers', ()), name]

    def _tensors(self, buffers: bool) -> Iterator[tuple[str, Tensor]]:
        """Yield the parameters, and the buffers if they are asked for: those of its own before those of its modules."""
        own = vars(self)
        yield from ((name, each) for name, each in own.items() if isinstance(each, Tensor) and each.requires_grad)
        if buffers:
            yield from ((name, own[name]) for name in own.get('_buffers', ()))
        for name, module in own.items():
            if isinstance(module, Module):
                yield from ((f'{name}.{inner}', tensor) for inner, tensor in module._tensors(buffers))

    def named_parameters(self) -> Iterator[tuple[str, Tensor]]:
        return self._tensors(buffers=False)

    def parameters(self) -> Iterator[Tensor]:
        return (parameter for _, parameter in self.named_parameters())

    def state_dict(self) -> dict[str, Tensor]:
        return {name: tensor.detach() for name, tensor in self._tensors(buffers=True)}

    def load_state_dict(self, state: dict[str, Tensor]) -> None:
        for name, tensor in self._tensors(buffers=True):
            tensor.detach().copy_(state[name])

    def to(self, kind: Any) -> 'Module':
        """Turn parameters and buffers into numbers of another kind, in place; the only device is the processor."""
        for _, tensor in self._tensors(buffers=True):
            turned = tensor.detach().to(kind)
            tensor._data, tensor.dtype = turned._data, turned.dtype
        return self


class Parameter(Tensor):
    """A tensor that a module trains."""

    def __repr__(self) -> str:
        return f'Parameter containing:\n{super().__repr__()}'


def _parameter(*size):
    made = zeros(*size)
    return Parameter(made._data, made.shape, made.dtype, True)


class Linear(Module):
    """The linear model X w^T + b, with a weight of shape (outputs, inputs)."""

    def __init__(self, inputs: int, outputs: int):
        self.weight, self.bias = _parameter(outputs, inputs), _parameter(outputs)
        bound = inputs**-0.5
        init.uniform_(self.weight, -bound, bound)
        init.uniform_(self.bias, -bound, bound)

    def forward(self, X: Tensor) -> Tensor:
        return matmul(X, transpose(self.weight)) + self.bias


class MSELoss(Module):
    """The mean of the squared errors, or their sum."""

    def __init__(self, reduction: str = 'mean'):
        self.reduction = reduction

    def forward(self, y_hat: Tensor, y: Tensor) -> Tensor:
        if tuple(y_hat.shape) != tuple(y.shape):
            warnings.warn(
                f'Using a target size ({y.shape}) that is different to the input size ({y_hat.shape}). This will '
                'likely lead to incorrect results due to broadcasting. Please ensure they have the same size.',
                stacklevel=3,
            )
        return {'mean': mean, 'sum': sum_, 'none': lambda losses: losses}[self.reduction]((y_hat - y) ** 2)


functional.mse_loss = lambda y_hat, y: MSELoss()(y_hat, y)


__getattr__ = refuser('torch.nn')
