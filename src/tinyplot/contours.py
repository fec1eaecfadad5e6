"""Lines along which a surface has one height, by marching squares."""

import math
from typing import TYPE_CHECKING

from . import ticks
from .artists import Artist, Limits
from .svg import Canvas, width
from .words import Words

if TYPE_CHECKING:
    from .axes import Axes


class Contours(Artist):
    """The lines of a contour plot: for each of `levels`, where the surface z(y, x) has that height."""

    zorder = 2.0

    def __init__(self, xs: list, ys: list, z: list[list[float]], levels: object, color: str, linewidth: float) -> None:
        self.xs, self.ys, self.z, self.color, self.linewidth = xs, ys, z, color, linewidth
        low, high = min(map(min, z)), max(map(max, z))
        self.levels = ticks.linear(low, high, levels) if isinstance(levels, int) else list(levels)
        self.labelled = False
        self.sticky = ([min(xs), max(xs)], [min(ys), max(ys)])

    def limits(self) -> Limits:
        return self.xs, self.ys

    def draw(self, canvas: Canvas, axes: 'Axes') -> None:
        self.texts = []
        words = dict(zip(self.levels, ticks.labels(self.levels, self.levels)[0], strict=True))
        for level in self.levels:
            for line in self.lines(level):
                points = [axes.place(x, y) for x, y in line]
                if self.labelled:
                    points = self._write(canvas, points, words[level])
                canvas.line(points, self.color, self.linewidth)

    def _write(self, canvas, points, words):
        """Write words at the middle of a line, and return the line with a gap there."""
        room = width(words, 10) + 6
        if sum(math.dist(a, b) for a, b in zip(points, points[1:], strict=False)) < 1.5 * room:
            return points
        x, y = points[len(points) // 2]
        near = [point for point in points if math.dist(point, (x, y)) < room / 2]
        first, last = near[0], near[-1]
        angle = -math.degrees(math.atan2(last[1] - first[1], last[0] - first[0]))
        angle = angle - 180 if angle > 90 else angle + 180 if angle < -90 else angle
        self.texts.append(Words(x, y, words, 'center', 'center', self.color, 10, None))
        canvas.text((x, y + 3.5), words, 10, angle=angle or 0.01, color=self.color)
        return [None if point in near else point for point in points]

    def lines(self, level: float) -> list[list[tuple[float, float]]]:
        """Return the lines of one height, each a list of (x, y)."""
        ends: dict = {}
        for row in range(len(self.ys) - 1):
            for column in range(len(self.xs) - 1):
                for one, other in self._crossings(row, column, level):
                    ends.setdefault(one, []).append(other)
                    ends.setdefault(other, []).append(one)
        lines = []
        while ends:
            start = next((edge for edge, others in ends.items() if len(others) == 1), next(iter(ends)))
            line = [start]
            while others := ends.get(line[-1]):
                following = others.pop()
                ends[following].remove(line[-1])
                line.append(following)
            lines.append([self._point(edge, level) for edge in line])
            ends = {edge: others for edge, others in ends.items() if others}
        return lines

    def _crossings(self, row, column, level):
        """Return the pairs of edges of one cell between which the line passes."""
        corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
        crossed = []
        for one, other in zip(corners, corners[1:] + corners[:1], strict=True):
            (i, j), (k, m) = one, other
            if (self.z[i][j] < level) != (self.z[k][m] < level):
                crossed.append(tuple(sorted((one, other))))
        return list(zip(crossed[::2], crossed[1::2], strict=True))

    def _point(self, edge, level):
        """Return where on an edge of the grid the surface has the height `level`."""
        (i, j), (k, m) = edge
        share = (level - self.z[i][j]) / (self.z[k][m] - self.z[i][j])
        return self.xs[j] + share * (self.xs[m] - self.xs[j]), self.ys[i] + share * (self.ys[k] - self.ys[i])
