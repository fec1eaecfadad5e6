"""What the tests that run a few lines of Python about a chapter may use: all that `linreg` defines, and its data."""

import importlib
import math
import random
import re

import torch

from linreg import scratch

LIBRARY = 'line backward concise least_squares real_data certainty features project scale scratch'.split()


def names(seed=42):
    """Set both seeds as the chapters do, and return what `linreg` defines, and the lesson's data, by name."""
    random.seed(seed)
    torch.manual_seed(seed)
    found = {'math': math, 're': re, 'random': random}
    for module in LIBRARY:
        found |= vars(importlib.import_module(f'linreg.{module}'))
    found['features'], found['labels'] = scratch.synthetic_data(scratch.true_w, scratch.true_b, 1000)
    return found


def samples(count, features):
    """Return X and y of normal numbers, always the same for the same sizes."""
    generator = torch.Generator().manual_seed(100 * count + features)
    return (torch.randn(count, size, generator=generator, dtype=torch.float64) for size in (features, 1))
