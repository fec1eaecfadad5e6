"""What the commands print: progress and results, and problems, after which they exit with 1."""

import contextlib
from collections.abc import Iterator

import typer
from rich.console import Console

from book.manuscript.problems import BookError, Problem

console = Console(highlight=False, soft_wrap=True, emoji=False, markup=False)
errors = Console(highlight=False, soft_wrap=True, emoji=False, markup=False, stderr=True)


@contextlib.contextmanager
def reported() -> Iterator[None]:
    """Print each problem of a BookError, and exit with 1; of Ctrl-C, one line."""
    try:
        yield
    except BookError as error:
        show(error.problems)
    except KeyboardInterrupt:
        errors.print('stopped; nothing is half written')
        raise typer.Exit(130)


def show(problems: list[Problem]) -> None:
    """Print problems, and exit with 1 if there are any."""
    for problem in problems:
        errors.print(str(problem))
    if len(problems) > 1:
        errors.print(f'{len(problems)} problems')
    if problems:
        raise typer.Exit(1)
