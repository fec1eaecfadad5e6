"""With the small torch and the small Matplotlib, each block of each page prints what PyTorch printed, and draws what
Matplotlib drew; each check knows right from wrong.
"""

import functools
import json
import math
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import small_torch
from helpers.fresh import FreshPython
from helpers.pages import CHAPTERS

from book.manuscript.exercises import exercises
from book.manuscript.markers import ELSEWHERE
from book.weave import compare


def run(codes):
    """Run blocks in a Python of its own, with the small libraries. Returns what each printed and drew."""
    command = [sys.executable, small_torch.__file__]
    result = subprocess.run(command, input=json.dumps(codes), capture_output=True, text=True, timeout=300)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture(scope='module')
def real():
    """A function as `run`, with the real libraries, which are imported once."""
    server = FreshPython()
    program = Path(small_torch.__file__).read_text(encoding='utf-8')

    def run_real(codes):
        given = f"import io, sys\nsys.argv, sys.stdin = ['', 'real'], io.StringIO({json.dumps(codes)!r})\n"
        result = server.run(f'{given}exec(compile({program!r}, __file__, "exec"))')
        assert result['code'] == 0, result['errors']
        return json.loads(result['output'])

    yield run_real
    server.close()


def in_the_page(page):
    """Return the blocks that need nothing which a browser lacks."""
    return [fence for fence in page.fences if ELSEWHERE not in fence.comments]


@functools.cache
def run_page(book, chapter):
    return run([fence.code for fence in in_the_page(book.page('en', chapter))])


def printed(results):
    return [result['printed'] for result in results]


def checked(page):
    """Return the code of each block, each solution with its check behind it."""
    checks = {exercise.solution[-1].start: exercise.check for exercise in exercises(page) if exercise.check}
    return [f'{fence.code}\n{checks.get(fence.start, "")}' for fence in in_the_page(page)]


@pytest.mark.parametrize('chapter', CHAPTERS)
def test_each_block_prints_what_the_page_shows(book, chapter):
    page = book.page('en', chapter)
    for fence, said in zip(in_the_page(page), printed(run_page(book, chapter)), strict=True):
        assert compare.same_text(fence.output or '', said), (
            f'{page.shown}:{fence.line}: with the small torch this prints\n{said}\nnot\n{fence.output}'
        )


def like(one, other):
    """Compare what two figures show: numbers to float32, colours to a shade."""
    if isinstance(one, list):
        return isinstance(other, list) and len(one) == len(other) and all(map(like, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(like(one[key], other[key]) for key in one)
    if isinstance(one, str) and one.startswith('#'):
        return all(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) <= 3 for i in (1, 3, 5))
    return math.isclose(one, other, rel_tol=1e-5, abs_tol=1e-5) if isinstance(one, float) else one == other


@pytest.mark.parametrize('chapter', CHAPTERS)
def test_each_block_draws_what_matplotlib_draws(book, real, chapter):
    page = book.page('en', chapter)
    if not any('plt.show()' in fence.code for fence in in_the_page(page)):
        return
    drawn = real([fence.code for fence in in_the_page(page)])
    for fence, small, large in zip(in_the_page(page), run_page(book, chapter), drawn, strict=True):
        assert len(small['svgs']) == len(small['drawn']) == len(large['drawn']), f'{page.shown}:{fence.line}'
        for ours, theirs in zip(small['drawn'], large['drawn'], strict=True):
            for axes, same in zip(ours, theirs, strict=True):
                for what in same:
                    assert like(axes[what], same[what]), f'{page.shown}:{fence.line}: {what} of the figure'


@pytest.mark.about('loss', 'backward', 'concise')
@pytest.mark.parametrize('chapter', ['loss', 'backward', 'concise'])
def test_solutions_pass_their_checks(book, chapter):
    run(checked(book.page('en', chapter)))


@pytest.mark.about('loss')
@pytest.mark.parametrize(
    'fault',
    ['torch.float32.kept = list', 'torch.default.word()', 'torch.matmul = lambda a, b: (a @ b) * 1.001'],
    ids=['numbers that are not rounded', 'a stream that is off by one draw', 'a product that is wrong by little'],
)
def test_a_small_torch_that_differs_is_named(book, fault):
    page = book.page('en', 'loss')
    seed = 'torch.manual_seed(42)\n'
    codes = [fence.code.replace(seed, f'{seed}{fault}\n') for fence in page.fences] + [
        'print(torch.tensor(0.1).item())'
    ]
    shown = [fence.output or '' for fence in page.fences] + ['0.10000000149011612\n']
    said = printed(run(codes))
    same = [compare.same_text(*both) for both in zip(shown, said, strict=True)]
    assert False in same or said[-1] != shown[-1]
