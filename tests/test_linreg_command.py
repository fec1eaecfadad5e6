"""`python -m linreg`: what it prints, and how it says that a value is impossible."""

import re
import subprocess
import sys

import pytest

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


@pytest.mark.parametrize('option, value, remedy', [
    ('--batch-size', '0', 'of at least 1'), ('--batch-size', '2.5', 'whole number'), ('--noise', '-1', 'of at least 0'),
    ('--noise', 'nan', 'of at least 0'), ('--lr', '0', 'greater than 0'), ('--lr', 'inf', 'greater than 0'), ('--epochs', 'x', 'of at least 1'),
    ('--samples', '0', 'of at least 1'), ('--seed', '-1', 'of at least 0'), ('--seed', '1' * 30, 'at most'),
    ('--figures', 'plot.doc', '.svg'), ('--figures', 'missing-folder/plot.svg', 'create it first')])
def test_an_impossible_value_gets_one_clear_line_and_exit_code_2(capsys, monkeypatch, option, value, remedy):
    code, output, errors = run(capsys, monkeypatch, option, value)
    assert (code, output) == (2, '')
    assert errors.count('\n') == 1 and option in errors and remedy in errors


@pytest.mark.parametrize('lr', ['2.5', '30', '1e30'])
def test_a_learning_rate_that_diverges_is_reported_with_exit_code_1(capsys, monkeypatch, lr):
    code, _, errors = run(capsys, monkeypatch, '--lr', lr)
    assert code == 1 and errors.startswith('diverged: ') and 'learning rate' in errors and errors.count('\n') == 1


def test_the_options_do_what_they_say(capsys, monkeypatch, tmp_path):
    figure = tmp_path / 'figure.svg'
    code, output, _ = run(capsys, monkeypatch, '--epochs', '5', '--batch-size', '7', '--samples', '200', '--noise', '0', '--lr', '0.1',
                          '--seed', '7', '--figures', str(figure))
    assert code == 0 and output.count('epoch') == 5 and output.splitlines()[4] == 'epoch 5, loss 0.000000'
    assert '<svg' in figure.read_text(encoding='utf-8')
    assert run(capsys, monkeypatch, '--seed', '1')[1] != run(capsys, monkeypatch, '--seed', '2')[1]


def test_the_whole_program_runs_as_a_module_and_as_a_file():
    outputs = [subprocess.run([sys.executable, *arguments], capture_output=True, text=True) for arguments in (['-m', 'linreg'], [scratch.__file__])]
    assert [output.returncode for output in outputs] == [0, 0]
    assert outputs[0].stdout == outputs[1].stdout  # the same defaults, seeds included
    assert re.fullmatch(r'(epoch \d, loss \d\.\d{6}\n){3}error of w: tensor.*\nerror of b: tensor.*\n', outputs[0].stdout)
