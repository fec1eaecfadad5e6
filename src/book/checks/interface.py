"""Does each word beside the pages speak its language: of the glossary, and of the interface (mkdocs*.yml)?"""

import re
from collections.abc import Iterator
from itertools import chain

from book.checks import characters, directions, numerals, shown_texts, spelling, untranslated, wording
from book.checks.terms import one_sided
from book.manuscript import terms
from book.manuscript.book import CONFIGS, Book
from book.manuscript.problems import Problem

SCHEMES = {'light': ('light', '浅', '亮'), 'dark': ('dark', '深', '暗')}


def check(book: Book) -> Iterator[Problem]:
    """Yield a Problem for each text of the glossary or the interface that is in another language, misspelled, left
    unfinished, or not what it looks like.
    """
    for text in (*shown_texts.of_glossary(book), *shown_texts.of_interface(book)):
        yield from wording.slips(text)
        yield from spelling.misspelled(text)
        yield from untranslated.foreign(text, names=0)
    for file in (*book.configs, terms.file(book)):
        if file.is_file():
            yield from characters.deceptive(book.shown(file), file.read_text(encoding='utf-8').split('\n'))
    yield from _exchanged(book)
    known = terms.read(book)
    yield from _unlike(shown_texts.of_glossary(book), known)
    yield from _unlike(shown_texts.of_interface(book), known)
    for word in shown_texts.of_glossary(book, suffix=''):  # which may be one that both languages use
        yield from spelling.misspelled(word)


def _unlike(texts, known):
    """Yield a Problem for each text that says something else than the same text in the other language."""
    every = list(texts)
    one, other = ([text for text in every if text.language == language] for language in CONFIGS)
    for text, twin in zip(one, other):
        here, there = _said(text), _said(twin)
        for words, opposite in directions.opposites(text.words, twin.words, (text.language, twin.language)):
            here, there = [words], [opposite]
        for term, first in one_sided(known, (text.words, twin.words), (text.language, twin.language)):
            here, there = ([term[text.language]], []) if first else ([], [term[twin.language]])
        if here != there:
            other = f'{text.path}:{text.line} says {", ".join(here) or "none"}'
            what = f'this says {", ".join(there) or "none"}, but {other}'
            yield Problem(twin.path, twin.line, what, 'say the same in both languages')


def _said(text):
    """Return the numbers of a text, also those in words, and the places that a program fills in."""
    numbers = chain(numerals.in_digits(text.words), numerals.in_words(text.words, text.language))
    keys = re.findall('Esc|Tab|Ctrl|Enter', text.words)
    return [*sorted({f'{value:g}' for _, value, _ in numbers} | set(re.findall(r'{\w+}', text.words))), *keys]


def _exchanged(book):
    """Yield a Problem for each word of the interface that says what another one does."""
    for language, name in CONFIGS.items():
        path, own = book.shown(book.root / name), book.setting(language, 'extra')['book']
        lines = (book.root / name).read_text(encoding='utf-8').split('\n')
        for entry in book.setting(language, 'theme').get('palette', []):
            for scheme, words in SCHEMES.items():
                label = entry['toggle']['name']
                if f': {scheme})' in entry['media'] and not any(word in label.lower() for word in words):
                    line = shown_texts.line_with(lines, f'name: "{label}"') or shown_texts.line_with(
                        lines, f'name: {label}'
                    )
                    what = f'the button for {scheme} colours is called {label!r}'
                    yield Problem(path, line, what, 'call it what it does')
        if own['locale'].partition('_')[0] != language:
            yield Problem(
                path,
                shown_texts.line_with(lines, 'locale:'),
                f'the locale {own["locale"]!r} is not of {language}',
                f'name one of {language}',
            )
        if own['copy_block'] not in own['copy_so_far'] or own['copy_block'] == own['copy_so_far']:
            what = f'{own["copy_so_far"]!r} copies more than {own["copy_block"]!r}, and does not say so'
            yield Problem(
                path,
                shown_texts.line_with(lines, 'copy_so_far:'),
                what,
                'call copy_so_far by the words of copy_block, and more',
            )
