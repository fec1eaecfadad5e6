"""A figure: its size, its axes, and how they share the room."""

from collections.abc import Iterator

from .axes import Axes
from .axes3d import Axes3D
from .missing import Strict, refuse, refuse_options
from .svg import Canvas

# Matplotlib's own edges, from 0 to 1, and gaps in widths and heights of one of the axes.
LEFT, RIGHT, BOTTOM, TOP, GAP = 0.125, 0.9, 0.11, 0.88, 0.2
DEFAULT = (6.4, 4.8)  # inches


class Grid(list):
    """Axes in a row or in rows; `flat` gives them one by one."""

    @property
    def flat(self) -> Iterator[Axes]:
        return (axes for row in self for axes in (row if isinstance(row, list) else [row]))

    def ravel(self) -> list[Axes]:
        return list(self.flat)


class Figure(Strict):
    """A picture of a size in inches."""

    def __init__(self, figsize: tuple[float, float] | None = None) -> None:
        wide, high = figsize or DEFAULT
        self.points = (72 * wide, 72 * high)
        self.axes: list[Axes] = []
        self.bars: list[Axes] = []
        self.tight = False

    def subplots(self, nrows: int = 1, ncols: int = 1, sharex: bool = False, sharey: bool = False) -> Axes | Grid:
        """Return axes in rows, or the only one. Shared axes have one range, and numbers at the edge alone."""
        width = (RIGHT - LEFT) / (ncols + GAP * (ncols - 1))
        height = (TOP - BOTTOM) / (nrows + GAP * (nrows - 1))
        made = []
        for row in range(nrows):
            for column in range(ncols):
                bottom = TOP - height - row * height * (1 + GAP)
                axes = Axes(self, (LEFT + column * width * (1 + GAP), bottom, width, height))
                axes.labels_shown = (not sharex or row == nrows - 1, not sharey or column == 0)
                made.append(axes)
        for axes in made:
            if sharex:
                axes.xaxis.shared = made
            if sharey:
                axes.yaxis.shared = made
        self.axes += made
        rows = [Grid(made[start : start + ncols]) for start in range(0, len(made), ncols)]
        if len(made) == 1:
            return made[0]
        return rows[0] if nrows == 1 else Grid(row[0] for row in rows) if ncols == 1 else Grid(rows)

    def add_subplot(self, projection: str | None = None) -> Axes:
        """Return axes that fill the figure: plain ones, or in space (`projection='3d'`)."""
        if projection not in (None, '3d'):
            raise refuse(f'projection={projection!r}')
        axes = (Axes3D if projection else Axes)(self, (LEFT, BOTTOM, RIGHT - LEFT, TOP - BOTTOM))
        self.axes.append(axes)
        return axes

    def tight_layout(self) -> None:
        """Leave more room between axes, for their labels and titles."""
        self.tight = True

    def colorbar(self, axes: Axes, values: tuple[float, float, str], label: str = '') -> None:
        """Put a bar with the colours of a map on the right of axes, which give up a fifth of their width."""
        left, bottom, width, height = axes.position
        axes.position = (left, bottom, 0.8 * width, height)
        high = height * self.points[1]
        bar = Axes(self, (left + 0.85 * width, bottom, high / 20 / self.points[0], height))
        bar.values = values
        bar.set_ylabel(label)
        self.bars.append(bar)

    def svg(self) -> str:
        """Return the picture."""
        from . import decoration

        canvas = Canvas()
        if self.tight:
            self._spread()
        for axes in self.axes:
            axes.draw(canvas)
        for bar in self.bars:
            decoration.colorbar(canvas, bar)
        return canvas.svg()

    def _spread(self):
        """Give each of the axes of a grid room for what stands around it, in points."""
        wide, high = self.points
        lefts = sorted({axes.position[0] for axes in self.axes})
        bottoms = sorted({axes.position[1] for axes in self.axes}, reverse=True)
        titled = any(axes.get_title() for axes in self.axes)
        room = 32, 24 + (16 if titled else 0)
        width = (wide - 32 - 6 - room[0] * (len(lefts) - 1)) / len(lefts)
        top = 20 if titled else 6
        height = (high - top - 34 - room[1] * (len(bottoms) - 1)) / len(bottoms)
        for axes in self.axes:
            column, row = lefts.index(axes.position[0]), bottoms.index(axes.position[1])
            left = 32 + column * (width + room[0])
            bottom = high - top - height - row * (height + room[1])
            axes.position = (left / wide, bottom / high, width / wide, height / high)
        self.tight = False


def refuse_unknown(function: str, options: dict) -> None:
    """Raise NotImplementedError for options of figures that are not here."""
    refuse_options(function, {name: value for name, value in options.items() if name not in ('dpi', 'layout')})
