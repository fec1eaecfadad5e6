"""What each figure of the book draws, and how to read it from the figure itself."""

import numpy as np
import torch
from matplotlib.collections import PathCollection

SECOND = ('features[:, 1]', 'labels', '')  # the data, as the lesson draws them
STEPS = 'range(1, len(losses) + 1)'
LINE = 'least_squares(*map(column, quartet["{}"]))'  # of one of Anscombe's data sets
POWERS = 'powers(z, {}) @ torch.linalg.lstsq(powers(scaled[rest], {}), y[rest].double()).solution'
MAP = 'squared_loss(linreg(features, torch.tensor([[true_w[0]], [x]]), y), labels).mean()'
# For each figure: what stands on its axes, and of what it draws, in order: (its x, its y, its name in the legend).
# A y of None: what Matplotlib computes by itself. An x of None: contours, y is the height at a place (x, y).
FIGURES = {
    'index-1': [
        ('features[:, 1]', 'labels', [SECOND, ('[-3.5, 3.5]', 'linreg(torch.tensor([[0, -3.5], [0, 3.5]]), w, b)', '')])
    ],
    'line-1': [('areas', 'rents', [('areas', 'rents', '')])],
    'line-2': [
        (
            'areas',
            'rents',
            [
                ('areas', 'rents', ''),
                ('areas', '[8 * area + 300 for area in areas]', ''),
                *((f'2 * [areas[{i}]]', f'[rents[{i}], 8 * areas[{i}] + 300]', '') for i in range(8)),
            ],
        )
    ],
    'line-3': [
        (
            'weight',
            'loss',
            [('(6, 7, 8, 9, 10, 11)', '[mean_loss(areas, rents, w, 250) for w in (6, 7, 8, 9, 10, 11)]', '')],
        )
    ],
    'line-4': [
        (
            'weight',
            'bias',
            [(None, 'mean_loss(areas, rents, x, y)', ''), ('[8]', '[300]', ''), ('[weight]', '[bias]', '')],
        )
    ],
    'line-5': [('areas', 'floors', 10 * [(None, None, '')])],  # in space: points, a frame, and a stroke for each flat
    'dataset-1': [('features[:, 1]', 'labels', [SECOND])],
    'dataset-2': [
        ('features[:, 0]', 'labels', [('features[:, 0]', 'labels', '')]),
        ('features[:, 1]', '', [SECOND]),
    ],
    'dataset-3': [
        ('features[:, 1]', 'labels', [('features[:200, 1]', 'labels[:200]', '')]),
        ('', 'features[:, 0]', [(None, None, ''), (None, None, '')]),
    ],
    'batches-1': [
        ('rows % 40', 'rows // 40', [(f'served[{i}] % 40', f'served[{i}] // 40', f'{i + 1}') for i in range(4)])
    ],
    'batches-2': [
        ('features[:, 1]', 'labels', [SECOND, ('X[:, 1]', 'y', '')]),
        ('features[:, 1]', '', [SECOND, ('X_sorted[:, 1]', 'y_sorted', '')]),
    ],
    'parameters-1': [
        (
            'features[:, 1]',
            '',
            [('features[:, 1]', 'labels', 'labels'), ('features[:, 1]', 'torch.matmul(features, w) + b', 'y_hat')],
        )
    ],
    'model-1': [('', '', [])],
    'model-2': [('', '', [])],
    'model-3': [
        (
            'labels',
            'linreg(features, ...)',
            [
                ('labels', 'linreg(features, w, b)', 'w, b'),
                ('labels', 'linreg(features, true_w.reshape(-1, 1), true_b)', 'true_w, true_b'),
            ],
        )
    ],
    'loss-1': [
        (
            'y_hat - y',
            'squared_loss(y_hat, y)',
            [('errors', 'errors ** 2 / 2', ''), ('[-2, 0]', '[1.5, -0.5]', ''), ('[1, 3]', '[0, 4]', '')],
        )
    ],
    'loss-2': [
        (
            'b',
            'squared_loss(...).mean()',
            [
                ('values', '[squared_loss(linreg(features, w, v), labels).mean() for v in values]', 'w'),
                (
                    'values',
                    '[squared_loss(linreg(features, true_w.reshape(-1, 1), v), labels).mean() for v in values]',
                    'true_w',
                ),
            ],
        )
    ],
    'backward-1': [('', '', [])],  # a tree of numbers: words and arrows
    'optimizer-1': [
        ('w[1]', 'b', [(None, MAP, ''), ('path[:, 0]', 'path[:, 1]', ''), ('[true_w[1]]', '[true_b]', '')])
    ],
    'optimizer-2': [
        (
            'step',
            'squared_loss(...).mean()',
            [('range(len(losses))', None, 'sgd'), ('range(len(losses))', 'losses', 'sgd_without_zero')],
        )
    ],
    'optimizer-3': [
        (
            'b',
            '(b - 4.2) ** 2 / 2',
            [
                ('grid', '(grid - 4.2) ** 2 / 2', ''),
                *((f'walk({lr})', f'(walk({lr}) - 4.2) ** 2 / 2', f'lr {lr}') for lr in (0.1, 1.5, 2.1)),
            ],
        )
    ],
    'training-1': [
        ('', 'loss', [(STEPS, 'losses', ''), ('[0, 1]', '2 * [0.01 ** 2 / 2]', '0.01 ** 2 / 2')]),
        ('k', '', [(STEPS, 'distances', 'distances'), (STEPS, 'predicted', 'predicted')]),
    ],
    'training-2': [
        (
            'features[:, 1]',
            'labels',
            [
                SECOND,
                ('[-3.5, 3.5]', 'net(torch.tensor([[0, -3.5], [0, 3.5]]), w_start, b_start)', 'w_start, b_start'),
                ('[-3.5, 3.5]', 'net(torch.tensor([[0, -3.5], [0, 3.5]]), w, b)', 'w, b'),
            ],
        )
    ],
    'script-1': [('features[:, 1]', 'labels', [SECOND])],
    'script-2': [
        (
            'features[:, 1]',
            '',
            [
                ('features[:100, 1]', 'labels[:100]', 'labels'),
                ('features[:100, 1]', 'net(features[:100], w, b)', 'predictions'),
            ],
        )
    ],
    'project-1': [
        (
            'predicted (l/100 km)',
            'measured (l/100 km)',
            [
                ('model(X[rest]).detach()', 'y[rest]', 'seen'),
                ('model(X[test]).detach()', 'y[test]', 'in the drawer'),
                ('[6, 23]', '[6, 23]', ''),
            ],
        )
    ],
    'certainty-1': [('weight (ft per mph)', 'draws', [])],
    'least-squares-2': [
        (
            'sample 0',
            'sample 1',
            [('[0, 3.9]', '[0, 1.3]', 'predictions'), ('[2, 2.7]', '[3, 0.9]', 'errors'), ('[2]', '[3]', '')],
        )
    ],
    'least-squares-1': [('epsilon', 'density', [('places', 'bell.log_prob(places).exp()', '')])],
    'scale-1': [
        (
            'n',
            'microseconds per sample',
            [
                ('sizes', f'ways["{name}"]', name)
                for name in (
                    'ours, mini-batches of 10',
                    'DataLoader, nn.Linear, SGD',
                    'randperm and split',
                    'the same, compiled',
                    'mini-batches of n / 10',
                    'the same, one thread',
                    'SGDRegressor',
                    'lstsq',
                )
            ],
        )
    ],
    'real-data-1': [('speed (mph)', 'distance (ft)', [('x', 'y', '')])],
    'real-data-2': [
        (
            'speed (mph)',
            'distance (ft)',
            [
                ('x[rest]', 'y[rest]', ''),
                *(('grid', POWERS.format(power, power), f'highest power {power}') for power in (1, 8)),
            ],
        )
    ],
    'real-data-3': [('speed (mph)', 'residuals (ft)', [('x', 'residuals', ''), ('[0, 1]', '[0, 0]', '')])],
    'real-data-4': [
        (
            '',
            '',
            [
                (f'quartet["{name}"][0]', f'quartet["{name}"][1]', ''),
                ('[3, 20]', f'torch.tensor([3, 20]) * {LINE.format(name)}[0] + {LINE.format(name)}[1]', ''),
            ],
        )
        for name in ('I', 'II', 'III', 'IV')
    ],
    'features-1': [
        ('tonnes', 'fuel (l/100 km)', [('tonnes', 'fuel', '')]),
        ('power', '', [('power', 'fuel', '')]),
    ],
    'features-2': [
        ('power (hp)', 'fuel (l/100 km)', [('power', 'fuel', '')]),
        ('', 'tonnes', [(None, None, ''), (None, None, '')]),
    ],
    'features-3': [
        (
            'more_power',
            'more_fuel',
            [
                ('more_power', 'more_fuel', ''),
                ('[-90, 180]', 'with_ones(torch.tensor([[-90.0], [180.0]])) @ closed_form(more_power, more_fuel)', ''),
            ],
        )
    ],
    'features-4': [('predicted', 'residuals', [('fuel - residuals', 'residuals', ''), ('[0, 1]', '[0, 0]', '')])],
    'errors-1': [
        (
            'i',
            '',
            [
                ('range(len(c))', 'sorted(c, reverse=True)', 'c.sort(descending=True)'),
                ('[0, 1]', '2 * [1 / 1000]', '1 / 1000'),
            ],
        )
    ],
}


def drawn(axes):
    """Yield (x, y, name) of what axes draw, in the order in which it was drawn: points and lines."""
    in_legend = set(legend(axes))
    for artist in [*axes.collections, *axes.lines]:
        places = artist.get_xydata() if artist in axes.lines else artist.get_offsets()
        yield *np.asarray(places, dtype=float).T, artist.get_label() if artist.get_label() in in_legend else ''


def legend(axes):
    """Return the words of a legend, in their order."""
    return [text.get_text() for text in axes.get_legend().get_texts()] if axes.get_legend() else []


def wrong(figure, expected, names):
    """Return what of a figure is not as expected, a text each; what is computed from `names`."""
    found = []
    if len(figure.axes) != len(expected):
        return [f'{len(figure.axes)} axes, expected {len(expected)}']
    for axes, (xlabel, ylabel, series) in zip(figure.axes, expected):
        if (axes.get_xlabel(), axes.get_ylabel()) != (xlabel, ylabel):
            found.append(f'axes {axes.get_xlabel()!r}, {axes.get_ylabel()!r}, expected {xlabel!r}, {ylabel!r}')
        shown = list(drawn(axes))
        names_shown, names_meant = ([name for *_, name in what] for what in (shown, series))
        if names_shown != names_meant or legend(axes) != list(filter(None, names_meant)):
            found.append(f'legend {legend(axes)} of {names_shown}, expected {names_meant}')
            continue
        for index, (places, (x, y, name)) in enumerate(zip(shown, series)):
            if x is None and y is not None:
                found += off_level(axes.collections[index], y, names)
                continue
            for got, code in zip(places, (x, y)):
                if code is not None and not same(got, numbers(code, names)):
                    found.append(f'{name or "what is drawn"}: not {code}')
        found += cut_off(axes)
    return found


def cut_off(axes):
    """Return what lies beyond the limits of axes, a text each."""
    if hasattr(axes, 'get_zlim'):
        return []  # in space, the limits are those of a box that is seen from its side
    found = []
    for artist in [*axes.collections, *axes.lines]:
        line = artist in axes.lines
        if artist.get_transform().contains_branch(axes.transData) if line else isinstance(artist, PathCollection):
            places = np.asarray(artist.get_xydata() if line else artist.get_offsets(), dtype=float)
            for which, (low, high) in enumerate((axes.get_xlim(), axes.get_ylim())):
                inside = (places[:, which] >= min(low, high)) & (places[:, which] <= max(low, high))
                inside |= ~np.isfinite(places[:, which])  # a gap in a line
                if not inside.all():
                    beyond = places[~inside][:1, which].tolist()
                    found.append(f'{artist.get_label()}: {"xy"[which]} from {low:g} to {high:g} cuts off {beyond}')
    return found


def off_level(contours, height, names):
    """Return what of contours does not lie where the height is theirs, a text each; a grid is coarse, so roughly."""
    found, seen = [], 0
    for level, path in zip(contours.levels, contours.get_paths()):
        for x, y in path.vertices[::10].tolist():
            seen, there = seen + 1, float(eval(height, names | {'x': x, 'y': y}))
            if abs(there - level) > 0.05 * level:
                found.append(f'the contour {level:g} at ({x:.2f}, {y:.2f}), where {height} is {there:.3g}')
    return found[:1] if seen > 20 else [f'contours of {seen} places: nearly nothing is drawn']


def numbers(code, names):
    """Return the value of code as a flat array."""
    value = eval(code, dict(names))
    with torch.no_grad():
        return np.array([float(number) for number in (value.reshape(-1) if torch.is_tensor(value) else value)])


def same(one, other):
    return one.shape == other.shape and np.allclose(one, other, rtol=1e-4, atol=1e-5)
