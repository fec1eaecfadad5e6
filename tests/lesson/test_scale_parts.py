"""The parts of `linreg.scale`: what is half written harms nothing, and buffers, steps and options are as asked for."""

import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from linreg import scale


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / 'rows.npy'
    scale.write_rows(path, 1000)
    return path


def test_rows_or_a_checkpoint_whose_writing_breaks_off_leave_the_whole_one_that_was_there(rows):
    checkpoint, model = rows.with_name('made.pt'), torch.nn.Linear(2, 1)
    scale.save(checkpoint, model, 1, [])
    before = [path.read_bytes() for path in (rows, checkpoint)]
    with pytest.raises(ValueError, match='must not be zero'):
        scale.write_rows(rows, 10, piece=0)
    with pytest.raises(Exception, match='pickle|local object'):  # the words of Python 3.11, of 3.13
        scale.save(checkpoint, model, 2, lambda: 'no plain data')
    after = [path.read_bytes() for path in (rows, checkpoint)]
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, True]


class Trap:
    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


def test_a_checkpoint_runs_no_code_of_whoever_made_it(tmp_path):
    trap = tmp_path / 'sprung'
    torch.save({'model': torch.nn.Linear(2, 1).state_dict(), 'done': 1, 'choices': Trap(trap)}, tmp_path / 'made.pt')
    with pytest.raises(ValueError, match='made.pt: no checkpoint of this program, remove it'):
        scale.restore(tmp_path / 'made.pt', torch.nn.Linear(2, 1), [])
    assert not trap.exists()


def test_a_buffer_is_mixed_and_of_whole_pieces_which_differ_from_epoch_to_epoch(rows):
    place = {row: number for number, row in enumerate(np.load(rows)[:, 2].tolist())}
    pieces = []
    for number in (0, 5):  # the first buffer of two epochs
        found = [place[row] for row in scale.read_buffer(rows, number, piece=50, pieces=4)[:, 2].tolist()]
        neighbours = sum(later == earlier + 1 for earlier, later in zip(found, found[1:]))
        assert len(found) == 200 and neighbours < 20, neighbours
        pieces.append({row // 50 for row in found})
    assert len(pieces[0]) == len(pieces[1]) == 4 and pieces[0] != pieces[1], pieces


def test_rows_that_fill_no_batch_make_no_step(rows):
    model = scale.train_rows(rows, rows.with_name('made.pt'), batch_size=600, lr=0.5)
    X, y = scale.read_buffer(rows, 0, 1000, 100)[:600].split([2, 1], 1)
    torch.testing.assert_close(model.weight.detach(), 0.5 * (y.T @ X) / 600)  # one step, from zero
    torch.testing.assert_close(model.bias.detach(), 0.5 * y.mean(0))


def test_the_options_reach_the_training_which_says_how_far_it_is(rows, capsys, monkeypatch):
    made = rows.with_name('made.pt')
    options = '--batch-size 50 --lr 0.1 --epochs 2 --piece 100 --pieces 4'.split()
    monkeypatch.setattr(sys, 'argv', ['scale', str(rows), '--checkpoint', str(made), *options])
    scale.main()
    state, said = torch.load(made), capsys.readouterr().out.splitlines()
    assert (state['done'], state['choices']) == (6, [50, 0.1, 2, 100, 4])
    assert [line.partition(': ')[2] for line in said[:-1]] == [f'buffer {done} of 6' for done in range(1, 7)]
    assert said[-1] == f'{state["model"]["weight"].tolist()} {state["model"]["bias"].tolist()}'


def test_rows_are_written_instead_of_training(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, 'argv', ['scale', 'rows.npy', '--write', '30'])
    scale.main()
    assert scale.open_rows('rows.npy').shape == (30, 3) and capsys.readouterr().out == ''
    assert [path.name for path in tmp_path.iterdir()] == ['rows.npy']
