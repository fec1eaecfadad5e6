"""Writes the page of the glossary, of all terms: docs/glossary.toml in, docs/*/glossary.md out."""

import bisect
from pathlib import Path

from book.manuscript import terms
from book.manuscript.book import GLOSSARY, LANGUAGES, NOTEBOOK_PAGE, Book
from book.manuscript.problems import BookError, Problem

WRITTEN = '<!-- Written by `book weave` from docs/glossary.toml: change it there. -->'
# The common characters of GB 2312 stand in the order of their pinyin: the first one of each letter that begins a
# syllable.
LETTERS = 'ABCDEFGHJKLMNOPQRSTWXYZ'
FIRST_OF_LETTER = [first.encode('gb18030') for first in '啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝']


def render(book: Book) -> dict[Path, str]:
    """Return {path: text} of the page in each language, if the navigation names it.

    Raises BookError if a term names no section.
    """
    try:
        return (
            {book.path(language, GLOSSARY): page(book, language) for language in LANGUAGES} if book.has_glossary else {}
        )
    except KeyError as error:
        raise BookError(
            Problem(book.shown(terms.file(book)), 0, f'there is no section {error}', 'mend what `book check` names')
        )


def page(book: Book, language: str) -> str:
    """Return the page of the glossary (Markdown): a heading for each term, in the order of the language."""
    entries = sorted(terms.read(book), key=lambda term: sort_key(term[language]))
    words, other = book.words(language)['glossary'], terms.other(language)
    pages = {name: book.pages(name) for name in book.chapters}
    chapters = {name: found.get(language) or found[other] for name, found in pages.items() if found}
    text = f'# {words["title"]} {{ #{GLOSSARY} }}\n\n{WRITTEN}\n\n{words["intro"]}\n\n'
    text += f'{_jumps(entries, language)}\n{{ .term-letters }}\n'
    for term in entries:
        chapter, _, section = term['where'].partition('#')
        titles = {found.id: found.title for found in chapters[chapter].sections}
        places = ' › '.join(dict.fromkeys([chapters[chapter].sections[0].title, titles[section]]))
        text += (
            f'\n## {term[language]}{terms.translated(term, language)} {{ #{terms.anchor(term)} .term-head }}\n\n'
            f'{term[f"{language}_text"]}\n\n{term[f"{other}_text"]}\n{{ lang="{other}" }}\n\n'
            f'{words["where"]}[{places}]({_file(chapter)}#{section})\n{{ .term-where }}\n'
        )
    return text


def _file(chapter):
    return f'{chapter}.ipynb' if chapter == NOTEBOOK_PAGE else f'{chapter}.md'


def sort_key(word: str) -> tuple[str, bytes]:
    """Return what sorts words as a reader expects: by their letter, and Chinese within it by pinyin, which is how GB
    2312 orders its common characters.
    """
    return initial(word), word.casefold().encode('gb18030')


def initial(word: str) -> str:
    """Return the letter under which a reader looks for a word: of a Chinese one, the first of its pinyin."""
    if word[0].isascii():
        return word[0].upper()
    return LETTERS[bisect.bisect(FIRST_OF_LETTER, word[0].encode('gb18030')) - 1]


def _jumps(entries, language):
    """Return links (Markdown) to the first term of each letter, of `entries` in the order of the page."""
    first = {initial(term[language]): terms.anchor(term) for term in reversed(entries)}
    return ' '.join(
        f'[{letter}](#{first[letter]})' for letter in dict.fromkeys(initial(term[language]) for term in entries)
    )
