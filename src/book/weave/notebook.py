"""Makes a chapter's notebook, and reads back from it what the chapter's blocks printed and drew."""

import json
import re
from pathlib import Path

from book.manuscript.book import NOTEBOOK_PAGE
from book.manuscript.markers import PAGE_ONLY
from book.manuscript.page import HEADING_ID, Fence, Page, in_fold
from book.weave.kernel import Result

ONLY_ON_THE_PAGE = re.compile(rf'^{PAGE_ONLY}\n(?:.+\n)+', re.MULTILINE)
FOLD = re.compile(r'(<details markdown="1">.*?</details>)', re.DOTALL)
FORMAT = {'nbformat': 4, 'nbformat_minor': 5}


def make(page: Page, codes: list[str], results: list[Result], names: list[list[str]], record: dict[str, str]) -> str:
    """Return the notebook (text) of a page: its prose, its blocks and their results.

    `names` are the figures' names, a list for each block; `record` says what the run depended on.
    """
    cells, at = [], 0
    for number, (fence, code, result, block_names) in enumerate(zip(page.fences, codes, results, names), 1):
        cells += _prose_cell(page, at, fence.start)
        folded = {'jupyter': {'source_hidden': True}} if in_fold(page, fence) else {}
        cells.append(
            {
                'cell_type': 'code',
                'execution_count': number,
                'metadata': folded,
                'source': _lines(code),
                'outputs': _outputs(result, block_names, fence),
            }
        )
        at = fence.tail
    cells += _prose_cell(page, at, None)
    for number, cell in enumerate(cells, 1):
        cell['id'] = f'cell-{number}'
    metadata = {
        'kernelspec': {'display_name': 'Python 3', 'language': 'python', 'name': 'python3'},
        'language_info': {'name': 'python'},
        'book': record,
    }
    return (
        json.dumps({'cells': cells, 'metadata': metadata, **FORMAT}, ensure_ascii=False, indent=1, sort_keys=True)
        + '\n'
    )


def read(path: Path) -> tuple[dict[str, str] | None, list[Result]]:
    """Return (record, results) of a notebook that weave wrote, or (None, []) if there is none that can be read."""
    try:
        notebook = json.loads(path.read_text(encoding='utf-8'))
        return notebook['metadata']['book'], [
            _result(cell) for cell in notebook['cells'] if cell['cell_type'] == 'code'
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None, []


def _lines(text):
    return text.rstrip('\n').splitlines(keepends=True)


def _outputs(result, names, fence):
    outputs = []
    if result.output:
        outputs.append({'output_type': 'stream', 'name': 'stdout', 'text': result.output.splitlines(keepends=True)})
    for svg, name, alt in zip(result.figures, names, alternatives(fence, names)):
        outputs.append(
            {
                'output_type': 'display_data',
                'metadata': {'name': name},
                'data': {'image/svg+xml': svg.splitlines(keepends=True), 'text/plain': [alt]},
            }
        )
    return outputs


def alternatives(fence: Fence, names: list[str]) -> list[str]:
    """Return the alternative text of each figure that a block draws: '' where the page has none yet."""
    alts = [figure.alt for figure in fence.figures]
    return (alts + [''] * len(names))[: len(names)]


def _result(cell):
    result = Result()
    for output in cell['outputs']:
        if output['output_type'] == 'stream':
            result.output += ''.join(output['text'])
        else:
            result.figures.append(''.join(output['data']['image/svg+xml']))
    return result


def _prose_cell(page, start, end):
    """Return prose as a Markdown cell that Jupyter shows properly: no ids, classes or markers; no link into the page,
    whose ids are gone.
    """
    lines = ONLY_ON_THE_PAGE.sub('', '\n'.join(page.lines[start:end])).split('\n')
    text = '\n'.join(HEADING_ID.sub('', line) for line in lines if not line.startswith('<!--'))
    text = re.sub(r'\A---\n.*?\n---\n', '', text, flags=re.DOTALL)
    text = _folds(text)
    text = re.sub(r'\[([^\]]*)\]\(#[^)]*\)', r'\1', text)
    text = re.sub(r'(\))\{ \.[\w-]+ \}', r'\1', text)
    text = re.sub(
        r'\]\(([\w-]+)\.(?:md|ipynb)(#[\w-]*)?\)',
        lambda link: f']({_notebook_link(page, link[1])}{link[2] or ""})',
        text,
    )
    text = re.sub(r'\n{3,}', '\n\n', text).strip('\n')
    return [{'cell_type': 'markdown', 'metadata': {}, 'source': _lines(text)}] if text else []


def _folds(text):
    """Keep each fold that ends in the cell where it begins; of one around blocks, which Jupyter folds itself, keep the
    summary.
    """
    parts = FOLD.split(text)
    parts[::2] = [
        re.sub(r'</?details.*\n?', '', re.sub(r'<summary>(.*?)</summary>', r'\1', part)) for part in parts[::2]
    ]
    parts[1::2] = [part.replace('<details markdown="1">', '<details>') for part in parts[1::2]]
    return ''.join(parts)


def _notebook_link(page, chapter):
    """Return the way from a page's notebook to another chapter's."""
    here, there = (name == NOTEBOOK_PAGE for name in (page.path.stem, chapter))
    return ('' if here == there else '../' if there else 'notebooks/') + f'{chapter}.ipynb'
