"""Runs a chapter's blocks in a fresh kernel, in an empty folder, and returns what each printed and drew."""

import asyncio
import atexit
import contextlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

PARALLEL = 2  # kernels at a time
STARTS = 3  # of a kernel: where many start at once, two may choose the same port, and one of them dies

# Figures as SVG with text as text, no date, and names that do not change from run to run. One quiet style for all:
# letters that can be read on a phone, and no line that says nothing.
PRELUDE = """
%config InlineBackend.figure_formats = ['svg']
%config InlineBackend.print_figure_kwargs = {'bbox_inches': 'tight', 'metadata': {'Date': None}}
import matplotlib
matplotlib.rcParams.update({'svg.hashsalt': 'book', 'svg.fonttype': 'none', 'svg.image_inline': True})
matplotlib.rcParams.update({'font.size': 11, 'axes.titlesize': 'medium', 'axes.spines.top': False, 'axes.spines.right': False,
                            'legend.frameon': False})
del matplotlib
"""  # noqa: E501 - another text would run all chapters again


@dataclass
class Result:
    """What one block printed, and the figures it drew (SVG)."""

    output: str = ''
    figures: list = field(default_factory=list)


class BlockError(Exception):
    """Block number `index` (from 0) failed. `line` counts from 1 within the block; 0 is the whole block."""

    def __init__(self, index, line, what, remedy):
        super().__init__(what)
        self.index, self.line, self.what, self.remedy = index, line, what, remedy


async def run(blocks: Sequence[tuple[str, int]], starts: int = STARTS) -> list[Result]:
    """Run blocks (code, seconds it may take) in turn in one fresh kernel. Returns a Result each; raises BlockError."""
    try:
        return await _run(blocks)
    except RuntimeError as error:
        if starts == 1 or 'before replying' not in str(error):
            raise
        return await run(blocks, starts - 1)


async def _run(blocks):
    temporary = tempfile.TemporaryDirectory
    with temporary(prefix='book-') as folder, temporary(prefix='book-ipython-') as settings:
        notebook = nbformat.v4.new_notebook()
        client = NotebookClient(
            notebook,
            kernel_name='python3',
            record_timing=False,
            shutdown_kernel='immediate',
            extra_arguments=['--log-level=ERROR'],
            resources={'metadata': {'path': folder}},
        )
        # One thread, so that sums are added up in the same order on every machine; and the kernel's own way to draw.
        environment = {name: value for name, value in os.environ.items() if name != 'MPLBACKEND'} | {
            'OMP_NUM_THREADS': '1',
            'PYTHONHASHSEED': '0',
            'IPYTHONDIR': settings,
        }
        try:
            # What the kernel itself says on stderr is for its developers; what a block writes there is an output.
            async with client.async_setup_kernel(env=environment, stderr=subprocess.DEVNULL):
                await _execute(client, PRELUDE)
                return [await _run_block(client, index, *block, folder) for index, block in enumerate(blocks)]
        finally:
            atexit.unregister(client._cleanup_kernel)  # left behind if it is interrupted while the kernel starts


async def _execute(client, code):
    """Run code as the notebook's next cell. Returns the cell's outputs."""
    client.nb.cells.append(nbformat.v4.new_code_cell(code))
    return (await client.async_execute_cell(client.nb.cells[-1], len(client.nb.cells) - 1)).outputs


async def _run_block(client, index, code, seconds, folder):
    client.timeout = seconds
    try:
        outputs = await _execute(client, code)
    except CellTimeoutError:
        raise BlockError(
            index,
            0,
            f'the block ran for more than {seconds} s and was stopped',
            'make it end: look for a loop that does not; if it needs longer, write <!-- at most: 300 s --> above it',
        )
    except DeadKernelError:
        raise BlockError(index, 0, 'Python itself died while it ran the block', 'run the block alone to see why')
    except CellExecutionError as error:
        line, frame = _last_frame(error.traceback)
        what = f'the block raises {error.ename}: {error.evalue} ({frame})'
        raise BlockError(index, line, what, 'mend the block; an error that is shown on purpose is caught and printed')
    if left := sorted(os.listdir(folder)):
        raise BlockError(
            index,
            0,
            f'the block leaves files behind: {", ".join(left)}',
            'write to a temporary folder, as tempfile makes it, or remove them: a reader does not expect them',
        )
    return _result(index, outputs)


def _last_frame(traceback):
    """Return the line within the block that raised, and the traceback's last frame, as text."""
    plain = re.sub(r'\x1b\[[\d;]*m', '', traceback)
    in_block = re.findall(r'^\s*Cell In\[\d+\], line (\d+)', plain, re.MULTILINE)
    frames = re.findall(r'^\s*((?:Cell In\[\d+\], line \d+|File \S+:\d+).*)$', plain, re.MULTILINE)
    return int(in_block[-1]) if in_block else 0, f'last frame: {frames[-1]}' if frames else 'no frame'


def _result(index, outputs):
    result = Result()
    for output in outputs:
        if output.output_type == 'stream' and output.name == 'stdout':
            result.output += output.text
        elif output.output_type == 'stream':
            raise BlockError(
                index,
                0,
                f'the block writes to stderr: {output.text.strip().splitlines()[-1]}',
                'mend what it warns of, or catch it and print it',
            )
        elif output.output_type == 'display_data' and 'image/svg+xml' in output.data:
            result.figures.append(output.data['image/svg+xml'])
        else:
            raise BlockError(
                index,
                0,
                'the block shows a value without printing it: pasted into a script it shows nothing',
                'print it; end a drawing with plt.show()',
            )
    return result


def run_all(
    chapters: dict[str, list[tuple[str, int]]], report: Callable[[str], None] = lambda name: None
) -> dict[str, list[Result] | BlockError]:
    """Run many chapters, a few at a time, given by name; return by name the Results, or the BlockError that ended it.

    In a thread of its own, for in the main one nbclient would take Ctrl-C for itself: here it ends the kernels.
    """
    started: Future = Future()

    async def cancellable() -> dict:
        started.set_result((asyncio.get_running_loop(), asyncio.current_task()))
        return await _run_all(chapters, report)

    with ThreadPoolExecutor(1) as thread:
        results = thread.submit(asyncio.run, cancellable())
        try:
            return results.result()
        except (KeyboardInterrupt, SystemExit):
            loop, task = started.result()
            with contextlib.suppress(RuntimeError):  # all had just ended
                loop.call_soon_threadsafe(task.cancel)
            raise


async def _run_all(chapters, report):
    gate, results = asyncio.Semaphore(PARALLEL), {}

    async def one(name: str, blocks: list[tuple[str, int]]) -> None:
        async with gate:
            try:
                results[name] = await run(blocks)
            except BlockError as error:
                results[name] = error
            report(name)

    await asyncio.gather(*(one(name, blocks) for name, blocks in chapters.items()))
    return results


def versions() -> dict[str, str]:
    """Return the versions that a chapter's outputs depend on, without importing torch."""
    from importlib.metadata import version

    return {
        'python': f'{sys.version_info.major}.{sys.version_info.minor}',
        'torch': version('torch').split('+')[0],
        'matplotlib': version('matplotlib'),
    }
