"""Measured errors against predicted ones, and the table of all cells: `make theory` (`python tools/monte_carlo.py`)
writes it.
"""

from functools import cache
from pathlib import Path
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import theory
import vectorised

from book.manuscript.writing import replace_all
from linreg import scratch

SEEDS = range(1000)
RESULTS = Path(__file__).parents[1] / 'tests/results/theory.md'
FALSE_ALARM = 0.01  # of the whole table, were it run with other seeds
LIMIT = NormalDist().inv_cdf(
    1 - FALSE_ALARM / 2 / (2 * 3 * len(theory.GRID))
)  # two figures for each parameter of each cell

HEAD = f"""# Errors against theory

Written by `make theory`: do not edit. The lesson's own training, {len(SEEDS)} seeds a cell, against `tools/theory.py`, which does not train.

`z` is measured minus predicted, over the Monte Carlo error of the measured value. With {2 * 3 * len(theory.GRID)} of them, some |z| is above
{LIMIT:.2f} in {FALSE_ALARM:.0%} of such tables, if the prediction is right. Cells of one `n` share their data, so their z are alike.
`rms / bound` is the root of mean² + sd², over the Cramér-Rao bound 0.01 / √n; in brackets what is measured.

"""
COLUMNS = (
    'n',
    'batch size',
    'lr',
    'epochs',
    'parameter',
    'predicted mean',
    'measured mean',
    'z',
    'predicted sd',
    'measured sd',
    'z',
    'rms / bound',
)


class Comparison(NamedTuple):
    """One parameter: predicted and measured mean and standard deviation, and the Monte Carlo errors between."""

    name: str
    mean: float
    measured_mean: float
    mean_z: float
    sd: float
    measured_sd: float
    sd_z: float


@cache
def _kurtosis(lr):
    return theory.kurtosis(lr)


def compare(prediction, errors, least_kurtosis=0.0):
    """Compare (mean (3,), sd (3,)) with errors (s, 3). Returns three Comparisons.

    The Monte Carlo error is sd / sqrt(s) for the mean, and sd * sqrt((kurtosis - 1) / 4s) for the standard deviation,
    with the kurtosis of the sample, or least_kurtosis where a sample shows too little of the tails.
    """
    (mean, sd), s = prediction, len(errors)
    found, spread = errors.mean(0), errors.std(0, ddof=1)
    kurtosis = np.maximum(((errors - found) ** 4).mean(0) / spread**4, least_kurtosis)
    z = (found - mean) / (sd / np.sqrt(s)), (spread - sd) / (sd * np.sqrt((kurtosis - 1) / (4 * s)))
    return [
        Comparison(*(column if isinstance(column, str) else float(column) for column in row))
        for row in zip(theory.NAMES, mean, found, z[0], sd, spread, z[1])
    ]


def compare_cell(cell, errors):
    return compare(theory.predict(cell), errors, _kurtosis(cell.lr) if cell.batch_size == 1 else 0.0)


def deviations(comparisons, limit=LIMIT):
    """Name each figure that is further from its prediction than `limit` Monte Carlo errors (or is not a number)."""
    return [
        f'{kind} of {row.name}: predicted {expected:.4g}, measured {got:.4g}, z = {z:.1f}'
        for row in comparisons
        for kind, expected, got, z in (
            ('mean', row.mean, row.measured_mean, row.mean_z),
            ('sd', row.sd, row.measured_sd, row.sd_z),
        )
        if not abs(z) <= limit
    ]


def table(lesson=scratch, cells=theory.GRID, seeds=SEEDS):
    """Train all cells. Returns the Markdown of the table, and a dict of cell to what deviates."""
    errors, best = vectorised.errors(lesson, cells, seeds)
    lines = [_line(COLUMNS), _line(['---'] * len(COLUMNS))]
    compared = {('least squares', n): compare((np.zeros(3), theory.least_squares(n)), best[n]) for n in best}
    compared |= {cell: compare_cell(cell, errors[cell]) for cell in cells}
    for cell, rows in compared.items():
        named = (
            (cell.n, cell.batch_size, cell.lr, cell.epochs)
            if isinstance(cell, theory.Cell)
            else (cell[1], cell[0], '', '')
        )
        for row in rows:
            ratios = [
                np.hypot(*pair) / theory.bound(named[0])
                for pair in ((row.mean, row.sd), (row.measured_mean, row.measured_sd))
            ]
            lines.append(
                _line(
                    [
                        *named,
                        row.name,
                        f'{row.mean:.3e}',
                        f'{row.measured_mean:.3e}',
                        f'{row.mean_z:.2f}',
                        f'{row.sd:.4e}',
                        f'{row.measured_sd:.4e}',
                        f'{row.sd_z:.2f}',
                        f'{ratios[0]:.4g} ({ratios[1]:.4g})',
                    ]
                )
            )
    return HEAD + ''.join(lines), {cell: found for cell, rows in compared.items() if (found := deviations(rows))}


def _line(values):
    return '| ' + ' | '.join(map(str, values)) + ' |\n'


if __name__ == '__main__':
    text, wrong = table()
    RESULTS.parent.mkdir(exist_ok=True)
    replace_all({RESULTS: text})
    for cell, found in wrong.items():
        print(f'{cell}: ' + '; '.join(found))
    raise SystemExit(bool(wrong))
