"""Weaves code, outputs, figures and notebooks into the chapters."""

import hashlib
import itertools
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from book.manuscript.book import Book
from book.manuscript.chapter import Chapter
from book.manuscript.markers import OUTPUT
from book.manuscript.problems import BookError, Problem
from book.manuscript.writing import replace_all
from book.weave import compare, figures, glossary_page, notebook
from book.weave.kernel import PRELUDE, BlockError, Result, run_all, versions


def weave(
    book: Book,
    names: Sequence[str],
    report: Callable[[str], None] = lambda name: None,
    fresh: bool = False,
    any_version: bool = False,
) -> tuple[list[str], list[Path]]:
    """Bring chapters up to date: run what changed, write what differs. Returns (names that ran, paths written).

    Raises BookError, with every file as it was, if a block fails. `fresh` runs what did not change, too;
    `any_version` does not count another version of Python, torch or Matplotlib as a change.
    """
    chapters, known = [Chapter(book, name) for name in names], {}
    for chapter in chapters:
        record, results = recorded(chapter)
        if record and not fresh and (any_version or record == {'key': key(chapter), **versions()}):
            known[chapter.name] = record, results
    ran = run([chapter for chapter in chapters if chapter.name not in known], report)
    contents: dict[Path, str | None] = dict(glossary_page.render(book))
    for chapter in chapters:
        _keep_what_is_the_same(chapter, ran.get(chapter.name, []))
        record, results = known.get(chapter.name) or ({'key': key(chapter), **versions()}, ran[chapter.name])
        contents |= render(chapter, record, results)
    return [chapter.name for chapter in chapters if chapter.name in ran], replace_all(contents)


def _keep_what_is_the_same(chapter, results):
    """Put what the notebook records into the place of what differs from it by no more than `weave --check` allows.

    Another machine then changes no file, and nobody has to read again what says the same.
    """
    _, before = notebook.read(chapter.book.notebook(chapter.first.language, chapter.name))
    for old, new in zip(before, results):
        if compare.same_text(old.output, new.output) and _form(old.output) == _form(new.output):
            new.output = old.output
        if len(old.figures) == len(new.figures):
            new.figures = [was if compare.same_figure(was, now) else now for was, now in zip(old.figures, new.figures)]


def _form(output):
    """Return an output with each digit as 0: other decimals are meant to be seen."""
    return re.sub(r'\d', '0', output)


def key(chapter: Chapter) -> str:
    """Return what changes with all that the results of a chapter depend on, but for the versions."""
    return hashlib.sha256(json.dumps([chapter.codes, PRELUDE, figures.FORM]).encode()).hexdigest()


def recorded(chapter: Chapter) -> tuple[dict[str, str] | None, list[Result]]:
    """Return (record, results) of the run that the notebook holds, or (None, []) if the code has changed since."""
    wanted, codes = key(chapter), chapter.codes
    record, results = notebook.read(chapter.book.notebook(chapter.first.language, chapter.name))
    return (record, results) if record and record.get('key') == wanted and len(results) == len(codes) else (None, [])


def run(chapters: list[Chapter], report: Callable[[str], None] = lambda name: None) -> dict[str, list[Result]]:
    """Run chapters. Returns a dict of name to results; raises BookError with all blocks that failed."""
    found = run_all({chapter.name: _blocks(chapter) for chapter in chapters}, report) if chapters else {}
    problems, results = [], {}
    for chapter in chapters:
        result = found[chapter.name]
        if isinstance(result, BlockError):
            page = chapter.first
            line = page.fences[result.index].line + result.line
            problems.append(Problem(page.shown, line, result.what, result.remedy))
        else:
            _name_figures(chapter.name, result)
            results[chapter.name] = result
    if problems:
        raise BookError(*problems)
    return results


def _blocks(chapter):
    """Return the code of each block, and the seconds that it may take."""
    return [(code, fence.seconds) for code, fence in zip(chapter.codes, chapter.first.fences)]


def _name_figures(chapter, results):
    for result, names in zip(results, figure_names(chapter, results)):
        result.figures = [figures.canonical(svg, name) for svg, name in zip(result.figures, names)]


def figure_names(chapter: str, results: list[Result]) -> list[list[str]]:
    """Return the names of the figures of each block: they are numbered through the chapter."""
    numbers = itertools.count(1)
    return [[f'{chapter}-{next(numbers)}' for _ in result.figures] for result in results]


def render(chapter: Chapter, record: dict[str, str], results: list[Result]) -> dict[Path, str | None]:
    """Return what a chapter's files must hold, in all languages, given the results of its blocks: path -> text.

    `record` says what the results depended on; the notebooks keep it.
    """
    book, names = chapter.book, figure_names(chapter.name, results)
    contents: dict[Path, str | None] = {}
    for language, page in chapter.pages.items():
        folder = book.figures(language)
        contents |= {
            path: None
            for path in folder.glob(f'{chapter.name}-*.svg')
            if path.stem.removeprefix(f'{chapter.name}-').isdigit()
        }
        for result, block_names in zip(results, names):
            contents |= {folder / f'{name}.svg': svg for svg, name in zip(result.figures, block_names)}
        contents[page.path] = _page(page, chapter.codes, results, names)
        contents[book.notebook(language, chapter.name)] = notebook.make(page, chapter.codes, results, names, record)
    return contents


def _page(page, codes, results, names):
    """Return a page's text with code, outputs and figures put in."""
    lines, at = [], 0
    for fence, code, result, block_names in zip(page.fences, codes, results, names):
        lines += page.lines[at : fence.start] + ['```python', *code.rstrip('\n').split('\n'), '```']
        if result.output:
            lines += ['', OUTPUT, '~~~text', *result.output.rstrip('\n').split('\n'), '~~~']
        for name, alt in zip(block_names, notebook.alternatives(fence, block_names)):
            lines += ['', f'![{alt}](figures/{name}.svg)']
        at = fence.tail
    return '\n'.join(lines + page.lines[at:])
