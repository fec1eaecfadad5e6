"""Pieces of src: found by name or by first words, whole, dedented, and as far from each other as they stand in src."""

import pytest

from book.manuscript import source
from book.manuscript.problems import BookError

MODULE = """import os
import os.path
import random
import time

limit = 3


def go(way):
    for step in way:
        print(step)


if __name__ == '__main__':
    random.seed(1)
    way = [1]

    go(way)


@cached
@quick
def slow(way):
    return way


class Way:
    pass
"""


@pytest.fixture
def code(tmp_path):
    """Return a function from what a page asks for to the code that it gets."""
    (tmp_path / 'src').mkdir()
    (tmp_path / 'src/m.py').write_text(MODULE, encoding='utf-8')
    return lambda reference: source.code(tmp_path, reference, 'page.md', 1)


@pytest.mark.parametrize(
    'reference, wanted',
    [
        ('m: go', 'def go(way):\n    for step in way:\n        print(step)\n'),
        ('m: limit', 'limit = 3\n'),
        ('m: import os', 'import os\n'),
        ('m: for step', 'for step in way:\n    print(step)\n'),
        ('m: import random, import time, limit', 'import random\nimport time\n\nlimit = 3\n'),
        ('m: random.seed, way, go(', 'random.seed(1)\nway = [1]\n\ngo(way)\n'),
        (
            'm: limit, go, way',
            'limit = 3\n\n\ndef go(way):\n    for step in way:\n        print(step)\n\n\nway = [1]\n',
        ),
        ('m: import random; m: limit', 'import random\n\nlimit = 3\n'),
        ('m: slow', '@cached\n@quick\ndef slow(way):\n    return way\n'),
        ('m: limit, Way', 'limit = 3\n\n\nclass Way:\n    pass\n'),
        ('m as program', f"program = r'''{MODULE}'''\n"),
    ],
)
def test_a_piece_is_taken_out_whole(code, reference, wanted):
    assert code(reference) == wanted


@pytest.mark.parametrize(
    'module, text, reference, what',
    [
        ('m', "x = '''a'''\n", 'm as program', "program cannot hold a module with ''' in it"),
        ('m', 'x = 1\n', 'n as program', "there is no module 'n' (no file src/n.py)"),
        ('m', 'x = 1\nx = 2\n', 'm: x', "m has 2 functions or statements that are named 'x'"),
        ('m', 'x1 = 1\n', 'm: x', 'm has no functions or statements'),
    ],
)
def test_what_src_cannot_give_is_named_where_it_is_asked_for(tmp_path, module, text, reference, what):
    (tmp_path / 'src').mkdir()
    (tmp_path / f'src/{module}.py').write_text(text, encoding='utf-8')
    with pytest.raises(BookError) as caught:
        source.code(tmp_path, reference, 'page.md', 5)
    [problem] = caught.value.problems
    assert (problem.path, problem.line) == ('page.md', 5) and what in problem.what, problem


def test_the_lesson_bears_no_mark_of_the_book(book):
    text = (book.root / 'src/linreg/scratch.py').read_text(encoding='utf-8')
    assert '# region' not in text and 'book' not in text and 'chapter' not in text
