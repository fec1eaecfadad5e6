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
from helpers.pages import ROOT

DOCSTRINGS = tomllib.loads(Path(__file__).with_name('docstrings.toml').read_text(encoding='utf-8'))


def docstrings(module):
    """Return the docstring of each function and class of a module of the lesson, by name."""
    nodes = ast.walk(ast.parse((ROOT / f'src/linreg/{module}.py').read_text(encoding='utf-8')))
    kinds = (ast.FunctionDef, ast.ClassDef)
    return {node.name: text for node in nodes if isinstance(node, kinds) and (text := ast.get_docstring(node))}


@pytest.mark.parametrize('module', DOCSTRINGS)
def test_each_docstring_is_asserted(module):
    said = docstrings(module)
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
