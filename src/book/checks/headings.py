"""Has every heading an id of its own, in ASCII, and is there one title?"""

from collections import Counter
from collections.abc import Iterator

from book.manuscript.book import CONFIGS
from book.manuscript.chapter import each_page
from book.manuscript.page import Page
from book.manuscript.problems import Problem


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem for each heading without an id, each id that stands twice, and each missing or second title."""
    path = page.shown
    yield from _name_of_the_book(page)
    counts = Counter(section.id for section in page.sections)
    titles = [section for section in page.sections if section.level == 1]
    if len(titles) != 1 or page.sections[0].level != 1:
        yield Problem(
            path,
            titles[1].start + 1 if titles[1:] else 1,
            f'{len(titles)} headings of level 1',
            'begin the page with one `# Title { #id }`',
        )
    first = next((number for number, line in enumerate(page.lines, 1) if line.strip()), 1)
    if titles and first < titles[0].start + 1:
        yield Problem(
            path,
            first,
            'something stands above the title, where nobody reviews it',
            'begin the page with its one `# Title { #id }`',
        )
    previous = 0
    for section in page.sections:
        if section.id is None:
            yield Problem(
                path,
                section.start + 1,
                f'the heading {section.title!r} has no id',
                'end the line with { #some-id }: small ASCII letters, digits, hyphens; the same in all languages',
            )
        elif counts[section.id] > 1:
            yield Problem(
                path,
                section.start + 1,
                f'the id {section.id!r} stands on {counts[section.id]} headings',
                'give each its own',
            )
        if section.level > previous + 1:
            yield Problem(
                path,
                section.start + 1,
                f'a heading of level {section.level} below one of level {previous}',
                f'use level {previous + 1}',
            )
        previous = section.level


def _name_of_the_book(page):
    """The title of the home page is the name of the book."""
    if (
        page.name == 'index'
        and page.sections
        and page.sections[0].title != (name := page.book.setting(page.language, 'site_name'))
    ):
        yield Problem(
            page.shown,
            page.sections[0].start + 1,
            f'the title of the home page is not the name of the book, {name!r}',
            f'make it the same as `site_name` in {CONFIGS[page.language]}',
        )
