"""With the small torch, each block of each page prints what PyTorch printed, and each check knows right from wrong."""

import json
import subprocess
import sys

import pytest
from helpers import small_torch
from helpers.pages import CHAPTERS

from book.manuscript.exercises import exercises
from book.weave import compare


def run(codes):
    """Run blocks in a fresh Python with the small torch. Returns what each printed."""
    result = subprocess.run(
        [sys.executable, small_torch.__file__], input=json.dumps(codes), capture_output=True, text=True, timeout=300
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def checked(page):
    """Return the code of each block, each solution with its check behind it."""
    checks = {exercise.solution[-1].start: exercise.check for exercise in exercises(page) if exercise.check}
    return [f'{fence.code}\n{checks.get(fence.start, "")}' for fence in page.fences]


@pytest.mark.parametrize('chapter', CHAPTERS)
def test_each_block_prints_what_the_page_shows(book, chapter):
    page = book.page('en', chapter)
    for fence, printed in zip(page.fences, run([fence.code for fence in page.fences]), strict=True):
        assert compare.same_text(fence.output or '', printed), (
            f'{page.shown}:{fence.line}: with the small torch this prints\n{printed}\nnot\n{fence.output}'
        )


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
    printed = run(codes)
    same = [compare.same_text(*both) for both in zip(shown, printed, strict=True)]
    assert False in same or printed[-1] != shown[-1]
