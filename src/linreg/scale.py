"""Linear regression on more data than memory holds, in one process or several."""

import argparse
import os

import numpy as np
import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel


def write_rows(path, num_rows, piece=100_000):
    """Write rows of two features and a label, piece by piece."""
    generator = torch.Generator().manual_seed(42)
    header = {'descr': '<f4', 'fortran_order': False,
              'shape': (num_rows, 3)}
    with open(f'{path}.part', 'wb') as file:
        np.lib.format.write_array_header_1_0(file, header)
        for start in range(0, num_rows, piece):
            size = min(piece, num_rows - start)
            X = torch.randn(size, 2, generator=generator)
            noise = torch.randn(size, 1, generator=generator)
            y = X @ torch.tensor([[2], [-3.4]]) + 4.2 + 0.01 * noise
            file.write(torch.cat((X, y), 1).numpy().tobytes())
    os.replace(f'{path}.part', path)


def open_rows(path):
    """Map a file of rows into memory; nothing is read yet."""
    try:
        rows = np.load(path, mmap_mode='r')
        kind = rows.dtype, rows.shape[1:]
    except (AttributeError, EOFError, OSError,
            ValueError) as error:
        raise ValueError(f'{path}: no whole file of rows, '
                         f'write it again ({error})') from None
    if kind != (np.float32, (3,)):
        raise ValueError(f'{path}: {rows.dtype} of shape {rows.shape}, '
                         'not float32 of shape (n, 3)')
    return rows


def read_buffer(path, number, piece, pieces):
    """Return the rows of one buffer: random pieces, then shuffled."""
    rows = open_rows(path)
    starts = range(0, len(rows), piece)
    epoch, place = divmod(number, -(-len(starts) // pieces))
    generator = torch.Generator().manual_seed(epoch)
    order = torch.randperm(len(starts), generator=generator)
    chosen = order[place * pieces:(place + 1) * pieces]
    buffer = np.concatenate([rows[starts[i]:starts[i] + piece]
                             for i in chosen])
    generator.manual_seed(number)
    mixed = torch.randperm(len(buffer), generator=generator)
    return torch.from_numpy(buffer)[mixed]


def save(path, model, done, choices):
    """Write a checkpoint, so that there is always a whole one."""
    state = {'model': model.state_dict(), 'done': done,
             'choices': choices}
    with open(f'{path}.part', 'wb') as file:
        torch.save(state, file)
    os.replace(f'{path}.part', path)


def restore(path, model, choices):
    """Load a checkpoint if there is one; return the buffers done."""
    if not os.path.exists(path):
        return 0
    try:
        state = torch.load(path, 'cpu', weights_only=True)
        before = state['choices']
        model.load_state_dict(state['model'])
    except Exception as error:
        raise ValueError(f'{path}: no checkpoint of this program, '
                         f'remove it ({type(error).__name__})') from None
    if before != choices:
        raise ValueError(f'{path}: made with {before}, not {choices}')
    return state['done']


def train_rows(path, checkpoint, batch_size=100, lr=0.03,
               num_epochs=1, piece=1000, pieces=100, device='cpu',
               stop=None, report=False):
    """Fit a linear model to a file of rows, from the checkpoint on."""
    rank, world = 0, 1
    if dist.is_initialized():
        rank, world = dist.get_rank(), dist.get_world_size()
    model = nn.Linear(2, 1).to(device)
    nn.init.zeros_(model.weight)
    nn.init.zeros_(model.bias)
    choices = [batch_size, lr, num_epochs, piece, pieces]
    done = restore(checkpoint, model, choices)
    net = DistributedDataParallel(model) if world > 1 else model
    optimizer = torch.optim.SGD(net.parameters(), lr)
    in_an_epoch = -(-len(open_rows(path)) // (piece * pieces))
    last = stop or num_epochs * in_an_epoch
    for number in range(done, last):
        buffer = read_buffer(path, number, piece, pieces).to(device)
        for batch in buffer.split(batch_size):
            if len(batch) < batch_size:
                break
            mine = batch[rank::world]
            l = nn.functional.mse_loss(net(mine[:, :2]), mine[:, 2:])
            optimizer.zero_grad()
            (l / 2).backward()
            optimizer.step()
        if rank == 0:
            save(checkpoint, model, number + 1, choices)
            if report:
                print(f'process {os.getpid()}: buffer {number + 1} of {last}',
                      flush=True)
    return model


class OneLineParser(argparse.ArgumentParser):
    """A parser whose errors are one line."""
    def error(self, message):
        self.exit(2, f'{self.prog}: {message} (see --help)\n')


def positive(kind):
    """Return a type for argparse: a number greater than zero."""
    def parse(text):
        try:
            value = kind(text)
        except ValueError:
            value = 0
        if not 0 < value < float('inf'):
            wanted = {int: 'whole number', float: 'number'}[kind]
            raise argparse.ArgumentTypeError(
                f'{text!r} is impossible: give a {wanted} above 0')
        return value
    return parse


def options():
    """Return the parser of the command line."""
    parser = OneLineParser(
        description=__doc__,
        formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    add = parser.add_argument
    add('file', help='the rows, in NumPy format')
    add('--write', type=positive(int), metavar='ROWS',
        help='write so many rows into the file, instead of training')
    add('--checkpoint', default='checkpoint.pt',
        help='where training is kept, and goes on from')
    add('--batch-size', type=positive(int), default=100,
        help='rows in a step, of all processes together')
    add('--lr', type=positive(float), default=0.03,
        help='learning rate')
    add('--epochs', type=positive(int), default=1,
        help='passes over the file')
    add('--piece', type=positive(int), default=1000,
        help='neighbouring rows that are read together')
    add('--pieces', type=positive(int), default=100,
        help='pieces that are shuffled together')
    add('--device', choices=['cpu', 'cuda'], default='cpu',
        help='where to compute')
    return parser


def join(device):
    """Join the processes that torchrun started, or started again."""
    known = os.environ
    store = dist.TCPStore(known['MASTER_ADDR'],
                          int(known['MASTER_PORT']), is_master=False)
    # What the processes of an earlier start left there is not ours.
    store = dist.PrefixStore(known['TORCHELASTIC_RESTART_COUNT'], store)
    dist.init_process_group(
        'nccl' if device == 'cuda' else 'gloo', store=store,
        rank=int(known['RANK']), world_size=int(known['WORLD_SIZE']))
    if device == 'cuda':
        torch.cuda.set_device(int(known['LOCAL_RANK']))


def refuse(given):
    """Raise ValueError for choices that may allow no step, or no shares."""
    size, world = given.batch_size, int(os.environ.get('WORLD_SIZE', 1))
    rows = len(open_rows(given.file))
    short = (rows - 1) % given.piece + 1
    most = min(rows, given.piece * (given.pieces - 1) + short)
    if size > most:
        raise ValueError(f'--batch-size {size}: give at most {most}, '
                         'the rows of the file or of a buffer')
    if size % world:
        raise ValueError(f'--batch-size {size}: give a multiple of '
                         f'{world}, the number of processes')
    if given.device == 'cuda' and not torch.cuda.is_available():
        raise ValueError('--device cuda: there is none here, give cpu')


def main():
    """Write rows, or train; under torchrun, in several processes."""
    parser = options()
    given = parser.parse_args()
    try:
        if given.write:
            return write_rows(given.file, given.write)
        refuse(given)
        if 'RANK' in os.environ:
            join(given.device)
        model = train_rows(
            given.file, given.checkpoint, given.batch_size, given.lr,
            given.epochs, given.piece, given.pieces, given.device,
            report=True)
    except (OSError, ValueError) as error:
        parser.error(error)
    if os.environ.get('RANK', '0') == '0':
        print(*(p.tolist() for p in model.parameters()))
    if dist.is_initialized():
        dist.destroy_process_group()


if __name__ == '__main__':
    main()
