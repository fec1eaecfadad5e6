"""Which texts of a section somebody last read together, in all languages: docs/reviewed.toml."""

import hashlib
import json
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from book.manuscript import history, terms
from book.manuscript.book import GLOSSARY, LANGUAGES, Book
from book.manuscript.page import in_fold
from book.manuscript.problems import BookError, Problem
from book.manuscript.writing import replace_all

UNSEEN = 'unseen'  # the key of an entry that was accepted without being shown


class Reading(NamedTuple):
    """A section that nobody has read as it is: its text in each language now, and when it was last read, if a commit
    has that.
    """

    section: str
    now: dict[str, str]
    before: dict[str, str | None]


def unread(book: Book, target: str) -> list[Reading]:
    """Return the sections that `CHAPTER#ID` or `CHAPTER` means and nobody has read as they are. Raises BookError."""
    name, present, chosen = _chosen(book, target)
    pages = {language: book.page(language, name) for language in LANGUAGES}
    known = read(book).get(name, {})
    return [
        Reading(
            section,
            {language: page.shown_section(section) for language, page in pages.items()},
            {language: _before(page, section, known.get(section, {})) for language, page in pages.items()},
        )
        for section in chosen
        if known.get(section) != present[section][0]  # one that was accepted unseen is yet to be read
    ]


def _before(page, section, entry):
    if UNSEEN in entry or page.language not in entry:  # nobody has read it
        return None
    return history.text_when_read(page, section, entry[page.language], reviewed_file(page.book))


def accept(book: Book, target: str, unseen: bool = False) -> list[str]:
    """Record the review of `CHAPTER#ID`, or of all sections of `CHAPTER`; what had been read stays read, what is no
    longer there goes.

    `unseen` says that they were not shown to whoever accepts them. Returns their ids; raises BookError.
    """
    name, present, chosen = _chosen(book, target)
    known = read(book)
    before = known.get(name, {})
    known[name] = {}
    for section, (hashes, _) in present.items():
        same = {language: before.get(section, {}).get(language) for language in LANGUAGES} == hashes
        if section in chosen and not (same and unseen):
            known[name][section] = hashes | ({UNSEEN: True} if unseen else {})
        elif section in before:
            known[name][section] = before[section]
    _write(book, known)
    return chosen


def prune(book: Book, name: str) -> None:
    """Forget the sections of a chapter that are no longer there."""
    present, known = section_hashes(book, name) or {}, read(book)
    kept = {section: entry for section, entry in known.get(name, {}).items() if section in present}
    if kept != known.get(name, {}):
        _write(book, known | {name: kept})


def unseen(book: Book) -> list[str]:
    """Return the sections, as CHAPTER#ID, that were accepted without being shown."""
    return [
        f'{name}#{section}'
        for name, sections in read(book).items()
        for section, entry in sections.items()
        if entry.get(UNSEEN)
    ]


def _write(book, known):
    text = (
        '# For each section: a hash of its text, code, outputs and figures in each language when somebody last read\n'
        '# both together.\n'
        '# Written by `book accept CHAPTER#ID`.\n'
    )
    for chapter in [*book.chapters, *sorted(known.keys() - set(book.chapters))]:
        if chapter in known:
            text += f'\n[{chapter}]\n' + ''.join(_line(section, entry) for section, entry in known[chapter].items())
    replace_all({reviewed_file(book): text})


def _chosen(book, target):
    """Return (chapter, all its sections with their hashes and lines, the ids that `CHAPTER#ID` or `CHAPTER` means).

    Raises BookError.
    """
    name, sign, wanted = target.partition('#')
    name = name.rsplit('/', 1)[-1].removesuffix('.md')
    names = [*book.chapters, *([GLOSSARY] if book.has_glossary else [])]
    present = section_hashes(book, name) if name in names else None
    if name in names and present is None:
        raise BookError(
            Problem(
                book.shown(reviewed_file(book)),
                0,
                f'{name} is not written in all languages yet',
                'translate it, then read both together',
            )
        )
    if present is None or (sign and wanted not in present):
        choice = ', '.join(f'{name}#{section}' for section in present) if present else ', '.join(names)
        raise BookError(Problem(target, 0, 'there is no such section in both languages', f'choose from: {choice}'))
    return name, present, [wanted] if wanted else list(present)


def _line(section, entry):
    values = (f'{key} = {str(value).lower() if key == UNSEEN else json.dumps(value)}' for key, value in entry.items())
    return f'{section} = {{ {", ".join(values)} }}\n'


def reviewed_file(book: Book) -> Path:
    return book.root / 'docs' / 'reviewed.toml'


def read(book: Book) -> dict[str, dict]:
    path = reviewed_file(book)
    try:
        return dict(_parsed(path.read_text(encoding='utf-8'))) if path.is_file() else {}
    except tomllib.TOMLDecodeError as error:
        raise BookError(Problem(book.shown(path), 0, f'not TOML: {error}', 'restore it from git, or run `book accept`'))


@lru_cache(4)  # each chapter's check asks for the same file
def _parsed(text):
    return tomllib.loads(text)


def section_hashes(book: Book, name: str) -> dict[str, tuple[dict[str, str], dict[str, int]]] | None:
    """Return section id -> ({language: hash}, {language: line}) of sections that all languages have; None without the
    pages. Of the glossary, each term is a section.
    """
    if name == GLOSSARY:
        return entry_hashes(book)
    if len(book.written(name)) < len(LANGUAGES):
        return None
    found: dict[str | None, tuple[dict[str, str], dict[str, int]]] = {}
    for language in LANGUAGES:
        page = book.page(language, name)
        for section in page.sections:
            hashes, lines = found.setdefault(section.id, ({}, {}))
            seen = '\0'.join([page.prose(section), *_woven(page, section)])
            hashes[language] = _hash(seen)
            lines[language] = section.start + 1
    return {section: both for section, both in found.items() if section and len(both[0]) == len(LANGUAGES)}


def entry_hashes(book: Book) -> dict[str, tuple[dict[str, str], dict[str, int]]]:
    """Return the same for the definitions of the glossary, by the ids of the terms."""
    return {
        terms.anchor(term): (
            {language: _hash(term[f'{language}_text']) for language in LANGUAGES},
            {language: at[f'{language}_text'] for language in LANGUAGES},
        )
        for term, at in zip(terms.read(book), terms.lines(book))
    }


def _hash(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _woven(page, section):
    """Yield what the prose of a section speaks of: code, outputs, figures. A fold only repeats code."""
    for fence in page.fences:
        if section.start <= fence.start < section.end and not (fence.source and in_fold(page, fence)):
            yield fence.code
            yield fence.output or ''
            for figure in fence.figures:
                path = page.book.figures(page.language).parent / figure.src
                yield path.read_text(encoding='utf-8') if path.is_file() else ''
