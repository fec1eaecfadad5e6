"""What the docstring of each function of the lesson says is so: readers paste it along with the code.

Whoever rewords a docstring writes it into docstrings.toml, too, with code that would fail if it were false.
"""

import ast
import importlib
import random
import tomllib
from pathlib import Path

import pytest
import torch
from helpers import lesson
from helpers.pages import ROOT
from helpers.texts import numbers
from matplotlib import pyplot as plt

from book.manuscript.book import LANGUAGES

DOCSTRINGS, IN_BLOCKS = (
    tomllib.loads(Path(__file__).with_name(name).read_text(encoding='utf-8'))
    for name in ('docstrings.toml', 'block_docstrings.toml')
)


def docstrings(code):
    """Return the docstring of each function and class of some code, by name."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    nodes = [node for node in ast.walk(ast.parse(code)) if isinstance(node, kinds)]
    return {node.name: text for node in nodes if (text := ast.get_docstring(node))}


@pytest.mark.parametrize('module', DOCSTRINGS)
def test_each_docstring_is_asserted(module):
    said = docstrings((ROOT / f'src/linreg/{module}.py').read_text(encoding='utf-8'))
    assert {name: said.get(name) for name in DOCSTRINGS[module]} == {
        name: entry['says'] for name, entry in DOCSTRINGS[module].items()
    }


@pytest.mark.parametrize('module, name', [(module, name) for module in DOCSTRINGS for name in DOCSTRINGS[module]])
def test_a_docstring_says_what_is_so(module, name, capsys, tmp_path):
    torch.manual_seed(1)
    random.seed(1)
    lesson = vars(importlib.import_module('linreg.scratch'))  # its functions make the samples
    names = lesson | vars(importlib.import_module(f'linreg.{module}')) | {'torch': torch}
    exec(DOCSTRINGS[module][name]['shows'], names | {'printed': lambda: capsys.readouterr().out, 'folder': tmp_path})


def own_code(page):
    """Return the code of the blocks that a chapter does not take from `src`."""
    return '\n'.join(fence.code for fence in page.fences if not fence.source)


def each_chapter(test):
    """Let a test run for each chapter whose blocks have docstrings, if the book has it."""
    params = [pytest.param(chapter, marks=pytest.mark.about(chapter)) for chapter in IN_BLOCKS]
    return pytest.mark.parametrize('chapter', params)(test)


@each_chapter
@pytest.mark.parametrize('language', LANGUAGES)
def test_each_docstring_of_a_block_is_asserted(book, chapter, language):
    page = book.page(language, chapter)
    says = {name: entry['says'] for name, entry in IN_BLOCKS[chapter].items()}
    assert docstrings(own_code(page)) == says, f'{page.shown}: write it into block_docstrings.toml, with what shows it'


@each_chapter
def test_a_docstring_of_a_block_says_what_is_so(book, chapter, capsys, tmp_path):
    kinds = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    for name, entry in IN_BLOCKS[chapter].items():
        names = lesson.names()
        names |= {'folder': tmp_path, 'printed': lambda: capsys.readouterr().out, 'nn': torch.nn, 'numbers': numbers}
        code = [node for node in ast.parse(own_code(book.page('en', chapter))).body if isinstance(node, kinds)]
        exec(compile(ast.Module(code, []), chapter, 'exec'), names)
        exec(GIVEN, names)
        exec(compile(entry['shows'], f'block_docstrings.toml, {chapter}.{name}', 'exec'), names)
        plt.close('all')


GIVEN = """
w, b = initial_parameters()
X, y = next(data_iter(10, features, labels))
"""
