"""Is every page still what its code gives? Runs the chapters again and compares: `book weave --check`."""

from book import compare, weave
from book.errors import Problem

REMEDY = 'run `make weave`, look at what changed (git diff), and commit it'


def check(book, names, report=lambda name: None):
    """Run chapters again, write nothing, and return a Problem for each thing that is no longer true."""
    drafts = [weave.read(book, name) for name in names]
    fresh = weave.run(book, drafts, report)
    problems = []
    for draft in drafts:
        record, results = weave.recorded(book, draft)
        for page in draft.pages.values():
            problems += _untrue(book, page, draft.codes, fresh[draft.name])
        if record is None:
            path = book.shown(book.notebook(draft.first, draft.name))
            problems.append(Problem(path, 0, 'the notebook records a run of other code', REMEDY))
        else:
            problems += _unlike_record(book, draft, record, results, fresh[draft.name])
    return list(dict.fromkeys(problems))


def _untrue(book, page, codes, results):
    """Return the problems of a page whose code, outputs or figures are not those of `results`."""
    path = book.shown(page.path)
    for fence, code, result in zip(page.fences, codes, results):
        if found := compare.first_difference(fence.code, code):
            number, shown, wanted = found
            yield Problem(path, fence.line + 1 + number, f'the page shows {shown!r}, src has {wanted!r}',
                          f'change src, not the page; then {REMEDY}')
        shown = (fence.output or '').rstrip('\n')
        if found := compare.first_difference(result.output.rstrip('\n'), shown, compare.same_text):
            number, wanted, got = found
            yield Problem(path, (fence.output_line or fence.end) + number,
                          f'the output is not what the block prints: expected {wanted!r}, got {got!r}', REMEDY)
        if len(fence.figures) != len(result.figures):
            yield Problem(path, fence.line, f'the block draws {len(result.figures)} figures, the page shows {len(fence.figures)}', REMEDY)


def _unlike_record(book, draft, record, recorded_results, results):
    """Return the problems of files that differ from the record, and of a record that differs from this run."""
    for language in draft.pages:
        for result, fresh, names in zip(recorded_results, results, weave.figure_names(draft.name, results)):
            for old, new, name in zip(result.figures, fresh.figures, names):
                if not compare.same_figure(old, new):
                    yield Problem(book.shown(book.figures(language) / f'{name}.svg'), 0,
                                  'the figure is not what the block draws now', REMEDY)
            if found := compare.first_difference(fresh.output, result.output, compare.same_text):
                yield Problem(book.shown(book.notebook(language, draft.name)), 0,
                              f'the notebook records another output: expected {found[1]!r}, got {found[2]!r}', REMEDY)
    for path, text in weave.render(book, draft, record, recorded_results).items():
        present = path.read_text(encoding='utf-8') if path.is_file() else None
        if present != text:
            yield _stale(book, path, present, text)


def _stale(book, path, present, text):
    if present is None:
        return Problem(book.shown(path), 0, 'the file is missing', REMEDY)
    if text is None:
        return Problem(book.shown(path), 0, 'no block draws this figure', REMEDY)
    number, wanted, got = compare.first_difference(text, present)
    return Problem(book.shown(path), number + 1, f'woven text was changed by hand: expected {_short(wanted)}, got {_short(got)}', REMEDY)


def _short(line):
    return 'the end of the file' if line is None else repr(line if len(line) < 200 else line[:200] + '...')
