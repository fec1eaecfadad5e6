"""Modules of the standard library that a first run does not take: their archive loads when one is imported."""

import importlib.machinery
import sys
from collections.abc import Callable

from book_rest import MODULES

ARCHIVE = '/lib/rest.zip'


class Finder:
    """The last of `sys.meta_path`: it is asked for what nobody else has."""

    def __init__(self, load: Callable[[str], bool]):
        self.load, self.loaded = load, False

    def find_spec(self, name: str, path: object = None, target: object = None) -> object:
        """Return where a module is, once the archive is there; None for what is not in it."""
        if name not in MODULES or not (self.loaded or self.load(ARCHIVE)):
            return None
        self.loaded = True
        parent = name.rpartition('.')[0].replace('.', '/')
        return importlib.machinery.PathFinder.find_spec(name, [f'{ARCHIVE}/{parent}'.rstrip('/')])


def install(load: Callable[[str], bool]) -> None:
    """Let imports reach the archive. `load` brings it to a path, and says whether it could."""
    sys.meta_path.append(Finder(load))
