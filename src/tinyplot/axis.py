"""One of the axes: its limits, its scale and what its ticks say."""

import math

from .missing import Strict, refuse


class Axis(Strict):
    """One of the two axes: its limits, its scale and what its ticks say."""

    def __init__(self) -> None:
        self.limits: tuple[float | None, float | None] = (None, None)  # what the reader asked for
        self.log = self.inverted = False
        self.label = ''
        self.format: str | None = None
        self.shared: list = []  # the axes that have one range in common

    def set_major_formatter(self, form: str) -> None:
        """Let ticks say what a format string makes of them: `{x:g}`."""
        self.format = form

    def scaled(self, value: float) -> float:
        return math.log10(value) if self.log else value

    def set_scale(self, scale: str) -> None:
        """Make the scale `log` or `linear`."""
        if scale not in ('log', 'linear'):
            raise refuse(f'the scale {scale!r}')
        self.log = scale == 'log'
