"""By how much training should miss the true parameters: the mean and the standard deviation of each error, without
training.

Write e = true - fitted parameters (3,), z = (x1, x2, 1) for a sample, epsilon for its noise, and lr for the learning
rate. One step is

    e <- (I - lr A) e - lr g,    A = sum zz' / batch_size,    g = sum z epsilon / batch_size    over the samples of the
    mini-batch.

1. One epoch of fresh data. Its batches are independent, E[zz'] = I and E[z epsilon] = 0. So the mean of e shrinks by 1
- lr a step (a short last batch counts by its share), and E[ee'] follows a linear recursion that needs only fourth
moments of z: `fresh`. This is exact.
2. Later epochs use the same samples in another order. What all epochs share is the sample's H = mean of zz' and the
noise along it, that is, the least-squares solution, whose error has covariance sigma^2 H^-1 / n. Given the sample, an
epoch shrinks the distance to least squares by
   Q = product of (I - lr H), times a constant that makes E[Q] exact (drawing without replacement costs a little).
   `_between` averages over H: for normal features H is made of five independent normal and chi variables, so that
   average is a sum over 3125 nodes.
3. What the order of one epoch adds is, by the law of total variance, `fresh` minus `_between`; it is added for each
epoch and then shrinks.

What is left out is of relative size 1 / n. The eighth moments of e may be infinite, the fourth are finite: see
`kurtosis`.
"""

from dataclasses import dataclass
from itertools import product
from math import prod, sqrt

import numpy as np

TRUTH = np.array([2, -3.4, 4.2])  # w[0], w[1], b
START_SD = np.array([0.01, 0.01, 0])  # the weights start at random, the bias at 0
NOISE = 0.01
NAMES = ('w[0]', 'w[1]', 'b')
ONE = np.eye(3)


@dataclass(frozen=True)
class Cell:
    """One choice of hyperparameters, and the number of samples."""

    n: int
    batch_size: int
    lr: float
    epochs: int

    def __str__(self):
        return f'n {self.n}, batch size {self.batch_size}, lr {self.lr}, {self.epochs} epochs'

    @property
    def shares(self):
        """The size of each mini-batch of an epoch, over batch_size: 1, but for a short last one."""
        return [min(self.batch_size, self.n - start) / self.batch_size for start in range(0, self.n, self.batch_size)]

    @property
    def left(self):
        """The share of the way that one epoch leaves on average."""
        return prod(1 - self.lr * share for share in self.shares)


GRID = [Cell(*values) for values in product((1000, 10_000), (1, 10, 64, 1000), (0.003, 0.03, 0.3), (3, 10))]


def predict(cell):
    """Return the mean (3,) and the standard deviation (3,) of the errors of w[0], w[1] and b after training."""
    H, weights = _second_moments(cell.n)
    Q = _epoch(cell, H, weights)
    noise = NOISE**2 / cell.n * np.linalg.inv(H)
    start = np.outer(TRUTH, TRUTH) + np.diag(START_SD**2)
    way, shared, order = np.broadcast_to(ONE, H.shape), start, np.zeros((3, 3))
    for _ in range(cell.epochs):
        order = fresh(cell, order, 0) + fresh(cell, shared, NOISE) - _between(Q, shared, noise, weights)
        way = Q @ way
        shared = _between(way, start, noise, weights)
    mean = _average(weights, way) @ TRUTH
    return mean, np.sqrt(np.diag(shared + order) - mean**2)


def fresh(cell, second, noise):
    """Return E[ee'] (3, 3) after one epoch of fresh samples, from E[ee'] before it and the standard deviation of the
    noise. Exact.
    """
    full, last = (_step(cell, share) for share in (1, cell.shares[-1]))
    after = last @ np.linalg.matrix_power(full, len(cell.shares) - 1) @ [*second.ravel(), noise**2]
    return after[:9].reshape(3, 3)


def _step(cell, share):
    """One mini-batch as a linear map (10, 10) of (E[ee'], noise^2)."""
    columns = []
    for unit in np.eye(10):
        second, noise2 = unit[:9].reshape(3, 3), unit[9]
        squares = (
            share * (_fourth(second) + noise2 * ONE) / cell.batch_size + share * (share - 1 / cell.batch_size) * second
        )
        columns.append([*(second - 2 * cell.lr * share * second + cell.lr**2 * squares).ravel(), noise2])
    return np.transpose(columns)


def _fourth(M):
    """E[zz'Mzz'] for M (3, 3): Isserlis' theorem, less what the constant third component does not have."""
    moments = M + M.T + np.trace(M) * ONE
    moments[2, 2] -= 2 * M[2, 2]
    return moments


def _second_moments(n, nodes=5):
    """H (k, 3, 3) of n samples at the nodes of a Gauss-Hermite rule in five variables, and its weights (k,). Bartlett's
    decomposition.
    """
    points, weights = np.polynomial.hermite_e.hermegauss(nodes)
    x = np.array(list(product(points, repeat=5)))
    weights = np.prod(list(product(weights / weights.sum(), repeat=5)), axis=1)
    L = np.zeros((len(x), 2, 2))
    L[:, 0, 0], L[:, 1, 1], L[:, 1, 0] = _chi(n - 1, x[:, 0]), _chi(n - 2, x[:, 1]), x[:, 2]
    mean = x[:, 3:] / sqrt(n)
    H = np.ones((len(x), 3, 3))
    H[:, :2, :2] = L @ _transpose(L) / n + mean[:, :, None] * mean[:, None]
    H[:, :2, 2] = H[:, 2, :2] = mean
    return H, weights


def _chi(freedom, x):
    """A chi variable from a normal one (Wilson and Hilferty)."""
    variance = 2 / (9 * freedom)
    return np.sqrt(freedom * (1 - variance + x * sqrt(variance)) ** 3)


def _epoch(cell, H, weights):
    """Q (k, 3, 3): what an epoch leaves of the distance to least squares, given H."""
    if cell.left < 1e-12:
        return np.zeros_like(H)
    *full, last = (ONE - cell.lr * share / (1 - cell.lr * share) * (H - ONE) for share in (1, cell.shares[-1]))
    Q = np.linalg.matrix_power(full[0], len(cell.shares) - 1) @ last
    return cell.left * Q @ np.linalg.inv(_average(weights, Q))


def _between(way, start, noise, weights):
    """E[ee'] of what all orders of the samples share: the mean path from the start to least squares, averaged over the
    samples.
    """
    return _average(weights, way @ start @ _transpose(way) + (ONE - way) @ noise @ _transpose(ONE - way))


def _average(weights, values):
    return np.tensordot(weights, values, 1)


def _transpose(matrices):
    return np.swapaxes(matrices, -1, -2)


def bound(n):
    """The Cramér-Rao bound of the standard deviation of each parameter's error: the information of n samples is n I /
    sigma^2.
    """
    return NOISE / sqrt(n)


def least_squares(n):
    """The standard deviation (3,) of the errors of least squares: sigma^2 times the mean of an inverse Wishart matrix.
    Exact.
    """
    weight = 1 / (n - 4)
    return NOISE * np.sqrt([weight, weight, (1 + 2 * weight) / n])


def kurtosis(lr, steps_log2=12, nodes=6):
    """The kurtosis (3,) of the errors that training with batch size 1 comes to: E[(e, 1)^(x)4] by its own linear
    recursion. Exact.

    At lr = 0.3 it is 16 for the weights: a step can throw them far away. A sample of 1000 runs mostly shows less.
    """
    points, weights = np.polynomial.hermite_e.hermegauss(nodes)
    weights = weights / weights.sum()
    recursion = np.zeros((256, 256))
    for i, j, k in product(range(nodes), repeat=3):
        v = np.array([points[i], points[j], 1, points[k]])  # noise of standard deviation 1: kurtosis has no unit
        step = np.eye(4)
        step[:3] -= lr * np.outer(v[:3], v)
        twice = np.kron(step, step)
        recursion += weights[i] * weights[j] * weights[k] * np.kron(twice, twice)
    for _ in range(steps_log2):
        recursion = recursion @ recursion
    moments = recursion[:, -1].reshape(4, 4, 4, 4)  # from e = 0: the last of the 256 is 1^4
    return np.array([moments[a, a, a, a] / moments[a, a, 3, 3] ** 2 for a in range(3)])
