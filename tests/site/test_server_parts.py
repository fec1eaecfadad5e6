"""The parts of `book serve`: what is laid over a page, which changes count, and what is woven after one."""

from types import SimpleNamespace

import pytest

from book.manuscript.problems import Problem
from book.site import server


def test_a_problem_with_a_tag_is_shown_as_text():
    shown = server.overlay([Problem('docs/en/fall.md', 3, 'this <script> is open', 'close it: </script>')])
    assert '&lt;script&gt;' in shown and '<script>' not in shown


def answered(body, kind, problems):
    """Return (status, headers, body) of what the server sends, while `problems` are there."""
    sent = []

    def serve_request(environ, start_response):
        start_response('200 OK', [('Content-Type', kind), ('Content-Length', str(len(body)))])
        return [body[:5], body[5:]]

    application = server._overlaid(serve_request, SimpleNamespace(problems=problems))
    text = b''.join(application({}, lambda status, headers: sent.append((status, dict(headers)))))
    return *sent[0], text


def test_a_problem_is_laid_over_pages_alone_and_their_length_is_told_in_bytes():
    page, problem = '<body>页</body>'.encode(), Problem('docs/zh/fall.md', 3, '错了', '改好')
    assert answered(page, 'text/html', []) == ('200 OK', {'Content-Type': 'text/html', 'Content-Length': '16'}, page)
    assert answered(page, 'text/css', [problem])[2] == page
    status, headers, text = answered(page, 'text/html', [problem])
    assert status == '200 OK' and headers == {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Length': str(len(text)),
    }
    assert text.decode().startswith('<body>页<div') and '错了' in text.decode() and text.endswith(b'</body>')


def test_a_file_that_is_half_written_or_python_s_own_starts_no_build(tiny_book):
    printed = []
    builder = server._Builder(tiny_book, tiny_book.root / 'site', SimpleNamespace(print=printed.append))
    builder.seen = builder._state()
    for name in ('docs/en/fall.md.1.tmp', 'src/tiny/__pycache__/stone.pyc', 'site/index.html'):
        (tiny_book.root / name).parent.mkdir(exist_ok=True)
        (tiny_book.root / name).write_text('x')
    builder()
    assert printed == []


@pytest.mark.parametrize(
    'changed, wrong, woven',
    [
        (['docs/en/fall.md'], [], ['fall']),
        (['docs/en/fall.md', 'docs/zh/fall.md', 'docs/zh/index.md'], [], ['fall', 'index']),
        (['docs/en/fall.md', 'src/tiny/stone.py'], [], ['index', 'fall']),
        (['docs/en/fall.md'], ['something'], ['index', 'fall']),
    ],
)
def test_only_a_page_that_changed_is_woven_but_all_of_them_if_anything_else_did(tiny_book, changed, wrong, woven):
    builder = server._Builder(tiny_book, tiny_book.root / 'site', None)
    builder.problems = wrong
    assert builder._touched([tiny_book.root / name for name in changed]) == woven
