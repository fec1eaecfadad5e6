"""Serves the book while it is written: weaves, rebuilds and reloads whenever a file changes."""

import errno
import html
import socket
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from rich.console import Console

from book.manuscript.book import CONFIGS, LANGUAGES, Book
from book.manuscript.problems import BookError, Problem
from book.site import builder, mkdocs
from book.weave import weaver

HOST = '127.0.0.1'
LOOK_EVERY = 0.2  # seconds
NOTHING_YET = '<!doctype html><title>Not built yet</title><body></body>'
OVER_THE_PAGE = """<div role="alert" style="position: fixed; inset: auto 0 0 0; z-index: 99; max-height: 60%; overflow: auto; box-sizing: border-box;
padding: 1rem 1.5rem; border-top: 4px solid #d62728; background: #fff; color: #1c1f24; font: 15px/1.5 ui-monospace, Menlo, Consolas, monospace">
<p style="margin: 0 0 .5rem"><b>{title}</b></p>{problems}</div>"""  # noqa: E501


def serve(book: Book, port: int, console: Console) -> None:
    """Serve until Ctrl-C. Raises BookError if the port is taken."""
    _require_free(port)
    with (
        tempfile.TemporaryDirectory(prefix='book-serve-') as folder,
        _Builder(book, Path(folder) / 'site', console) as builder,
    ):
        builder.run(book.chapters)
        server = _Server(builder, HOST, port, root=str(builder.out), polling_interval=LOOK_EVERY)
        server.started = lambda: console.print(f'serving at http://{HOST}:{port}/ (Ctrl-C ends it)')
        server.set_app(_overlaid(server.serve_request, builder))
        server.error_handler = lambda code: (builder.out / '404.html').read_bytes() if code == 404 else None
        for name in ('docs', 'src', *CONFIGS.values()):
            server.watch(str(book.root / name))
        try:
            server.serve()
        finally:
            server.shutdown()


class _Server(LiveReloadServer):
    """Says that it serves once it does: the port is open, and changes are seen."""

    started: Callable[[], None] | None = None

    def service_actions(self) -> None:
        super().service_actions()
        if self.started:
            self.started()
            self.started = None


class _Builder:
    """Weaves and builds into `out`. Called by the server after a change; a failure is printed and kept in `problems`,
    and the last good site stays.
    """

    def __init__(self, book, out, console):
        self.book, self.out, self.console = book, out, console
        self.problems, self.seen = [], {}

    def __enter__(self):
        self.builders = mkdocs.Builders().__enter__()
        return self

    def __exit__(self, *error):
        self.builders.__exit__(*error)

    def run(self, chapters: list[str]) -> None:
        """Weave `chapters` and build, and print what was done, or what went wrong."""
        start = time.perf_counter()
        self.seen = self._state()
        try:
            ran, written = weaver.weave(self.book, chapters, any_version=True)
            self.seen = self._state()
            builder.build(self.book, out=self.out, builders=self.builders)
        except (
            BookError
        ) as error:  # nothing half done is shown: neither prose of now with outputs of before, nor the other way round
            self.problems = error.problems
            self.console.print(f'{error}\nthe site is as it was before this change', style='red')
            if not self.out.exists():
                for name in ('index.html', '404.html', *(f'{language}/index.html' for language in LANGUAGES)):
                    (self.out / name).parent.mkdir(parents=True, exist_ok=True)
                    (self.out / name).write_text(NOTHING_YET, encoding='utf-8')
        else:
            self.problems = []
            woven = f'ran {", ".join(ran)}; ' if ran else f'wrote {len(written)} files; ' if written else ''
            self.console.print(f'{woven}built both languages ({time.perf_counter() - start:.1f} s)')

    def __call__(self):
        now = self._state()
        changed = sorted(path for path in now.keys() | self.seen.keys() if now.get(path) != self.seen.get(path))
        if not changed:  # only what weave itself wrote
            return
        shown = [self.book.shown(path) for path in changed]
        self.console.print(f'changed: {", ".join(map(str, shown))}')
        if any(path.is_relative_to(self.book.root / 'src/book') for path in changed):  # they hold the press of before
            self.builders.__exit__()
            self.builders.__enter__()
        self.book.__dict__.pop('chapters', None)  # the navigation may have changed
        self.run(self._touched(changed))

    def _touched(self, changed):
        """Return the chapters to weave: those whose pages changed, or all if anything else did, or something is still
        wrong.
        """
        pages = {self.book.path(language, name): name for language in LANGUAGES for name in self._chapters()}
        return (
            self._chapters()
            if self.problems or not all(path in pages for path in changed)
            else sorted({pages[path] for path in changed})
        )

    def _chapters(self):
        try:
            return self.book.chapters
        except BookError:
            return []

    def _state(self):
        """Return the time of change of each file that the site depends on."""
        paths = [self.book.root / name for name in CONFIGS.values()]
        for folder in ('docs', 'src'):
            paths += [
                path
                for path in (self.book.root / folder).rglob('*')
                if path.is_file() and '__pycache__' not in path.parts and not path.name.endswith('.tmp')
            ]
        return {path: path.stat().st_mtime_ns for path in paths if path.is_file()}


def _overlaid(serve_request, builder):
    """Return the server's application, with what went wrong shown over each page."""

    def application(environ: dict, start_response: Callable) -> Iterable[bytes]:
        answer = []
        body = serve_request(environ, lambda status, headers, *error: answer.append((status, headers)))
        ((status, headers),) = answer
        if dict(headers)['Content-Type'] == 'text/html' and builder.problems:
            page = b''.join(body).replace(b'</body>', overlay(builder.problems).encode() + b'</body>', 1)
            headers = [('Content-Type', 'text/html; charset=utf-8'), ('Content-Length', str(len(page)))]
            body = [page]
        start_response(status, headers)
        return body

    return application


def overlay(problems: list[Problem]) -> str:
    """Return what a page shows of `problems` (HTML): it goes when the page is built without any."""
    items = ''.join(
        f'<p style="margin: .5rem 0; white-space: pre-wrap; overflow-wrap: anywhere">{html.escape(str(problem))}</p>'
        for problem in problems
    )
    return OVER_THE_PAGE.format(title='This page is as it was before the last change:', problems=items)


def _require_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            raise BookError(
                Problem(
                    f'{HOST}:{port}',
                    0,
                    'the port is in use' if taken else str(error),
                    'end the other program, or name another port: `make serve PORT=8001` (`book serve --port 8001`)',
                )
            )
