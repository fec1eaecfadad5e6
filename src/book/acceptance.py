"""`book accept`: shows one section after the other in all languages, with what changed, and asks."""

import difflib

import typer
from rich.table import Column, Table

from book import checks
from book.checks import glossary
from book.manuscript import reviews, terms
from book.manuscript.book import GLOSSARY, LANGUAGES, Book
from book.manuscript.problems import BookError, Problem
from book.terminal import console

IN_WORDS = 'all of the book'


def run(book: Book, wanted: list[str], everything: bool, unseen: bool) -> None:
    """Have sections read and accepted, each as soon as it is; with `unseen`, neither show them nor ask.

    Raises BookError for what has open problems, and typer.Exit where somebody says no.
    """
    if everything:
        said = typer.prompt(f'This accepts every section. Type "{IN_WORDS}" if you mean it', err=True)
        if said.strip() != IN_WORDS:
            raise typer.Exit(1)
        wanted = [name for name in book.chapters if len(book.written(name)) == len(LANGUAGES)]
        wanted += [GLOSSARY] if book.has_glossary else []
    if not wanted:
        file = book.shown(reviews.reviewed_file(book))
        raise BookError(Problem(file, 0, 'no section is named', 'name some as CHAPTER#ID, or CHAPTER; or say --all'))
    refused = 0
    for target in wanted:
        readings = reviews.unread(book, target)
        name = target.partition('#')[0].rsplit('/', 1)[-1].removesuffix('.md')
        _require_sound(book, name, [reading.section for reading in readings])
        for reading in readings:
            section = f'{name}#{reading.section}'
            if not unseen:
                _show(section, reading)
                if not typer.confirm(f'{section}: do the languages say the same, and no more than the blocks show?'):
                    refused += 1
                    continue
            reviews.accept(book, section, unseen)
            console.print(f'accepted {section}' + (', unseen' if unseen else ''))
        reviews.prune(book, name)
    if refused:
        raise typer.Exit(1)


def _require_sound(book, name, sections):
    """Raise BookError with the open problems of these sections of a chapter, or of these terms of the glossary."""
    if name == GLOSSARY:
        _require_sound_terms(book, sections)
        return
    found, problems = [], checks.check(book, [name])
    for page in book.pages(name).values():
        for section in (section for section in page.sections if section.id in sections):
            lines = range(section.start + 1, section.end + 1)
            found += [problem for problem in problems if problem.path == page.shown and problem.line in lines]
    if found:
        raise BookError(*found)


def _require_sound_terms(book, names):
    lines = dict(zip(map(terms.anchor, terms.read(book)), terms.lines(book)))
    chosen = {line for name in names for line in lines[name].values()}
    found = [
        problem for problem in glossary.check(book) if problem.line in chosen and 'book accept' not in problem.remedy
    ]
    if found:
        raise BookError(*found)


def _show(section, reading):
    """Print a section in all languages side by side, and below what changed since it was last read."""
    columns = Table(*(Column(f'{section}, {language}', overflow='fold') for language in reading.now), expand=True)
    columns.add_row(*reading.now.values())
    console.print(columns)
    for language, now in reading.now.items():
        before = reading.before[language]
        if before is None:
            console.print(f'{language}: no commit has what was last read here')
        elif changes := list(difflib.unified_diff(before.split('\n'), now.split('\n'), n=0, lineterm=''))[2:]:
            console.print(f'{language}, since it was last read:')
            for line in changes:
                if not line.startswith('@@'):
                    console.print(f'  {line}', style='green' if line.startswith('+') else 'red')
        else:
            console.print(f'{language}: the words are those that were last read')
