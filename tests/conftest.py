"""Shared by all tests: the book, a small copy of it to break, its site, and a browser."""

import os
import re
import shutil
import tomllib
from collections import Counter
from pathlib import Path

import hypothesis
import psutil
import pytest
from filelock import FileLock

os.environ.setdefault('OMP_NUM_THREADS', '1')  # the tensors are small, and the tests run side by side
os.environ.setdefault('MPLBACKEND', 'agg')  # before any block imports Matplotlib: no window, no screen needed

from helpers import fonts  # noqa: E402
from helpers.pages import CHAPTERS  # noqa: E402
from helpers.planting import plant  # noqa: E402
from helpers.results import Results  # noqa: E402
from helpers.screen import browser  # noqa: E402
from helpers.screen.served import address, host, watched  # noqa: E402, F401 - fixtures

from book.manuscript.book import CONFIGS, Book  # noqa: E402
from book.site import builder, mkdocs  # noqa: E402

hypothesis.settings.register_profile('book', deadline=None)  # a machine may be busy
hypothesis.settings.load_profile('book')
ROOT = Path(__file__).parent.parent
BEYOND = (
    'line',
    'backward',
    'concise',
    'least-squares',
    'real-data',
    'certainty',
    'pitfalls',
    'errors',
    'scale',
    'features',
    'project',
    'processes',
    'lab',
)  # chapters of the book that make none of the lesson's points


LONG = (  # files of few, long tests; the first one builds the site that others would wait for
    'test_site.py',
    'test_accessibility.py',
    'test_every_block.py',
    'test_reader.py',
)


def pytest_addoption(parser):
    parser.addoption('--chapter', help='run what is about this chapter, and nothing else')
    parser.addoption(
        '--write-results', action='store_true', help='write the tables of what the suites found to tests/results/'
    )


@pytest.fixture(scope='session')
def results(request):
    """Collects the tables of what the suites find, and writes them if asked to."""
    found = Results(request.config.option.write_results)
    yield found
    if found.writing and not request.session.testsfailed:
        found.write()


@pytest.fixture(scope='session')
def book():
    """The book itself: tests read it, and change nothing."""
    return Book(ROOT)


def copied(root, folder):
    """Copy all that makes the book from `root` to `folder`, and return the folder."""
    for name in ('src', 'docs', 'tests', 'mkdocs.yml', 'mkdocs.en.yml'):
        copy = shutil.copytree if (root / name).is_dir() else shutil.copy
        copy(root / name, folder / name)
    (folder / 'node_modules').symlink_to(root / 'node_modules')
    return folder


@pytest.fixture
def whole_book(tmp_path):
    """A copy of the whole book, for what might write into it."""
    return Book(copied(ROOT, tmp_path))


def tiny(folder):
    """Make a copy of the tiny book, with the real one's configuration and theme, in a new folder."""
    shutil.copytree(ROOT / 'tests/tiny_book', folder)
    for link in ('docs/theme', 'node_modules'):
        (folder / link).symlink_to(ROOT / link)
    for library in ('tinytorch', 'tinyplot'):  # what runs in its pages
        (folder / 'src' / library).symlink_to(ROOT / 'src' / library)
    for name in CONFIGS.values():
        text, own = ((root / name).read_text(encoding='utf-8') for root in (ROOT, folder))
        for key in ('site_name', 'site_description', 'nav'):
            entry = rf'(?m)^{key}:.*\n(?:  - .*\n)*'
            if mine := re.search(entry, own):
                text = re.sub(entry, lambda match: mine[0], text)
        text = text.replace('src/book/site/hooks.py', str(ROOT / 'src/book/site/hooks.py'))
        (folder / name).write_text(text, encoding='utf-8')
    return Book(folder)


@pytest.fixture
def tiny_book(tmp_path):
    """A copy of the tiny book, to break: two chapters, `index` and `fall`, that run in a second."""
    return tiny(tmp_path / 'tiny')


@pytest.fixture(scope='session')
def unchanged_tiny_book(tmp_path_factory):
    """The tiny book: tests read it, and change nothing."""
    return tiny(tmp_path_factory.mktemp('unchanged') / 'tiny')


@pytest.fixture(scope='session')
def builders():
    """Processes that build the languages: what they have imported, each build after the first need not import again."""
    with mkdocs.Builders() as running:
        yield running


def shared(tmp_path_factory):
    """Return the temporary folder that all processes of this run share."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if 'PYTEST_XDIST_WORKER' in os.environ else folder


def built_once(book, tmp_path_factory, name, base_url=''):
    """Build the site of the whole book, once for all processes that run tests."""
    folder = shared(tmp_path_factory) / name
    with FileLock(folder.with_suffix('.lock')):
        return folder if folder.is_dir() else builder.build(book, base_url, folder)


@pytest.fixture(scope='session')
def built_site(book, tmp_path_factory):
    """The site of the whole book: tests read it, and change nothing."""
    return built_once(book, tmp_path_factory, 'built_site')


@pytest.fixture(scope='session')
def published_site(tmp_path_factory):
    """The site of a tiny book that has a web address and a repository, and whose chapter `fall` lacks a paragraph in
    English.
    """
    book = tiny(tmp_path_factory.mktemp('published') / 'tiny')
    config = book.configs[0].read_text(encoding='utf-8')
    book.configs[0].write_text(
        'repo_url: https://github.com/someone/the-book\n' + re.sub('(?m)^repo_url:.*', '', config), encoding='utf-8'
    )
    plant(book, '\nLine by line:\n', '')
    return built_once(book, tmp_path_factory, 'published_site', 'https://example.org/deep/book/')


@pytest.fixture(scope='session')
def browser_type_launch_args(browser_type_launch_args, tmp_path_factory):
    """Start the Chromium of this machine, without the calls home that a closed network would answer with errors."""
    with FileLock(shared(tmp_path_factory) / 'browser.lock'):  # it may have to be installed
        path, seen = browser.find(), fonts.install(shared(tmp_path_factory) / 'fonts')
    return {
        **browser_type_launch_args,
        'executable_path': path,
        'env': os.environ | seen,
        'args': [
            '--no-sandbox',
            '--disable-gpu',
            '--in-process-gpu',  # a process less for each browser
            '--process-per-site',  # the pages of a context share what is compiled
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
        ],
    }


def pytest_xdist_auto_num_workers():
    """One process more than there are processors: a browser test waits as often as it works."""
    return psutil.cpu_count() + 1


def pytest_collection_modifyitems(config, items):
    """Leave out what is about a chapter that this book does not have, and put the rest in order.

    The browser tests come last: Playwright leaves an event loop running, and the kernels of weave need their own. Long
    files come early, so that no process is left alone with one at the end.
    """
    points = tomllib.loads((ROOT / 'docs/points.toml').read_text(encoding='utf-8'))
    absent = {*points, *BEYOND} - set(CHAPTERS)
    items[:] = [
        item
        for item in items
        if not absent & (values(item) | {chapter for mark in item.iter_markers('about') for chapter in mark.args})
    ]
    if chapter := config.option.chapter:
        items[:] = [item for item in items if is_about(item, chapter)]
    tests = Counter(item.path for item in items)
    items.sort(
        key=lambda item: ('browser' in item.path.parts, item.path.name not in LONG, -tests[item.path], item.path)
    )


def values(item):
    """Return the texts among a test's parameters."""
    parameters = getattr(getattr(item, 'callspec', None), 'params', {}).values()
    return {
        part
        for value in parameters
        for part in (value if isinstance(value, tuple) else [value])
        if isinstance(part, str)
    }


def is_about(item, chapter):
    """Return whether a test is about a chapter: its page, a test with its name as a parameter, or one of the whole site
    that is marked so.
    """
    return chapter in values(item) or item.path.stem == chapter or item.get_closest_marker('each_chapter') is not None


def pytest_sessionfinish(session, exitstatus):
    """A skipped check is a failed check."""
    reporter = session.config.pluginmanager.get_plugin('terminalreporter')
    chosen = session.config.option.keyword or session.config.option.markexpr
    if (
        reporter
        and not chosen
        and any(reporter.stats.get(kind) for kind in ('skipped', 'xfailed', 'xpassed', 'deselected'))
    ):
        reporter.write_line('a check was skipped: here that is a failure', red=True)
        session.exitstatus = 1
