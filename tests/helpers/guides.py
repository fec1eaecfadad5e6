"""What the rows of `tests/guides/*.toml` may use to show that a guide says what is so."""

import functools
import itertools
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import bootstrap
import typer
import yaml
from helpers.pages import ROOT
from helpers.planting import plant
from helpers.texts import found

from book import checks
from book.cli import app
from book.manuscript.book import LANGUAGES, Book
from book.manuscript.page import squeeze

COMMANDS = typer.main.get_command(app).commands


@functools.cache
def read(name):
    """Return the text of a file of the book."""
    return (ROOT / name).read_text(encoding='utf-8')


@functools.cache
def make(*words):
    """Return what `make` would run: as the terminal shows it."""
    outside = {name: value for name, value in os.environ.items() if name not in ('MAKEFLAGS', 'MAKELEVEL', 'MFLAGS')}
    return subprocess.run(['make', '-n', *words], cwd=ROOT, capture_output=True, text=True, env=outside).stdout


def options(command):
    """Return the options of a command of `book`."""
    return {option for param in COMMANDS[command].params for option in param.opts if option.startswith('--')}


def help_of(command):
    """Return what `book COMMAND --help` tells: what the command does, and its options."""
    options = [param.help for param in COMMANDS[command].params if getattr(param, 'help', None)]
    return squeeze(' '.join([COMMANDS[command].help, *options]))


def said(book, *chapters):
    """Return what `book check` says of a book, line by line."""
    return '\n'.join(map(str, checks.check(book, chapters)))


def workflow(name):
    """Return the jobs of a workflow."""
    return yaml.safe_load(read(f'.github/workflows/{name}'))['jobs']


def is_there(*names):
    """Return those of the paths that the repository lacks: none."""
    return [name for name in names if not (ROOT / name).exists()] == []


def names(book, model, folder):
    """Return what a row may use, by name: `tiny()` is a copy of the tiny book, in a new folder, to break; `finds` says
    what `book check CHAPTER` says of one once `old` is `new` in a chapter.
    """
    number = itertools.count()

    def tiny():
        return Book(shutil.copytree(model.root, folder / f'tiny{next(number)}', symlinks=True))

    def finds(old, new, languages=('en',), name='fall'):
        copy = tiny()
        plant(copy, old, new, languages, name)
        return said(copy, name)

    return {
        'ROOT': ROOT, 'LANGUAGES': LANGUAGES, 'book': book, 'checks': checks, 'bootstrap': bootstrap, 're': re,
        'config': book.read(book.configs[0]), 'project': tomllib.loads(read('pyproject.toml'))['project'],
        'read': read, 'make': make, 'options': options, 'help_of': help_of, 'COMMANDS': COMMANDS, 'tiny': tiny,
        'finds': finds, 'said': said, 'plant': plant, 'workflow': workflow, 'is_there': is_there, 'found': found,
        'squeeze': squeeze, 'tomllib': tomllib, 'Path': Path, 'folder': folder,
    }  # fmt: skip
