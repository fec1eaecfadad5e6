"""The functions of `pyplot`: they draw in the current axes of the current figure. `show()` hands it over."""

from .artists import Points, Rectangle
from .axes import Axes
from .figure import Figure, Grid, refuse_unknown
from .missing import refuse

__all__ = ['Rectangle', 'axes', 'close', 'colorbar', 'figure', 'gca', 'gcf', 'show', 'subplots']

# The names that stand for a method of the current axes.
METHODS = (
    'annotate', 'axhline', 'axis', 'clabel', 'contour', 'hist', 'legend', 'plot', 'scatter', 'text',
)  # fmt: skip
SETTERS = {name: f'set_{name}' for name in ('title', 'xlabel', 'xlim', 'xscale', 'ylabel', 'ylim', 'yscale')}
_figures: list[Figure] = []
_current: list[Axes] = []


def receive(figure: Figure) -> None:
    """Take a figure that is shown. A page puts its own function here."""
    print(f'<figure of {len(figure.svg())} characters of SVG>')


def figure(figsize: tuple[float, float] | None = None, **options: object) -> Figure:
    """Begin a figure, `figsize` inches wide and high."""
    refuse_unknown('figure', options)
    _figures.append(Figure(figsize))
    _current[:] = []
    return _figures[-1]


def subplots(
    nrows: int = 1,
    ncols: int = 1,
    figsize: tuple[float, float] | None = None,
    sharex: bool = False,
    sharey: bool = False,
    **options: object,
) -> tuple[Figure, Axes | Grid]:
    """Begin a figure with axes in rows."""
    begun = figure(figsize, **options)
    made = begun.subplots(nrows, ncols, sharex, sharey)
    _current[:] = begun.axes[-1:]
    return begun, made


def axes(projection: str | None = None) -> Axes:
    """Add axes to the current figure, plain or in space."""
    _current[:] = [gcf().add_subplot(projection)]
    return _current[0]


def gcf() -> Figure:
    """Return the current figure, or begin one."""
    return _figures[-1] if _figures else figure()


def gca() -> Axes:
    """Return the current axes, or add some."""
    return _current[0] if _current else axes()


def colorbar(label: str = '') -> None:
    """Put a bar with the colours of the last points on the right."""
    points = next((each for each in reversed(gca().artists) if isinstance(each, Points) and each.values), None)
    if points is None:
        raise RuntimeError('No mappable was found to use for colorbar creation.')
    gcf().colorbar(gca(), points.values, label)


def tight_layout() -> None:
    """Leave more room between axes, for their labels and titles."""
    gcf().tight_layout()


def show() -> None:
    """Hand over all figures that were begun, and forget them."""
    shown = list(_figures)
    close()
    for each in shown:
        receive(each)


def close(which: str = 'all') -> None:
    """Forget all figures."""
    _figures.clear()
    _current.clear()


def _method(name):
    def call(*places: object, **options: object) -> object:
        return getattr(gca(), name)(*places, **options)

    call.__name__ = name
    return call


globals().update({name: _method(name) for name in METHODS})
globals().update({name: _method(method) for name, method in SETTERS.items()})


def __getattr__(name: str) -> object:
    if name.startswith('__'):
        raise AttributeError(name)
    raise refuse(f'pyplot.{name}')
