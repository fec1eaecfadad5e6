"""Has every point of the lesson (docs/points.toml) its place on each page that makes it?"""

import tomllib
from collections.abc import Iterator

from book.checks import claims, numerals
from book.manuscript.chapter import each_page
from book.manuscript.markers import POINTS
from book.manuscript.page import Page
from book.manuscript.problems import Problem

MOST = 2  # numbers up to this may be words


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem for each point that the page should make and marks nowhere, and each mark of another page's
    point.
    """
    book, path = page.book, page.shown
    file = book.root / 'docs/points.toml'
    if not file.is_file():
        return
    wanted = tomllib.loads(file.read_text(encoding='utf-8')).get(page.path.stem, {})
    marked: dict[str, int] = {}
    for number, line in enumerate(page.lines, 1):
        if match := POINTS.match(line):
            marked |= dict.fromkeys(match[1].split(', '), number)
    for point in [point for point in wanted if point not in marked]:
        yield Problem(
            path,
            1,
            f'the point {point} of the lesson has no place: {wanted[point]}',
            f'make it, and put <!-- points: {point} --> below the heading of its section',
        )
    for point in [point for point in marked if point in wanted]:
        section = [section for section in page.sections if section.start < marked[point]][-1]
        said = numerals.values(page.prose(section)) | claims.shown(page, section.id)
        for digits, value, _ in numerals.in_digits(wanted[point]):
            if value not in said and value > MOST:
                yield Problem(
                    path,
                    marked[point],
                    f'the point {point} says {digits!r}, and the section does not: {wanted[point]}',
                    'say it there, or correct docs/points.toml',
                )
    for point in [point for point in marked if point not in wanted]:
        yield Problem(
            path,
            marked[point],
            f'{point} is no point of this chapter',
            'correct the mark, or name the point in docs/points.toml',
        )
