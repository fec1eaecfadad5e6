"""One feature, one line: predictions and their loss, in plain Python."""


def predict(area, weight, bias):
    """Return the predicted rent of a flat."""
    return weight * area + bias


def mean_loss(areas, rents, weight, bias):
    """Return the mean of half the squared errors."""
    total = 0
    for area, rent in zip(areas, rents):
        error = predict(area, weight, bias) - rent
        total += error ** 2 / 2
    return total / len(areas)
