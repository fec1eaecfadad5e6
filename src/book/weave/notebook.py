"""Makes a chapter's notebook, and reads back from it what the chapter's blocks printed and drew."""

import json
from pathlib import Path

from book.manuscript.exercises import exercises
from book.manuscript.page import Fence, Page, in_fold
from book.weave.kernel import Result
from book.weave.notebook_prose import cells_of, code_cell

FORMAT = {'nbformat': 4, 'nbformat_minor': 5}


def make(page: Page, codes: list[str], results: list[Result], names: list[list[str]], record: dict[str, str]) -> str:
    """Return the notebook (text) of a page: its prose, its blocks and their results.

    `names` are the figures' names, a list for each block; `record` says what the run depended on.
    """
    cells, at = [], 0
    for number, (fence, code, result, block_names) in enumerate(zip(page.fences, codes, results, names), 1):
        cells += cells_of(page, at, fence.start)
        cells.append(code_cell(code, _folded(page, fence), number, _outputs(result, block_names, fence)))
        at = fence.tail
    cells += cells_of(page, at, None)
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
            _result(cell) for cell in notebook['cells'] if cell['cell_type'] == 'code' and cell['execution_count']
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None, []


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


def _folded(page, fence):
    """Return the metadata of a block: Jupyter folds what the page folds, of a solution its output, too."""
    if not in_fold(page, fence):
        return {}
    solution = any(fence.start in exercise.folds.get('solution', ()) for exercise in exercises(page))
    return {'jupyter': {'source_hidden': True} | ({'outputs_hidden': True} if solution else {})}
