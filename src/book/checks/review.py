"""Has one language of a section changed since somebody last read both together? docs/reviewed.toml remembers."""

from collections.abc import Iterator

from book.manuscript.book import LANGUAGES
from book.manuscript.chapter import Chapter
from book.manuscript.problems import Problem
from book.manuscript.reviews import read, reviewed_file, section_hashes


def check(chapter: Chapter) -> Iterator[Problem]:
    """Yield a Problem for each section that is not as it was when it was last reviewed; a chapter in one language has
    no reviews.
    """
    present = section_hashes(chapter.book, chapter.name)
    if present is None:
        return
    known = read(chapter.book).get(chapter.name, {})
    for section, (hashes, lines) in present.items():
        yield from _stale(chapter, section, hashes, lines, known.get(section))
    for section in known.keys() - present.keys():
        yield Problem(
            chapter.book.shown(reviewed_file(chapter.book)),
            0,
            f'{chapter.name}#{section} was reviewed, but there is no such section now',
            f'run `book accept {chapter.name}`',
        )


def _stale(chapter, section, hashes, lines, reviewed):
    changed = [language for language in LANGUAGES if not reviewed or reviewed.get(language) != hashes[language]]
    if not changed:
        return
    language = changed[0]
    what = (
        f'{" and ".join(changed)} of #{section} changed since both languages were last read together'
        if reviewed
        else f'#{section} has never been reviewed'
    )
    yield Problem(
        chapter.pages[language].shown,
        lines[language],
        what,
        f'read the section in all languages, then run `book accept {chapter.name}#{section}`',
    )
