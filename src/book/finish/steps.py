"""Finishes all pages of one language that a builder built."""

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from book.finish import (
    assets,
    blocks,
    glossary,
    labels,
    lines,
    notebook_page,
    parallel,
    placeholders,
    sections,
)
from book.finish.built_page import BuiltPage
from book.finish.formulas import fonts, katex, place
from book.manuscript import terms
from book.manuscript.book import Book
from book.manuscript.problems import BookError, Problem

# What happens to a page, in this order. Before `place`, a formula is TeX; search and parallel reading want it so.
STEPS = (
    placeholders.take,
    notebook_page.step,
    placeholders.lead_to_the_other_language,
    blocks.mark_outputs,
    assets.describe,
    lines.step,
    sections.step,
    parallel.step,
    glossary.step,
    blocks.keep_code_whole,
    blocks.put_figures_in,
    placeholders.fill,
    assets.bundle,
    labels.label,
    labels.call_home,
    place.step,
)


@dataclass(frozen=True)
class Finished:
    """What comes of a page: its HTML, and what stands beside it."""

    name: str
    html: str
    canonical: str
    hreflang: list
    formulas: tuple
    twins: str
    sections: list
    styles: list
    scripts: list


def finish(folder: Path, book: Book, language: str) -> list[Finished]:
    """Return what comes of each page of `folder`; nothing is written. Raises BookError."""
    paths = sorted(folder.glob('*.html'))
    pages = [
        _finished(path.read_text(encoding='utf-8'), book, language, path.stem, _inputs(book, language, path.stem))
        for path in paths
    ]
    rendered = _rendered(book, language, pages)
    order = fonts.order(katex.stylesheet(book.modules))
    return [
        replace(
            page,
            html=place.put_in(page.html, page.formulas, rendered, order),
            sections=sections.readable(page.sections, rendered),
        )
        for page in pages
    ]


def write(folder: Path, book: Book, pages: list[Finished]) -> None:
    """Write finished pages in the place of those that were built, with scripts for parallel reading, and fonts."""
    for page in pages:
        (folder / f'{page.name}.html').write_text(page.html, encoding='utf-8')
        if page.twins:
            script = folder / 'assets/parallel' / f'{page.name}.js'
            script.parent.mkdir(parents=True, exist_ok=True)
            script.write_text(page.twins, encoding='utf-8')
    rendered = katex.render({formula for page in pages for formula in page.formulas}, book.modules)
    drawn = [found.fonts for found in rendered.values()]
    fonts.write(folder / 'assets/katex/fonts', drawn, katex.font_files(book.modules))


@lru_cache(64)  # a server finishes the same pages again and again
def _finished(text, book, language, name, inputs):
    """Return what comes of a page, with places for its formulas; with other `inputs` it may be something else."""
    page = BuiltPage(text, book, language, name)
    for step in STEPS:
        step(page)
    return Finished(
        name,
        page.html(),
        page.canonical,
        page.hreflang,
        tuple(page.formulas),
        page.twins,
        page.sections,
        page.styles,
        page.scripts,
    )


def _inputs(book, language, name):
    """Return what a page depends on beside its HTML: configurations, the glossary, and the chapter's own files."""
    files = [
        *book.configs,
        terms.file(book),
        book.notebook(language, name),
        *sorted(book.figures(language).glob(f'{name}-*.svg')),
        *(book.path(each, name) for each in book.languages),
    ]
    return tuple((file, file.stat().st_mtime_ns) for file in files if file.is_file())


def _rendered(book, language, pages):
    """Return {formula: what KaTeX makes of it} for all pages. Raises BookError for one that it does not understand."""
    rendered = katex.render({formula for page in pages for formula in page.formulas}, book.modules)
    problems = []
    for page in pages:
        for tex, displayed in page.formulas:
            if error := rendered[tex, displayed].error:
                source = book.page(language, page.name)
                problems.append(
                    Problem(
                        source.shown,
                        blocks.line_with(source, tex.split('\n')[0]),
                        f'the formula {tex!r}: {error}',
                        'mend the TeX',
                    )
                )
    if problems:
        raise BookError(*problems)
    return rendered
