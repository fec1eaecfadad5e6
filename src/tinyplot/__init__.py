"""A small Matplotlib, in pure Python: the part of `pyplot` that this book uses, drawn as SVG, for the reader's browser.

There it is imported under the name `matplotlib`, and never elsewhere. A figure has the same data ranges, ticks and
colours as Matplotlib's, in the quiet style of this book's pages.
"""

from . import pyplot
from .missing import refuse

__all__ = ['pyplot']
__version__ = '3.11.2+small'  # Matplotlib's, whose figures these are


def __getattr__(name: str) -> object:
    if name.startswith('_'):
        raise AttributeError(name)
    raise refuse(f'matplotlib.{name}')
