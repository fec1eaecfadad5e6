"""Is each entry of docs/glossary.toml sound: a word of its own, two sentences that somebody has read together, and a
section that introduces it?
"""

from collections.abc import Iterator
from functools import cache, partial

import autocorrect_py as autocorrect

from book.checks import claims, numerals, review
from book.manuscript import reviews, terms
from book.manuscript.book import GLOSSARY, LANGUAGES, Book
from book.manuscript.problems import Problem


def check(book: Book) -> Iterator[Problem]:
    """Yield a Problem for each entry that repeats another, is badly set, or names a section without it."""
    entries = terms.read(book)
    path = book.shown(terms.file(book))
    sections = cache(partial(_sections, book))
    for entry, at in zip(entries, terms.lines(book)):
        line = at['']
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
        yield from _unshown_numbers(book, entry, path, at)
    yield from _exchanged(book, entries, path)
    yield from review.of(book, GLOSSARY, dict.fromkeys(LANGUAGES, path))
    if book.has_glossary:
        yield from _not_woven(book, entries)


def _unshown_numbers(book, entry, path, at):
    """Yield a Problem for each number in a definition that the section which introduces the term does not show."""
    chapter, _, section = entry['where'].partition('#')
    for language in LANGUAGES:
        file, text = book.path(language, chapter), entry[f'{language}_text']
        known = claims.shown(book.page(language, chapter), section) if file.is_file() else set()
        for number, value, _ in numerals.in_digits(text):
            if value not in known:
                yield Problem(
                    path,
                    at[f'{language}_text'],
                    f'{entry["where"]!r}, which introduces {entry["en"]!r}, does not show {number!r}',
                    'name the section that shows it, or leave the number out',
                )


def _exchanged(book, entries, path):
    """Yield a Problem for each definition that was another term's when somebody last read that one."""
    known = reviews.read(book).get(GLOSSARY, {})
    for entry, at, (name, (hashes, _)) in zip(entries, terms.lines(book), reviews.entry_hashes(book).items()):
        for other, reading in known.items():
            if other != name and (
                same := [language for language in LANGUAGES if reading.get(language) == hashes[language]]
            ):
                yield Problem(
                    path,
                    at[f'{same[0]}_text'],
                    f'the {same[0]}_text of {entry["en"]!r} is the one that was read as the definition of #{other}',
                    'give each term its own: two may have been exchanged',
                )


def _not_woven(book, entries):
    """Yield a Problem for each page of the glossary that lacks a definition."""
    for language in LANGUAGES:
        path = book.path(language, GLOSSARY)
        text = path.read_text(encoding='utf-8') if path.is_file() else ''
        for entry in entries:
            if entry[f'{language}_text'] not in text:
                heading = text.partition(f'{{ #{terms.anchor(entry)} ')[0].count('\n') + 1
                yield Problem(
                    book.shown(path),
                    heading + 2,
                    f'the page does not have what docs/glossary.toml says of {entry["en"]!r}',
                    'run `make weave`',
                )


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
    there = chapter in book.chapters and book.path(language, chapter).is_file()
    return terms.sections(book.page(language, chapter)) if there else {}
