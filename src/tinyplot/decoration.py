"""What stands around the data: the frame with its ticks and labels, the legend, the colour bar."""

import math
from typing import TYPE_CHECKING

from . import ticks
from .colors import at
from .svg import Canvas, width

if TYPE_CHECKING:
    from .artists import Artist
    from .axes import Axes

SIZE = 11
TICK = 3.5


def frame(canvas: Canvas, axes: 'Axes') -> None:
    """Draw the left and the lower edge, ticks with numbers, labels and the title."""
    left, bottom, wide, high = axes.frame()
    places, words, small, power = axes.ticks(0)
    for tick, said in zip(places, words, strict=True):
        x = axes.place(tick, axes.get_ylim()[0])[0]
        canvas.line([(x, bottom), (x, bottom + TICK)])
        if axes.labels_shown[0]:
            canvas.text((x, bottom + 15.4), said)
    for tick in small:
        x = axes.place(tick, axes.get_ylim()[0])[0]
        canvas.line([(x, bottom), (x, bottom + 2)], width=0.6)
    if power:
        canvas.text((left + wide, bottom + 28), power, anchor='end')
    if axes.get_xlabel():
        canvas.text((left + wide / 2, bottom + (30.4 if axes.labels_shown[0] else 15.4)), axes.get_xlabel())
    room = TICK
    places, words, small, power = axes.ticks(1)
    for tick, said in zip(places, words, strict=True):
        y = axes.place(axes.get_xlim()[0], tick)[1]
        canvas.line([(left, y), (left - TICK, y)])
        if axes.labels_shown[1]:
            canvas.text((left - 7, y + 4.2), said, anchor='end')
            room = max(room, 7 + width(said.replace('^', '')[: 5 if '^' in said else None], SIZE))
    for tick in small:
        y = axes.place(axes.get_xlim()[0], tick)[1]
        canvas.line([(left, y), (left - 2, y)], width=0.6)
    if power:
        canvas.text((left, bottom - high - 4), power, anchor='start')
    if axes.get_ylabel():
        canvas.text((left - room - 6.5, bottom - high / 2), axes.get_ylabel(), angle=90)
    edges = [(left, bottom - high), (left, bottom), (left + wide, bottom)]
    canvas.line(edges, stroke_linejoin='miter', stroke_linecap='square')
    title(canvas, axes)


def title(canvas: Canvas, axes: 'Axes') -> None:
    """Write the title above the axes."""
    left, bottom, wide, high = axes.frame()
    if axes.get_title():
        canvas.text((left + wide / 2, bottom - high - 6), axes.get_title())


def legend(canvas: Canvas, axes: 'Axes') -> None:
    """Draw the sign and the name of all that has one."""
    options = axes.legend_options
    named = [artist for artist in axes.artists if artist.get_label() and not artist.get_label().startswith('_')]
    named.sort(key=lambda artist: artist.zorder != 2)  # lines come first, as in Matplotlib's legends
    if not named:
        return
    ncols = int(options.get('ncols') or options.get('ncol') or 1)
    rows = math.ceil(len(named) / ncols)
    cell = 30 + max(width(artist.get_label(), SIZE) for artist in named) + (11 if ncols > 1 else 0)
    wide, high = cell * ncols, 16 * rows + 8
    left, top = _corner(axes, options, wide, high, named)
    for number, artist in enumerate(named):
        x, y = left + cell * (number // rows), top + 12 + 16 * (number % rows)
        artist.key(canvas, x + 15, y - 4, float(options.get('markerscale', 1)))
        canvas.text((x + 32, y), artist.get_label(), anchor='start')


def _corner(axes, options, wide, high, named: list['Artist']):
    """Return the left upper corner of a legend: where it was asked for, or where it hides the fewest points."""
    left, bottom, width_, height = axes.frame()
    x, y = options.get('bbox_to_anchor', (None, None))
    across = {'left': left + 6, 'center': left + (width_ - wide) / 2, 'right': left + width_ - wide - 6}
    up = {'upper': bottom - height + 4, 'center': bottom - (height + high) / 2, 'lower': bottom - high - 4}
    if x is not None:
        across = {'left': left + x * width_, 'center': left + x * width_ - wide / 2, 'right': left + x * width_ - wide}
        up = {
            'upper': bottom - y * height + 4,
            'center': bottom - y * height - high / 2,
            'lower': bottom - y * height - high,
        }
    asked = str(options.get('loc', 'best'))
    if asked != 'best':
        vertical, _, horizontal = asked.partition(' ')
        return across.get(horizontal or 'center', across['right']), up.get(vertical, up['upper'])
    points = [
        axes.place(*point)
        for artist in axes.artists
        for point in zip(*artist.limits(), strict=False)
        if axes.shows(*point)
    ]

    def hidden(corner: tuple[float, float]) -> int:
        x0, y0 = corner
        return sum(x0 <= x <= x0 + wide and y0 <= y <= y0 + high for x, y in points)

    order = (
        ('right', 'upper'),
        ('left', 'upper'),
        ('left', 'lower'),
        ('right', 'lower'),
        ('right', 'center'),
        ('left', 'center'),
    )
    return min(((across[a], up[b]) for a, b in order), key=hidden)


def colorbar(canvas: Canvas, axes: 'Axes') -> None:
    """Draw the colours of a map from bottom to top, with ticks and a label on the right."""
    left, bottom, wide, high = axes.frame()
    low, high_value, name = axes.values
    for step in range(64):
        y = bottom - high * (step + 1) / 64
        canvas.add('rect', x=left, y=y, width=wide, height=high / 64 + 0.3, fill=at((step + 0.5) / 64, name))
    canvas.add(
        'rect', x=left, y=bottom - high, width=wide, height=high, fill='none', stroke='currentColor', stroke_width=0.8
    )
    every = ticks.linear(low, high_value, axes.tick_space(1))
    shown = ticks.within(every, low, high_value)
    room = 0.0
    for tick, said in zip(shown, ticks.labels(every, shown)[0], strict=True):
        y = bottom - high * (tick - low) / (high_value - low)
        canvas.line([(left + wide, y), (left + wide + TICK, y)])
        canvas.text((left + wide + 7, y + 4.2), said, anchor='start')
        room = max(room, width(said, SIZE))
    if axes.get_ylabel():
        canvas.text((left + wide + 7 + room + 16, bottom - high / 2), axes.get_ylabel(), angle=90)
