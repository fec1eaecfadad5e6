"""Words and arrows in axes."""

import math
from typing import TYPE_CHECKING

from .artists import Artist
from .svg import INK, Canvas

if TYPE_CHECKING:
    from .axes import Axes

ANCHORS = {'left': 'start', 'center': 'middle', 'right': 'end'}


class Words(Artist):
    """Words at a place of the data."""

    zorder = 3.0
    clipped = False

    def __init__(
        self, x: float, y: float, words: str, across: str, up: str, color: str, size: float, box: dict | None
    ) -> None:
        self.x, self.y, self.words, self.across, self.up = x, y, words, across, up
        self.color, self.size, self.box = color, size, box

    def get_text(self) -> str:
        return self.words

    def draw(self, canvas: Canvas, axes: 'Axes') -> None:
        x, y = axes.place(self.x, self.y)
        lines = self.words.split('\n')
        step = 1.2 * self.size
        below = {'center': 0.36 - 0.6 * (len(lines) - 1), 'top': 0.76, 'bottom': -0.24 - 1.2 * (len(lines) - 1)}
        base = y + self.size * below.get(self.up, -1.2 * (len(lines) - 1))
        for number, line in enumerate(lines):
            canvas.text((x, base + number * step), line, self.size, ANCHORS[self.across], color=self.color)
        if self.box is not None:
            half = 0.5 * self.size * 0.62 * max(map(len, lines)) + 4.4
            high = 0.5 * step * len(lines) + 2.6
            canvas.add(
                'rect', x=x - half, y=y - high, width=2 * half, height=2 * high,
                fill=self.box.get('facecolor', 'none'), stroke=self.box.get('edgecolor', INK), stroke_width=1.0,
            )  # fmt: skip


class Arrow(Artist):
    """An arrow from one place of the data to another, `shrink` points short at both ends."""

    zorder = 3.0
    clipped = False

    def __init__(self, start: tuple, end: tuple, color: str, shrink: tuple[float, float]) -> None:
        self.start, self.end, self.color, self.shrink = start, end, color, shrink

    def draw(self, canvas: Canvas, axes: 'Axes') -> None:
        (x0, y0), (x1, y1) = axes.place(*self.start), axes.place(*self.end)
        length = math.hypot(x1 - x0, y1 - y0) or 1
        dx, dy = (x1 - x0) / length, (y1 - y0) / length
        x0, y0 = x0 + dx * self.shrink[0], y0 + dy * self.shrink[0]
        x1, y1 = x1 - dx * self.shrink[1], y1 - dy * self.shrink[1]
        canvas.line([(x0, y0), (x1, y1)], self.color, 1.0)
        wings = [(x1 - 4.4 * dx + side * 2.2 * dy, y1 - 4.4 * dy - side * 2.2 * dx) for side in (1, -1)]
        canvas.line([wings[0], (x1, y1), wings[1]], self.color, 1.0)
