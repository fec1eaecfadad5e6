"""`python -m linreg`: what it prints, and how it says that a value is impossible."""

import random
import re
import runpy
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
import torch
from matplotlib import pyplot as plt

from linreg import __main__ as command
from linreg import scratch


def run(capsys, monkeypatch, *arguments):
    """Run the command in this process. Returns (exit code, stdout, stderr)."""
    monkeypatch.setattr(sys, 'argv', ['linreg', *arguments])
    code = 0
    try:
        command.main()
    except SystemExit as stop:
        code = stop.code
        if isinstance(code, str):
            print(code, file=sys.stderr)
            code = 1
    return (code, *capsys.readouterr())


@pytest.mark.parametrize(
    'option, value, remedy',
    [
        ('--batch-size', '0', 'of at least 1'),
        ('--batch-size', '2.5', 'whole number'),
        ('--noise', '-1', 'of at least 0'),
        ('--noise', 'nan', 'of at least 0'),
        ('--lr', '0', 'greater than 0'),
        ('--lr', 'inf', 'greater than 0'),
        ('--epochs', 'x', 'of at least 1'),
        ('--samples', '0', 'of at least 1'),
        ('--seed', '-1', 'of at least 0'),
        ('--seed', '1' * 30, 'at most'),
        ('--figures', 'plot.doc', '.svg'),
        ('--figures', 'missing-folder/plot.svg', 'create it first'),
    ],
)
def test_an_impossible_value_gets_one_clear_line_and_exit_code_2(capsys, monkeypatch, option, value, remedy):
    code, output, errors = run(capsys, monkeypatch, option, value)
    assert (code, output) == (2, '')
    assert errors.count('\n') == 1 and option in errors and remedy in errors


@pytest.mark.parametrize(
    'option, least, most, beyond, wanted',
    [
        ('--seed', '0', f'{2**63 - 1}', f'{2**63}', f'whole number of at least 0 and at most {2**63 - 1}'),
        ('--epochs', '1', 400 * '9', '0', 'whole number of at least 1'),
        ('--batch-size', '1', '1000000', '0', 'whole number of at least 1'),
        ('--samples', '1', '10000000', '10000001', 'whole number of at least 1 and at most 10000000'),
        ('--noise', '0', '1e300', '-1e-9', 'number of at least 0'),
        ('--lr', '1e-300', '1e300', '0', 'number greater than 0'),
    ],
)
def test_the_smallest_and_the_largest_value_are_taken_and_the_next_one_is_not(
    capsys, option, least, most, beyond, wanted
):
    for text in (least, most):
        value = getattr(command.parser().parse_args([option, text]), option.strip('-').replace('-', '_'))
        assert value == type(value)(text) and isinstance(value, int) == ('whole' in wanted)
    with pytest.raises(SystemExit):
        command.parser().parse_args([f'{option}={beyond}'])
    assert capsys.readouterr().err == (
        f"python -m linreg: argument {option}: '{beyond}' is impossible: give a finite {wanted} (see --help)\n"
    )


@pytest.mark.parametrize('module', [scratch, command])
def test_the_source_compiles_without_a_warning(module):
    with warnings.catch_warnings():
        warnings.simplefilter('error')  # such as "is" with a literal
        compile(Path(module.__file__).read_text(encoding='utf-8'), module.__file__, 'exec')


@pytest.mark.parametrize('module', [scratch, command])
def test_an_import_runs_nothing(capsys, module):
    runpy.run_path(module.__file__, run_name=module.__name__)
    assert capsys.readouterr().out == ''


def test_the_defaults_are_those_of_the_lesson():
    assert vars(command.parser().parse_args([])) == {
        'seed': 42,
        'epochs': scratch.num_epochs,
        'lr': scratch.lr,
        'batch_size': scratch.batch_size,
        'samples': 1000,
        'noise': 0.01,
        'figures': None,
    }


def test_the_help_says_what_each_option_is_for_and_its_default(capsys):
    with pytest.raises(SystemExit):
        command.parser().parse_args(['--help'])
    said = ' '.join(capsys.readouterr().out.split())
    assert said.startswith('usage: python -m linreg [-h]') and 'Fit a linear model, written from scratch' in said
    for option, purpose in (
        ('seed SEED', 'of the data, the start and the shuffling (default: 42)'),
        ('epochs EPOCHS', 'passes over the data (default: 3)'),
        ('lr LR', 'learning rate (default: 0.03)'),
        ('batch-size BATCH_SIZE', 'samples in a step (default: 10)'),
        ('samples SAMPLES', 'size of the data set (default: 1000)'),
        ('noise NOISE', 'standard deviation of the noise (default: 0.01)'),
        ('figures FILE', 'also draw the data and the fitted line into FILE'),
    ):
        assert f'--{option} {purpose}' in said


def test_a_file_for_the_figure_may_have_a_suffix_in_capitals_and_no_figure_stays_open(tmp_path):
    plt.close('all')
    assert command.figure_file(str(tmp_path / 'FIGURE.SVG')) == tmp_path / 'FIGURE.SVG' and plt.get_fignums() == []


def test_the_loss_before_and_after_is_not_recorded(capsys, monkeypatch):
    recorded = []

    def loss(y_hat, y):
        recorded.append(torch.is_grad_enabled())
        return scratch.squared_loss(y_hat, y)

    monkeypatch.setattr(scratch, 'loss', loss)
    run(capsys, monkeypatch, '--epochs', '1')
    assert recorded == [False, False]  # `train` has its own


def test_a_loss_that_does_not_change_has_not_diverged(capsys, monkeypatch):
    assert run(capsys, monkeypatch, '--lr', '1e-30')[0] == 0


@pytest.mark.parametrize('lr', ['2.5', '30', '1e30'])
def test_a_learning_rate_that_diverges_is_reported_with_exit_code_1(capsys, monkeypatch, lr):
    code, _, errors = run(capsys, monkeypatch, '--lr', lr)
    assert code == 1 and errors.startswith('diverged: ') and errors.count('\n') == 1
    assert f'The learning rate {float(lr)} is too large' in errors


def test_the_options_do_what_they_say(capsys, monkeypatch, tmp_path):
    figure = tmp_path / 'figure.svg'
    code, output, _ = run(
        capsys,
        monkeypatch,
        '--epochs',
        '5',
        '--batch-size',
        '7',
        '--samples',
        '200',
        '--noise',
        '0',
        '--lr',
        '0.1',
        '--seed',
        '7',
        '--figures',
        str(figure),
    )
    assert code == 0 and output.count('epoch') == 5 and output.splitlines()[4] == 'epoch 5, loss 0.000000'
    assert output.endswith(f'figure: {figure}\n')
    assert '<svg' in figure.read_text(encoding='utf-8')
    assert run(capsys, monkeypatch, '--seed', '1')[1] != run(capsys, monkeypatch, '--seed', '2')[1]


def test_one_seed_sets_the_data_the_start_and_the_shuffling(capsys, monkeypatch):
    _, output = run(capsys, monkeypatch, '--seed', '7')[:2]
    random.seed(7)
    torch.manual_seed(7)
    features, labels = scratch.synthetic_data(scratch.true_w, scratch.true_b, 1000)
    w, b = scratch.initial_parameters()
    scratch.train(w, b, features, labels)
    trained = capsys.readouterr().out
    assert trained.count('epoch') == 3 and output.startswith(trained)


def test_the_whole_program_runs_as_a_module_and_as_a_file():
    outputs = [
        subprocess.run([sys.executable, *arguments], capture_output=True, text=True)
        for arguments in (['-m', 'linreg'], [scratch.__file__])
    ]
    assert [output.returncode for output in outputs] == [0, 0]
    assert outputs[0].stdout == outputs[1].stdout  # the same defaults, seeds included
    assert re.fullmatch(
        r'(epoch \d, loss \d\.\d{6}\n){3}error of w: tensor.*\nerror of b: tensor.*\n', outputs[0].stdout
    )


def test_the_figure_shows_labels_and_fitted_values_over_the_same_feature(tmp_path):
    features, labels = scratch.synthetic_data(scratch.true_w, scratch.true_b, 50)
    w, b = scratch.initial_parameters()
    command.draw(features, labels, w, b, tmp_path / 'plot.svg')
    assert [text.get_text() for text in plt.gca().get_legend().get_texts()] == ['fitted']
    data, fitted = (points.get_offsets().data for points in plt.gca().collections)
    plt.close()
    with torch.no_grad():
        predictions = scratch.linreg(features, w, b).reshape(-1)
    assert data[:, 0].tolist() == fitted[:, 0].tolist() == features[:, 1].tolist()
    assert data[:, 1] == pytest.approx(labels.reshape(-1).numpy()) and fitted[:, 1] == pytest.approx(
        predictions.numpy()
    )
