"""Does each page lead on to the next of the navigation, and the first page to every other?"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from book.manuscript.chapter import each_page
from book.manuscript.page import Page
from book.manuscript.problems import Problem


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem if the last section does not link to the next page; on the first page, one for each page without
    a link.
    """
    book, path = page.book, page.shown
    following = book.chapters[book.chapters.index(page.path.stem) + 1 :]
    if not following or not page.sections:
        return
    links = [
        (here, PurePosixPath(child.attrs['href'].partition('#')[0]).stem)
        for token, here in page.inlines()
        for child in token.children
        if child.type == 'link_open'
    ]
    last = page.sections[-1]
    if (last.id, following[0]) not in links:
        yield Problem(
            path,
            last.start + 1,
            f'the last section does not lead on to {following[0]}, the next page of the navigation',
            'link to it there, or mend the order of `nav:` in mkdocs.yml',
        )
    if page.path.stem == book.chapters[0]:
        for name in following:
            if name not in {linked for _, linked in links}:
                yield Problem(
                    path, 0, f'the first page has no link to {name}', 'list it there as the other chapters are'
                )
