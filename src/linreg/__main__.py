"""Run the lesson from the command line: `python -m linreg --help`."""

import argparse
import math
import random
import sys
from pathlib import Path

import torch
from matplotlib import pyplot as plt

from linreg import scratch


class OneLineParser(argparse.ArgumentParser):
    """A parser whose errors are one line: what, where, how to mend it."""

    def error(self, message):
        self.exit(2, f'{self.prog}: {message} (see --help)\n')


def number(kind, least, most=math.inf, above=False):
    """Return an argparse type: a finite `kind` (int or float) from `least` (itself left out if `above`) to `most`."""
    wanted = f'a finite {"whole " if kind is int else ""}number {"greater than" if above else "of at least"} {least}'
    if most < math.inf:
        wanted += f' and at most {most}'

    def parse(text):
        try:
            value = kind(text)
        except ValueError:
            value = math.nan
        if not (least <= value <= most and value != math.inf) or (above and value == least):
            raise argparse.ArgumentTypeError(f'{text!r} is impossible: give {wanted}')
        return value
    return parse


def figure_file(text):
    """Return the path of a figure that Matplotlib can write there."""
    path, formats = Path(text), plt.figure().canvas.get_supported_filetypes()
    plt.close()
    if path.suffix.lstrip('.').lower() not in formats:
        raise argparse.ArgumentTypeError(f'{text!r} must end in one of .{", .".join(sorted(formats))}')
    if not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f'the folder {str(path.parent)!r} does not exist: create it first')
    return path


def parser():
    """Return the parser of the options; the defaults are the lesson's own values."""
    options = OneLineParser(
        prog='python -m linreg', formatter_class=argparse.ArgumentDefaultsHelpFormatter,
        description='Fit a linear model, written from scratch, to synthetic data.')
    options.add_argument('--seed', type=number(int, 0, 2**63 - 1), default=42,
                         help='of the data, the start and the shuffling')
    options.add_argument('--epochs', type=number(int, 1), default=scratch.num_epochs, help='passes over the data')
    options.add_argument('--lr', type=number(float, 0, above=True), default=scratch.lr, help='learning rate')
    options.add_argument('--batch-size', type=number(int, 1), default=scratch.batch_size, help='samples in a step')
    options.add_argument('--samples', type=number(int, 1, 10**7), default=1000, help='size of the data set')
    options.add_argument('--noise', type=number(float, 0), default=0.01, help='standard deviation of the noise')
    options.add_argument('--figures', type=figure_file, metavar='FILE',
                         help='also draw the data and the fitted line into FILE (.svg, .png, .pdf, ...)')
    return options


def draw(features, labels, w, b, path):
    """Draw the labels, and what the fitted model predicts for them, against the second feature."""
    scratch.plot_data(features, labels)
    with torch.no_grad():
        plt.scatter(features[:, 1].numpy(), scratch.linreg(features, w, b).numpy(), 1, alpha=0.3, label='fitted')
    plt.legend()
    plt.savefig(path, bbox_inches='tight')


def main():
    """Run the lesson with the given options. Exit with 1 if it diverges, with 2 if an option is impossible."""
    options = parser().parse_args()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    features, labels = scratch.synthetic_data(scratch.true_w, scratch.true_b, options.samples, options.noise)
    w, b = scratch.initial_parameters()
    with torch.no_grad():
        first_loss = float(scratch.loss(scratch.net(features, w, b), labels).mean())
    scratch.train(w, b, features, labels, options.batch_size, options.lr, options.epochs)
    with torch.no_grad():
        last_loss = float(scratch.loss(scratch.net(features, w, b), labels).mean())
    if not last_loss <= first_loss:  # true for NaN as well
        sys.exit(f'diverged: the loss went from {first_loss:f} to {last_loss:f}. '
                 f'The learning rate {options.lr} is too large: try a tenth of it.')
    w_error, b_error = scratch.parameter_errors(w, b)
    print(f'error of w: {w_error}')
    print(f'error of b: {b_error}')
    if options.figures:
        draw(features, labels, w, b, options.figures)
        print(f'figure: {options.figures}')


if __name__ == '__main__':
    main()
