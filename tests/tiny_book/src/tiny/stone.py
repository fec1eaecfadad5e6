"""How far a stone falls."""

import random

from matplotlib import pyplot as plt

g = 9.81


def fall(times, noise=0.05):
    """Return the measured distance for each time."""
    distances = [g * t ** 2 / 2 for t in times]
    return [d + random.gauss(0, noise) for d in distances]


if __name__ == '__main__':
    random.seed(1)
    times = [0.02 * number for number in range(1, 101)]
    measured = fall(times)
    plt.figure(figsize=(5, 3.5))
    plt.scatter(times, measured, 1)
    plt.xlabel('times')
    plt.ylabel('measured')

    plt.show()
