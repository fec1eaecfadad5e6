"""Markers: a sign for each point."""

from .missing import refuse
from .svg import Canvas, path

OUTLINE = 1.0  # points, around a marker
CROSSES = {'x': ((-1, -1, 1, 1), (-1, 1, 1, -1)), '+': ((-1, 0, 1, 0), (0, -1, 0, 1))}
POLYGONS = {
    's': ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    '^': ((0, -1), (1, 1), (-1, 1)),
    'v': ((0, 1), (1, -1), (-1, -1)),
    'D': ((0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0)),
}


def mark(
    canvas: Canvas,
    point: tuple[float, float],
    marker: str,
    size: float,
    face: str,
    edge: str | None = None,
    alpha: float | None = None,
) -> None:
    """Draw one marker, `size` points wide."""
    x, y = point
    edge = edge or face
    canvas.reach((x - size / 2, y - size / 2), (x + size / 2, y + size / 2))
    if marker in CROSSES:
        for x0, y0, x1, y1 in CROSSES[marker]:
            ends = [(x + x0 * size / 2, y + y0 * size / 2), (x + x1 * size / 2, y + y1 * size / 2)]
            canvas.line(ends, face, 1.0)
    elif marker in 'o.':
        radius = size / 2 * (0.5 if marker == '.' else 1)
        canvas.add('circle', cx=x, cy=y, r=radius, fill=face, stroke=edge, stroke_width=OUTLINE, opacity=alpha)
    elif marker in POLYGONS:
        corners = [(x + dx * size / 2, y + dy * size / 2) for dx, dy in POLYGONS[marker]]
        canvas.add('path', d=f'{path(corners)} z', fill=face, stroke=edge, stroke_width=OUTLINE, opacity=alpha)
    else:
        raise refuse(f'marker={marker!r} (o . x + s ^ v D are here)')
