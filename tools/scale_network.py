"""Time an all-reduce and a training step, by size: one process of those that tools/scale.py starts with torchrun."""

import json
import sys
import time
from collections.abc import Callable
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


def step_of(width: int) -> Callable[[], None]:
    """Return a training step of a linear model with so many features, on this process's share of the rows."""
    model = DistributedDataParallel(nn.Linear(width, 1))
    optimizer = torch.optim.SGD(model.parameters(), 1e-6)
    X, y = torch.randn(ROWS // dist.get_world_size(), width), torch.zeros(ROWS // dist.get_world_size(), 1)

    def step() -> None:
        optimizer.zero_grad()
        nn.functional.mse_loss(model(X), y).backward()
        optimizer.step()

    return step


def main() -> None:
    """Measure what the arguments ask for; the first process writes it."""
    target, given = sys.argv[1], sys.argv[2:]
    numbers, widths = given[: given.index('--')], given[given.index('--') + 1 :]
    dist.init_process_group('gloo')
    found = {
        'all_reduce': {n: median(lambda n=n: dist.all_reduce(torch.zeros(int(n)))) for n in numbers},
        'step': {width: median(step_of(int(width))) for width in widths},
    }
    if dist.get_rank() == 0:
        Path(target).write_text(json.dumps(found), encoding='utf-8')
    dist.destroy_process_group()


if __name__ == '__main__':
    main()
