"""Compares what a page shows with what its code does now: numbers as numbers, all else as text."""

import math
import re
from collections.abc import Callable
from functools import partial

NUMBER = re.compile(r'(?<![\w#.])[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|nan|inf)(?!\w)')
RELATIVE = 1e-3  # machines add up in another order; the fourth digit may differ
FIGURE_TOLERANCE = 1  # points
COORDINATES = re.compile(
    r'(?<![\w-])(?:(?:d|x|y|x1|x2|y1|y2|cx|cy|points|width|height|viewBox)="[^"]*"|translate\([^)]*\)|rotate\([^)]*\))'
)
STROKE = re.compile(r'([ML]) (\S+) (\S+?)(?=[ "])')
CURVE = re.compile('[A-KN-Y]')  # any command but M, L and Z


def same_number(expected: str, got: str) -> bool:
    """Whole numbers are equal; others agree to RELATIVE, or to one unit in the last place if that is the fourth decimal
    or beyond.
    """
    if expected == got:
        return True
    if not ('.' in expected and '.' in got):
        return False
    decimals = min(len(text.split('e')[0].split('.')[1]) for text in (expected, got))
    exponent = max(int(text.split('e')[1]) if 'e' in text else 0 for text in (expected, got))
    a, b = float(expected), float(got)
    place = exponent - decimals
    return abs(a - b) <= max(
        RELATIVE * max(abs(a), abs(b)) if decimals else 0, 1.01 * 10.0**place if place <= -4 else 0
    )


def same_coordinate(expected: str, got: str) -> bool:
    """Two places in a figure are the same if a reader could not tell them apart."""
    return abs(float(expected) - float(got)) <= FIGURE_TOLERANCE


def same_text(expected: str, got: str, same: Callable[[str, str], bool] = same_number) -> bool:
    """Compare two texts: their numbers by `same`, the rest exactly but for spaces (which align columns)."""

    def rest(text: str) -> list[str]:
        return [part.replace(' ', '') for part in NUMBER.split(text)]

    return rest(expected) == rest(got) and all(map(same, NUMBER.findall(expected), NUMBER.findall(got)))


def same_figure(expected: str, got: str) -> bool:
    """Compare two figures (SVG): coordinates as places, all else (labels, colours, widths) as text with numbers."""
    places = COORDINATES.findall(expected), COORDINATES.findall(got)
    return (
        len(places[0]) == len(places[1])
        and all(same_text(one, other, same_coordinate) or _same_line(one, other) for one, other in zip(*places))
        and same_text(COORDINATES.sub('', expected), COORDINATES.sub('', got))
    )


def _same_line(expected, got):
    """Return whether two paths draw the same line: where a closed one begins hangs on the last bit."""
    one, other = _strokes(expected), _strokes(got)
    return bool(one) and all(
        any(map(partial(_same_stroke, stroke), among))
        for strokes, among in ((one, other), (other, one))
        for stroke in strokes
    )


def _strokes(path):
    """Return the straight strokes of a path, each as its two ends; none if it has a curve."""
    commands = STROKE.findall(path) if path.startswith('d="M') and not CURVE.search(path) else []
    points = [(command, float(x), float(y)) for command, x, y in commands]
    return [(start[1:], end[1:]) for start, end in zip(points, points[1:]) if end[0] == 'L']


def _same_stroke(one, other):
    """Return whether two strokes have the same ends, in either direction."""
    return any(
        all(math.dist(end, of_other) <= FIGURE_TOLERANCE for end, of_other in zip(one, ends))
        for ends in (other, other[::-1])
    )
