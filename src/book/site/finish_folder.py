"""Finishes what a builder built: the pages (book.finish), and all that stands beside them."""

import shutil
from pathlib import Path

from bs4 import BeautifulSoup

from book.finish import steps as pages
from book.manuscript.book import Book
from book.manuscript.problems import BookError, Problem
from book.site.artifacts import downloads, search_index, sitemap, social_card
from book.site.styles import bundle


def finish(folder: Path, book: Book) -> None:
    """Finish the site of one language in `folder`, in place.

    Raises BookError, with the folder as it was, if it was never built, is finished already, or lacks something.
    """
    language = language_of(folder, book)
    for package in ('katex', 'iframe-worker'):
        if not (book.modules / package).is_dir():
            raise BookError(
                Problem(book.shown(book.modules / package), 0, f'{package} is not installed', 'run `make setup`')
            )
    finished = [page for page in pages.finish(folder, book, language) if page.name != '404']
    bundles = bundle.join(folder, finished, book.modules)
    (folder / '404.html').unlink(missing_ok=True)  # one page above serves all languages
    pages.write(folder, book, finished)
    bundle.write(folder, finished, bundles)
    site_url = next((page.canonical for page in finished if page.name == 'index'), '').removesuffix('index.html')
    downloads.write(folder, book, language, site_url)
    social_card.write(folder, book, language)
    sitemap.write(folder, finished)
    search_index.write(folder, book, language, [section for page in finished for section in page.sections])
    shutil.copyfile(book.modules / 'iframe-worker/shim/index.js', folder / 'assets/iframe-worker.js')
    # Stemmers for other languages: a megabyte that nothing loads.
    shutil.rmtree(folder / 'assets/javascripts/lunr', ignore_errors=True)


def folders(site: Path) -> list[Path]:
    """Return the folders of the languages of a built site: those below it, or itself."""
    return sorted(path.parent for path in site.glob('*/index.html')) or [site]


def language_of(folder: Path, book: Book) -> str:
    """Return the language of a built folder, as its first page says. Raises BookError."""
    page = folder / 'index.html'
    if not page.is_file():
        raise BookError(
            Problem(
                folder, 0, 'no built site is here (no index.html)', 'build it first, or name the folder where it is'
            )
        )
    if (folder / bundle.STYLES).is_file():
        raise BookError(Problem(folder, 0, 'this site is finished already', 'build it anew, then finish it'))
    language = BeautifulSoup(page.read_text(encoding='utf-8'), 'html.parser').html.get('lang')
    if language not in book.languages:
        raise BookError(
            Problem(
                page,
                0,
                f'the language of the page is {language!r}',
                f'set `language:` of the theme to one of {", ".join(book.languages)}',
            )
        )
    return language
