"""What the small torch lacks is named, with where it can be had."""

from collections.abc import Callable

ELSEWHERE = ' is not in the small torch of this page: use PyTorch itself, in Colab or on your own machine'


class Lacking(NotImplementedError, AttributeError):
    """A NotImplementedError, and called so, for which `hasattr` says no, as for anything that is not there."""


Lacking.__name__, Lacking.__qualname__, Lacking.__module__ = 'NotImplementedError', 'NotImplementedError', 'builtins'


def refuser(module: str) -> Callable[[str], object]:
    """Return a `__getattr__` for a module: it says of what is not there where the real one is."""

    def __getattr__(name: str) -> object:
        if name.startswith('_'):
            raise AttributeError(f'module {module!r} has no attribute {name!r}')
        raise Lacking(f'{module}.{name}{ELSEWHERE}')

    return __getattr__
