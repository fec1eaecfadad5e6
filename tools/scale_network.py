"""Time an all-reduce and a training step, by size: one process of those that tools/scale.py starts with torchrun."""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel

ROWS = 1024  # in a step, of all processes together


def median(action: Callable[[], object], times: int = 30) -> float:
    """Return the median time of an action in seconds; all processes begin it together."""
    took = []
    for _ in range(times + 3):
        dist.barrier()
        start = time.perf_counter()
        action()
        took.append(time.perf_counter() - start)
    return sorted(took[3:])[times // 2]


def model_of(width: int) -> nn.Module:
    """Return the linear model of two features, or one with so many features and a hidden layer as wide."""
    return nn.Linear(2, 1) if width == 2 else nn.Sequential(nn.Linear(width, width), nn.ReLU(), nn.Linear(width, 1))


def step_of(width: int) -> tuple[int, Callable[[], None]]:
    """Return the number of parameters of a model, and a training step on this process's share of the rows."""
    model = model_of(width)
    net = DistributedDataParallel(model) if dist.get_world_size() > 1 else model
    optimizer = torch.optim.SGD(model.parameters(), 1e-6)
    X, y = torch.randn(ROWS // dist.get_world_size(), width), torch.zeros(ROWS // dist.get_world_size(), 1)

    def step() -> None:
        optimizer.zero_grad()
        nn.functional.mse_loss(net(X), y).backward()
        optimizer.step()

    return sum(parameter.numel() for parameter in model.parameters()), step


def main() -> None:
    """Measure what the arguments ask for; the first process writes it."""
    target, given = sys.argv[1], sys.argv[2:]
    numbers, widths = given[: given.index('--')], given[given.index('--') + 1 :]
    dist.init_process_group('gloo')
    found = {
        'all_reduce': {n: median(partial(dist.all_reduce, torch.zeros(int(n)))) for n in numbers},
        'step': {parameters: median(step) for parameters, step in map(step_of, map(int, widths))},
    }
    if dist.get_rank() == 0:
        Path(target).write_text(json.dumps(found), encoding='utf-8')
    dist.destroy_process_group()


if __name__ == '__main__':
    main()
