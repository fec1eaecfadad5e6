"""Is each chapter of the navigation there in every language, and does every file belong to one?"""

from collections.abc import Iterator

from book.manuscript import reviews
from book.manuscript.book import GLOSSARY, LANGUAGES, Book
from book.manuscript.markers import TO_TRANSLATE
from book.manuscript.problems import Problem


def check(book: Book) -> Iterator[Problem]:
    """Yield a Problem for each chapter that a language lacks, each page in no navigation, each file that belongs to no
    chapter, each lost review.
    """
    for name in sorted(reviews.read(book).keys() - {*book.chapters, GLOSSARY}):
        yield Problem(
            book.shown(reviews.reviewed_file(book)),
            0,
            f'{name} was reviewed, but there is no such chapter now',
            f'remove [{name}]',
        )
    for name in book.chapters:
        for language in LANGUAGES:
            path = book.path(language, name)
            if not path.is_file():
                yield Problem(
                    book.shown(path),
                    0,
                    'the chapter is missing in this language',
                    f'write it, or take {name} out of `nav:` in mkdocs.yml',
                )
            elif language not in book.written(name):
                yield Problem(
                    book.shown(path),
                    1 + path.read_text(encoding='utf-8').split('\n').index(TO_TRANSLATE),
                    'the chapter is yet to be translated',
                    f'translate it, and remove {TO_TRANSLATE}',
                )
    known = [*book.chapters, *([GLOSSARY] if book.has_glossary else [])]
    for language in LANGUAGES:
        for path in sorted(book.path(language, 'x').parent.glob('**/*.md')):
            if path != book.path(language, path.stem) or path.stem not in known:
                yield Problem(
                    book.shown(path), 0, 'the page is in no navigation', 'name it in `nav:` of mkdocs.yml, or remove it'
                )
        yield from _strays(book, language)


def _strays(book, language):
    """What lies beside the pages goes into the site: only what weave wrote for a chapter may."""
    folder = book.path(language, 'x').parent
    notebooks = {book.notebook(language, name) for name in book.chapters}
    for path in sorted(folder.glob('**/*')):
        figure = (
            path.parent == book.figures(language)
            and path.suffix == '.svg'
            and path.stem.rpartition('-')[0] in book.chapters
        )
        if path.is_file() and path.suffix != '.md' and path not in notebooks and not figure:
            yield Problem(
                book.shown(path),
                0,
                'the file belongs to no chapter, and the site would show it',
                'remove it: weave writes figures and notebooks',
            )
