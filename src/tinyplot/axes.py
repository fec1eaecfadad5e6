"""Axes: what is drawn in them, from where to where they reach, and their frame, ticks and legend."""

import math

from . import drawing, ticks
from .artists import Artist, Line, Points
from .axis import Axis
from .colors import CYCLE
from .missing import refuse, refuse_options
from .numbers import finite
from .svg import Canvas
from .words import Words

MARGIN = 0.05  # of the data's range, left free at both ends
FONT = 11


class Axes(drawing.Drawing):
    """A frame with data in it. `position`: left, bottom, width and height in the figure, from 0 to 1."""

    name = 'rectilinear'

    def __init__(self, figure: object, position: tuple[float, float, float, float]) -> None:
        self.figure, self.position = figure, position
        self.artists: list[Artist] = []
        self.xaxis, self.yaxis = Axis(), Axis()
        self.xaxis.shared, self.yaxis.shared = [self], [self]
        self.title, self.visible, self.colors_used = '', True, 0
        self.legend_options: dict | None = None
        self.labels_shown = (True, True)  # of ticks: inner axes of a grid that shares one have none

    # What was drawn, as Matplotlib's own axes give it.
    @property
    def lines(self) -> list[Line]:
        return [artist for artist in self.artists if isinstance(artist, Line)]

    @property
    def collections(self) -> list[Points]:
        return [artist for artist in self.artists if isinstance(artist, Points)]

    @property
    def texts(self) -> list[Words]:
        return [words for artist in self.artists for words in ([artist] if isinstance(artist, Words) else artist.texts)]

    def next_color(self) -> str:
        """Return the next colour of the cycle."""
        self.colors_used += 1
        return CYCLE[(self.colors_used - 1) % len(CYCLE)]

    def set_xlabel(self, label: str) -> None:
        self.xaxis.label = str(label)

    def set_ylabel(self, label: str) -> None:
        self.yaxis.label = str(label)

    def get_xlabel(self) -> str:
        return self.xaxis.label

    def get_ylabel(self) -> str:
        return self.yaxis.label

    def set_title(self, title: str) -> None:
        self.title = str(title)

    def get_label(self) -> str:
        return ''

    def get_title(self) -> str:
        return self.title

    def set_xlim(self, left: float | tuple | None = None, right: float | None = None) -> None:
        self.xaxis.limits = left if isinstance(left, tuple) else (left, right)

    def set_ylim(self, bottom: float | tuple | None = None, top: float | None = None) -> None:
        self.yaxis.limits = bottom if isinstance(bottom, tuple) else (bottom, top)

    def set_xscale(self, scale: str) -> None:
        self.xaxis.set_scale(scale)

    def set_yscale(self, scale: str) -> None:
        self.yaxis.set_scale(scale)

    def invert_yaxis(self) -> None:
        self.yaxis.inverted = not self.yaxis.inverted

    def axis(self, what: str) -> None:
        """Take the frame away (`off`) or put it back (`on`)."""
        if what not in ('off', 'on'):
            raise refuse(f'axis({what!r})')
        self.visible = what == 'on'

    def legend(self, **options: object) -> None:
        """Name what has a label. `loc` is a corner or `upper center`; without one, the emptiest is taken."""
        known = ('loc', 'ncols', 'ncol', 'markerscale', 'bbox_to_anchor', 'title', 'fontsize', 'frameon')
        refuse_options('legend', {name: value for name, value in options.items() if name not in known})
        self.legend_options = options

    # From where to where.
    def get_xlim(self) -> tuple[float, float]:
        return self._limits(self.xaxis, 0)

    def get_ylim(self) -> tuple[float, float]:
        return self._limits(self.yaxis, 1)

    def _limits(self, axis, which):
        low, high = self._range(axis, which)
        first, last = axis.limits
        low, high = low if first is None else first, high if last is None else last
        return (high, low) if axis.inverted else (low, high)

    def _range(self, axis, which):
        """Return the data's range and a margin, which does not go beyond what an artist sticks to."""
        artists = [artist for axes in axis.shared for artist in axes.artists]
        values = [value for artist in artists for value in finite(artist.limits()[which])]
        if axis.log:
            values = [value for value in values if value > 0]
        if not values:
            return (1, 10) if axis.log else (0, 1)
        low, high = axis.scaled(min(values)), axis.scaled(max(values))
        if low == high:
            spread = abs(low) * MARGIN or MARGIN
            low, high = low - spread, high + spread
        margin = (high - low) * MARGIN
        sticky = [
            axis.scaled(value) for artist in artists for value in artist.sticky[which] if value > 0 or not axis.log
        ]
        ends = low if low in sticky else low - margin, high if high in sticky else high + margin
        return tuple(10**end for end in ends) if axis.log else ends

    def frame(self) -> tuple[float, float, float, float]:
        """Return the left edge, the bottom, the width and the height on the canvas, in points."""
        left, bottom, width, height = self.position
        wide, high = self.figure.points
        return left * wide, (1 - bottom) * high, width * wide, height * high

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the data is on the canvas."""
        left, bottom, width, height = self.frame()
        return left + width * self._share(self.xaxis, self.get_xlim, x), bottom - height * self._share(
            self.yaxis, self.get_ylim, y
        )

    def _share(self, axis, limits, value):
        low, high = map(axis.scaled, self.known.get(axis) or limits())
        return (axis.scaled(value) - low) / (high - low)

    known: dict = {}  # the limits, while the axes are drawn: they do not change then

    def shows(self, x: float, y: float) -> bool:
        """Say whether a point can be drawn: finite, and positive where the scale is logarithmic."""
        return (
            math.isfinite(x)
            and math.isfinite(y)
            and not (self.xaxis.log and x <= 0)
            and not (self.yaxis.log and y <= 0)
        )

    def tick_space(self, which: int) -> int:
        """Return how many ticks have room on the x axis (0) or the y axis (1)."""
        length = self.frame()[2 + which]
        return max(1, min(int(length / (FONT * (3 - which))), 9))

    def get_xticks(self) -> list[float]:
        return self.ticks(0)[0]

    def get_yticks(self) -> list[float]:
        return self.ticks(1)[0]

    def ticks(self, which: int) -> tuple[list[float], list[str], list[float], str]:
        """Return the ticks in view, what each says, the small ticks between them, and the power of ten left out."""
        axis, limits = ((self.xaxis, self.get_xlim), (self.yaxis, self.get_ylim))[which]
        low, high = sorted(limits())
        if axis.log:
            every, minor = ticks.logarithmic(low, high, max(2, self.tick_space(which)))
            shown = ticks.within(every, low, high)
            said, power = [ticks.power_of_ten(tick) for tick in shown], ''
        else:
            every, minor = ticks.linear(low, high, self.tick_space(which)), []
            shown = ticks.within(every, low, high)
            said, power = ticks.labels(every, shown)
        if axis.format:
            said = [ticks.plain(axis.format.format(x=tick, pos=number)) for number, tick in enumerate(shown)]
        return shown, said, ticks.within(minor, low, high), power

    def draw(self, canvas: Canvas) -> None:
        """Draw the data, then the frame with its ticks, then the legend."""
        from . import decoration

        self.known = {self.xaxis: self.get_xlim(), self.yaxis: self.get_ylim()}
        left, bottom, width, height = self.frame()
        canvas.reach((left, bottom), (left + width, bottom - height))
        for artist in sorted(self.artists, key=lambda artist: artist.zorder):
            if artist.clipped:
                with canvas.clip(left, bottom - height, width, height):
                    artist.draw(canvas, self)
            else:
                artist.draw(canvas, self)
        if self.visible:
            decoration.frame(canvas, self)
        if self.legend_options is not None:
            decoration.legend(canvas, self)
        self.known = {}
