"""Does every link and picture lead somewhere, without leaving the book for what it must show?"""

import re
from collections.abc import Iterator

from book.manuscript.chapter import each_page
from book.manuscript.page import Page, placed
from book.manuscript.problems import Problem

FOREIGN = re.compile(r'[a-z][a-z0-9+.-]*:|//', re.IGNORECASE)


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem for each dead link, absolute path, and picture from another host."""
    book, path = page.book, page.shown
    drawn = {figure.line for fence in page.fences for figure in fence.figures}
    for token, _ in page.inlines():
        for child, line in placed(token):
            if child.type == 'image':
                source = child.attrs['src']
                if not FOREIGN.match(source) and (
                    line not in drawn or not source.startswith(f'figures/{page.path.stem}-')
                ):
                    yield Problem(
                        path,
                        line,
                        f'no block above draws {source!r}',
                        'draw the picture in a block of this page, for there are no others: `make weave` puts it there',
                    )
                if line not in drawn:  # of those, book.checks.fences says more
                    yield from _target(book, page, path, line, source, picture=True)
            elif child.type == 'link_open':
                yield from _target(book, page, path, line, child.attrs['href'], picture=False)


def _target(book, page, path, line, target, picture):
    if FOREIGN.match(target):
        if picture or not target.startswith('https://'):
            yield Problem(
                path, line, f'{target!r} is on another host', 'draw the picture in a block; link to https pages only'
            )
        return
    if target.startswith('/'):
        yield Problem(
            path, line, f'{target!r} is an absolute path: it breaks below a sub-path', 'write it relative to this page'
        )
        return
    file, _, anchor = target.partition('#')
    goal = (page.path.parent / file).resolve() if file else page.path
    if not goal.is_file():
        yield Problem(path, line, f'{target!r} leads to no file', 'mend the path, or add the file')
    elif not goal.is_relative_to(page.path.parent.resolve()):
        yield Problem(
            path, line, f'{target!r} leads out of this language', f'link within docs/{page.path.parent.name}/'
        )
    elif anchor and goal.suffix == '.md' and anchor not in _ids(page if goal == page.path else Page(goal)):
        yield Problem(
            path,
            line,
            f'{book.shown(goal)} has no heading with the id {anchor!r}',
            'mend the anchor, or give the heading that id',
        )


def _ids(page):
    return {section.id for section in page.sections}
