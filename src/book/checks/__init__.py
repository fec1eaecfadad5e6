"""What can be wrong with a chapter as it stands, without running it: one question a module, `check(chapter)` each.

`files`, `glossary` and `interface` ask about the book as a whole: `check(book)`. `shown_texts` says what there is to
read.
"""

from collections.abc import Sequence

from book.checks import (
    blocks,
    characters,
    claims,
    colours,
    exercises,
    fences,
    files,
    fragments,
    glossary,
    headings,
    interface,
    lesson_points,
    links,
    markup,
    messages,
    names,
    navigation,
    parity,
    quantities,
    review,
    spelling,
    terms,
    typography,
    untranslated,
    wording,
    woven,
)
from book.manuscript.book import Book
from book.manuscript.chapter import Chapter
from book.manuscript.problems import Problem

OF_A_CHAPTER = (
    fences,
    exercises,
    headings,
    fragments,
    markup,
    characters,
    typography,
    untranslated,
    wording,
    spelling,
    links,
    claims,
    colours,
    names,
    navigation,
    lesson_points,
    blocks,
    woven,
    parity,
    quantities,
    messages,
    terms,
)


def check(book: Book, chosen: Sequence[str] = ()) -> list[Problem]:
    """Return a Problem for each finding, in the order of the navigation.

    In the whole book, or in the `chosen` chapters alone: then no page has to be translated, and nobody has to have
    reviewed it.
    """
    problems = [] if chosen else list(files.check(book))
    for name in chosen or book.chapters:
        chapter = Chapter(book, name)
        for module in OF_A_CHAPTER if chosen else (*OF_A_CHAPTER, review):
            problems += module.check(chapter)
    if not chosen:
        problems += [*glossary.check(book), *interface.check(book)]
    return list(dict.fromkeys(problems))  # what is wrong in src is met on every page that shows it
