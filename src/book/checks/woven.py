"""Did each block run as it stands? The notebook holds the code that ran last, with what it gave."""

import json
from collections.abc import Iterator

from book.manuscript.chapter import each_page
from book.manuscript.page import Page
from book.manuscript.problems import Problem


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem for the first block that is not the one that ran; a page without a notebook was never woven."""
    ran = _ran(page)
    if ran is None:
        return
    for number, fence in enumerate(page.fences):
        if number >= len(ran) or fence.code.rstrip('\n') != ran[number]:
            yield Problem(
                page.shown,
                fence.line,
                'the block has not run since it changed: what stands below it is what another one gave',
                f'run `book weave {page.name}`; if it stops, mend what it names',
            )
            return


def _ran(page):
    """Return the code of each cell of the page's notebook, or None if there is none that can be read."""
    try:
        cells = json.loads(page.book.notebook(page.language, page.name).read_text(encoding='utf-8'))['cells']
        return [''.join(cell['source']) for cell in cells if cell['cell_type'] == 'code' and cell['execution_count']]
    except (OSError, ValueError, KeyError, TypeError):
        return None
