"""Has one language of a section changed since somebody last read both together? docs/reviewed.toml remembers."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from book.manuscript.book import LANGUAGES, Book
from book.manuscript.chapter import Chapter
from book.manuscript.problems import Problem
from book.manuscript.reviews import read, reviewed_file, section_hashes


def check(chapter: Chapter) -> Iterator[Problem]:
    """Yield a Problem for each section that is not as it was when it was last reviewed; a chapter in one language has
    no reviews.
    """
    yield from of(chapter.book, chapter.name, {language: page.shown for language, page in chapter.pages.items()})


def of(book: Book, name: str, paths: Mapping[str, Path]) -> Iterator[Problem]:
    """Yield a Problem for each section of a chapter, or definition of the glossary, that nobody has read as it is.

    `paths` are the files of the languages, as messages show them.
    """
    present = section_hashes(book, name)
    if present is None:
        return
    known = read(book).get(name, {})
    for section, (hashes, lines) in present.items():
        reviewed = known.get(section)
        changed = [language for language in LANGUAGES if not reviewed or reviewed.get(language) != hashes[language]]
        if changed:
            yield Problem(
                paths[changed[0]],
                lines[changed[0]],
                f'{" and ".join(changed)} of #{section} changed since both languages were last read together'
                if reviewed
                else f'#{section} has never been reviewed',
                f'read the section in all languages, then run `book accept {name}#{section}`',
            )
    for section in sorted(known.keys() - present.keys()):
        yield Problem(
            book.shown(reviewed_file(book)),
            0,
            f'{name}#{section} was reviewed, but there is no such section now',
            f'run `book accept {name}`',
        )
