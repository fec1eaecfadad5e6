"""Weaves code, outputs, figures and notebooks into the chapters, and checks that they are still true."""

import asyncio
import hashlib
import inspect
import json
from dataclasses import dataclass

from book import compare, figures, notebook, source
from book.chapter import OUTPUT, Chapter
from book.errors import BookError, Problem
from book.kernel import PRELUDE, BlockError, run_all, versions
from book.layout import LANGUAGES, replace_all

WEAVE = 'run `make weave`, look at what changed (git diff), and commit it'


@dataclass
class Draft:
    """A chapter before its results are woven in: the pages of both languages and the code that they share."""

    name: str
    pages: dict   # language -> Chapter
    codes: list   # the code of each block
    key: str      # of all that the results depend on


def read(book, name):
    """Read a chapter in both languages, with the code that it shows from `src`. Raises BookError."""
    for path in (book.page(language, name) for language in LANGUAGES):
        if not path.is_file():
            raise BookError(Problem(book.shown(path), 0, 'there is no such page', 'write it, or take it out of `nav:` in mkdocs.yml'))
    pages = {language: Chapter(book.page(language, name)) for language in LANGUAGES}
    codes = {language: [_code(book, page, fence) for fence in page.fences] for language, page in pages.items()}
    one, *others = LANGUAGES
    for other in others:
        _require_same_code(book, pages[one], pages[other], codes[one], codes[other])
    key = hashlib.sha256(json.dumps([codes[one], versions(), PRELUDE, inspect.getsource(figures)]).encode()).hexdigest()
    return Draft(name, pages, codes[one], key)


def _code(book, page, fence):
    if fence.source is None:
        return fence.code
    return source.code(book.root, fence.source, book.shown(page.path), fence.line)


def _require_same_code(book, one, other, codes, other_codes):
    path = book.shown(one.path)
    for fence, twin, code, twin_code in zip(one.fences, other.fences, codes, other_codes):
        if code != twin_code:
            number, left, right = compare.first_difference(code, twin_code)
            raise BookError(Problem(book.shown(other.path), twin.line + 1 + number,
                                    f'the code differs from {path}:{fence.line + 1 + number}: {right!r} here, {left!r} there',
                                    'make both blocks the same: a chapter has one code for all languages'))
    if len(codes) != len(other_codes):
        raise BookError(Problem(book.shown(other.path), 0, f'{len(other_codes)} Python blocks, but {path} has {len(codes)}',
                                'give both pages the same blocks in the same order'))


def weave(book, names, report=lambda name: None, fresh=False):
    """Bring chapters up to date: run what changed, write what differs. Returns (names that ran, paths written).

    Raises BookError, with every file as it was, if a block fails. `fresh` runs what did not change, too.
    """
    drafts = [read(book, name) for name in names]
    known = {draft.name: results for draft in drafts if not fresh and (results := recorded(book, draft)) is not None}
    ran = _run(book, [draft for draft in drafts if draft.name not in known], report)
    contents = {}
    for draft in drafts:
        contents |= render(book, draft, (known | ran)[draft.name])
    return [draft.name for draft in drafts if draft.name in ran], replace_all(contents)


def recorded(book, draft):
    """Return the results that the chapter's notebook records, or None if the chapter has changed since."""
    record, results = notebook.read(book.notebook(LANGUAGES[0], draft.name))
    return results if record and record.get('key') == draft.key and len(results) == len(draft.codes) else None


def _run(book, drafts, report):
    """Run chapters. Returns a dict of name to results; raises BookError with all blocks that failed."""
    found = asyncio.run(run_all({draft.name: draft.codes for draft in drafts}, report)) if drafts else {}
    problems = []
    for draft in drafts:
        if isinstance(error := found[draft.name], BlockError):
            page = draft.pages[LANGUAGES[0]]
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


def render(book, draft, results):
    """Return what a chapter's files must hold, in all languages, given the results of its blocks: path -> text."""
    names = figure_names(draft.name, results)
    record = {'key': draft.key, **versions()}
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


def check(book, names, report=lambda name: None):
    """Run chapters again, write nothing, and return a Problem for each thing that is no longer true."""
    drafts = [read(book, name) for name in names]
    fresh = _run(book, drafts, report)
    problems = []
    for draft in drafts:
        results = recorded(book, draft)
        for page in draft.pages.values():
            problems += _untrue(book, page, draft.codes, fresh[draft.name])
        if results is None:
            path = book.shown(book.notebook(LANGUAGES[0], draft.name))
            problems.append(Problem(path, 0, 'the notebook records a run of other code, or on other versions', WEAVE))
        else:
            problems += _unlike_record(book, draft, results, fresh[draft.name])
    return list(dict.fromkeys(problems))


def _untrue(book, page, codes, results):
    """Return the problems of a page whose code, outputs or figures are not those of `results`."""
    path = book.shown(page.path)
    for fence, code, result in zip(page.fences, codes, results):
        if found := compare.first_difference(fence.code, code):
            number, shown, wanted = found
            yield Problem(path, fence.line + 1 + number, f'the page shows {shown!r}, src has {wanted!r}',
                          f'change src, not the page; then {WEAVE}')
        shown = (fence.output or '').rstrip('\n')
        if found := compare.first_difference(result.output.rstrip('\n'), shown, compare.same_text):
            number, wanted, got = found
            yield Problem(path, (fence.output_line or fence.end) + number,
                          f'the output is not what the block prints: expected {wanted!r}, got {got!r}', WEAVE)
        if len(fence.figures) != len(result.figures):
            yield Problem(path, fence.line, f'the block draws {len(result.figures)} figures, the page shows {len(fence.figures)}', WEAVE)


def _unlike_record(book, draft, recorded_results, results):
    """Return the problems of files that differ from the record, and of a record that differs from this run."""
    for language in draft.pages:
        for result, fresh, names in zip(recorded_results, results, figure_names(draft.name, results)):
            for old, new, name in zip(result.figures, fresh.figures, names):
                if not compare.same_figure(old, new):
                    yield Problem(book.shown(book.figures(language) / f'{name}.svg'), 0,
                                  'the figure is not what the block draws now', WEAVE)
            if found := compare.first_difference(fresh.output, result.output, compare.same_text):
                yield Problem(book.shown(book.notebook(language, draft.name)), 0,
                              f'the notebook records another output: expected {found[1]!r}, got {found[2]!r}', WEAVE)
    for path, text in render(book, draft, recorded_results).items():
        present = path.read_text(encoding='utf-8') if path.is_file() else None
        if present != text:
            yield _stale(book, path, present, text)


def _stale(book, path, present, text):
    if present is None:
        return Problem(book.shown(path), 0, 'the file is missing', WEAVE)
    if text is None:
        return Problem(book.shown(path), 0, 'no block draws this figure', WEAVE)
    number, wanted, got = compare.first_difference(text, present)
    return Problem(book.shown(path), number + 1, f'woven text was changed by hand: expected {_short(wanted)}, got {_short(got)}', WEAVE)


def _short(line):
    return 'the end of the file' if line is None else repr(line if len(line) < 200 else line[:200] + '...')
