"""How far chance moves the parameters, and what to do where the data cannot tell."""

import torch

from linreg.least_squares import closed_form, with_ones


def bootstrap(X, y, times):
    """Return the parameters of samples drawn with replacement."""
    found = []
    for _ in range(times):
        rows = torch.randint(len(X), (len(X),))
        found.append(closed_form(X[rows], y[rows]).reshape(-1))
    return torch.stack(found)


def standard_errors(X, y):
    """Return how far chance moves each parameter, as the data show it."""
    Z = with_ones(X)
    residuals = y - Z @ closed_form(X, y)
    variance = (residuals ** 2).sum() / (len(Z) - Z.shape[1])
    inverse = torch.linalg.inv(Z.T @ Z)
    diagonal = (inverse * torch.eye(Z.shape[1])).sum(0)
    return (variance * diagonal) ** 0.5


def ridge(X, y, strength):
    """Return the least-squares parameters, with a price on large weights."""
    Z = with_ones(X)
    price = strength * torch.eye(Z.shape[1])
    price[-1, -1] = 0
    return torch.linalg.solve(Z.T @ Z + price, Z.T @ y)
