"""Where two texts first differ."""

from collections.abc import Callable


def first_difference(
    expected: str, got: str, same: Callable[[str, str], bool] = str.__eq__
) -> tuple[int, str | None, str | None] | None:
    """Return (line number from 0, expected line, got line) where two texts first differ, or None."""
    left, right = expected.split('\n'), got.split('\n')
    for number in range(max(len(left), len(right))):
        one, other = (lines[number] if number < len(lines) else None for lines in (left, right))
        if one is None or other is None or not same(one, other):
            return number, one, other
    return None
