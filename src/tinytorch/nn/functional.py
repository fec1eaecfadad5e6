"""Losses as functions."""

from collections.abc import Callable

mse_loss: Callable
