"""Do the pages use the words of the glossary, in both languages, and no others for the same things?"""

from collections.abc import Iterator

from book.checks.counted import exchanged
from book.checks.parity import paired
from book.manuscript.book import LANGUAGES
from book.manuscript.chapter import Chapter
from book.manuscript.page import plain
from book.manuscript.problems import Problem
from book.manuscript.terms import Terms, forms, near, pattern, read, stands_in


def check(chapter: Chapter) -> Iterator[Problem]:
    """Yield a Problem for each word that the glossary replaces, and each paragraph with a term in one language only."""
    terms = read(chapter.book)
    for page in chapter.pages.values():
        yield from _avoided(terms, page)
    if len(chapter.pages) == len(LANGUAGES):
        yield from _in_one_language(terms, *chapter.pages.values())


def _in_one_language(terms, page, other_page):
    languages = page.language, other_page.language
    for unit, other in paired(page, other_page)[0]:
        for term, first in one_sided(terms, (unit.text, other.text), languages):
            (here, at), (there, near) = ((page, unit), (other_page, other))[:: 1 if first else -1]
            what = f'{term[here.language]!r} is in {here.shown}:{at.line}, but its {term[there.language]!r} is not here'
            words = ' or '.join(forms(term, there.language))
            yield Problem(there.shown, near.line, what, f'use the words of docs/glossary.toml: {words}')
        for here, there in exchanged(terms, (unit.text, other.text), languages):
            what = f'this says {there}, but {page.shown}:{unit.line} says {here}'
            yield Problem(other_page.shown, other.line, what, 'count the same in both languages')


def one_sided(terms: Terms, texts: tuple[str, str], languages: tuple[str, str]) -> list[tuple[dict, bool]]:
    """Return the terms that only one of two texts has, each with whether it is the first; but none that is also a word
    of common speech in the language that has it.
    """
    both = [(text, language, near(text, terms.begins[language])) for text, language in zip(texts, languages)]
    found = []
    for number in sorted(both[0][2] | both[1][2]):
        term = terms[number]
        has = [number in close and stands_in(text, term, language) for text, language, close in both]
        if has[0] != has[1] and languages[has.index(True)] not in term.get('everyday', ''):
            found.append((term, has[0]))
    return found


def _avoided(terms, page):
    for token, _ in page.inlines():
        text = plain(token)
        for term in map(terms.__getitem__, sorted(near(text, terms.avoided[page.language]))):
            for word in term[f'not_{page.language}']:
                if match := pattern(page.language, word).search(text):
                    yield Problem(
                        page.shown,
                        token.map[0] + 1 + text[: match.start()].count('\n'),
                        f"{word!r} is not this book's word",
                        f'write {term[page.language]!r} (docs/glossary.toml)',
                    )
