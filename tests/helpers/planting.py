"""Plants faults in a copy of the tiny book, and finds what the press says of them."""

from book.manuscript.book import LANGUAGES


def edit(path, old, new):
    """Replace every `old` by `new` in a file."""
    text = path.read_text(encoding='utf-8')
    assert old in text, old
    path.write_text(text.replace(old, new), encoding='utf-8')


def plant(book, old, new, languages=('en',), name='fall'):
    """Replace the first `old` by `new` in a chapter's pages."""
    for language in languages:
        page = book.path(language, name)
        text = page.read_text(encoding='utf-8')
        assert old in text, old
        page.write_text(text.replace(old, new, 1), encoding='utf-8')


def line_with(book, text, language='en', name='fall'):
    """Return the number of the line on which a text begins in a chapter's page."""
    page = book.path(language, name).read_text(encoding='utf-8')
    assert text in page, text
    return page[: page.index(text)].count('\n') + 1


def named(problems, path, line, what, remedy):
    """Return the one problem that is at this place and has these words; `line` may be None for the page as a whole."""
    found = [
        problem
        for problem in problems
        if str(problem.path) == path and what in problem.what and remedy in problem.remedy
    ]
    assert found, f'nothing says {what!r} of {path}; what was said: {[str(problem) for problem in problems]}'
    assert line is None or line in [problem.line for problem in found], (
        f'line {line} is meant: {[str(problem) for problem in found]}'
    )
    return found[0]


def snapshot(book):
    """Return path -> (text, time of change) of all that weave may touch."""
    return {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for language in LANGUAGES
        for path in sorted(book.path(language, 'x').parent.rglob('*'))
        if path.is_file()
    }
