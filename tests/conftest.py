"""Shared by all tests: the book, a small copy of it to break, its site, and a browser."""

import os
import re
import shutil
from collections import Counter
from pathlib import Path

import psutil
import pytest
from filelock import FileLock

os.environ.setdefault('OMP_NUM_THREADS', '1')  # the tensors are small, and the tests run side by side
os.environ.setdefault('MPLBACKEND', 'agg')  # before any block imports Matplotlib: no window, no screen needed

import browser  # noqa: E402
import fonts  # noqa: E402
from results import Results  # noqa: E402
from served import address, watched  # noqa: E402, F401 - fixtures

from book.manuscript import reviews  # noqa: E402
from book.manuscript.book import CONFIGS, Book  # noqa: E402
from book.site import builder  # noqa: E402
from book.weave import weaver  # noqa: E402

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser):
    parser.addoption('--chapter', help='run what is about this chapter, and nothing else')
    parser.addoption('--write-results', action='store_true', help='write the tables of what the suites found to tests/results/')


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


@pytest.fixture
def small_book(tmp_path):
    """A copy of the book with the one chapter `dataset`, to break."""
    root = tmp_path / 'book'
    shutil.copytree(ROOT / 'src', root / 'src', ignore=shutil.ignore_patterns('__pycache__', '*.egg-info'))
    shutil.copytree(ROOT / 'docs/theme', root / 'docs/theme')
    (root / 'tests').mkdir()
    for name in ('tests/test_claims.py', 'docs/points.toml'):
        shutil.copy(ROOT / name, root / name)
    entries = re.split(r'(?=\[\[term\]\])', (ROOT / 'docs/glossary.toml').read_text(encoding='utf-8'))
    (root / 'docs/glossary.toml').write_text(''.join(entry for entry in entries if 'where = "dataset#' in entry), encoding='utf-8')
    for language in ('zh', 'en'):
        for folder, pattern in (('', 'dataset.md'), ('figures', 'dataset-*.svg'), ('notebooks', 'dataset.ipynb')):
            (root / 'docs' / language / folder).mkdir(parents=True, exist_ok=True)
            for path in (ROOT / 'docs' / language / folder).glob(pattern):
                shutil.copy(path, root / 'docs' / language / folder / path.name)
        page = root / 'docs' / language / 'dataset.md'
        page.write_text(re.sub(r'\]\([a-z]+\.md[^)]*\)', '](#task)', page.read_text(encoding='utf-8')), encoding='utf-8')
    reviewed = (ROOT / 'docs/reviewed.toml').read_text(encoding='utf-8')
    (root / 'docs/reviewed.toml').write_text(reviewed[reviewed.index('[dataset]'):].split('\n\n')[0] + '\n', encoding='utf-8')
    (root / 'mkdocs.yml').write_text('nav:\n  - dataset.md\n', encoding='utf-8')
    copy = Book(root)
    reviews.accept(copy, 'dataset')  # it lost its links to other chapters above ...
    weaver.weave(copy, ['dataset'], any_version=True)  # ... and so did its notebook
    return copy


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
def published_site(book, tmp_path_factory):
    """The site of a book that has a web address and a repository, and whose chapter `loss` lacks a paragraph in English."""
    root = copied(book.root, tmp_path_factory.mktemp('published'))
    config, page = root / CONFIGS['zh'], Book(root).path('en', 'loss')
    others = re.sub('(?m)^repo_url:.*', '', config.read_text(encoding='utf-8'))
    config.write_text(f'repo_url: https://github.com/someone/the-book\n{others}', encoding='utf-8')
    text = page.read_text(encoding='utf-8')
    assert text.count('\nLine by line:\n') == 1
    page.write_text(text.replace('\nLine by line:\n', ''), encoding='utf-8')
    return built_once(Book(root), tmp_path_factory, 'published_site', 'https://example.org/deep/book/')


@pytest.fixture(scope='session')
def browser_type_launch_args(browser_type_launch_args, tmp_path_factory):
    """Start the Chromium of this machine, without the calls home that a closed network would answer with errors."""
    with FileLock(shared(tmp_path_factory) / 'browser.lock'):  # it may have to be installed
        path, seen = browser.find(), fonts.install(shared(tmp_path_factory) / 'fonts')
    return {**browser_type_launch_args, 'executable_path': path, 'env': os.environ | seen, 'args': [
        '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync']}


def pytest_xdist_auto_num_workers():
    """One process more than there are processors: a browser test waits as often as it works."""
    return psutil.cpu_count() + 1


def pytest_collection_modifyitems(config, items):
    """Run the browser tests last: Playwright leaves an event loop running, and the kernels of weave need their own. Run long files first."""
    if chapter := config.option.chapter:
        items[:] = [item for item in items if is_about(item, chapter)]
    tests = Counter(item.path for item in items)
    items.sort(key=lambda item: ('test_browser' in item.nodeid, -tests[item.path], item.path))


def is_about(item, chapter):
    """Return whether a test is about a chapter: its page, a test with its name as a parameter, or one of the whole site that is marked so."""
    values = [part for value in getattr(getattr(item, 'callspec', None), 'params', {}).values() for part in (value if isinstance(value, tuple) else [value])]
    return chapter in values or item.path.stem == chapter or item.get_closest_marker('each_chapter') is not None


def pytest_sessionfinish(session, exitstatus):
    """A skipped check is a failed check."""
    reporter = session.config.pluginmanager.get_plugin('terminalreporter')
    chosen = session.config.option.keyword or session.config.option.markexpr
    if reporter and not chosen and any(reporter.stats.get(kind) for kind in ('skipped', 'xfailed', 'xpassed', 'deselected')):
        reporter.write_line('a check was skipped: here that is a failure', red=True)
        session.exitstatus = 1
