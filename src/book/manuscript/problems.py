"""What the press says when something is wrong: where, what, and how to mend it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Problem:
    """One finding. `line` counts from 1; 0 means the file as a whole."""

    path: Path | str
    line: int
    what: str
    remedy: str

    def __str__(self):
        place = f'{self.path}:{self.line}' if self.line else f'{self.path}'
        return f'{place}: {self.what}. Remedy: {self.remedy}'


class BookError(Exception):
    """The press cannot go on. `problems` (a list of Problem, one or more) says why; nothing was written."""

    def __init__(self, *problems):
        super().__init__('\n'.join(map(str, problems)))
        self.problems = list(problems)
