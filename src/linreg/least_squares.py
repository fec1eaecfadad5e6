"""The best parameters of a linear model, without a step: least squares."""

import torch


def with_ones(X):
    """Add a column of ones, whose weight is the bias."""
    return torch.cat((X, torch.ones(len(X), 1)), dim=1)


def closed_form(X, y):
    """Return the parameters with the least squared loss."""
    Z = with_ones(X)
    return torch.linalg.solve(Z.T @ Z, Z.T @ y)
