"""What the chapters state in words, and no block computes: a falsehood that is put into both languages is named.

The sentences stand in `stated/CHAPTER.toml`: below the id of the section, the words `en` and `zh`, and under `shows`
Python that asserts what they say. It runs after what the file has under `given`, with torch, all that `linreg` defines,
the lesson's data, the ROOT of the book, and its English pages: the `text` of one, a `part` of it.
"""

import functools
import re
import tomllib
from pathlib import Path

import pytest
from helpers import lesson
from helpers.pages import CHAPTERS, ROOT

from book.manuscript.book import LANGUAGES
from book.manuscript.page import squeeze

STATED = Path(__file__).parent / 'stated'
FILES = {path.stem: tomllib.loads(path.read_text(encoding='utf-8')) for path in sorted(STATED.glob('*.toml'))}
GIVEN = {chapter: file.pop('given', '') for chapter, file in FILES.items()}
ROWS = [(chapter, section, row) for chapter, file in FILES.items() for section, rows in file.items() for row in rows]


def text(name):
    """Return a page of the English book, such as 'loss.md'."""
    return (ROOT / 'docs/en' / name).read_text(encoding='utf-8')


def part(name, section):
    """Return a section of such a page, down to its next heading."""
    return re.split(r'\n#+ [^\n]*\{ #', text(name).split(f'{{ #{section} }}', 1)[1])[0]


def about(chapter, row):
    """Return the chapters that a row is about: its own, and each that it names as a file."""
    return {chapter, *re.findall(r'([\w-]+)\.md\b', row['en'] + row['shows'])}


def each_row(test):
    """Let a test run for each row, unless the book lacks a chapter that it is about."""
    params = [
        pytest.param(*row, marks=pytest.mark.about(*sorted(about(row[0], row[2]))), id=f'{row[0]}-{row[2]["en"][:40]}')
        for row in ROWS
    ]
    return pytest.mark.parametrize('chapter, section, row', params)(test)


def lost(page, section, row):
    """Return a message if a section of a page does not say, in its language, what a row says; else ''."""
    texts = [token.content for token, name in page.inlines() if name == section]  # a row of a table without its bars
    lines = [line for each in page.sections if each.id == section for line in page.lines[each.start : each.end]]
    said = squeeze(' '.join([*texts, *lines]))
    words = row[page.language]
    remedy = f'if what it says now is so, write that into tests/lesson/stated/{page.name}.toml, with code that shows it'
    return '' if squeeze(words) in said else f'{page.shown}, section {section}, no longer says {words!r}: {remedy}'


@pytest.mark.parametrize('chapter', [pytest.param(name, marks=pytest.mark.about(name)) for name in FILES])
@pytest.mark.parametrize('language', LANGUAGES)
def test_each_sentence_stands_in_its_section(book, language, chapter):
    page = book.page(language, chapter)
    rows = [(section, row) for name, section, row in ROWS if name == chapter and about(name, row) <= set(CHAPTERS)]
    messages = [message for section, row in rows if (message := lost(page, section, row))]
    assert not messages, '\n'.join(messages)


@pytest.mark.parametrize('language', LANGUAGES)
def test_a_sentence_that_is_turned_round_is_named(unchanged_tiny_book, language):
    row = {'en': 'A picture shows at once', 'zh': '画出图来一看便知'}
    page = unchanged_tiny_book.page(language, 'fall')
    message = lost(page, 'plot', row | {language: 'A picture hides for long'})
    assert lost(page, 'plot', row) == ''
    assert str(page.shown) in message and 'section plot' in message and 'stated/fall.toml' in message


@functools.cache
def shown(book, chapter):
    """Return the `code` of the blocks of a chapter, and what they have `printed`."""
    blocks = book.page('en', chapter).fences
    return {
        'code': '\n'.join(block.code for block in blocks),
        'printed': ''.join(block.output or '' for block in blocks),
    }


@each_row
def test_the_sentence_is_so(book, chapter, section, row):
    assert 'assert ' in row['shows'], 'nothing is asserted'
    names = lesson.names() | {'ROOT': ROOT, 'text': text, 'part': part} | shown(book, chapter)
    for code in (GIVEN[chapter], row['shows']):
        exec(compile(code, f'stated/{chapter}.toml, {section}: {row["en"]}', 'exec'), names)
