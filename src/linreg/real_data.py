"""Real numbers: cars that brake, and four data sets with one line."""

import torch

speeds = [  # M. Ezekiel, Methods of Correlation Analysis, 1930
    4, 4, 7, 7, 8, 9, 10, 10, 10, 11, 11, 12, 12, 12, 12,
    13, 13, 13, 13, 14, 14, 14, 14, 15, 15, 15, 16, 16, 17,
    17, 17, 18, 18, 18, 18, 19, 19, 19, 20, 20, 20, 20, 20,
    22, 23, 24, 24, 24, 24, 25,
]
distances = [
    2, 10, 4, 22, 16, 10, 18, 26, 34, 17, 28, 14, 20, 24,
    28, 26, 34, 34, 46, 26, 36, 60, 80, 20, 26, 54, 32, 40,
    32, 40, 50, 42, 56, 76, 84, 36, 46, 68, 32, 48, 52, 56,
    64, 66, 54, 70, 92, 93, 120, 85,
]
usual = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
quartet = {  # F. J. Anscombe, Graphs in Statistical Analysis
    'I': (usual, [8.04, 6.95, 7.58, 8.81, 8.33, 9.96,
                  7.24, 4.26, 10.84, 4.82, 5.68]),
    'II': (usual, [9.14, 8.14, 8.74, 8.77, 9.26, 8.10,
                   6.13, 3.10, 9.13, 7.26, 4.74]),
    'III': (usual, [7.46, 6.77, 12.74, 7.11, 7.81, 8.84,
                    6.08, 5.39, 8.15, 6.42, 5.73]),
    'IV': ([8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8],
           [6.58, 5.76, 7.71, 8.84, 8.47, 7.04,
            5.25, 12.50, 5.56, 7.91, 6.89]),
}


def column(numbers):
    """Return a list of numbers as a column of floats."""
    return torch.tensor(numbers, dtype=torch.float32)[:, None]


def fit_line(x, y, lr, steps):
    """Fit y = wx + b by steps on all samples; return w, b."""
    w, b = torch.zeros(1, 1), torch.zeros(1)
    for step in range(steps):
        error = torch.matmul(x, w) + b - y
        w = w - lr * torch.matmul(x.T, error) / len(x)
        b = b - lr * error.mean()
    return w.item(), b.item()


def standardize(x):
    """Return (x - m) / s, of mean 0 and variance 1, m and s."""
    mean, deviation = x.mean().item(), x.std().item()
    return (x - mean) / deviation, mean, deviation


def in_old_units(w, b, mean, deviation):
    """Turn the parameters for standardized x into those for x."""
    return w / deviation, b - w * mean / deviation


def least_squares(x, y):
    """Return w, b of the best line."""
    dx, dy = x - x.mean(), y - y.mean()
    w = (dx * dy).mean() / (dx ** 2).mean()
    return w.item(), (y.mean() - w * x.mean()).item()
