"""Runs blocks of code, read as JSON from stdin, with the small torch and the small Matplotlib under the names of the
real ones, or, if asked to by `real` as an argument, with those. Writes what each printed and drew.

In a process of its own, since a process has one `torch`.
"""

import contextlib
import importlib.util
import io
import json
import sys
from pathlib import Path

SOURCE = Path(__file__).parents[2] / 'src'
STYLE = {'font.size': 11, 'axes.titlesize': 'medium', 'svg.fonttype': 'none'}
MINUS = '\N{MINUS SIGN}'
AS_ON_PAGES = {'#000000': 'currentColor', '#ff7f0e': '#d96a00'}  # what weaving makes of Matplotlib's colours


def install(folder='tinytorch', name='torch'):
    """Let `import torch` (or another name) give the small one, as in the reader's browser."""
    spec = importlib.util.spec_from_file_location(
        name, SOURCE / folder / '__init__.py', submodule_search_locations=[str(SOURCE / folder)]
    )
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)


def describe(axes):
    """Return what axes show, in the words of either Matplotlib."""
    if axes.name == '3d':
        return {
            'ranges': [axes.get_xlim3d(), axes.get_ylim3d(), axes.get_zlim3d()],
            'labels': [axes.get_xlabel(), axes.get_ylabel(), axes.get_zlabel()],
        }
    points = [each for each in axes.collections if hasattr(each, 'get_offsets') and len(each.get_offsets()) > 1]
    return {
        'ranges': [axes.get_xlim(), axes.get_ylim()],
        'labels': [axes.get_xlabel(), axes.get_ylabel(), axes.get_title()],
        'ticks': [said(axes, which) for which in (0, 1)],
        'lines': [[list(map(float, place)) for place in line.get_xydata()] for line in axes.lines],
        'colours of lines': [as_on_pages(line.get_color()) for line in axes.lines],
        'points': [[list(map(float, place)) for place in each.get_offsets()] for each in points],
        'colours of points': [
            as_on_pages(each.get_facecolor()[0]) if len(each.get_facecolor()) else 'none' for each in points
        ],
        'names': [each.get_label() for each in [*axes.lines, *points] if each.get_label()[:1] not in ('', '_')],
        'words': sorted(text.get_text() for text in axes.texts if text.get_text()),
    }


def said(axes, which):
    """Return what the ticks in view say."""
    if isinstance(axes.get_xticks(), list):
        return axes.ticks(which)[1]
    axis, (low, high) = ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim()))[which]
    low, high = sorted((low, high))
    ticks = list(axis.get_majorticklocs())
    labels = axis.get_major_formatter().format_ticks(ticks)
    found = [label for tick, label in zip(ticks, labels, strict=True) if low <= tick <= high]
    return [
        MINUS.join(label.split('-')).replace('$\\mathdefault{', '').replace('{', '').replace('}', '').replace('$', '')
        for label in found
    ]


def as_on_pages(color):
    """Return a colour as the pages have it."""
    if isinstance(color, str) and (color.startswith('#') or color in ('none', 'currentColor')):
        return AS_ON_PAGES.get(color, color)
    from matplotlib import colors

    return AS_ON_PAGES.get(colors.to_hex(color), colors.to_hex(color))


def main():
    if small := 'real' not in sys.argv[1:]:
        install()
        install('tinyplot', 'matplotlib')
    import matplotlib
    from matplotlib import pyplot as plt

    if not small:
        matplotlib.use('Agg')
        matplotlib.rcParams.update(STYLE)
    names, results, shown = {'__name__': '__main__'}, [], []
    plt.receive = shown.append
    for code in json.load(sys.stdin):
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(code, names)
        figures = shown if small else [plt.figure(number) for number in plt.get_fignums()]
        svgs = [figure.svg() if small else figure.canvas.draw() for figure in figures]
        drawn = [[describe(axes) for axes in figure.axes if axes.get_label() != '<colorbar>'] for figure in figures]
        shown.clear()
        plt.close('all')
        results.append({'printed': output.getvalue(), 'drawn': drawn, 'svgs': svgs})
    json.dump(results, sys.stdout)


if __name__ == '__main__':
    main()
