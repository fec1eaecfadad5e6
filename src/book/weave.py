"""Weaves code, outputs, figures and notebooks into the chapters."""

import hashlib
import inspect
import json
from dataclasses import dataclass

from book import compare, figures, notebook, source
from book.chapter import OUTPUT, Chapter
from book.errors import BookError, Problem
from book.kernel import PRELUDE, BlockError, run_all, versions
from book.layout import LANGUAGES, replace_all


@dataclass
class Draft:
    """A chapter before its results are woven in: the pages of the languages in which it is written, and the code that they share."""

    name: str
    pages: dict   # language -> Chapter
    codes: list   # the code of each block
    key: str      # of all that the results depend on but for the versions

    @property
    def first(self):
        """The language whose notebook is read for what the last run gave."""
        return next(iter(self.pages))


def read(book, name):
    """Read a chapter in the languages in which it is written, with the code that it shows from `src`. Raises BookError."""
    pages = {language: Chapter(book.page(language, name)) for language in book.written(name)}
    if not pages:
        raise BookError(Problem(book.shown(book.page(LANGUAGES[0], name)), 0, 'there is no such page in any language',
                                'write it, or take it out of `nav:` in mkdocs.yml'))
    codes = {language: [_code(book, page, fence) for fence in page.fences] for language, page in pages.items()}
    one, *others = pages
    for other in others:
        _require_same_code(book, pages[one], pages[other], codes[one], codes[other])
    key = hashlib.sha256(json.dumps([codes[one], PRELUDE, inspect.getsource(figures)]).encode()).hexdigest()
    return Draft(name, pages, codes[one], key)


def _code(book, page, fence):
    if fence.source is None:
        return fence.code
    return source.code(book.root, fence.source, book.shown(page.path), fence.line)


def _require_same_code(book, one, other, codes, other_codes):
    path = book.shown(one.path)
    for fence, twin, code, twin_code in zip(one.fences, other.fences, codes, other_codes):
        if fence.source != twin.source:
            here, there = (f'<!-- from: {block.source} -->' if block.source else 'no <!-- from: ... -->' for block in (twin, fence))
            raise BookError(Problem(book.shown(other.path), twin.line, f'{here} stands above the block, but {there} above {path}:{fence.line}',
                                    'take both blocks from the same place: a chapter has one code for all languages'))
        if code != twin_code:
            number, left, right = compare.first_difference(code, twin_code)
            here, there = (min(block.line + 1 + number, block.end) for block in (twin, fence))
            left, right = (repr(line) if line else 'nothing' for line in (left, right))
            raise BookError(Problem(book.shown(other.path), here, f'the code differs from {path}:{there}: {right} here, {left} there',
                                    'make both blocks the same: a chapter has one code for all languages'))
    if len(codes) != len(other_codes):
        raise BookError(Problem(book.shown(other.path), 0, f'{len(other_codes)} Python blocks, but {path} has {len(codes)}',
                                'give both pages the same blocks in the same order'))


def weave(book, names, report=lambda name: None, fresh=False, any_version=False):
    """Bring chapters up to date: run what changed, write what differs. Returns (names that ran, paths written).

    Raises BookError, with every file as it was, if a block fails. `fresh` runs what did not change, too;
    `any_version` does not count another version of Python, torch or Matplotlib as a change.
    """
    drafts, known = [read(book, name) for name in names], {}
    for draft in drafts:
        record, results = recorded(book, draft)
        if record and not fresh and (any_version or record == {'key': draft.key, **versions()}):
            known[draft.name] = record, results
    ran = run(book, [draft for draft in drafts if draft.name not in known], report)
    contents = {}
    for draft in drafts:
        record, results = known.get(draft.name) or ({'key': draft.key, **versions()}, ran[draft.name])
        contents |= render(book, draft, record, results)
    return [draft.name for draft in drafts if draft.name in ran], replace_all(contents)


def recorded(book, draft):
    """Return (record, results) of the run that the chapter's notebook holds, or (None, []) if its code has changed since."""
    record, results = notebook.read(book.notebook(draft.first, draft.name))
    return (record, results) if record and record.get('key') == draft.key and len(results) == len(draft.codes) else (None, [])


def run(book, drafts, report):
    """Run chapters. Returns a dict of name to results; raises BookError with all blocks that failed."""
    found = run_all({draft.name: draft.codes for draft in drafts}, report) if drafts else {}
    problems = []
    for draft in drafts:
        if isinstance(error := found[draft.name], BlockError):
            page = draft.pages[draft.first]
            problems.append(Problem(book.shown(page.path), page.fences[error.index].line + error.line, error.what, error.remedy))
        else:
            _name_figures(draft.name, error)
    if problems:
        raise BookError(*problems)
    return found


def _name_figures(chapter, results):
    for result, names in zip(results, figure_names(chapter, results)):
        result.figures = [figures.canonical(svg, name) for svg, name in zip(result.figures, names)]


def figure_names(chapter, results):
    """Return the names of the figures of each block: they are numbered through the chapter."""
    numbers = iter(range(1, 1000))
    return [[f'{chapter}-{next(numbers)}' for _ in result.figures] for result in results]


def render(book, draft, record, results):
    """Return what a chapter's files must hold, in all languages, given the results of its blocks: path -> text.

    `record` says what the results depended on; the notebooks keep it.
    """
    names = figure_names(draft.name, results)
    contents = {}
    for language, page in draft.pages.items():
        folder = book.figures(language)
        contents |= {path: None for path in folder.glob(f'{draft.name}-*.svg')
                     if path.stem.removeprefix(f'{draft.name}-').isdigit()}
        for result, block_names in zip(results, names):
            contents |= {folder / f'{name}.svg': svg for svg, name in zip(result.figures, block_names)}
        contents[page.path] = _page(page, draft.codes, results, names)
        contents[book.notebook(language, draft.name)] = notebook.make(page, draft.codes, results, names, record)
    return contents


def _page(page, codes, results, names):
    """Return a page's text with code, outputs and figures put in."""
    lines, at = [], 0
    for fence, code, result, block_names in zip(page.fences, codes, results, names):
        lines += page.lines[at:fence.start] + ['```python', *code.rstrip('\n').split('\n'), '```']
        if result.output:
            lines += ['', OUTPUT, '~~~text', *result.output.rstrip('\n').split('\n'), '~~~']
        for name, alt in zip(block_names, notebook.alternatives(fence, block_names)):
            lines += ['', f'![{alt}](figures/{name}.svg)']
        at = fence.tail
    return '\n'.join(lines + page.lines[at:])
