"""Serves the book while it is written: weaves, rebuilds and reloads whenever a file changes."""

import errno
import socket
import tempfile
import time
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from book import site, weave
from book.errors import BookError, Problem
from book.layout import CONFIGS

HOST = '127.0.0.1'


def serve(book, port, console):
    """Serve until Ctrl-C. Raises BookError if the port is taken, or if the first build fails."""
    _require_free(port)
    with tempfile.TemporaryDirectory(prefix='book-serve-') as folder:
        builder = _Builder(book, Path(folder) / 'site', console)
        builder.build()
        server = LiveReloadServer(builder, HOST, port, root=str(builder.out))
        server.error_handler = lambda code: (builder.out / '404.html').read_bytes() if code == 404 else None
        for name in ('docs', 'src', *CONFIGS.values()):
            server.watch(str(book.root / name))
        console.print(f'serving at http://{HOST}:{port}/ (Ctrl-C ends it)')
        try:
            server.serve()
        except KeyboardInterrupt:
            console.print('stopped')
        finally:
            server.shutdown()


class _Builder:
    """Weaves and builds into `out`. Called by the server after a change; a failure is printed, and the last good site stays."""

    def __init__(self, book, out, console):
        self.book, self.out, self.console = book, out, console
        self.seen = self._state()

    def build(self):
        start = time.perf_counter()
        ran, written = [], []
        try:
            ran, written = weave.weave(self.book, self.book.chapters, any_version=True)
        except BookError as error:  # say so, and show the prose all the same
            self.console.print(f'{error}\nnot woven: the pages show what was woven before', style='red')
        self.seen = self._state()
        site.build(self.book, out=self.out)
        woven = f'ran {", ".join(ran)}; ' if ran else f'wrote {len(written)} files; ' if written else ''
        self.console.print(f'{woven}built both languages ({time.perf_counter() - start:.1f} s)')

    def __call__(self):
        now = self._state()
        changed = sorted(str(self.book.shown(path)) for path in now.keys() | self.seen.keys() if now.get(path) != self.seen.get(path))
        if not changed:  # only what weave itself wrote
            return
        self.seen = now
        self.console.print(f'changed: {", ".join(changed)}')
        try:
            self.book.__dict__.pop('chapters', None)  # the navigation may have changed
            self.build()
        except BookError as error:
            self.console.print(f'{error}\nthe site is as it was before this change', style='red')

    def _state(self):
        """Return the time of change of each file that the site depends on."""
        paths = [self.book.root / name for name in CONFIGS.values()]
        for folder in ('docs', 'src'):
            paths += [path for path in (self.book.root / folder).rglob('*')
                      if path.is_file() and '__pycache__' not in path.parts and not path.name.endswith('.tmp')]
        return {path: path.stat().st_mtime_ns for path in paths if path.is_file()}


def _require_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            raise BookError(Problem(f'{HOST}:{port}', 0, 'the port is in use' if taken else str(error),
                                    'end the other program, or name another port: `make serve PORT=8001` (`book serve --port 8001`)'))
