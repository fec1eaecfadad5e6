"""Draws the social card and the icon (PNG) from the figure of the home page: what its axes show, without the axes."""

import io
import re
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font

from book.manuscript.book import Book

# The fonts of book.css; the last one comes with Matplotlib.
FONTS = (
    'Segoe UI',
    'Helvetica Neue',
    'Arial',
    'Liberation Sans',
    'PingFang SC',
    'Hiragino Sans GB',
    'Microsoft YaHei',
    'Noto Sans CJK SC',
    'Source Han Sans SC',
    'Noto Sans SC',
    'DejaVu Sans',
)
INK, LIGHT_INK = '#1c1f24', '#5b626c'
STRAIGHT = re.compile(r'[-\d. Lh]*\d[-\d. Lh]*')


def write(folder: Path, book: Book, language: str) -> None:
    """Write assets/preview.png (the card) and assets/favicon.png (the icon) into the site in `folder`."""
    figure = book.figures(language) / f'{book.chapters[0]}-1.svg'
    svg = figure.read_text(encoding='utf-8') if figure.is_file() else '<svg/>'
    (folder / 'assets/preview.png').write_bytes(
        card(svg, book.setting(language, 'site_name'), book.setting(language, 'site_description'))
    )
    (folder / 'assets/favicon.png').write_bytes(icon(svg))


def read(svg: str) -> tuple[list, list]:
    """Return (dots, lines) of a figure that weave wrote: (points, colour) each, in its coordinates. What is drawn
    within axes is clipped to them.
    """
    dots, lines = [], []
    for group in ElementTree.fromstring(svg).iterfind('.//*[@clip-path]'):
        for element in group.iter():
            colour = (element.get('stroke') or group.get('stroke') or INK).replace('currentColor', INK)
            strokes = [_points(stroke) for stroke in element.get('d', '').split('M') if STRAIGHT.fullmatch(stroke)]
            if strokes and all(len(stroke) == 1 for stroke in strokes):
                dots.append(([point for stroke in strokes for point in stroke], colour))
            elif strokes:
                lines += [(stroke, colour) for stroke in strokes]
    return dots, lines


def _points(stroke):
    """Return the points of `x y`, of `x y h 0` (a dot), or of `x y L x y ...`."""
    numbers = [float(number) for number in stroke.replace('h 0', '').replace('L', ' ').split()]
    return list(zip(numbers[::2], numbers[1::2]))


def font(text: str, names: tuple[str, ...] = FONTS) -> str | None:
    """Return the name of the first font of this machine that has all of a text's characters, or None."""
    entries = {
        entry.name: entry
        for entry in font_manager.fontManager.ttflist
        if entry.style == 'normal' and entry.weight == 400
    }
    for name in filter(entries.get, names):
        face = FT2Font(entries[name].fname, face_index=entries[name].index)
        if all(face.get_char_index(ord(char)) for char in text if not char.isspace()):
            return name
    return None


@lru_cache(4)  # a server builds again and again
def card(svg: str, title: str, words: str, names: tuple[str, ...] = FONTS) -> bytes:
    """Return the social card, 1200 x 630 pixels, as PNG: what the figure `svg` shows, with the title and a few words.

    If no font has the characters, there are no words: better none than boxes.
    """
    figure = Figure(figsize=(12, 6.3), dpi=100, facecolor='white')
    family = font(title + words, names)
    _draw(figure.add_axes((0.06, 0.06, 0.88, 0.60 if family else 0.88)), svg, size=14, width=6)
    if family:
        figure.text(0.06, 0.845, title, family=family, weight='bold', fontsize=46, color=INK)
        figure.text(0.06, 0.75, words, family=family, fontsize=21, color=LIGHT_INK)
    return _png(figure)


@lru_cache(4)
def icon(svg: str) -> bytes:
    """Return the book's icon, 180 x 180 pixels, as PNG."""
    figure = Figure(figsize=(1.8, 1.8), dpi=100, facecolor='white')
    _draw(figure.add_axes((0.1, 0.1, 0.8, 0.8)), svg, size=40, width=7, every=60)
    return _png(figure)


def _draw(axes, svg, size, width, every=1):
    dots, lines = read(svg)
    for points, colour in dots:
        axes.scatter(*zip(*points[::every]), s=size, color=colour, linewidths=0)
    for points, colour in lines:
        axes.plot(*zip(*points), color=colour, linewidth=width, solid_capstyle='round')
    axes.invert_yaxis()  # in SVG, y grows downward
    axes.set_axis_off()


def _png(figure):
    buffer = io.BytesIO()
    figure.savefig(buffer, format='png', metadata={'Software': None})
    return buffer.getvalue()
