"""Does each word beside the pages speak its language: of the glossary, and of the interface (mkdocs*.yml)?"""

from collections.abc import Iterator

from book.checks import characters, shown_texts, spelling, untranslated, wording
from book.manuscript import terms
from book.manuscript.book import Book
from book.manuscript.problems import Problem


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
    for word in shown_texts.of_glossary(book, suffix=''):  # which may be one that both languages use
        yield from spelling.misspelled(word)
