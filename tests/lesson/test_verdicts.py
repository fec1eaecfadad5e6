"""What the blocks answer with True and False is written down: a comparison that is turned round in both languages, and
woven again, is named.
"""

import re
import tomllib
from pathlib import Path

import pytest
from helpers.planting import plant

from book.manuscript.book import LANGUAGES
from book.manuscript.page import squeeze

FILE = Path(__file__).with_name('verdicts.toml')
VERDICTS = tomllib.loads(FILE.read_text(encoding='utf-8'))


def verdicts(page):
    """Return each line that a page's blocks print and that ends in True or False."""
    lines = [squeeze(line) for fence in page.fences for line in (fence.output or '').splitlines()]
    return [line for line in lines if re.search(r'(?<!=)\b(True|False)$', line)]


@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize('chapter', [pytest.param(name, marks=pytest.mark.about(name)) for name in VERDICTS])
def test_what_is_answered_with_true_and_false_is_so(book, language, chapter):
    expected = [squeeze(line) for line in VERDICTS[chapter]]
    page = book.page(language, chapter)
    assert verdicts(page) == expected, f'{page.shown}: if this is meant, write it into tests/lesson/{FILE.name}'


def test_an_answer_that_turns_is_seen(tiny_book):
    before = verdicts(tiny_book.page('en', 'index'))
    plant(tiny_book, '~~~text\n', '~~~text\nready: True\n', LANGUAGES, 'index')
    assert verdicts(tiny_book.page('en', 'index')) == ['ready: True', *before]
