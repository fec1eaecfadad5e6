"""What the lesson draws, read from the figure itself."""

import runpy

import matplotlib
import pytest
import torch
from matplotlib import pyplot as plt

from linreg import __main__ as command
from linreg import scratch

matplotlib.use('agg')


@pytest.fixture
def data():
    """Features, labels and parameters, all of which record operations."""
    plt.close('all')
    torch.manual_seed(0)
    yield [
        tensor.requires_grad_()
        for tensor in (torch.randn(30, 2), torch.randn(30, 1), torch.randn(2, 1), torch.randn(1))
    ]
    plt.close('all')


def points(collection):
    """Return where the points of a scatter plot lie, and how large they are."""
    return torch.tensor(collection.get_offsets().tolist()), collection.get_sizes().tolist()


def test_plot_data_draws_the_second_feature_against_the_labels_as_small_points(data):
    features, labels, *_ = data
    scratch.plot_data(features, labels)
    axes = plt.gca()
    (drawn,) = axes.collections
    places, sizes = points(drawn)
    torch.testing.assert_close(places, torch.cat([features[:, 1:], labels], 1).detach())
    assert sizes == [1] and (axes.get_xlabel(), axes.get_ylabel()) == ('features[:, 1]', 'labels')


def test_plot_data_draws_on_a_new_figure_of_the_lesson_s_size(data):
    before = plt.figure()
    scratch.plot_data(*data[:2])
    assert plt.gcf() is not before and plt.gcf().get_size_inches().tolist() == [5, 3.5] and not before.axes


def test_the_fitted_line_is_drawn_over_the_data_and_named(data, tmp_path):
    features, labels, w, b = data
    command.draw(features.detach(), labels, w, b, tmp_path / 'figure.png')
    _, fitted = plt.gca().collections
    places, sizes = points(fitted)
    torch.testing.assert_close(places, torch.cat([features[:, 1:], features @ w + b], 1).detach())
    assert sizes == [1] and fitted.get_alpha() == 0.3
    assert [text.get_text() for text in plt.gca().get_legend().get_texts()] == ['fitted']


def test_the_figure_is_cut_to_what_is_drawn(data, tmp_path):
    features, labels, w, b = data
    command.draw(features.detach(), labels, w, b, tmp_path / 'figure.png')
    height, width, _ = plt.imread(tmp_path / 'figure.png').shape
    assert [width, height] != (plt.gcf().get_size_inches() * plt.gcf().dpi).tolist()  # what is written without cutting


def test_the_program_shows_the_data_at_its_end(data, monkeypatch, capsys):
    shown = []
    monkeypatch.setattr(
        plt, 'show', lambda: shown.extend((figure, capsys.readouterr().out) for figure in plt.get_fignums())
    )
    runpy.run_path(scratch.__file__, run_name='__main__')
    ((figure, printed),) = shown
    assert len(plt.figure(figure).axes[0].collections[0].get_offsets()) == 1000 and 'error of b: ' in printed
