"""PyTorch's random numbers on a CPU: one Mersenne Twister, and what PyTorch makes of its words.

Source: `aten/src/ATen/native/cpu/DistributionTemplates.h` and `ATen/core/DistributionsHelper.h` of PyTorch; mt19937 is
that of Matsumoto and Nishimura, 1998.
"""

import math
import random as python_random

from .dtypes import float32

INTS, HALF = 2**32, 16
(TURN,) = float32.kept([2 * math.pi])


class Generator:
    """A stream of random numbers, which its seed fixes."""

    def __init__(self, seed: int = 67280421310721):
        self.manual_seed(seed)

    def manual_seed(self, seed: int) -> 'Generator':
        """Begin again, at a seed. What was kept of a pair of normal numbers is forgotten."""
        self.seed, self.kept = seed % 2**64, None
        state = [self.seed % INTS]
        for i in range(1, 624):
            state.append((1812433253 * (state[-1] ^ (state[-1] >> 30)) + i) % INTS)
        self.words = python_random.Random()  # the same generator as Python's own, begun in another way
        self.words.setstate((3, (*state, 624), None))
        return self

    def initial_seed(self) -> int:
        return self.seed

    def word(self) -> int:
        """Return the next 32 bits."""
        return self.words.getrandbits(32)

    def long(self) -> int:
        """Return the next 64 bits; the first word is the upper half."""
        return self.word() * INTS + self.word()

    def uniform(self, count: int) -> list[float]:
        """Return numbers from 0 to 1, without 1, of 24 bits each."""
        word = self.words.getrandbits
        return [(word(32) & 0xFFFFFF) / 2**24 for _ in range(count)]

    def normal(self, count: int, mean: float, std: float) -> list[float]:
        """Return numbers of the normal distribution (before they are rounded to float32)."""
        if count < HALF:
            return [self._one_normal() * std + mean for _ in range(count)]
        whole = count - count % HALF
        uniform = self.uniform(count)
        found = _box_muller(uniform[:whole], mean, std)
        if count % HALF:  # the last ones are drawn anew
            found += uniform[whole:]
            found[-HALF:] = _box_muller(self.uniform(HALF), mean, std)
        return found

    def _one_normal(self):
        """Return one number, in double precision. They come in pairs; the second is kept."""
        if self.kept is not None:
            kept, self.kept = self.kept, None
            return kept
        angle, distance = ((self.long() % 2**53) / 2**53 for _ in range(2))
        radius = math.sqrt(-2 * math.log1p(-distance))
        self.kept = radius * math.sin(2 * math.pi * angle)
        return radius * math.cos(2 * math.pi * angle)

    def permutation(self, count: int) -> list[int]:
        """Return the numbers from 0 to count - 1 in random order."""
        order = list(range(count))
        for i in range(count - 1):
            j = i + self.word() % (count - i)
            order[i], order[j] = order[j], order[i]
        return order

    def integers(self, low: int, high: int, count: int) -> list[int]:
        """Return integers from low to high, without high."""
        draw = self.long if high - low >= INTS else self.word
        return [low + draw() % (high - low) for _ in range(count)]


def _box_muller(uniform, mean, std):
    """Make normal numbers of uniform ones, a multiple of 16 of them: of each 16, the first half with the last.

    PyTorch computes here in float32, so the angle is rounded, and with it what becomes of it.
    """
    starts, half = range(0, len(uniform), HALF), HALF // 2
    angles = float32.kept([TURN * value for start in starts for value in uniform[start + half : start + HALF]])
    radii = [math.sqrt(-2 * math.log(1 - value)) for start in starts for value in uniform[start : start + half]]
    pairs = list(zip(radii, angles))
    across = [radius * math.cos(angle) * std + mean for radius, angle in pairs]
    up = [radius * math.sin(angle) * std + mean for radius, angle in pairs]
    return [
        value for start in range(0, len(pairs), half) for part in (across, up) for value in part[start : start + half]
    ]


default = Generator()
