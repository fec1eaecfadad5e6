"""Serves a built site as a static host does: below a sub-path, compressed, with the headers that the site asks for, and
its page for what is not there.
"""

import functools
import gzip
import http.server
import io
import threading
from pathlib import Path

import pytest

from book.site import builder

PREFIX = '/deep/book'
PACKED = ('.woff2', '.png', '.zip')  # compressed already


def headers(folder):
    """Return the headers that the file `_headers` of a built site asks for, name by value."""
    lines = (folder / '_headers').read_text(encoding='utf-8').splitlines()
    return dict(line.strip().split(': ', 1) for line in lines if line.startswith(' '))


@functools.lru_cache(256)  # a page asks for the same files again and again
def packed(path):
    """Return a file of the site as hosts send it."""
    return gzip.compress(path.read_bytes(), 6)


class Host(http.server.SimpleHTTPRequestHandler):
    """Answers below PREFIX with files of the folder `directory`."""

    def translate_path(self, path):
        inside = path.startswith(PREFIX)
        return super().translate_path(path.removeprefix(PREFIX) if inside else '/there/is/nothing')

    def send_head(self):
        path = Path(self.translate_path(self.path))
        if path.is_file():
            body = path.read_bytes() if path.suffix in PACKED else packed(path)
            self.server.sent.append((path.name, len(body)))
        if path.name in self.server.failing:
            return self.send_error(503)
        if not path.is_file() or path.suffix in PACKED or 'gzip' not in self.headers.get('Accept-Encoding', ''):
            return super().send_head()
        body = packed(path)
        self.send_response(200)
        self.send_header('Content-Type', self.guess_type(str(path)))
        self.send_header('Content-Encoding', 'gzip')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def end_headers(self):
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code, *arguments, **more):
        body = self.server.missing
        self.send_response(code)
        self.send_header('Content-Type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def serve(folder, missing, port=0):
    """Serve a built site in a thread, with the page `missing` for what is not there.

    Returns the server; its `address` has no slash at the end.
    """
    server = http.server.ThreadingHTTPServer(('127.0.0.1', port), functools.partial(Host, directory=folder))
    server.headers, server.missing = headers(folder), missing.encode()
    server.sent = []  # of each answer: the name of the file, and its bytes
    server.failing = set()  # names of files that it cannot send, for the time being
    server.handle_error = lambda request, client: None  # a browser may hang up
    server.address = f'http://127.0.0.1:{server.server_port}{PREFIX}'
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope='session')
def host(book, built_site):
    """The host of the site of the whole book, as it is published."""
    server = serve(built_site, builder.root_file(book, '404.html', f'https://example.org{PREFIX}/'))
    yield server
    server.shutdown()


@pytest.fixture(scope='session')
def address(host):
    """The address of the site of the whole book."""
    return host.address


def weight(response):
    """Return the bytes that a host sends for a response: all that is not packed already, packed as hosts do."""
    body = response.body()
    return len(body) if response.url.endswith(PACKED) else len(gzip.compress(body, 6))


def listen(page, address):
    """Return a list that fills with what the browser complains of: errors, violations of the policy, and requests to
    another host.
    """
    complaints = []
    page.on(
        'console', lambda message: complaints.append(message.text) if message.type in ('error', 'warning') else None
    )
    page.on('pageerror', lambda error: complaints.append(str(error)))
    page.on(
        'request',
        lambda request: (
            complaints.append(f'asks {request.url}')
            if not request.url.startswith((address, 'data:', 'blob:'))
            else None
        ),
    )
    page.on(
        'response',
        lambda response: complaints.append(f'{response.status} {response.url}') if response.status >= 400 else None,
    )
    return complaints


@pytest.fixture
def watched(page, address):
    """A page that fails the test if the browser complains."""
    complaints = listen(page, address)
    yield page
    assert complaints == []
