"""Several features of real cars: what a weight says beside the others."""

import torch

from linreg.least_squares import closed_form, with_ones

miles = [  # Motor Trend, 1974; Henderson and Velleman, 1981
    21.0, 21.0, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4,
    22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4,
    14.7, 32.4, 30.4, 33.9, 21.5, 15.5, 15.2, 13.3,
    19.2, 27.3, 26.0, 30.4, 15.8, 19.7, 15.0, 21.4,
]
pounds = [
    2620, 2875, 2320, 3215, 3440, 3460, 3570, 3190,
    3150, 3440, 3440, 4070, 3730, 3780, 5250, 5424,
    5345, 2200, 1615, 1835, 2465, 3520, 3435, 3840,
    3845, 1935, 2140, 1513, 3170, 2770, 3570, 2780,
]
horsepower = [
    110, 110, 93, 110, 175, 105, 245, 62,
    95, 123, 123, 180, 180, 180, 205, 215,
    230, 66, 52, 65, 97, 150, 150, 245,
    175, 66, 91, 113, 264, 175, 335, 109,
]


def left_over(X, y):
    """Return what the best prediction from X leaves of y."""
    return y - with_ones(X) @ closed_form(X, y)


def leave_one_out(X, y):
    """Return the mean loss of samples that others predict."""
    total = 0
    for i in range(len(X)):
        X_rest = torch.cat((X[:i], X[i + 1:]))
        y_rest = torch.cat((y[:i], y[i + 1:]))
        parameters = closed_form(X_rest, y_rest)
        error = with_ones(X[i:i + 1]) @ parameters - y[i]
        total += error.item() ** 2 / 2
    return total / len(X)
