"""A chapter: its pages in all languages, and the code that they share."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, wraps

from book.manuscript import source
from book.manuscript.book import LANGUAGES
from book.manuscript.page import Fence, Page
from book.manuscript.problems import BookError, Problem


def each_page(check: Callable[[Page], Iterable[Problem]]) -> 'Callable[[Chapter], Iterator[Problem]]':
    """Make a check of a chapter from a check of one page: it asks every page."""

    @wraps(check)
    def check_chapter(chapter: 'Chapter') -> Iterator[Problem]:
        for page in chapter.pages.values():
            yield from check(page)

    return check_chapter


def first_difference(
    expected: str, got: str, same: Callable[[str, str], bool] = str.__eq__
) -> tuple[int, str | None, str | None] | None:
    """Return (line number from 0, expected line, got line) where two texts first differ, or None."""
    left, right = expected.split('\n'), got.split('\n')
    for number in range(max(len(left), len(right))):
        one, other = (lines[number] if number < len(lines) else None for lines in (left, right))
        if one is None or other is None or not same(one, other):
            return number, one, other
    return None


class Chapter:
    """The pages of the languages in which a chapter is written, as they stand in the files."""

    def __init__(self, book, name):
        self.book, self.name = book, name
        self.pages = book.pages(name)

    @property
    def first(self) -> Page:
        """The first of its pages."""
        return next(iter(self.pages.values()))

    @cached_property
    def codes(self) -> list[str]:
        """The code of each block, as `src` has it now: the same in every language.

        Raises BookError if it is not, or if there is no page.
        """
        if not self.pages:
            raise BookError(
                Problem(
                    self.book.shown(self.book.path(LANGUAGES[0], self.name)),
                    0,
                    'there is no such page in any language',
                    'write it, or take it out of `nav:` in mkdocs.yml',
                )
            )
        codes = {language: [_code(page, fence) for fence in page.fences] for language, page in self.pages.items()}
        one, *others = self.pages
        for other in others:
            _require_same_code(self.pages[one], self.pages[other], codes[one], codes[other])
        return codes[one]


def unlike_source(page: Page, fence: Fence, code: str) -> Iterator[Problem]:
    """Yield a Problem if a block does not show its `code` of `src`."""
    if not fence.code.strip():
        yield Problem(page.shown, fence.line, 'the block has yet to be woven', f'run `book weave {page.name}`')
    elif found := first_difference(fence.code.rstrip('\n'), code.rstrip('\n')):
        number, shown, wanted = found
        yield Problem(
            page.shown,
            min(fence.line + 1 + number, fence.end),
            f'the page shows {shown!r}, src has {wanted!r}',
            'if the code is to change, change it in src; then run `make weave`',
        )


def _code(page, fence):
    return fence.code if fence.source is None else source.code(page.book.root, fence.source, page.shown, fence.line)


def _require_same_code(one, other, codes, other_codes):
    for fence, twin, code, twin_code in zip(one.fences, other.fences, codes, other_codes):
        if fence.source != twin.source:
            here, there = (
                f'<!-- from: {block.source} -->' if block.source else 'no <!-- from: ... -->' for block in (twin, fence)
            )
            raise BookError(
                Problem(
                    other.shown,
                    twin.line,
                    f'{here} stands above the block, but {there} above {one.shown}:{fence.line}',
                    'take both blocks from the same place: a chapter has one code for all languages',
                )
            )
        if code != twin_code:
            number, left, right = first_difference(code, twin_code)
            here, there = (min(block.line + 1 + number, block.end) for block in (twin, fence))
            left, right = (repr(line) if line else 'nothing' for line in (left, right))
            raise BookError(
                Problem(
                    other.shown,
                    here,
                    f'the code differs from {one.shown}:{there}: {right} here, {left} there',
                    'make both blocks the same: a chapter has one code for all languages',
                )
            )
    if len(codes) != len(other_codes):
        raise BookError(
            Problem(
                other.shown,
                0,
                f'{len(other_codes)} Python blocks, but {one.shown} has {len(codes)}',
                'give both pages the same blocks in the same order',
            )
        )
