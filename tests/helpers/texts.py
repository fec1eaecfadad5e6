"""Finds texts, and says what was there instead."""

import re


def found(pattern, text, flags=0):
    """Return the match of a regular expression; fail with the text if there is none."""
    match = re.search(pattern, text, flags)
    assert match, f'{pattern!r} is nowhere in {text[:500]!r}'
    return match
