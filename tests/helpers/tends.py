"""Which way the points of a figure go, rising or falling, and which way its alternative text says."""

import re
from itertools import groupby

import numpy as np

WORDS = {  # which way, in each language
    'en': {'rising': r'\brises?\b|from the lower left', 'falling': r'\bfalls?\b|from the upper left'},
    'zh': {'rising': '上升|升[到起]|[从由]左下', 'falling': '下降|[从由]左上|向下倾斜'},
}


def drawn(figure):
    """Return 'rising' or 'falling' for each axes whose first cloud of points goes one way."""
    ways = []
    for axes in figure.axes:
        clouds = [cloud.get_offsets() for cloud in axes.collections if len(cloud.get_offsets()) > 7]
        along = np.corrcoef(np.asarray(clouds[0], dtype=float).T)[0, 1] if clouds else 0
        if abs(along) > 0.3:
            ways.append('rising' if along > 0 else 'falling')
    return ways


def said(text, language):
    """Return which ways a text names, in order; one that it names twice in a row, once."""
    found = sorted((match.start(), way) for way, words in WORDS[language].items() for match in re.finditer(words, text))
    return [way for way, _ in groupby(way for _, way in found)]
