"""What axes hold: lines, points and boxes (words and arrows: words.py). Each knows its data and draws itself.

`draw(canvas, axes)` draws on a canvas; `axes.place(x, y)` says where a point of the data is on it.
"""

import math
from typing import TYPE_CHECKING

from .markers import OUTLINE, mark
from .missing import Strict
from .svg import Canvas, path

if TYPE_CHECKING:
    from .axes import Axes

Limits = tuple[list[float], list[float]]


def seen(xs: list[float], ys: list[float]) -> Limits:
    """Return the points without those of which x or y is no number: they are drawn nowhere."""
    there = [(x, y) for x, y in zip(xs, ys, strict=True) if math.isfinite(x) and math.isfinite(y)]
    return [x for x, _ in there], [y for _, y in there]


class Artist(Strict):
    """Anything that axes draw. `limits()` are the x and y that the axes should reach; `sticky` what they end at."""

    zorder = 1.0
    clipped = True  # at the edge of the axes
    label = ''
    sticky: tuple[list[float], list[float]] = ([], [])
    texts: list = []  # words that belong to it

    def get_label(self) -> str:
        return self.label

    def limits(self) -> Limits:
        return [], []

    def draw(self, canvas: Canvas, axes: 'Axes') -> None:
        raise NotImplementedError

    def key(self, canvas: Canvas, x: float, y: float, scale: float) -> None:
        """Draw the artist's sign in a legend, 22 points wide, centred at (x, y)."""


class Line(Artist):
    """A line through points, with or without a marker on each. Only what `spans` says counts for the limits."""

    zorder = 2.0

    def __init__(
        self,
        xs: list,
        ys: list,
        color: str,
        style: str,
        width: float,
        marker: str,
        size: float,
        label: str,
        alpha: float | None,
    ) -> None:
        self.xs, self.ys, self.color, self.style, self.width = xs, ys, color, style, width
        self.marker, self.size, self.label, self.alpha = marker, size, label, alpha
        self.across = False  # a horizontal line from edge to edge

    def get_xydata(self) -> list[tuple[float, float]]:
        return list(zip(self.xs, self.ys, strict=True))

    def get_color(self) -> str:
        return self.color

    def limits(self) -> Limits:
        xs, ys = seen(self.xs, self.ys)
        return ([] if self.across else xs), ys

    def draw(self, canvas: Canvas, axes: 'Axes') -> None:
        if self.across:
            left, bottom, width, _ = axes.frame()
            height = axes.place(axes.get_xlim()[0], self.ys[0])[1]
            points = [(left, height), (left + width, height)]
        else:
            points = [axes.place(x, y) if axes.shows(x, y) else None for x, y in zip(self.xs, self.ys, strict=True)]
        if self.style != 'none':
            canvas.line(
                points,
                self.color,
                self.width,
                self.style,
                stroke_linecap='square' if self.style == '-' else None,
                opacity=self.alpha,
            )
        for point in filter(None, points if self.marker else []):
            mark(canvas, point, self.marker, self.size, self.color)

    def key(self, canvas: Canvas, x: float, y: float, scale: float) -> None:
        if self.style != 'none':
            canvas.line([(x - 11, y), (x + 11, y)], self.color, self.width, self.style)
        if self.marker:
            mark(canvas, (x, y), self.marker, self.size * scale, self.color)


class Points(Artist):
    """A marker at each point: of one colour and size, or each of its own."""

    def __init__(
        self,
        xs: list,
        ys: list,
        sizes: list[float],
        faces: list[str],
        edges: list[str],
        marker: str,
        label: str,
        alpha: float | None,
    ) -> None:
        self.xs, self.ys, self.sizes, self.faces, self.edges = xs, ys, sizes, faces, edges
        self.marker, self.label, self.alpha = marker, label, alpha
        self.values: tuple[float, float, str] | None = None  # least, greatest and colour map, for a colour bar

    def get_offsets(self) -> list[tuple[float, float]]:
        return list(zip(self.xs, self.ys, strict=True))

    def get_facecolor(self) -> list[str]:
        return self.faces

    def limits(self) -> Limits:
        return seen(self.xs, self.ys)

    def draw(self, canvas: Canvas, axes: 'Axes') -> None:
        places = [axes.place(x, y) if axes.shows(x, y) else None for x, y in zip(self.xs, self.ys, strict=True)]
        alike = len(self.faces) == len(self.sizes) == 1 and self.faces == self.edges and self.marker == 'o'
        if alike:  # thousands of elements make a page slow: many dots are one path
            dots = ' '.join(f'M {x:.1f} {y:.1f} h 0'.replace('.0 ', ' ') for x, y in filter(None, places))
            canvas.add(
                'path', d=dots, fill='none', stroke=self.faces[0], stroke_linecap='round',
                stroke_width=math.sqrt(self.sizes[0]) + OUTLINE, opacity=self.alpha,
            )  # fmt: skip
            return
        for index, point in enumerate(places):
            if point:
                face, edge, size = (each[index % len(each)] for each in (self.faces, self.edges, self.sizes))
                mark(canvas, point, self.marker, math.sqrt(size), face, edge, self.alpha)

    def key(self, canvas: Canvas, x: float, y: float, scale: float) -> None:
        mark(canvas, (x, y), self.marker, math.sqrt(self.sizes[0]) * scale, self.faces[0], self.edges[0], self.alpha)


class Rectangle(Artist):
    """A box: its lower left corner, width and height, in the data."""

    def __init__(
        self,
        xy: tuple[float, float],
        width: float,
        height: float,
        fill: bool = True,
        edgecolor: str = 'none',
        facecolor: str = 'C0',
    ) -> None:
        from .colors import color

        self.xy, self.width, self.height = xy, width, height
        self.edge, self.face = color(edgecolor), color(facecolor) if fill else 'none'

    def limits(self) -> Limits:
        (x, y), width, height = self.xy, self.width, self.height
        return [x, x + width], [y, y + height]

    def draw(self, canvas: Canvas, axes: 'Axes') -> None:
        (x, y), width, height = self.xy, self.width, self.height
        corners = [axes.place(*corner) for corner in ((x, y), (x + width, y), (x + width, y + height), (x, y + height))]
        canvas.reach(*corners)
        canvas.add(
            'path', d=f'{path(corners)} z', fill=self.face, stroke=self.edge, stroke_width=1.0, stroke_linejoin='miter'
        )
