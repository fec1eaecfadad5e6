"""Draws what a link to the book shows elsewhere, from the figure of the home page: a card and an icon, both PNG."""

import io
import re
from functools import lru_cache

from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font

# The fonts of book.css; the last one comes with Matplotlib.
FONTS = ('Segoe UI', 'Helvetica Neue', 'Arial', 'Liberation Sans', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC',
         'Source Han Sans SC', 'Noto Sans SC', 'DejaVu Sans')
DOTS = re.compile(r'<path d="((?:M [-\d.]+ [-\d.]+ h 0 ?)+)"')
LINE = re.compile(r'<path d="M ([-\d.]+) ([-\d.]+) L ([-\d.]+) ([-\d.]+)"[^>]* stroke="#d62728"')
SAMPLES, FITTED, INK, LIGHT_INK = '#1f77b4', '#d62728', '#1c1f24', '#5b626c'


def read(svg):
    """Return (points, line) of a figure that weave wrote, in its coordinates: the dots, and the two ends of the red line.

    Raises ValueError for a figure that has no dots or no red line.
    """
    dots, line = DOTS.search(svg), LINE.search(svg)
    if not dots or not line:
        raise ValueError('the figure has no dots with a red line through them')
    numbers = [float(number) for number in re.findall(r'[-\d.]+', dots[1].replace(' h 0', ''))]
    ends = [float(number) for number in line.groups()]
    return list(zip(numbers[::2], numbers[1::2])), [(ends[0], ends[1]), (ends[2], ends[3])]


def font(text, names=FONTS):
    """Return the name of the first font of this machine that has all of a text's characters, or None."""
    entries = {entry.name: entry for entry in font_manager.fontManager.ttflist if entry.style == 'normal' and entry.weight == 400}
    for name in filter(entries.get, names):
        face = FT2Font(entries[name].fname, face_index=entries[name].index)
        if all(face.get_char_index(ord(char)) for char in text if not char.isspace()):
            return name
    return None


@lru_cache(4)  # a server builds again and again
def card(svg, title, words, names=FONTS):
    """Return the picture for links, 1200 x 630 pixels, as PNG: the fitted line of the figure `svg`, with the title and a few words.

    If no font has the characters, there are no words: better none than boxes.
    """
    figure = Figure(figsize=(12, 6.3), dpi=100, facecolor='white')
    family = font(title + words, names)
    _draw(figure.add_axes((.06, .06, .88, .60 if family else .88)), svg, size=14, width=6)
    if family:
        figure.text(.06, .845, title, family=family, weight='bold', fontsize=46, color=INK)
        figure.text(.06, .75, words, family=family, fontsize=21, color=LIGHT_INK)
    return _png(figure)


@lru_cache(4)
def icon(svg):
    """Return the book's icon, 180 x 180 pixels, as PNG."""
    figure = Figure(figsize=(1.8, 1.8), dpi=100, facecolor='white')
    _draw(figure.add_axes((.1, .1, .8, .8)), svg, size=40, width=7, every=60)
    return _png(figure)


def _draw(axes, svg, size, width, every=1):
    points, line = read(svg)
    axes.scatter(*zip(*points[::every]), s=size, color=SAMPLES, linewidths=0)
    axes.plot(*zip(*line), color=FITTED, linewidth=width, solid_capstyle='round')
    axes.invert_yaxis()  # in SVG, y grows downward
    axes.set_axis_off()


def _png(figure):
    buffer = io.BytesIO()
    figure.savefig(buffer, format='png', metadata={'Software': None})
    return buffer.getvalue()
