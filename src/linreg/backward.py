"""Gradients without PyTorch: a number that remembers how it was computed."""


class Number:
    """A number that remembers its parents, with their slopes."""
    def __init__(self, value, parents=()):
        self.value, self.parents, self.grad = value, parents, 0.0
    def __add__(self, other):
        other = as_number(other)
        parents = [(self, 1.0), (other, 1.0)]
        return Number(self.value + other.value, parents)
    def __mul__(self, other):
        other = as_number(other)
        parents = [(self, other.value), (other, self.value)]
        return Number(self.value * other.value, parents)
    def __pow__(self, n):
        parents = [(self, n * self.value ** (n - 1))]
        return Number(self.value ** n, parents)
    def __sub__(self, other):
        return self + as_number(other) * -1
    __radd__, __rmul__ = __add__, __mul__
    def backward(self):
        """Add to each grad how fast this number grows with it."""
        slopes = {self: 1.0}
        for number in reversed(history(self)):
            if not number.parents:
                number.grad += slopes[number]
            for parent, slope in number.parents:
                before = slopes.get(parent, 0.0)
                slopes[parent] = before + slopes[number] * slope


def as_number(value):
    """Return a plain number as a Number."""
    return value if isinstance(value, Number) else Number(value)


def history(number, seen=None):
    """Return a number and its ancestors, parents first."""
    seen = {} if seen is None else seen
    for parent, _ in number.parents:
        if parent not in seen:
            history(parent, seen)
    seen[number] = None
    return list(seen)
