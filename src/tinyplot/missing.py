"""What the small Matplotlib lacks is named, with where it can be had."""

ELSEWHERE = 'this page draws with a small Matplotlib; the real one is in Colab and on your own machine'


class Lacking(NotImplementedError, AttributeError):
    """A NotImplementedError, and called so, for which `hasattr` says no, as for anything that is not there."""


Lacking.__name__, Lacking.__qualname__, Lacking.__module__ = 'NotImplementedError', 'NotImplementedError', 'builtins'


def refuse(what: str) -> NotImplementedError:
    """Return the error for something that only the real Matplotlib has."""
    return Lacking(f'{what}: {ELSEWHERE}')


def refuse_options(function: str, options: dict) -> None:
    """Raise NotImplementedError if options are left that nothing here draws."""
    if options:
        raise refuse(f'{function}({", ".join(f"{name}=..." for name in options)})')


class Strict:
    """Asked for a method that it lacks, it says where the real one is."""

    def __getattr__(self, name: str) -> object:
        if name.startswith('_'):
            raise AttributeError(name)
        raise refuse(f'{type(self).__name__}.{name}')
