"""The lesson's training for many seeds and learning rates at once: the lesson's own data, starts and orders, and its
steps as one product.
"""

import random
from typing import NamedTuple

import numpy as np
import torch


class Runs(NamedTuple):
    """What each of s runs begins with. All float64, as computed from the lesson's float32."""

    features: np.ndarray  # (s, n, 3): with a last column of ones
    labels: np.ndarray  # (s, n, 1)
    orders: np.ndarray  # (s, epochs, n): which sample comes when
    start: np.ndarray  # (s, 3): w and b
    truth: np.ndarray  # (3,)

    def least_squares(self):
        """Return the errors (s, 3) of least squares on the same data."""
        transposed = self.features.transpose(0, 2, 1)
        return self.truth - np.linalg.solve(transposed @ self.features, transposed @ self.labels)[:, :, 0]


def draw(lesson, seeds, n, epochs):
    """Let the lesson draw data, start and orders as its program does with these seeds. One batch of all samples is a
    whole epoch's order.
    """
    runs = Runs(
        np.ones((len(seeds), n, 3)),
        np.empty((len(seeds), n, 1)),
        np.empty((len(seeds), epochs, n), np.int32),
        np.empty((len(seeds), 3)),
        np.array([*lesson.true_w.tolist(), lesson.true_b]),
    )
    index = torch.arange(n)
    for s, seed in enumerate(seeds):
        torch.manual_seed(seed)
        random.seed(seed)
        features, labels = lesson.synthetic_data(lesson.true_w, lesson.true_b, n)
        w, b = lesson.initial_parameters()
        runs.features[s, :, :2], runs.labels[s] = features, labels
        runs.start[s] = torch.cat([w.detach().reshape(-1), b.detach()])
        for epoch in range(epochs):
            runs.orders[s, epoch] = next(lesson.data_iter(n, index, index))[0]
    return runs


def train(runs, batch_size, rates):
    """Train all runs with each learning rate. Yields the errors (s, 3, len(rates)) after each epoch."""
    fitted = np.repeat(runs.start[:, :, None], len(rates), axis=2)
    every = np.arange(len(runs.start))[:, None]
    for epoch in range(runs.orders.shape[1]):
        order = runs.orders[:, epoch]
        features, labels = runs.features[every, order], runs.labels[every, order]
        for i in range(0, order.shape[1], batch_size):
            X, y = features[:, i : i + batch_size], labels[:, i : i + batch_size]
            fitted -= np.array(rates) * (X.transpose(0, 2, 1) @ (X @ fitted - y)) / batch_size
        yield runs.truth[:, None] - fitted


def errors(lesson, cells, seeds, chunk=250):
    """Return a dict of cell to errors (seeds, 3), and one of n to the errors of least squares, for any cells."""
    found, best = {cell: [] for cell in cells}, {}
    for n in dict.fromkeys(cell.n for cell in cells):
        epochs = max(cell.epochs for cell in cells if cell.n == n)
        for first in range(0, len(seeds), chunk):
            runs = draw(lesson, seeds[first : first + chunk], n, epochs)
            best.setdefault(n, []).append(runs.least_squares())
            for batch_size in dict.fromkeys(cell.batch_size for cell in cells if cell.n == n):
                wanted = [cell for cell in cells if (cell.n, cell.batch_size) == (n, batch_size)]
                rates = list(dict.fromkeys(cell.lr for cell in wanted))
                for epoch, after in enumerate(train(runs, batch_size, rates), 1):
                    for cell in wanted:
                        if cell.epochs == epoch:
                            found[cell].append(after[:, :, rates.index(cell.lr)])
    return tuple({key: np.concatenate(parts) for key, parts in results.items()} for results in (found, best))
