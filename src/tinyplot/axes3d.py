"""Axes in space, seen from Matplotlib's usual point: 30 degrees up, 60 degrees to the left.

Source of the projection: Matplotlib's mplot3d, `proj3d.py` and `Axes3D.get_proj`.
"""

import copy
import math

from . import decoration, ticks
from .axes import FONT, Axes
from .axis import Axis
from .numbers import flat
from .svg import Canvas

ELEVATION, AZIMUTH, DISTANCE = math.radians(30), math.radians(-60), 10
ASPECT = [1.8294640721620434 * 25 / 24 * side / math.hypot(4, 4, 3) for side in (4, 4, 3)]
VIEW = (-0.095, 0.09)  # of the projection, from edge to edge of the frame
TICK_LABEL, AXIS_LABEL = 15, 34  # points away from the edge


class SpaceAxis(Axis):
    """One of the three axes."""

    def set_pane_color(self, color: object) -> None:
        """Take note of the colour of a wall; here walls are never drawn."""


class Axes3D(Axes):
    """A box with data in it."""

    name = '3d'

    def __init__(self, figure: object, position: tuple[float, float, float, float]) -> None:
        super().__init__(figure, position)
        self.axes3 = [SpaceAxis() for _ in 'xyz']
        self.xaxis, self.yaxis, self.zaxis = self.axes3
        self.heights: list[list[float]] = []  # of each artist

    def set_zlabel(self, label: str) -> None:
        self.zaxis.label = str(label)

    def get_zlabel(self) -> str:
        return self.zaxis.label

    def grid(self, visible: bool) -> None:
        """Accept that there is no grid: here there never is."""
        if visible:
            raise NotImplementedError('grid(True): this page draws no grid')

    def plot(self, xs: object, ys: object, zs: object, **options: object) -> list:
        """Draw a line through points in space."""
        drawn = super().plot(xs, ys, **options)
        self.heights.append(flat(zs))
        return drawn

    def scatter(self, xs: object, ys: object, zs: object, depthshade: bool = True, **options: object) -> object:
        """Draw a marker at each point in space."""
        points = super().scatter(xs, ys, **{'s': 20, **options})
        self.heights.append(flat(zs))
        return points

    def get_xlim3d(self) -> tuple[float, float]:
        return self._bounds(0)

    def get_ylim3d(self) -> tuple[float, float]:
        return self._bounds(1)

    def get_zlim3d(self) -> tuple[float, float]:
        return self._bounds(2)

    def _bounds(self, which):
        """Return the data's range with a margin of 5 %, and of a 48th beyond it."""
        values = [
            value
            for artist, heights in zip(self.artists, self.heights, strict=True)
            for value in (*artist.limits(), heights)[which]
        ]
        low, high = min(values, default=0), max(values, default=1)
        margin = 0.05 * (high - low) or 0.05
        low, high = low - margin, high + margin
        return low - (high - low) / 48, high + (high - low) / 48

    def project(self, point: tuple[float, float, float]) -> tuple[float, float]:
        """Return where a point of the data is seen, in the units of VIEW."""
        eye = (
            math.cos(ELEVATION) * math.cos(AZIMUTH),
            math.cos(ELEVATION) * math.sin(AZIMUTH),
            math.sin(ELEVATION),
        )
        right = (-math.sin(AZIMUTH), math.cos(AZIMUTH), 0)
        up = (
            -math.sin(ELEVATION) * math.cos(AZIMUTH),
            -math.sin(ELEVATION) * math.sin(AZIMUTH),
            math.cos(ELEVATION),
        )
        centred = [
            ((value - low) / (high - low) - 0.5) * side
            for value, (low, high), side in zip(point, self.bounds, ASPECT, strict=True)
        ]
        depth = DISTANCE - _dot(eye, centred)
        return _dot(right, centred) / depth, _dot(up, centred) / depth

    def frame(self) -> tuple[float, float, float, float]:
        """Return the largest square in the middle of the place of the axes."""
        left, bottom, wide, high = super().frame()
        side = min(wide, high)
        return left + (wide - side) / 2, bottom - (high - side) / 2, side, side

    def _limits(self, axis, which):
        return VIEW

    def draw(self, canvas: Canvas) -> None:
        """Draw the three edges with their ticks, then the data."""
        self.bounds = [self._bounds(which) for which in range(3)]
        left, bottom, wide, high = self.frame()
        (x0, x1), (y0, y1), (z0, z1) = self.bounds
        edges = (((x0, y0, z0), (x1, y0, z0)), ((x1, y0, z0), (x1, y1, z0)), ((x1, y1, z0), (x1, y1, z1)))
        for which, (start, end) in enumerate(edges):
            self._edge(canvas, which, start, end)
        for artist, heights in sorted(zip(self.artists, self.heights, strict=True), key=lambda pair: pair[0].zorder):
            seen = copy.copy(artist)
            seen.xs, seen.ys = map(
                list, zip(*map(self.project, zip(artist.xs, artist.ys, heights, strict=True)), strict=True)
            )
            seen.draw(canvas, self)
        decoration.title(canvas, self)
        if self.legend_options is not None:
            decoration.legend(canvas, self)

    def _edge(self, canvas, which, start, end):
        """Draw one axis: its line, its ticks and numbers, its label further out."""
        ends = [self.place(*self.project(point)) for point in (start, end)]
        canvas.line(ends)
        left, bottom, wide, high = self.frame()
        middle = [(a + b) / 2 for a, b in zip(*ends, strict=True)]
        out = middle[0] - (left + wide / 2), middle[1] - (bottom - high / 2)
        length = math.hypot(*out)
        dx, dy = out[0] / length, out[1] / length
        low, high = self.bounds[which]
        every = ticks.linear(low, high, max(1, min(int(self.frame()[2] / (FONT * 3)), 9)), 23 / 24)
        shown = ticks.within(every, low, high)
        for tick, said in zip(shown, ticks.labels(every, shown)[0], strict=True):
            point = [*start]
            point[which] = tick
            x, y = self.place(*self.project(tuple(point)))
            canvas.line([(x - 2 * dx, y - 2 * dy), (x + 2 * dx, y + 2 * dy)])
            beside = which == 2  # the upright edge: its numbers begin beside it
            away = 6 if beside else TICK_LABEL
            canvas.text((x + away * dx, y + away * dy + 4), said, anchor='start' if beside else 'middle')
        if self.axes3[which].label:
            away = AXIS_LABEL + (16 if which == 2 else 0)
            canvas.text(
                (middle[0] + away * dx, middle[1] + away * dy + 4), self.axes3[which].label, angle=90 * (which == 2)
            )


def _dot(a, b):
    return sum(x * y for x, y in zip(a, b, strict=True))
