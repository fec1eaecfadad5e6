"""The notebooks hold what the pages show, and Jupyter shows them properly."""

import re

import nbformat
import pytest
from helpers.notebooks import faults, read
from helpers.pages import CHAPTERS

from book.manuscript.book import LANGUAGES


@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize('chapter', CHAPTERS)
def test_a_notebook_holds_what_the_page_shows(book, language, chapter):
    """All of that runs in test_weave.py, in the kernels of a reader."""
    content = read(book, language, chapter)
    fences = book.page(language, chapter).fences
    shown = [(fence.code.rstrip('\n'), (fence.output or '').rstrip('\n'), len(fence.figures)) for fence in fences]
    assert [held(cell) for cell in content.cells if cell.cell_type == 'code' and cell.execution_count] == shown


def held(cell):
    """Return a cell's code, what it printed, and how many pictures it drew."""
    printed = ''.join(output.text for output in cell.outputs if output.output_type == 'stream')
    drawn = sum('image/svg+xml' in output.get('data', {}) for output in cell.outputs)
    return cell.source, printed.rstrip('\n'), drawn


@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize('chapter', CHAPTERS)
def test_jupyter_shows_the_prose_of_every_notebook_properly(book, language, chapter):
    content = read(book, language, chapter)
    assert faults(content) == []
    page = book.page(language, chapter)
    titles = [
        line
        for cell in content.cells
        if cell.cell_type == 'markdown'
        for line in cell.source.split('\n')
        if re.match('#+ ', line)
    ]
    assert titles == [f'{"#" * section.level} {section.title}' for section in page.sections]


@pytest.mark.parametrize(
    'prose, mark',
    [
        ('!!! note\n    Words.', '!!!'),
        ('## Title { #id }', '{ #'),
        ('Words. <!-- points: S1 -->', '<!--'),
        ('<details markdown="1">', 'markdown="1"'),
        ('<details>\n', 'other half'),
        ('[x](#here)', 'into the page'),
        ('Half of $x.', 'half a formula'),
        ('<div class="x">', '<div'),
    ],
)
def test_what_jupyter_would_not_show_properly_would_be_named(prose, mark):
    content = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(prose)])
    found = list(faults(content))
    assert any(mark in fault for fault in found), found
