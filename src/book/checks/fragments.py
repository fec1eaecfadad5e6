"""Does each line-by-line item begin with a fragment that stands in the page's code?"""

from collections.abc import Iterator

from book.manuscript.chapter import each_page
from book.manuscript.page import Page, squeeze
from book.manuscript.problems import Problem


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem for each list item that begins with code in backticks that no block of the page holds."""
    path = page.shown
    codes = [squeeze(fence.code) for fence in page.fences]
    if not all(codes):  # a block is yet to be woven
        return
    for before, token in zip(page.tokens[1:], page.tokens[2:]):
        if token.type != 'inline' or before.type != 'paragraph_open' or not token.children:
            continue
        first = token.children[0]
        explains = first.type == 'code_inline' and token.level >= 3 and _opens_item(page, before)
        if explains and not any(squeeze(first.content) in code for code in codes):
            yield Problem(
                path,
                token.map[0] + 1,
                f"the fragment `{first.content}` is not in the page's code",
                'copy it from a block of this page, or begin the item with other words',
            )


def _opens_item(page, paragraph):
    index = page.tokens.index(paragraph)
    return page.tokens[index - 1].type == 'list_item_open'
