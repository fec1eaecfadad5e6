"""Does each line-by-line item begin with a fragment that stands in the page's code, and does each line have an item?"""

from collections.abc import Iterator

from book.manuscript.chapter import each_page
from book.manuscript.page import Page, squeeze
from book.manuscript.problems import Problem


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem for each list item that begins with code in backticks that no block of the page holds, and for
    each line that an explanation line by line leaves out.
    """
    codes = [squeeze(fence.code) for fence in page.fences]
    if not all(codes):  # a block is yet to be woven
        return
    for start, items in _lists(page):
        for line, names, opens_with_code in items:
            if opens_with_code and not any(names[0] in code for code in codes):
                yield Problem(
                    page.shown,
                    line,
                    f"the fragment `{names[0]}` is not in the page's code",
                    'copy it from a block of this page, or begin the item with other words',
                )
        yield from _left_out(page, start, items)


def _lists(page):
    """Yield (line, items) of each list; an item is (its line, its names in backticks, whether it begins with one)."""
    for index, token in enumerate(page.tokens):
        if token.type in ('bullet_list_open', 'ordered_list_open') and token.level == 0:
            yield token.map[0], [*_items(page.tokens[index:])]


def _items(tokens):
    end = next(index for index, token in enumerate(tokens) if token.level == 0 and token.nesting == -1)
    for item, paragraph, token in zip(tokens, tokens[1:], tokens[2:end]):
        if token.type == 'inline' and token.children and paragraph.type == 'paragraph_open':
            names = [squeeze(child.content) for child in token.children if child.type == 'code_inline']
            opens = item.type == 'list_item_open' and token.children[0].type == 'code_inline'
            yield token.map[0] + 1, names, opens


def _left_out(page, start, items):
    """Yield a Problem for each line of a block of `src` that a list which explains most of it says nothing of."""
    openers = [names[0] for _, names, opens in items if opens]
    above = [fence for fence in page.fences if fence.start < start]
    block = next((fence for fence in reversed(above) if any(name in squeeze(fence.code) for name in openers)), None)
    if len(openers) < 2 or block is None or block.source is None:
        return
    named = [name for _, names, _ in items for name in names]
    lines = [(number, squeeze(line)) for number, line in enumerate(block.code.split('\n'), block.line + 1)]
    lines = [(number, line) for number, line in lines if line and not line.startswith(('"""', '#'))]
    silent = [(number, line) for number, line in lines if not any(name in line or line in name for name in named)]
    if 2 * len(silent) < len(lines):
        for number, line in silent:
            yield Problem(
                page.shown,
                number,
                f'no item of the list on line {start + 1} explains `{line}`',
                'say in an item what the line does',
            )
