"""Does each word beside the pages speak its language: of the glossary, and of the interface (mkdocs*.yml)?"""

from collections.abc import Iterator

from book.checks import characters, shown_texts, spelling, twins, untranslated, wording
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
    yield from twins.unlike(shown_texts.of_glossary(book), known)
    yield from twins.unlike(shown_texts.of_interface(book), known)
    for word in shown_texts.of_glossary(book, suffix=''):  # which may be one that both languages use
        yield from spelling.misspelled(word)


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
