"""The notebooks run from top to bottom where only torch, Matplotlib and Jupyter are installed, and Jupyter shows them
properly.
"""

import asyncio
import os
import re

import nbformat
import pytest
from helpers.fresh import READER_HAS, importable
from helpers.notebooks import faults, read
from helpers.pages import CHAPTERS, ROOT
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from book.manuscript.book import LANGUAGES
from book.weave import compare

AT_ONCE = 2  # kernels


def guard():
    """Return the code of a cell that makes a kernel the kernel of a reader: it refuses the book, and all that the
    reader does not have.
    """
    return (
        f'import sys\nsys.path.insert(0, {str(ROOT / "tests/helpers")!r})\nfrom fresh_server import '
        'Guard\nsys.path.pop(0)\n'
        f'sys.meta_path.insert(0, Guard({importable((*READER_HAS, "ipykernel"))!r}))\n'
        'for name in [name for name in sys.modules if name.partition(".")[0] in ("book", "linreg")]:\n    del '
        'sys.modules[name]'
    )


async def run(notebooks, folder):
    """Run notebooks, some at a time, each in a fresh kernel in an empty folder. Returns them with their outputs."""
    gate = asyncio.Semaphore(AT_ONCE)
    environment = {name: value for name, value in os.environ.items() if name != 'MPLBACKEND'} | {
        'OMP_NUM_THREADS': '1',
        'IPYTHONDIR': str(folder),
    }

    async def one(content):
        async with gate:
            content.cells.insert(0, nbformat.v4.new_code_cell(guard()))
            client = NotebookClient(
                content, timeout=60, kernel_name='python3', resources={'metadata': {'path': str(folder)}}
            )
            await client.async_execute(env=environment)
            del content.cells[0]
            return content

    return await asyncio.gather(*map(one, notebooks))


def seen(cell):
    """Return what a code cell printed, and how many pictures it drew."""
    printed = ''.join(
        output.text for output in cell.outputs if output.output_type == 'stream' and output.name == 'stdout'
    )
    return printed, sum(
        'image/png' in output.data or 'image/svg+xml' in output.data
        for output in cell.outputs
        if output.output_type == 'display_data'
    )


def code_cells(content):
    return [cell for cell in content.cells if cell.cell_type == 'code']


def test_every_notebook_runs_from_top_to_bottom_without_the_book(book, tmp_path):
    """The code is the same in all languages, so it runs once."""
    for chapter in CHAPTERS:
        assert (
            len({tuple(cell.source for cell in code_cells(read(book, language, chapter))) for language in LANGUAGES})
            == 1
        )
    done = asyncio.run(run([read(book, 'en', chapter) for chapter in CHAPTERS], tmp_path))
    for chapter, ran in zip(CHAPTERS, done, strict=True):
        for was, now in zip(map(seen, code_cells(read(book, 'en', chapter))), map(seen, code_cells(ran)), strict=True):
            assert compare.same_text(was[0], now[0]) and was[1] == now[1], (
                f'{chapter}: the notebook holds {was}, and gives {now}'
            )


@pytest.mark.parametrize(
    'code, complaint',
    [
        ('import linreg', "No module named 'linreg'"),
        ('import book', "No module named 'book'"),
        ('import bs4', "No module named 'bs4'"),
        ('print(features)', 'NameError'),
    ],
)
def test_a_notebook_that_needs_more_than_its_reader_has_would_be_named(tmp_path, code, complaint):
    content = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    with pytest.raises(CellExecutionError, match=complaint):
        asyncio.run(run([content], tmp_path))


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
    assert any(mark in fault for fault in faults(content))
