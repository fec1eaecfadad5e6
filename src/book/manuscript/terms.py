"""The terms of the field, as the book uses them: docs/glossary.toml."""

import re
import tomllib
import unicodedata
from functools import cached_property, lru_cache
from pathlib import Path

from book.manuscript.book import LANGUAGES, Book
from book.manuscript.page import Page, plain
from book.manuscript.problems import BookError, Problem

KEY = re.compile(r'(\w+) *=')
KEYS = {'en', 'zh', 'where', 'en_text', 'zh_text'}
OPTIONAL = {'en_also', 'zh_also', 'not_en', 'not_zh', 'everyday'}


class Terms(list):
    """The entries of the glossary. Its first words are found in a text much sooner than a pattern is."""

    @cached_property
    def begins(self) -> dict[str, list[tuple[int, str]]]:
        """(number of an entry, the first word, small, of a name of it), in each language."""
        return self._first_words(forms)

    @cached_property
    def avoided(self) -> dict[str, list[tuple[int, str]]]:
        """The same of the words that an entry replaces."""
        return self._first_words(lambda term, language: term.get(f'not_{language}', []))

    def _first_words(self, words):
        return {
            language: [(at, word.split()[0].lower()) for at, term in enumerate(self) for word in words(term, language)]
            for language in LANGUAGES
        }


def near(text: str, first_words: list[tuple[int, str]]) -> set[int]:
    """Return the numbers of the entries of which a text has a first word."""
    small = text.lower()
    return {at for at, word in first_words if word in small}


@lru_cache(4)  # many checks ask for the same file
def _parsed(text):
    return Terms(tomllib.loads(text).get('term', []))


def read(book: Book) -> Terms:
    """Return the terms of docs/glossary.toml; none without the file.

    Raises BookError where it is not as it must be.
    """
    path = file(book)
    if not path.is_file():
        return Terms()
    try:
        terms = _parsed(path.read_text(encoding='utf-8'))
    except tomllib.TOMLDecodeError as error:
        raise BookError(Problem(book.shown(path), 0, f'not TOML: {error}', 'mend the line that it names'))
    problems = [
        Problem(
            book.shown(path),
            0,
            f'the term {term.get("en")!r}: missing {sorted(KEYS - term.keys())}, unknown '
            f'{sorted(term.keys() - KEYS - OPTIONAL)}',
            'see the head of the file',
        )
        for term in terms
        if KEYS - term.keys() or term.keys() - KEYS - OPTIONAL
    ]
    problems += [
        Problem(
            book.shown(path),
            0,
            f'the term {term["en"]!r} is everyday in {term["everyday"]!r}, which is no list of languages',
            f'name the languages: {" ".join(LANGUAGES)}',
        )
        for term in terms
        if not problems and not _are_languages(term.get('everyday', ''))
    ]
    if problems:
        raise BookError(*problems)
    return terms


def _are_languages(names):
    return isinstance(names, str) and set(names.split()) <= set(LANGUAGES)


def file(book: Book) -> Path:
    """Return the path of the glossary."""
    return book.root / 'docs/glossary.toml'


def lines(book: Book) -> list[dict[str, int]]:
    """Return {key: its line in the file, counted from 1} of each term; the term itself begins on that of ''."""
    text = file(book).read_text(encoding='utf-8') if file(book).is_file() else ''
    found: list[dict[str, int]] = []
    for number, line in enumerate(text.split('\n'), 1):
        if line.strip() == '[[term]]':
            found.append({'': number})
        elif found and (match := KEY.match(line)):
            found[-1][match[1]] = number
    return found


def forms(term: dict, language: str) -> list[str]:
    """Return the words of one language that mean the term, the first one first."""
    return [term[language], *term.get(f'{language}_also', [])]


def stands_in(text: str, term: dict, language: str) -> bool:
    """Return whether a text has the term, in any of its forms."""
    return any(pattern(language, word).search(text) for word in forms(term, language))


def anchor(term: dict) -> str:
    """Return the id of a term on the page of the glossary: its English word, as small ASCII letters, digits and
    hyphens.
    """
    plain = unicodedata.normalize('NFKD', term['en']).encode('ascii', 'ignore').decode()
    return re.sub(r'[^a-z0-9]+', '-', plain.lower()).strip('-')


@lru_cache(1024)  # asked for each paragraph
def pattern(language: str, word: str) -> re.Pattern[str]:
    """Return the regular expression that finds a word of one language, in its plural, too."""
    word = re.escape(word).replace(r'\ ', r'\s+')
    return re.compile(rf'(?<![\w-]){word}(?:s|es)?(?![\w-])' if language == 'en' else word, re.IGNORECASE)


def sections(page: Page) -> dict[str | None, tuple[int, str]]:
    """Return section id -> (line of its heading, its text without code and formulas)."""
    found = {section.id: (section.start + 1, '') for section in page.sections}
    for token, section in page.inlines():
        if section in found:
            found[section] = found[section][0], f'{found[section][1]} {plain(token)}'
    return found


def other(language: str) -> str:
    """Return the other language."""
    [name] = [name for name in LANGUAGES if name != language]
    return name


def translated(term: dict, language: str) -> str:
    """Return the term's word in the other language (HTML), or '' if it is the same."""
    word = term[other(language)]
    return f' <span lang="{other(language)}">{word}</span>' if word != term[language] else ''
