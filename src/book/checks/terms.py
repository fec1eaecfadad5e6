"""Do the pages use the words of the glossary, in both languages, and no others for the same things?"""

from collections.abc import Iterator

from book.checks.parity import paired
from book.manuscript.book import LANGUAGES
from book.manuscript.chapter import Chapter
from book.manuscript.page import plain
from book.manuscript.problems import Problem
from book.manuscript.terms import forms, pattern, read, stands_in


def check(chapter: Chapter) -> Iterator[Problem]:
    """Yield a Problem for each word that the glossary replaces, and each paragraph with a term in one language only."""
    terms = read(chapter.book)
    for page in chapter.pages.values():
        yield from _avoided(terms, page)
    if len(chapter.pages) == len(LANGUAGES):
        yield from _in_one_language(terms, *chapter.pages.values())


def _in_one_language(terms, page, other_page):
    languages = page.language, other_page.language
    strict = [term for term in terms if not term.get('everyday')]  # the others are words of common speech, too
    starts = [[[word.split()[0].lower() for word in forms(term, each)] for each in languages] for term in strict]
    for unit, other in paired(page, other_page)[0]:
        texts = unit.text.lower(), other.text.lower()
        if not any(texts):
            continue
        for term, beginnings in zip(strict, starts, strict=True):
            has = [  # the beginning of a word is found sooner than the word
                any(map(text.__contains__, words)) and stands_in(text, term, language)
                for text, words, language in zip(texts, beginnings, languages, strict=True)
            ]
            if has[0] != has[1]:
                (here, at), (there, near) = ((page, unit), (other_page, other))[:: 1 if has[0] else -1]
                what = f'{term[here.language]!r} is in {here.shown}:{at.line}, but its {term[there.language]!r} is not'
                words = ' or '.join(forms(term, there.language))
                yield Problem(there.shown, near.line, f'{what} here', f'use the words of docs/glossary.toml: {words}')


def _avoided(terms, page):
    for token, _ in page.inlines():
        text = plain(token)
        for term in terms:
            for word in term.get(f'not_{page.language}', []):
                if match := pattern(page.language, word).search(text):
                    yield Problem(
                        page.shown,
                        token.map[0] + 1 + text[: match.start()].count('\n'),
                        f"{word!r} is not this book's word",
                        f'write {term[page.language]!r} (docs/glossary.toml)',
                    )
