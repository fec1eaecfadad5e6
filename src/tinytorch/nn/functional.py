"""Losses as functions."""

from collections.abc import Callable

from ..missing import refuser

mse_loss: Callable


__getattr__ = refuser('torch.nn.functional')
