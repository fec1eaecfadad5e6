"""Does Chinese prose stay on one line where it must? A line break inside a paragraph is shown as a space."""

from book.errors import Problem


def check(page, path):
    """Yield a Problem for each line break inside a Chinese paragraph, list item or heading."""
    if page.path.parent.name != 'zh':
        return
    for token in page.tokens:
        breaks = sum(child.type == 'softbreak' for child in token.children or [])
        if breaks:
            yield Problem(path, token.map[0] + 1, 'a line break inside a Chinese paragraph: readers see a space there', 'join the lines')
