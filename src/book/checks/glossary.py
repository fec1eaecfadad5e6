"""Is each entry of docs/glossary.toml sound: a word of its own, two sentences, and a section that introduces it?"""

from collections.abc import Iterator
from functools import cache, partial

import autocorrect_py as autocorrect

from book.manuscript import terms
from book.manuscript.book import LANGUAGES, Book
from book.manuscript.page import Page
from book.manuscript.problems import Problem


def check(book: Book) -> Iterator[Problem]:
    """Yield a Problem for each entry that repeats another, is badly set, or names a section without it."""
    entries = terms.read(book)
    path = book.shown(terms.file(book))
    sections = cache(partial(_sections, book))
    for entry, line in zip(entries, _lines(book)):
        name = entry['en']
        for other in entries[: entries.index(entry)]:
            same = [word for word in (terms.anchor(entry), entry['zh']) if word in (terms.anchor(other), other['zh'])]
            if same:
                yield Problem(
                    path,
                    line,
                    f'{name!r} and {other["en"]!r} are both {same[0]!r} on the page of the glossary',
                    'join them, or rename one',
                )
        for language in LANGUAGES:
            text = entry[f'{language}_text']
            if not text.endswith(('.', '。')) or text.count('`') % 2:
                yield Problem(
                    path,
                    line,
                    f'the {language}_text of {name!r} is no whole sentence, or a backtick stands alone',
                    'end it with a full stop; pair them',
                )
        for found in autocorrect.lint_for(entry['zh_text'], 'text.md').lines:
            yield Problem(path, line, f'Chinese typography: {found.old!r}', f'write {found.new!r}')
        yield from _introduced(book, entry, sections, path, line)


def _introduced(book, entry, sections, path, line):
    """Yield a Problem if the section that `where` names does not exist, or lacks the term in a language."""
    chapter, _, section = entry['where'].partition('#')
    for language in LANGUAGES:
        page, texts = book.path(language, chapter), sections(language, chapter)
        if section not in texts:
            yield Problem(
                path,
                line,
                f'{entry["en"]!r} is introduced in {entry["where"]!r}, which is no section of the {language} pages',
                'write chapter#id of a section',
            )
        elif not terms.stands_in(texts[section][1], entry, language):
            yield Problem(
                path,
                line,
                f'{entry["en"]!r} is introduced in {entry["where"]!r}, but {book.shown(page)} does not have '
                f'{entry[language]!r} there',
                'name the section that introduces it, or say it there',
            )


def _sections(book, language, chapter):
    page = book.path(language, chapter)
    return terms.sections(Page(page)) if chapter in book.chapters and page.is_file() else {}


def _lines(book):
    """Return the line of each entry, counted from 1."""
    text = terms.file(book).read_text(encoding='utf-8') if terms.file(book).is_file() else ''
    return [number for number, line in enumerate(text.split('\n'), 1) if line.strip() == '[[term]]']
