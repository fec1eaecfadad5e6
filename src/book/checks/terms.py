"""Do the pages use the words of the glossary, in both languages, and no others for the same things?"""

from collections.abc import Iterator

from book.manuscript.book import LANGUAGES
from book.manuscript.chapter import Chapter
from book.manuscript.page import plain
from book.manuscript.problems import Problem
from book.manuscript.terms import forms, pattern, read, sections, stands_in


def check(chapter: Chapter) -> Iterator[Problem]:
    """Yield a Problem for each word that the glossary replaces, and each section with a term in one language only."""
    terms = read(chapter.book)
    for page in chapter.pages.values():
        yield from _avoided(terms, page)
    if len(chapter.pages) == len(LANGUAGES):
        yield from _in_one_language(terms, chapter.pages)


def _in_one_language(terms, pages):
    texts = {language: sections(page) for language, page in pages.items()}
    for term in terms:
        if term.get('everyday'):  # also a word of common speech, which need not be the term
            continue
        for section in texts[LANGUAGES[0]].keys() & texts[LANGUAGES[1]].keys():
            has = {language: stands_in(texts[language][section][1], term, language) for language in LANGUAGES}
            if len(set(has.values())) > 1:
                here, there = sorted(LANGUAGES, key=has.get, reverse=True)
                yield Problem(
                    pages[there].shown,
                    texts[there][section][0],
                    f'#{section} has {term[here]!r} in {pages[here].shown}, but nowhere its term {term[there]!r} here',
                    f'use the words of docs/glossary.toml: {" or ".join(forms(term, there))}',
                )


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
