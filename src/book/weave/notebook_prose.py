"""The prose of a page as cells of a notebook, with the checks of its exercises as cells of code between."""

import re

from book.manuscript.book import NOTEBOOK_PAGE
from book.manuscript.markers import PAGE_ONLY
from book.manuscript.page import HEADING_ID, Page

ONLY_ON_THE_PAGE = re.compile(rf'^{PAGE_ONLY}\n(?:.+\n)+', re.MULTILINE)
FOLD = re.compile(r'(<details(?: class="\w+")? markdown="1">.*?</details>)', re.DOTALL)
SUMMARY = re.compile(r'<summary>(.*?)</summary>')
CHECK = re.compile(
    r'<details class="check" markdown="1">\n<summary>(.*)</summary>\n+~~~python\n(.*?)\n~~~\n+</details>', re.DOTALL
)


def code_cell(code: str, metadata: dict, count: int | None = None, outputs: list[dict] | None = None) -> dict:
    """Return a cell with code; `count` is the number of its run, None of one that never ran."""
    return {
        'cell_type': 'code',
        'execution_count': count,
        'metadata': metadata,
        'source': _lines(code),
        'outputs': outputs or [],
    }


def cells_of(page: Page, start: int, end: int | None) -> list[dict]:
    """Return lines of a page, counted from 0, as cells.

    A run of the whole notebook goes on after a check that fails: nobody may have solved the exercise yet.
    """
    above, *rest = CHECK.split('\n'.join(page.lines[start:end]))
    cells = _prose_cell(page, above, start)
    for name, code, below in zip(rest[::3], rest[1::3], rest[2::3]):
        cells += _prose_cell(page, name, start)
        cells.append(code_cell(code, {'tags': ['raises-exception']}))
        cells += _prose_cell(page, below, start)
    return cells


def _lines(text):
    return text.rstrip('\n').splitlines(keepends=True)


def _prose_cell(page, text, start):
    """Return prose as a Markdown cell that Jupyter shows properly: no ids, classes or markers; no link into the page,
    whose ids are gone.
    """
    lines = ONLY_ON_THE_PAGE.sub('', text).split('\n')
    text = '\n'.join(HEADING_ID.sub('', line) for line in lines if not line.startswith('<!--'))
    text = re.sub(r'\A---\n.*?\n---\n', '', text, flags=re.DOTALL)
    text = _folds(text, SUMMARY.findall('\n'.join(page.lines[:start])))
    text = re.sub(r'\[([^\]]*)\]\(#[^)]*\)', r'\1', text)
    text = re.sub(r'(\))\{ \.[\w-]+ \}', r'\1', text)
    text = re.sub(
        r'\]\(([\w-]+)\.(?:md|ipynb)(#[\w-]*)?\)',
        lambda link: f']({_notebook_link(page, link[1])}{link[2] or ""})',
        text,
    )
    text = re.sub(r'\n{3,}', '\n\n', text).strip('\n')
    return [{'cell_type': 'markdown', 'metadata': {}, 'source': _lines(text)}] if text else []


def _folds(text, above):
    """Keep each fold that ends in the cell where it begins. Of one around blocks, which Jupyter folds itself, keep the
    summary before them, and fold what it says after them under the same summary, the last of those `above`.
    """
    inside, end, rest = text.partition('</details>')
    if end and '<details' not in inside:
        kept = inside.strip()
        text = (
            f'<details markdown="1">\n<summary>{above[-1]}</summary>\n\n{kept}\n\n</details>' if kept else ''
        ) + rest
    parts = FOLD.split(text)
    parts[::2] = [re.sub(r'</?details.*\n?', '', SUMMARY.sub(r'\1', part)) for part in parts[::2]]
    parts[1::2] = [re.sub(r'<details.*?>', '<details>', part) for part in parts[1::2]]
    return ''.join(parts)


def _notebook_link(page, chapter):
    """Return the way from a page's notebook to another chapter's."""
    here, there = (name == NOTEBOOK_PAGE for name in (page.path.stem, chapter))
    return ('' if here == there else '../' if there else 'notebooks/') + f'{chapter}.ipynb'
