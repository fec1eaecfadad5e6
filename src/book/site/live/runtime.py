"""Writes the folder `live/` of a site: Python for the browser, the libraries that blocks import, and the scripts."""

import gzip
import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from filelock import FileLock

from book.finish.formulas import katex
from book.manuscript.book import Book
from book.manuscript.problems import BookError, Problem

FOLDER = 'live'
HERE = Path(__file__).parent
SOURCES = HERE.parents[2] / 'live'
PYODIDE = ('pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm')
# What a session takes of the standard library, and what readers import most.
START = (
    'ast',
    'builtins',
    'contextlib',
    'copy',
    'csv',
    'dataclasses',
    'encodings.ascii',
    'encodings.latin_1',
    'functools',
    'gc',
    'importlib.machinery',
    'io',
    'itertools',
    'json',
    'linecache',
    'math',
    'operator',
    'pathlib',
    'random',
    're',
    'string',
    'tempfile',
    'textwrap',
    'time',
    'traceback',
    'types',
    'warnings',
    'zipimport',
)
OWN = {'book_session': 'session.py', 'book_memory': 'memory.py', 'book_rest_finder': 'rest.py'}
KEPT = 4  # versions of the folder: books that differ, such as those of the tests, share a cache


def packages(book: Book) -> dict[str, str]:
    """Return what the blocks import that is no standard library: {name: a folder of Python, or the address of a wheel}.
    Empty for a book whose pages do not run.
    """
    return book.read(book.configs[0]).get('extra', {}).get('live') or {}


def write(site: Path, book: Book) -> None:
    """Write `live/` into a built site. Raises BookError if something is not there, or does not compile."""
    wanted = packages(book)
    if not wanted:
        return
    for package in ('pyodide', 'esbuild', '@codemirror/view'):
        if not (book.modules / package).is_dir():
            raise BookError(
                Problem(book.shown(book.modules / package), 0, f'{package} is not installed', 'run `make setup`')
            )
    _copy_packed(book, wanted, site / FOLDER)
    all_words = {language: book.words(language) for language in book.languages}
    words = {language: said['live'] | {'lost': said['not_loaded']} for language, said in all_words.items()}
    wheels = [address for address in wanted.values() if is_wheel(address)]
    text = json.dumps({'words': words, 'torch': wheels}, ensure_ascii=False)
    (site / FOLDER / 'words.json').write_text(text, encoding='utf-8')


def is_wheel(address: str) -> bool:
    """Say whether a package is a wheel, to be loaded by the reader's browser."""
    return urlsplit(address).path.endswith('.whl')


def hosts(book: Book) -> list[str]:
    """Return the other hosts that wheels come from: the page's policy has to name them."""
    addresses = (urlsplit(address) for address in packages(book).values() if is_wheel(address))
    return sorted({f'{address.scheme}://{address.netloc}' for address in addresses if address.netloc})


def _copy_packed(book, wanted, target):
    """Copy all that does not depend on the pages into a folder; it is made anew only if something in it has changed."""
    folders = {name: book.root / path for name, path in wanted.items() if not is_wheel(path)}
    for name, folder in folders.items():
        if not folder.exists():
            raise BookError(
                Problem('mkdocs.yml', 0, f'extra.live: {name} is {folder}, which is not there', 'name a folder')
            )
    libraries = folders | {name: SOURCES / file for name, file in OWN.items()}
    cache = book.modules.resolve().parent / '.cache/live'
    cache.mkdir(parents=True, exist_ok=True)
    made = cache / _key(book, libraries)
    with FileLock(cache / 'lock'):
        if not made.is_dir():
            for old in sorted(cache.glob('*/'), key=lambda folder: folder.stat().st_mtime)[:-KEPT]:
                shutil.rmtree(old)
            with tempfile.TemporaryDirectory(dir=cache) as draft:
                (out := Path(draft) / 'live').mkdir()
                _make(out, book, libraries)
                out.rename(made)
        shutil.copytree(made, target)  # before another build may throw it away


def _key(book, libraries):
    """Return a hash of all that goes in."""
    inputs = [
        book.modules / package / 'package.json'
        for package in ('pyodide', 'esbuild', '@codemirror/view', '@codemirror/state')
    ]
    inputs += [
        path
        for folder in (SOURCES, HERE, *libraries.values())
        for path in ([folder] if folder.is_file() else sorted(folder.rglob('*.*')))
    ]
    found = hashlib.sha256(repr(sorted(libraries)).encode())
    for path in inputs:
        if path.is_file() and '__pycache__' not in path.parts:
            found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:16]


def _make(out, book, libraries):
    """Compile the libraries, bundle the scripts."""
    job = {
        'out': str(out),
        'start': START,
        'libraries': {_file(name, path): str(path) for name, path in libraries.items()},
    }
    _node(book, HERE / 'pack.mjs', job)
    for name in PYODIDE:
        shutil.copyfile(book.modules / 'pyodide' / name, out / name)
    lock = json.loads((book.modules / 'pyodide/pyodide-lock.json').read_text(encoding='utf-8'))
    sizes = {
        name: [(out / name).stat().st_size, len(gzip.compress((out / name).read_bytes(), 6))]
        for name in ('pyodide.asm.mjs', 'pyodide.asm.wasm', 'start.zip')
    }
    built = {'sizes': sizes, 'lock': {'info': lock['info'], 'packages': {}}}
    for script in ('worker.js', 'page.js', 'editor.js'):
        _bundle(book, out, built, script)
    shutil.copyfile(SOURCES / 'page.css', out / 'page.css')
    _bundle(book, out, {'version': _version(out)}, 'service-worker.js')


def _version(out):
    """Return a hash of all that the service worker may keep: what it kept of another version is out of date."""
    return hashlib.sha256(b''.join(path.read_bytes() for path in sorted(out.iterdir()))).hexdigest()[:16]


def _file(name, path):
    return name if path.is_dir() else f'{name}.py'


def _bundle(book, out, built, name):
    """Join a script with what it imports, by esbuild."""
    job = {'out': str(out), 'entry': str(SOURCES / name), 'built': built}
    _node(book, HERE / 'bundle.mjs', job)


def _node(book, script, work):
    """Run a script of this room by Node. Raises BookError with what it says."""
    run = katex.run_node(script, book.modules, work=json.dumps(work))
    if run.returncode:
        raise BookError(
            Problem(book.shown(script), 0, run.stderr.strip()[-2000:], 'mend what it names, then build again')
        )
