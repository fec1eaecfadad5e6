"""More data, more processes: one process, two, and one that was interrupted or killed end with the same parameters."""

import os
import signal
import subprocess
import sys

import numpy as np
import pytest
import torch
from helpers.pages import ROOT

from linreg import scale

ROWS = 20_000
CHOICES = {'piece': 500, 'pieces': 4}  # ten buffers in an epoch
OPTIONS = ['--piece', '500', '--pieces', '4']
SETTINGS = os.environ | {'PYTHONPATH': str(ROOT / 'src'), 'OMP_NUM_THREADS': '1'}


@pytest.fixture(scope='module')
def rows(tmp_path_factory):
    path = tmp_path_factory.mktemp('rows') / 'rows.npy'
    scale.write_rows(path, ROWS, piece=3000)
    return path


@pytest.fixture(scope='module')
def whole(rows):
    return parameters(scale.train_rows(rows, rows.with_name('whole.pt'), **CHOICES))


def parameters(model):
    return torch.cat([parameter.detach().reshape(-1) for parameter in model.parameters()])


def command(*arguments, processes=0, restarts=0):
    """Return the command line that trains, in this process or in those that torchrun starts."""
    torchrun = ['-m', 'torch.distributed.run', '--nproc-per-node', str(processes), '--max-restarts', str(restarts)]
    return [sys.executable, *(torchrun if processes else []), '-m', 'linreg.scale', *map(str, arguments)]


def run(*arguments, **how):
    return subprocess.run(command(*arguments, **how), env=SETTINGS, capture_output=True, text=True, timeout=300)


def test_the_file_holds_the_data_of_the_book_whatever_the_pieces(rows, tmp_path):
    scale.write_rows(tmp_path / 'other.npy', ROWS, piece=3000)
    assert (tmp_path / 'other.npy').read_bytes() == rows.read_bytes()
    X, y = np.split(np.load(rows), [2], axis=1)
    noise = y - X @ np.array([[2], [-3.4]], np.float32) - 4.2
    assert abs(noise.std() - 0.01) < 0.001 and np.abs(X.mean(0)).max() < 0.05


def test_each_epoch_reads_each_row_once_in_an_order_of_its_own(rows):
    epochs = [
        np.concatenate([scale.read_buffer(rows, 10 * epoch + place, **CHOICES) for place in range(10)])
        for epoch in range(2)
    ]
    for epoch in epochs:
        assert np.array_equal(np.sort(epoch[:, 2]), np.sort(np.load(rows)[:, 2]))
    assert not np.array_equal(*epochs)


def test_training_finds_the_parameters(whole):
    assert (whole - torch.tensor([2, -3.4, 4.2])).abs().max() < 0.02


@pytest.mark.parametrize('stop', [1, 6, 9])
def test_an_interrupted_run_ends_with_the_same_bits(rows, whole, tmp_path, stop):
    scale.train_rows(rows, tmp_path / 'broken.pt', **CHOICES, stop=stop)
    assert torch.equal(parameters(scale.train_rows(rows, tmp_path / 'broken.pt', **CHOICES)), whole)


def test_two_processes_take_the_steps_of_one(rows, whole, tmp_path):
    done = run(rows, '--checkpoint', tmp_path / 'two.pt', *OPTIONS, processes=2)
    assert done.returncode == 0, done.stderr
    state = torch.load(tmp_path / 'two.pt')['model']
    found = torch.cat([state['weight'].reshape(-1), state['bias']])
    assert torch.allclose(found, whole, rtol=0, atol=1e-5)


def test_a_share_that_is_not_ones_own_would_be_noticed(rows, whole, tmp_path, monkeypatch):
    monkeypatch.setattr(scale.dist, 'is_initialized', lambda: True)
    monkeypatch.setattr(scale.dist, 'get_rank', lambda: 0)
    monkeypatch.setattr(scale.dist, 'get_world_size', lambda: 2)
    monkeypatch.setattr(scale, 'DistributedDataParallel', lambda model: model)  # which would average
    alone = parameters(scale.train_rows(rows, tmp_path / 'half.pt', **CHOICES))
    assert not torch.allclose(alone, whole, rtol=0, atol=1e-5)


def test_a_killed_process_is_started_again_and_nothing_is_lost(rows, whole, tmp_path):
    process = subprocess.Popen(
        command(rows, '--checkpoint', tmp_path / 'killed.pt', *OPTIONS, processes=2, restarts=1),
        env=SETTINGS,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    buffers = []
    for line in process.stdout:
        if line.startswith('process'):
            buffers.append(int(line.split(': buffer ')[1].split(' of ')[0]))
            if buffers == [1, 2, 3]:
                os.kill(int(line.split(':')[0].split()[1]), signal.SIGKILL)
    assert process.wait() == 0
    assert buffers[-1] == 10 and buffers.count(1) == 1, buffers
    state = torch.load(tmp_path / 'killed.pt')['model']
    assert torch.allclose(torch.cat([state['weight'].reshape(-1), state['bias']]), whole, rtol=0, atol=1e-5)


PEAK = """
import resource, runpy, sys
from pathlib import Path

runpy.run_module('linreg.scale', run_name='__main__')
status = Path('/proc/self/status')  # of Linux, whose ru_maxrss remembers who started the process
print(status.read_text().split('VmHWM:')[1].split()[0] if status.exists() else resource.getrusage(0).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_file(tmp_path):
    peaks = []
    for count in (10**5, 4 * 10**6):
        scale.write_rows(tmp_path / 'rows.npy', count)
        arguments = [tmp_path / 'rows.npy', '--checkpoint', tmp_path / f'{count}.pt', '--batch-size', '5000']
        done = subprocess.run(
            [sys.executable, '-c', PEAK, *map(str, arguments)], env=SETTINGS, capture_output=True, text=True, check=True
        )
        peaks.append(int(done.stdout.split()[-1]))
    assert peaks[1] < 1.05 * peaks[0], peaks  # the larger file has 48 MB, a tenth of what PyTorch takes


BAD = {
    'no file': (['nowhere.npy'], 'nowhere.npy: no whole file of rows'),
    'a batch size of zero': (['rows.npy', '--batch-size', '0'], "'0' is impossible: give a whole number above 0"),
    'half a piece': (['rows.npy', '--piece', '0.5'], "'0.5' is impossible: give a whole number above 0"),
    'an infinite rate': (['rows.npy', '--lr', 'inf'], "'inf' is impossible: give a number above 0"),
    'a rate that is a word': (['rows.npy', '--lr', 'fast'], "'fast' is impossible: give a number above 0"),
    'a cut file': (['cut.npy'], 'cut.npy: no whole file of rows, write it again'),
    'a text': (['text.npy'], 'text.npy: no whole file of rows'),
    'an empty file': (['empty.npy'], 'empty.npy: no whole file of rows'),
    'other numbers': (['other.npy'], 'other.npy: float64 of shape (3, 3), not float32 of shape (n, 3)'),
    'a foreign checkpoint': (['rows.npy', '--checkpoint', 'text.npy'], 'text.npy: no checkpoint of this program'),
    'other choices': (['rows.npy', '--checkpoint', 'made.pt', '--lr', '0.1'], 'made.pt: made with [100, 0.03'),
    'no such folder': (['rows.npy', '--checkpoint', 'nowhere/c.pt'], 'nowhere'),
}


@pytest.mark.parametrize('name', BAD)
def test_bad_input_gets_one_clear_line(rows, tmp_path, monkeypatch, capsys, name):
    monkeypatch.chdir(tmp_path)
    scale.write_rows('rows.npy', 1000)
    scale.train_rows('rows.npy', 'made.pt')
    (tmp_path / 'cut.npy').write_bytes((tmp_path / 'rows.npy').read_bytes()[:-5])
    (tmp_path / 'text.npy').write_text('not rows')
    (tmp_path / 'empty.npy').touch()
    np.save('other.npy', np.zeros((3, 3)))
    arguments, message = BAD[name]
    monkeypatch.setattr(sys, 'argv', ['scale', *arguments])
    with pytest.raises(SystemExit) as stopped:
        scale.main()
    said = capsys.readouterr().err
    assert stopped.value.code == 2 and message in said and said.count('\n') == 1, said


def test_help_names_each_option_with_its_default():
    said = run('--help').stdout
    for words in ('--checkpoint', '--batch-size', 'default: 100', '--lr', 'default: 0.03', '--device', '--write'):
        assert words in said
