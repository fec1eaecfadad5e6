"""What can be drawn in axes: the methods that `pyplot` has, too."""

from collections.abc import Callable, Sequence

from . import contours
from .artists import Artist, Line, Points, Rectangle
from .colors import color as to_color
from .colors import mapped
from .missing import Strict, refuse_options
from .numbers import columns, flat, pair
from .svg import INK
from .words import Arrow, Words

STYLES = {
    '-': '-',
    '--': '--',
    ':': ':',
    '-.': '-.',
    'none': 'none',
    '': 'none',
    'solid': '-',
    'dashed': '--',
    'dotted': ':',
    'dashdot': '-.',
}


class Drawing(Strict):
    """The methods of axes that draw something."""

    artists: list[Artist]
    next_color: Callable[[], str]

    def plot(
        self,
        *places: object,
        color: object = None,
        linestyle: str | None = None,
        marker: str = '',
        markersize: float = 6,
        linewidth: float = 1.5,
        label: object = '',
        alpha: float | None = None,
        **options: object,
    ) -> list[Line]:
        """Draw y against x (or against 0, 1, 2...), with a line through the points. Formats: `ro--`."""
        linewidth = float(options.pop('lw', linewidth))
        linestyle = options.pop('ls', linestyle)
        color = options.pop('c', color)
        refuse_options('plot', options)
        form = places[-1] if isinstance(places[-1], str) else ''
        data = places[: -1 if form else None]
        form_color, form_marker, form_style = _format(form)
        style = STYLES[linestyle] if linestyle is not None else form_style
        drawn = []
        for ys in columns(data[-1]):
            xs, ys = pair(data[0] if len(data) > 1 else range(len(ys)), ys)
            shade = to_color(color or form_color) if color or form_color else self.next_color()
            drawn.append(Line(xs, ys, shade, style, linewidth, marker or form_marker, markersize, str(label), alpha))
        self.artists += drawn
        return drawn

    def scatter(
        self,
        x: object,
        y: object,
        s: object = 36,
        c: object = None,
        marker: str = 'o',
        cmap: str = 'viridis',
        alpha: float | None = None,
        color: object = None,
        facecolors: object = None,
        edgecolors: object = None,
        label: object = '',
        **options: object,
    ) -> Points:
        """Draw a marker at each (x, y): `s` points squared large, of one colour, or coloured by the numbers in `c`."""
        refuse_options('scatter', options)
        xs, ys = pair(x, y)
        c = color if c is None else c
        many = c is not None and not isinstance(c, str) and len(xs) == len(flat_or_names(c))
        if many and not isinstance(flat_or_names(c)[0], str):
            faces = mapped(flat(c), cmap)
        elif many:
            faces = [to_color(each) for each in flat_or_names(c)]
        else:
            faces = [to_color(c) if c is not None else self.next_color()]
        edges = faces if edgecolors in (None, 'face') else [to_color(edgecolors)]
        if facecolors is not None:
            faces = [to_color(facecolors)]
        points = Points(xs, ys, flat(s), faces, edges, marker, str(label), alpha)
        if many and not isinstance(flat_or_names(c)[0], str):
            points.values = min(flat(c)), max(flat(c)), cmap
        self.artists.append(points)
        return points

    def axhline(self, y: float = 0, **options: object) -> Line:
        """Draw a horizontal line from edge to edge."""
        options = options if {'c', 'color'} & options.keys() else {'color': 'C0', **options}
        line = self.plot([0, 1], [float(y)] * 2, **options)[0]
        line.across = True
        return line

    def hist(
        self,
        x: object,
        bins: int = 10,
        density: bool = False,
        color: object = None,
        label: object = '',
        **options: object,
    ) -> tuple[list[float], list[float], list[Rectangle]]:
        """Draw how many numbers fall into each of `bins` ranges of equal width. Returns heights, edges and boxes."""
        refuse_options('hist', options)
        values = flat(x)
        low, high = min(values), max(values)
        width = (high - low) / bins
        edges = [low + index * width for index in range(bins)] + [high]
        counts = [0.0] * bins
        for value in values:
            counts[min(int((value - low) / width), bins - 1)] += 1
        heights = [count / len(values) / width for count in counts] if density else counts
        shade = to_color(color) if color else self.next_color()
        boxes = [
            Rectangle((edge, 0), width, height, edgecolor=shade, facecolor=shade)
            for edge, height in zip(edges, heights, strict=False)
        ]
        for box in boxes:
            box.sticky = ([], [0.0])
        boxes[0].label = str(label)
        self.artists += boxes
        return heights, edges, boxes

    def contour(
        self, x: object, y: object, z: object, levels: Sequence[float] | int = 7, **options: object
    ) -> contours.Contours:
        """Draw lines along which `z` has one value: rows of `z` belong to `y`, columns to `x`."""
        shade, widths = to_color(options.pop('colors', 'tab:gray')), float(options.pop('linewidths', 1.5))
        refuse_options('contour', options)
        lines = contours.Contours(flat(x), flat(y), [flat(row) for row in z], levels, shade, widths)
        self.artists.append(lines)
        return lines

    def clabel(self, lines: contours.Contours) -> None:
        """Write its value on each line of a contour plot."""
        lines.labelled = True

    def text(
        self,
        x: float,
        y: float,
        s: object,
        color: object = None,
        fontsize: float = 11,
        ha: str = 'left',
        va: str = 'baseline',
        bbox: dict | None = None,
        **options: object,
    ) -> Words:
        """Write words at a place of the data."""
        refuse_options('text', options)
        box = bbox and {name: to_color(value) for name, value in bbox.items()}
        words = Words(float(x), float(y), str(s), ha, va, to_color(color) if color else INK, fontsize, box)
        self.artists.append(words)
        return words

    def annotate(
        self, text: object, xy: tuple, xytext: tuple | None = None, arrowprops: dict | None = None, **options: object
    ) -> None:
        """Write words at `xytext`, and draw an arrow from there to `xy`."""
        if text:
            self.text(*(xytext or xy), text, **options)
        if arrowprops is not None:
            shrink = arrowprops.get('shrinkA', 2), arrowprops.get('shrinkB', 2)
            self.artists.append(Arrow(xytext or xy, xy, to_color(arrowprops.get('color', 'black')), shrink))

    def add_patch(self, patch: Rectangle) -> None:
        """Add a box."""
        self.artists.append(patch)


def flat_or_names(values: object) -> list:
    """Return a list of numbers, or the names of colours that stand in it."""
    listed = values.tolist() if hasattr(values, 'tolist') else list(values)
    return listed if listed and isinstance(listed[0], str) else flat(listed)


def _format(form):
    """Return the colour, the marker and the style of the line that a format such as `ro--` asks for."""
    rest = form
    style = next((style for style in ('--', '-.', '-', ':') if style in rest), '')
    rest = rest.replace(style, '', 1)
    marker = next((letter for letter in rest if letter in 'o.x+s^vD'), '')
    shade = rest.replace(marker, '', 1) if marker else rest
    return shade or None, marker, style or ('none' if marker else '-')
