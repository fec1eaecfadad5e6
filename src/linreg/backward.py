"""Gradients without PyTorch: a number that remembers how it was computed."""


class Number:
    """A number with its parents: those it was computed from, each with how fast it grows with that one."""

    def __init__(self, value, parents=()):
        self.value, self.parents, self.grad = value, parents, 0.0

    def __add__(self, other):
        other = as_number(other)
        return Number(self.value + other.value, [(self, 1.0), (other, 1.0)])

    def __mul__(self, other):
        other = as_number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __pow__(self, n):
        return Number(self.value ** n, [(self, n * self.value ** (n - 1))])

    def __sub__(self, other):
        return self + as_number(other) * -1

    __radd__, __rmul__ = __add__, __mul__

    def backward(self):
        """Add to the grad of each number that has no parents how fast this one grows with it."""
        slopes = {self: 1.0}
        for number in reversed(history(self)):
            if not number.parents:
                number.grad += slopes[number]
            for parent, slope in number.parents:
                slopes[parent] = slopes.get(parent, 0.0) + slopes[number] * slope


def as_number(value):
    """Return a plain number as a Number; leave a Number as it is."""
    return value if isinstance(value, Number) else Number(value)


def history(number, seen=None):
    """Return a number and all that it was computed from, each after its parents."""
    seen = {} if seen is None else seen
    for parent, _ in number.parents:
        if parent not in seen:
            history(parent, seen)
    seen[number] = None
    return list(seen)
