"""Builds the site: each language by MkDocs, side by side, and the page that leads to them."""

import contextlib
import html
import logging
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlsplit

from book.manuscript.book import CONFIGS, LANGUAGES, Book
from book.manuscript.problems import BookError, Problem
from book.site import csp, languages
from book.site.styles import purge

ROOT_FILES = ('index.html', '404.html', 'root.css', 'root.js')


class Builders:
    """A process for each language (MkDocs keeps global state). A second build by the same ones is much quicker: they keep what did not change.

    Ctrl-C ends them without a word; so do the end of the process that made them, and an error in the `with` block, whatever they are doing.
    """

    def __enter__(self):
        self.pools = {
            language: ProcessPoolExecutor(1, get_context('spawn'), initializer=_serve_parent) for language in LANGUAGES
        }
        return self

    def __exit__(self, error=None, *more):
        for pool in self.pools.values():
            pool.shutdown(wait=error is None, cancel_futures=True)
        if error is not None:
            for process in multiprocessing.active_children():
                process.terminate()

    def build(self, jobs: dict[str, tuple[str, str, str]]) -> Path:
        """Build each language, at the same time: `jobs` maps it to the arguments of `_build_language`. Returns all problems."""
        with _uninterrupted():
            running = [self.pools[language].submit(_build_language, *arguments) for language, arguments in jobs.items()]
        try:
            return [problem for job in running for problem in job.result()]
        except BrokenProcessPool:  # ended from outside
            self.__exit__()
            self.__enter__()
            raise BookError(
                Problem(
                    'book build',
                    0,
                    'a process that built the pages was ended',
                    'try again, or save a file: new ones have started',
                )
            )


@contextlib.contextmanager
def _uninterrupted():
    """Let Ctrl-C wait, here and in each process that starts now: one that was just starting would print where it stood."""
    if not hasattr(signal, 'pthread_sigmask'):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve_parent():
    """In a new process: die by Ctrl-C at once, and with the parent, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, 'pthread_sigmask'):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})  # see `_uninterrupted`

    def follow() -> None:
        multiprocessing.parent_process().join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def build(book: Book, base_url: str = '', out: Path | None = None, builders: 'Builders | None' = None) -> Path:
    """Build all languages into `out` (site/ by default), which is replaced only if all succeed. Returns the folder.

    `base_url` is where the site will stand; without it the site works anywhere, but names no canonical
    address. `builders` are those of an earlier build, or new ones. Raises BookError with what MkDocs found.
    """
    if base_url and urlsplit(base_url).scheme not in ('http', 'https'):
        raise BookError(Problem(base_url, 0, 'the base URL is no web address', 'write it as https://example.org/book/'))
    out = Path(out).resolve() if out else book.root / 'site'
    if out.exists() and any(out.iterdir()) and not (out / LANGUAGES[0] / 'index.html').is_file():
        raise BookError(
            Problem(out, 0, 'the folder holds something that is not this site', 'name an empty or a new folder')
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f'.{out.name}-', dir=out.parent))
    try:
        with contextlib.nullcontext(builders) if builders else Builders() as building:
            problems = building.build(
                {
                    language: (
                        str(book.root / CONFIGS[language]),
                        str(draft / language),
                        f'{base_url.rstrip("/")}/{language}/' if base_url else '',
                    )
                    for language in LANGUAGES
                }
            )
        if problems:
            raise BookError(*problems)
        if not builders:  # who serves while writing looks at other things
            purge.purge(draft, LANGUAGES, book.root / 'node_modules')
        for name in ROOT_FILES:
            (draft / name).write_text(root_file(book, name, base_url), encoding='utf-8')
        for name, text in languages.root_files(base_url).items():
            (draft / name).write_text(text, encoding='utf-8')
        csp.write(draft)
        (draft / '.nojekyll').touch()
        draft.chmod(0o755)
        _replace(out, draft)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return out


def root_file(book: Book, name: str, base_url: str = '') -> str:
    """Return the text of one of ROOT_FILES. The page for what is not there can stand at any depth: it needs the site's own path."""
    text = (book.root / 'docs/theme/root' / name).read_text(encoding='utf-8')
    for key, language in product(('site_name', 'site_description'), LANGUAGES):
        text = text.replace(f'{{{{ {key} {language} }}}}', html.escape(book.setting(language, key)))
    text = text.replace('{{ base }}', urlsplit(base_url).path.rstrip('/') + '/').replace(
        '{{ languages }}', languages.root_links(base_url)
    )
    return text.replace('{{ site }}', f'{base_url.rstrip("/")}/' if base_url else '')


def _replace(out, draft):
    """Put the draft in the place of `out`: two renames, so that a reader never meets half a site."""
    old = draft.with_name(f'{draft.name}-old')
    if out.exists():
        os.rename(out, old)
    os.rename(draft, out)
    shutil.rmtree(old, ignore_errors=True)


def _build_language(config_file, site_dir, site_url):
    """Build one language. Returns a list of Problem: MkDocs' warnings and errors."""
    os.environ['NO_MKDOCS_2_WARNING'] = '1'
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    os.chdir(Path(config_file).parent)
    found = _Collector(logging.WARNING)
    logger = logging.getLogger('mkdocs')
    logger.addHandler(found)
    try:
        config = load_config(config_file, site_dir=site_dir, **({'site_url': site_url} if site_url else {}))
        config.plugins.on_startup(command='build', dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
    except (MkDocsException, Abort) as error:
        if ours := _book_error(error):
            return ours.problems
        if not found.messages:
            found.messages.append(str(error))
    finally:
        logger.removeHandler(found)
    name = Path(config_file).name
    return [Problem(name, 0, message, 'mend what it names, then build again') for message in found.messages]


def _book_error(error):
    """Return the BookError that an error of MkDocs comes from, or None."""
    while error is not None and not isinstance(error, BookError):
        error = error.__cause__ or error.__context__
    return error


class _Collector(logging.Handler):
    """Keeps what MkDocs warns of, for strict means that a warning is an error."""

    def __init__(self, level):
        super().__init__(level)
        self.messages = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
