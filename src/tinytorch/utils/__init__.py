"""The mini-batches of PyTorch."""

from . import data
