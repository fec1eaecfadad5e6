"""What the small torch lacks is named, with where it can be had."""

from collections.abc import Callable

ELSEWHERE = ' is not in the small torch of this page: use PyTorch itself, in Colab or on your own machine'


def refuser(module: str) -> Callable[[str], object]:
    """Return a `__getattr__` for a module: it says of what is not there where the real one is."""

    def __getattr__(name: str) -> object:
        if name.startswith('_'):
            raise AttributeError(f'module {module!r} has no attribute {name!r}')
        raise NotImplementedError(f'{module}.{name}{ELSEWHERE}')

    return __getattr__
