"""Measure what chapters `scale` and `processes` tell: `make scale` writes src/linreg/measured.py.

It takes some minutes, and 1.2 GB of disk.

Every way to train aims at the same error: with a learning rate of batch size / n, the noise of the samples is weighed
nearly equally, whatever the batch size is (the error is sqrt(1 + 1/2 - tanh(1/2)), 1.02 times the bound), and the
number of epochs follows from how small the way that is left has to be (see `epochs_for`). Only the time differs.
"""

import datetime
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import torch
from sklearn.linear_model import SGDRegressor
from torch import nn

from linreg import concise, scratch

ROOT = Path(__file__).parents[1]
TARGET = ROOT / 'src/linreg/measured.py'
SIZES = [10**power for power in range(3, 8)]
LIMIT = (
    100_000  # samples: a way that takes small mini-batches is timed on so many, and costs as much for each further one
)
FILE_SIZES = [10**power for power in range(5, 9)]
NUMBERS = [3, 1000, 100_000, 10_000_000]
# The largest memory that a process had, in kB, as Linux counts it: unlike `ru_maxrss`, it forgets who started it.
PEAK = (
    "import runpy; runpy.run_module('linreg.scale', run_name='__main__'); "
    "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
)
WIDTHS = [2, 32, 128, 512, 1024]


def epochs_for(n: int) -> int:
    """Return how many epochs leave a fifth of the bound, 0.01 / sqrt(n), of the way of 4.2 (each leaves 1/e of it)."""
    return math.ceil(math.log(4.2 / (0.2 * 0.01 / math.sqrt(n))))


def data(n: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Return features of shape (n, 2) and labels of shape (n, 1)."""
    torch.manual_seed(42)
    return scratch.synthetic_data(scratch.true_w, scratch.true_b, n)


def split(X: torch.Tensor, y: torch.Tensor, size: int) -> Iterable[tuple[torch.Tensor, torch.Tensor]]:
    """Yield mini-batches that are indexed once each."""
    for chosen in torch.randperm(len(X)).split(size):
        yield X[chosen], y[chosen]


def descend(net: Callable, params: list, batches: Iterable, rate: float, size: int) -> None:
    """Train for one epoch, by the lesson's own functions."""
    for X, y in batches:
        scratch.squared_loss(net(X, *params), y).sum().backward()
        scratch.sgd(params, rate, size)


def by_scratch(batches: Callable, size: int, net: Callable = scratch.linreg) -> Callable:
    """Return a way to train: a function of data, batch size, rate and epochs, which returns the three parameters."""

    def train(X: torch.Tensor, y: torch.Tensor, epochs: int) -> torch.Tensor:
        batch, params = (
            size or len(X) // 10,
            [torch.zeros(2, 1, requires_grad=True), torch.zeros(1, requires_grad=True)],
        )
        for _ in range(epochs):
            descend(net, params, batches(X, y, batch), batch / len(X), batch)
        return torch.cat([param.detach().reshape(-1) for param in params])

    return train


def by_concise(X: torch.Tensor, y: torch.Tensor, epochs: int) -> torch.Tensor:
    """Train with DataLoader, nn.Linear and optim.SGD, ten samples a step."""
    model = nn.Linear(2, 1)
    nn.init.zeros_(model.weight), nn.init.zeros_(model.bias)
    concise.train_concise(model, concise.loader(10, X, y), 10 / len(X), epochs)
    return torch.cat([param.detach().reshape(-1) for param in model.parameters()])


def by_sklearn(X: torch.Tensor, y: torch.Tensor, epochs: int) -> torch.Tensor:
    """Train with scikit-learn, one sample a step, in float64."""
    model = SGDRegressor(
        penalty=None, learning_rate='constant', eta0=1 / len(X), max_iter=epochs, tol=None, random_state=42
    )
    model.fit(
        X.double().numpy(),  # in float32, steps as small as those for a million samples are lost
        y.reshape(-1).numpy(),
    )
    return torch.tensor([*model.coef_, *model.intercept_], dtype=torch.float32)


def by_equation(X: torch.Tensor, y: torch.Tensor, epochs: int) -> torch.Tensor:
    """Solve the equation, in float64."""
    ones = torch.cat((X, torch.ones(len(X), 1)), 1).double()
    return torch.linalg.lstsq(ones, y.double()).solution.reshape(-1).float()


def ways() -> dict[str, tuple[Callable, bool]]:
    """Return the ways to train, and whether each takes small mini-batches."""
    ours = lambda X, y, size: scratch.data_iter(size, X, y)  # noqa: E731
    return {
        'ours, mini-batches of 10': (by_scratch(ours, 10), True),
        'DataLoader, nn.Linear, SGD': (by_concise, True),
        'randperm and split': (by_scratch(split, 10), True),
        'the same, compiled': (by_scratch(split, 10, torch.compile(scratch.linreg)), True),
        'mini-batches of n / 10': (by_scratch(split, 0), False),
        'the same, one thread': (by_scratch(split, 0), False),
        'SGDRegressor': (by_sklearn, False),
        'lstsq': (by_equation, False),
    }


def seconds(train: Callable, X: torch.Tensor, y: torch.Tensor, epochs: int) -> tuple[float, torch.Tensor]:
    """Return the time of training, and the parameters."""
    start = time.perf_counter()
    parameters = train(X, y, epochs)
    return time.perf_counter() - start, parameters


def measure_ways() -> tuple[dict[str, list], dict[str, list]]:
    """Return for each way, over SIZES: microseconds for each sample until the error is reached; and how far from least
    squares it ended, in units of the bound, None where it was timed on a part of the samples.
    """
    threads = torch.get_num_threads()
    times: dict[str, list] = {}
    apart: dict[str, list] = {}
    for name, (train, small) in ways().items():
        times[name], apart[name] = [], []
        torch.set_num_threads(1 if 'one thread' in name else threads)
        train(*data(1000), 1)  # what is compiled or loaded once does not count
        for n in SIZES:
            X, y = data(n)
            epochs, distance = epochs_for(n), None
            if small and n > LIMIT // 10:
                took = seconds(train, X[:LIMIT], y[:LIMIT], 1)[0] * epochs * n / min(n, LIMIT)
            else:
                took, parameters = seconds(train, X, y, epochs)
                missed = (parameters - by_equation(X, y, 1)).norm().item() / math.sqrt(3)
                distance = round(missed / (0.01 / math.sqrt(n)), 2)
            times[name].append(float(f'{1e6 * took / n:.3g}'))
            apart[name].append(distance)
            print(f'{name}, n = {n}: {times[name][-1]} microseconds a sample', flush=True)
        torch.set_num_threads(threads)
    return times, apart


def measure_memory() -> dict[int, int]:
    """Return for each number of rows the largest memory in MB of a process that trains on the file."""
    peaks = {}
    with tempfile.TemporaryDirectory() as folder:
        for rows in FILE_SIZES:
            command = [sys.executable, '-m', 'linreg.scale', f'{folder}/rows.npy']
            subprocess.run([*command, '--write', str(rows)], check=True)
            run = subprocess.run(
                [
                    sys.executable,
                    '-c',
                    PEAK,
                    f'{folder}/rows.npy',
                    '--checkpoint',
                    f'{folder}/{rows}.pt',
                    '--batch-size',
                    '1000',
                ],
                check=True,
                capture_output=True,
                text=True,
            )
            peaks[rows] = int(run.stdout.split()[-1]) // 1024
            print(f'{rows} rows: {peaks[rows]} MB', flush=True)
    return peaks


def measure_network() -> dict[str, dict[int, float]]:
    """Return the microseconds of an all-reduce by its numbers, and of a step by its model's parameters."""
    with tempfile.TemporaryDirectory() as folder:
        for count in (1, 2):
            command = ['torch.distributed.run', '--nproc-per-node', str(count), str(ROOT / 'tools/scale_network.py')]
            subprocess.run(
                [sys.executable, '-m', *command, f'{folder}/{count}.json', *map(str, (*NUMBERS, '--', *WIDTHS))],
                check=True,
                env=os.environ | {'OMP_NUM_THREADS': '1'},
            )
        one, two = (json.loads(Path(f'{folder}/{count}.json').read_text()) for count in (1, 2))
    return {
        'all_reduce': rounded(two['all_reduce']),
        'one_process': rounded(one['step']),
        'two_processes': rounded(two['step']),
    }


def rounded(table: dict[str, float]) -> dict[int, float]:
    """Return times in microseconds, by number, with three digits."""
    return {int(key): float(f'{1e6 * value:.3g}') for key, value in table.items()}


def main() -> None:
    """Measure all, and write it as Python that a reader can paste, a line for each way."""
    times, apart = measure_ways()
    found: dict[str, dict] = {'ways': times, 'apart': apart, 'memory': measure_memory(), **measure_network()}
    made = f'{datetime.date.today()}, {os.cpu_count()} cores, PyTorch {torch.__version__}'
    text = '"""What `make scale` measured (tools/scale.py writes this): see chapters `scale` and `processes`."""\n\n'
    text += f'measured = {made!r}\nsizes = {SIZES}\n'
    for name, table in found.items():
        rows = ''.join(f'    {key!r}: {value},\n' for key, value in table.items())
        text += f'{name} = {{\n{rows}}}\n'
    TARGET.write_text(text, encoding='utf-8')


if __name__ == '__main__':
    main()
