"""Compares what a page shows with what its code does now: numbers as numbers, all else as text."""

import re

NUMBER = re.compile(r'(?<![\w#.])[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|nan|inf)(?!\w)')
RELATIVE = 1e-3       # machines add up in another order; the fourth digit may differ
FIGURE_TOLERANCE = 1  # points


def same_number(expected, got):
    """Whole numbers are equal; others agree to RELATIVE, or to one unit in the last place printed."""
    if expected == got:
        return True
    if not ('.' in expected and '.' in got):
        return False
    decimals = min(len(text.split('e')[0].split('.')[1]) for text in (expected, got))
    exponent = max(int(text.split('e')[1]) if 'e' in text else 0 for text in (expected, got))
    a, b = float(expected), float(got)
    return abs(a - b) <= max(RELATIVE * max(abs(a), abs(b)), 1.01 * 10.0 ** (exponent - decimals))


def same_coordinate(expected, got):
    """Two places in a figure are the same if a reader could not tell them apart."""
    return abs(float(expected) - float(got)) <= FIGURE_TOLERANCE


def same_text(expected, got, same=same_number):
    """Compare two texts: their numbers by `same`, the rest exactly but for spaces (which align columns)."""
    def rest(text):
        return [part.replace(' ', '') for part in NUMBER.split(text)]
    return rest(expected) == rest(got) and all(map(same, NUMBER.findall(expected), NUMBER.findall(got)))


def same_figure(expected, got):
    """Compare two figures (SVG): their numbers as places, the rest exactly but for spaces."""
    return same_text(expected, got, same_coordinate)


def first_difference(expected, got, same=str.__eq__):
    """Return (line number from 0, expected line, got line) where two texts first differ, or None."""
    left, right = expected.split('\n'), got.split('\n')
    for number in range(max(len(left), len(right))):
        pair = [lines[number] if number < len(lines) else None for lines in (left, right)]
        if None in pair or not same(*pair):
            return (number, *pair)
    return None
