"""Pieces of src: found by name or by first words, whole, dedented, and as far from each other as they stand in src."""

import pytest

from book.manuscript import source

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
    ],
)
def test_a_piece_is_taken_out_whole(code, reference, wanted):
    assert code(reference) == wanted


def test_the_lesson_bears_no_mark_of_the_book(book):
    text = (book.root / 'src/linreg/scratch.py').read_text(encoding='utf-8')
    assert '# region' not in text and 'book' not in text and 'chapter' not in text
