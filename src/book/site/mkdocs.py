"""Runs MkDocs: a process for each language."""

import contextlib
import logging
import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from book.manuscript.book import LANGUAGES
from book.manuscript.problems import BookError, Problem


class Builders:
    """A process for each language (MkDocs keeps global state). A second build by the same ones is much quicker: they
    keep what did not change.

    Ctrl-C ends them without a word; so do the end of the process that made them, and an error in the `with` block,
    whatever they are doing.
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

    def build(self, jobs: dict[str, tuple[str, str, str]]) -> list[Problem]:
        """Build each language, at the same time: `jobs` maps it to the arguments of `_build_language`.

        Returns all problems.
        """
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
    """Let Ctrl-C wait, here and in each process that starts now: it would print where it stood."""
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
        if parent := multiprocessing.parent_process():
            parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


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
