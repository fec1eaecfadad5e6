"""More data, more processes: one process, two, and one that was interrupted or killed end with the same parameters."""

import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import psutil
import pytest
import torch
from helpers.pages import ROOT

from book.weave import compare
from linreg import measured, scale

ROWS = 20_000
CHOICES = {'piece': 500, 'pieces': 4}  # ten buffers in an epoch
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


def run(*arguments):
    command = [sys.executable, '-m', 'linreg.scale', *map(str, arguments)]
    return subprocess.run(command, env=SETTINGS, capture_output=True, text=True, timeout=300)


def test_the_file_holds_the_data_of_the_book_and_the_same_each_time(rows, tmp_path):
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


def test_a_share_that_is_not_ones_own_would_be_noticed(rows, whole, tmp_path, monkeypatch):
    monkeypatch.setattr(scale.dist, 'is_initialized', lambda: True)
    monkeypatch.setattr(scale.dist, 'get_rank', lambda: 0)
    monkeypatch.setattr(scale.dist, 'get_world_size', lambda: 2)
    monkeypatch.setattr(scale, 'DistributedDataParallel', lambda model: model)  # which would average
    alone = parameters(scale.train_rows(rows, tmp_path / 'half.pt', **CHOICES))
    assert not torch.allclose(alone, whole, rtol=0, atol=1e-5)


def sessions(page):
    """Return (command, what it printed) of each command that a page shows in a terminal."""
    fences = [token.content for token in page.tokens if token.type == 'fence' and token.info == 'console']
    parts = [part for fence in fences for part in re.split(r'(?m)^\$ ', fence) if part and 'nnodes' not in part]
    return [(lines[0], lines[1:]) for lines in (part.splitlines() for part in parts)]


# After DistributedDataParallel, PyTorch's threads of gloo outlive `destroy_process_group`. Once in dozens of runs they
# say this as the process ends, and torchrun calls the run failed; from Python 3.14 on, the process does not end.
ABORTED = 'terminate called without an active exception'
ENDED = 200  # seconds: no run takes a tenth of it


def end(pid):
    """Kill a process and all that it started."""
    shell = psutil.Process(pid)
    for process in [shell, *shell.children(recursive=True)]:
        process.kill()


def type_in(command, folder, killed, again=True):
    """Type a command into a terminal; kill the process that says it has done the third buffer, if so wished. Where
    PyTorch aborts or hangs as it ends, the command is typed once more, from the beginning.
    """
    environment = SETTINGS | {'PATH': f'{Path(sys.executable).parent}{os.pathsep}{os.environ["PATH"]}'}
    shell = subprocess.Popen(command, shell=True, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
    hanging = threading.Timer(ENDED, end, (shell.pid,))
    hanging.start()
    said = []
    for line in shell.stdout:
        said.append(line.rstrip())
        if killed and 'buffer 3 ' in line:
            os.kill(int(line.split(':')[0].split()[1]), signal.SIGKILL)
    code, errors = shell.wait(), folder / 'errors.txt'
    hanging.cancel()
    if code and again and (code == -signal.SIGKILL or ABORTED in errors.read_text()):
        name = command.partition('--checkpoint ')[2].split()[0]
        (folder / name).unlink(missing_ok=True)
        return type_in(command, folder, killed, again=False)
    assert code == 0, errors.read_text()
    return said


def without_numbers(lines):
    """Return what a command printed, the numbers of processes aside; what a buffer says twice, it says once."""
    return sorted({re.sub(r'^process \d+', 'process', line) for line in lines if not line.startswith('(')})


@pytest.mark.about('processes')
def test_one_process_two_and_two_of_which_one_is_killed_print_what_the_page_shows(book, tmp_path):
    (tmp_path / 'scale.py').write_text(Path(scale.__file__).read_text(encoding='utf-8'), encoding='utf-8')
    scale.write_rows(tmp_path / 'rows.npy', 100_000)
    shown = sessions(book.page('en', 'processes'))
    assert len(shown) == 3 and 'kill -9' in ''.join(shown[-1][1]), 'the page shows three runs, the last one disturbed'
    for command, lines in shown:
        said = type_in(command, tmp_path, killed='max-restarts' in command)
        assert compare.same_text(*('\n'.join(without_numbers(each)) for each in (lines, said))), (command, said)
    ends = [torch.load(path)['model'] for path in sorted(tmp_path.glob('*.pt'))]
    assert len(ends) == 3
    for end in ends[1:]:
        for name, parameter in end.items():
            assert torch.allclose(parameter, ends[0][name], rtol=0, atol=1e-5)


def test_a_command_that_fails_otherwise_or_twice_is_not_typed_again(tmp_path):
    aborts = f"echo '{ABORTED}' >errors.txt; echo run >>runs; "
    assert type_in(f'{aborts} test $(wc -l <runs) -gt 1 # --checkpoint x.pt', tmp_path, killed=False) == []
    assert (tmp_path / 'runs').read_text() == 'run\n' * 2
    for command in (f'{aborts} false # --checkpoint x.pt', 'echo wrong >errors.txt; false # --checkpoint x.pt'):
        with pytest.raises(AssertionError):
            type_in(command, tmp_path, killed=False)


PEAK = """
import resource, runpy, sys
from pathlib import Path

runpy.run_module('linreg.scale', run_name='__main__')
status = Path('/proc/self/status')  # of Linux, whose ru_maxrss remembers who started the process
print(status.read_text().split('VmHWM:')[1].split()[0] if status.exists() else resource.getrusage(0).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_file(tmp_path):
    peaks = []
    for count in (10**6, 10**7):
        scale.write_rows(tmp_path / 'rows.npy', count)
        arguments = [tmp_path / 'rows.npy', '--checkpoint', tmp_path / f'{count}.pt', '--batch-size', '5000']
        done = subprocess.run(
            [sys.executable, '-c', PEAK, *map(str, arguments)], env=SETTINGS, capture_output=True, text=True, check=True
        )
        peaks.append(int(done.stdout.split()[-1]))
    assert peaks[1] - peaks[0] < 0.5 * 12 * 9 * 10**6 / 1024, peaks  # in kB: half of what the larger file has more


BAD = {
    'no file': (['nowhere.npy'], 'nowhere.npy: no whole file of rows'),
    'a batch size of zero': (['rows.npy', '--batch-size', '0'], "'0' is impossible: give a whole number above 0"),
    'half a piece': (['rows.npy', '--piece', '0.5'], "'0.5' is impossible: give a whole number above 0"),
    'an infinite rate': (['rows.npy', '--lr', 'inf'], "'inf' is impossible: give a number above 0"),
    'a rate that is a word': (['rows.npy', '--lr', 'fast'], "'fast' is impossible: give a number above 0"),
    'a cut file': (['cut.npy'], 'cut.npy: no whole file of rows, write it again'),
    'a text': (['text.npy'], 'text.npy: no whole file of rows'),
    'an empty file': (['empty.npy'], 'empty.npy: no whole file of rows'),
    'an archive of arrays': (['rows.npz'], 'rows.npz: no whole file of rows'),
    'other numbers': (['other.npy'], 'other.npy: float64 of shape (3, 3), not float32 of shape (n, 3)'),
    'other columns': (['narrow.npy'], 'narrow.npy: float32 of shape (3, 2), not float32 of shape (n, 3)'),
    'a foreign checkpoint': (['rows.npy', '--checkpoint', 'text.npy'], 'text.npy: no checkpoint of this program'),
    'other choices': (['rows.npy', '--checkpoint', 'made.pt', '--lr', '0.1'], 'made.pt: made with [100, 0.03'),
    'a batch larger than the file': (['rows.npy', '--batch-size', '1001'], '--batch-size 1001: give at most 1000'),
    'a batch larger than a buffer': (
        ['rows.npy', '--piece', '9', '--pieces', '9'],
        '--batch-size 100: give at most 73',
    ),
    'a batch larger than the buffer that gets the short piece': (
        ['rows.npy', '--piece', '333', '--pieces', '3', '--batch-size', '900'],
        '--batch-size 900: give at most 667',
    ),
    'another device': (['rows.npy', '--device', 'tpu'], "invalid choice: 'tpu'"),
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
    np.save('narrow.npy', np.zeros((3, 2), np.float32))
    np.savez('rows.npz', rows=np.zeros((3, 3)))
    arguments, message = BAD[name]
    monkeypatch.setattr(sys, 'argv', ['scale', *arguments])
    with pytest.raises(SystemExit) as stopped:
        scale.main()
    said = capsys.readouterr().err
    assert stopped.value.code == 2 and message in said and said.count('\n') == 1, said


@pytest.mark.parametrize(
    'changed, arguments, message',
    [
        ({'WORLD_SIZE': '3'}, [], '--batch-size 100: give a multiple of 3'),
        ({'CUDA_VISIBLE_DEVICES': ''}, ['--device', 'cuda'], '--device cuda: there is none here'),
    ],
)
def test_unequal_shares_and_a_missing_card_get_one_clear_line(rows, changed, arguments, message):
    command = [sys.executable, '-m', 'linreg.scale', str(rows), *arguments]
    done = subprocess.run(command, env=SETTINGS | changed, capture_output=True, text=True)
    assert done.returncode == 2 and message in done.stderr and done.stderr.count('\n') == 1, done.stderr


def test_help_names_each_option_with_its_default():
    said = run('--help').stdout
    for words in ('--checkpoint', '--batch-size', 'default: 100', '--lr', 'default: 0.03', '--device', '--write'):
        assert words in said


@pytest.mark.claim(
    'scale#ways',
    en=[
        '100 to 500 times as fast as ours',
        'the ready-made parts take *longer* than ours, as does a compiled `linreg`',
        'A second thread makes steps with many samples faster, and those with few slower',
        'with a million or more it takes about one and a half times as long',
        'Fastest by far is `lstsq`',
    ],
    zh=[
        '循环的速度是我们的 100 至 500 倍',
        '现成的零件反而比我们的*更*慢，把 `linreg` 编译了也一样',
        '多一个线程，样本多的一步更快，样本少的一步反而更慢',
        '到了一百万以上，用的时间就多出一半',
        '最快的是一步也不用走的 `lstsq`',
    ],
)
def test_what_the_page_says_of_the_race():
    faster = {
        name: [ours / each for ours, each in zip(measured.ways['ours, mini-batches of 10'], times, strict=True)]
        for name, times in measured.ways.items()
    }
    many = measured.sizes.index(100_000)
    fastest = faster['mini-batches of n / 10'][many:]
    assert min(fastest) > 100 and max(fastest) < 500
    for name in ('DataLoader, nn.Linear, SGD', 'the same, compiled'):
        assert max(faster[name]) < 1, name
    for one, two in zip(faster['the same, one thread'], faster['mini-batches of n / 10'], strict=True):
        assert 0.5 < two / one < 1.42
    assert [
        two > one for one, two in zip(faster['the same, one thread'], faster['mini-batches of n / 10'], strict=True)
    ] == [False, False, True, True, True]
    ahead = [each / large for each, large in zip(faster['SGDRegressor'], faster['mini-batches of n / 10'], strict=True)]
    assert min(ahead[:2]) > 5 and min(ahead[3:]) > 0.6 and max(ahead[3:]) < 0.7
    for place in range(len(measured.sizes)):
        assert max(faster, key=lambda name: faster[name][place]) == 'lstsq'
    assert max(distance for ends in measured.apart.values() for distance in ends if distance) < 0.7


@pytest.mark.claim(
    'processes#network', en='the exchange alone takes longer than the step', zh='光是交换，就比走一步还久'
)
def test_what_the_page_says_of_two_processes():
    ratios = [two / measured.one_process[size] for size, two in measured.two_processes.items()]
    assert measured.all_reduce[3] > measured.one_process[3] and ratios[0] > 3
    assert [ratio < 1 for ratio in ratios] == [False, False, False, True, True]


@pytest.mark.claim('scale#pieces', en='less than a fifth more memory', zh='内存只多了不到五分之一')
def test_a_hundred_million_rows_took_less_than_a_gigabyte():
    assert measured.memory[10**8] < 1000
    assert measured.memory[10**8] - measured.memory[10**5] < 0.2 * measured.memory[10**5]
