"""A small Matplotlib, in pure Python: the part of `pyplot` that this book uses, drawn as SVG, for the reader's browser.

There it is imported under the name `matplotlib`, and never elsewhere. A figure has the same data ranges, ticks and
colours as Matplotlib's, in the quiet style of this book's pages.
"""

from . import pyplot

__all__ = ['pyplot']
