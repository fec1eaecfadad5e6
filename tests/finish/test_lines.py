"""Each item of a line-by-line explanation is tied to the lines that hold its code."""

import copy
import tomllib

import pytest
from helpers.pages import CHAPTERS, ROOT, page_file, soup

from book.manuscript.book import LANGUAGES
from book.manuscript.page import squeeze

LESSON = tomllib.loads((ROOT / 'docs/points.toml').read_text(encoding='utf-8'))
EXPLAIN = set(LESSON) - {'index', 'script'}  # the chapters that must explain functions; others may


def untied(page):
    """Return the code of each item of an explanation that is tied to no line, or to a line without it, and how many
    items there are.
    """
    items = [
        item
        for item in page.select('article p + ul > li')
        if item.find('code') and next(filter(str.strip, item.strings)) == item.find('code').get_text()
    ]
    wrong = []
    for item in items:
        code = squeeze(item.find('code').get_text())
        lines = [page.find(id=name) for name in item.get('data-lines', '').split()]
        if not lines or not all(line is not None and code in squeeze(line.get_text()) for line in lines):
            wrong.append(item.find('code').get_text())
    return wrong, len(items)


@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize('chapter', CHAPTERS)
def test_each_item_is_tied_to_the_lines_that_hold_its_code(built_site, language, chapter):
    wrong, number = untied(soup(page_file(built_site, language, chapter)))
    assert wrong == [] and (number > 2 or chapter not in EXPLAIN)


@pytest.mark.about('optimizer')
def test_an_item_that_is_tied_to_no_line_would_be_named(built_site):
    page = copy.copy(soup(page_file(built_site, 'en', 'optimizer')))
    item = page.select('li[data-lines]')[1]
    code, item['data-lines'] = item.find('code').get_text(), 'nowhere'
    assert untied(page)[0] == [code]
