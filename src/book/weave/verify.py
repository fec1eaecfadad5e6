"""Is every page still what its code gives? Runs the chapters again and compares: `book weave --check`."""

from collections.abc import Callable, Mapping, Sequence

from book.manuscript.book import Book
from book.manuscript.chapter import Chapter, first_difference, unlike_source
from book.manuscript.problems import Problem
from book.weave import compare, glossary_page, weaver
from book.weave.kernel import Result

REMEDY = 'run `make weave`, look at what changed (git diff), and commit it'


def check(book: Book, names: Sequence[str], report: Callable[[str], None] = lambda name: None) -> list[Problem]:
    """Run chapters again, write nothing, and return a Problem for each thing that is no longer true."""
    chapters = [Chapter(book, name) for name in names]
    return differences(book, chapters, weaver.run(chapters, report))


def differences(book: Book, chapters: Sequence[Chapter], fresh: Mapping[str, list[Result]]) -> list[Problem]:
    """Return a Problem for each thing in the files of chapters that is not what their `fresh` results are."""
    problems = []
    for chapter in chapters:
        record, results = weaver.recorded(chapter)
        for page in chapter.pages.values():
            problems += _untrue(page, chapter.codes, fresh[chapter.name])
        if record is None:
            path = book.shown(book.notebook(chapter.first.language, chapter.name))
            problems.append(Problem(path, 0, 'the notebook records a run of other code', REMEDY))
        else:
            problems += _unlike_record(chapter, record, results, fresh[chapter.name])
    problems += [
        _stale(book, path, present, text)
        for path, text in glossary_page.render(book).items()
        if (present := path.read_text(encoding='utf-8') if path.is_file() else None) != text
    ]
    return list(dict.fromkeys(problems))


def _untrue(page, codes, results):
    """Return the problems of a page whose code, outputs or figures are not those of `results`."""
    path = page.shown
    for fence, code, result in zip(page.fences, codes, results):
        yield from unlike_source(page, fence, code)
        shown = (fence.output or '').rstrip('\n')
        if found := first_difference(result.output.rstrip('\n'), shown, compare.same_text):
            number, wanted, got = found
            yield Problem(
                path,
                (fence.output_line or fence.end) + number,
                f'the output is not what the block prints: expected {wanted!r}, got {got!r}',
                REMEDY,
            )
        if len(fence.figures) != len(result.figures):
            yield Problem(
                path,
                fence.line,
                f'the block draws {len(result.figures)} figures, the page shows {len(fence.figures)}',
                REMEDY,
            )


def _unlike_record(chapter, record, recorded_results, results):
    """Return the problems of files that differ from the record, and of a record that differs from this run."""
    book = chapter.book
    for language in chapter.pages:
        for result, fresh, names in zip(recorded_results, results, weaver.figure_names(chapter.name, results)):
            for old, new, name in zip(result.figures, fresh.figures, names):
                if not compare.same_figure(old, new):
                    yield Problem(
                        book.shown(book.figures(language) / f'{name}.svg'),
                        0,
                        'the figure is not what the block draws now',
                        REMEDY,
                    )
            if found := first_difference(fresh.output, result.output, compare.same_text):
                yield Problem(
                    book.shown(book.notebook(language, chapter.name)),
                    0,
                    f'the notebook records another output: expected {found[1]!r}, got {found[2]!r}',
                    REMEDY,
                )
    for path, text in weaver.render(chapter, record, recorded_results).items():
        present = path.read_text(encoding='utf-8') if path.is_file() else None
        if present != text:
            yield _stale(book, path, present, text)


def _stale(book, path, present, text):
    if present is None:
        return Problem(book.shown(path), 0, 'the file is missing', REMEDY)
    if text is None:
        return Problem(book.shown(path), 0, 'no block draws this figure', REMEDY)
    number, wanted, got = first_difference(text, present)
    return Problem(
        book.shown(path),
        number + 1,
        f'woven text was changed by hand: expected {_short(wanted)}, got {_short(got)}',
        REMEDY,
    )


def _short(line):
    return 'the end of the file' if line is None else repr(line if len(line) < 200 else line[:200] + '...')
