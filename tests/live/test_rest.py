"""Modules that a first run does not take: their archive comes once, and only for what is in it."""

import importlib.util
import sys
import zipfile
from types import SimpleNamespace

import pytest
from helpers import small_torch


@pytest.fixture
def rest(tmp_path, monkeypatch):
    """src/live/rest.py, with an archive of a package `later_one` and its module `inner`."""
    names = frozenset({'later_one', 'later_one.inner'})
    monkeypatch.setitem(sys.modules, 'book_rest', SimpleNamespace(MODULES=names))
    spec = importlib.util.spec_from_file_location('book_rest_finder', small_torch.SOURCE / 'live/rest.py')
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.ARCHIVE = str(tmp_path / 'rest.zip')
    monkeypatch.setattr(sys, 'meta_path', [*sys.meta_path])
    yield module
    for name in names:
        sys.modules.pop(name, None)


def pack(path):
    with zipfile.ZipFile(path, 'w') as archive:
        archive.writestr('later_one/__init__.py', '')
        archive.writestr('later_one/inner.py', 'answer = 42\n')
    return True


def test_the_archive_is_loaded_once_for_a_module_and_what_is_inside_it(rest):
    asked = []
    rest.install(lambda path: asked.append(path) or pack(path))
    assert importlib.import_module('later_one.inner').answer == 42
    assert asked == [rest.ARCHIVE]


def test_what_is_not_in_the_archive_or_was_there_before_loads_nothing(rest):
    asked = []
    rest.install(asked.append)
    with pytest.raises(ModuleNotFoundError, match='nowhere_at_all'):
        importlib.import_module('nowhere_at_all')
    importlib.import_module('textwrap')
    assert asked == []


def test_an_archive_that_did_not_come_is_asked_for_at_the_next_import(rest):
    answers = [False, True]
    rest.install(lambda path: answers.pop(0) and pack(path))
    with pytest.raises(ModuleNotFoundError, match='later_one'):
        importlib.import_module('later_one')
    assert importlib.import_module('later_one.inner').answer == 42
