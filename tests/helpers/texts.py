"""Finds texts, and says what was there instead; reads the numbers in a text."""

import re

NUMBER = re.compile(r'(?<![\w.])-?(?:\d+\.?\d*(?:e[-+]?\d+)?|inf|nan)(?!\w)')


def found(pattern, text, flags=0):
    """Return the match of a regular expression; fail with the text if there is none."""
    match = re.search(pattern, text, flags)
    assert match, f'{pattern!r} is nowhere in {text[:500]!r}'
    return match


def numbers(text):
    """Return the numbers in a text."""
    return [float(number) for number in NUMBER.findall(text)]


def rows(text):
    """Return the numbers in each line of a text that has some."""
    return [found for line in text.splitlines() if (found := numbers(line))]
