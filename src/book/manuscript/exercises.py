"""The exercises of a page: each is a section of its own, below the heading with the id `exercises`.

An exercise has a question; perhaps a starter, a block that runs and does not solve it, and a check in the fold
`<details class="check">`; a hint in `<details class="hint">`; and a solution in `<details class="solution">`.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from book.manuscript.page import Fence, Page, Section

PARENT = 'exercises'  # the id of the section that the exercises of a page stand in
OPEN = re.compile(r'^<details(?: class="(?P<kind>[a-z]+)")? markdown="1">$')
KINDS = ('check', 'hint', 'solution')  # in the order in which they stand


@dataclass
class Exercise:
    """An exercise as it stands in a page: the lines of its folds, its blocks that run, and its check."""

    section: Section
    folds: dict[str, range] = field(default_factory=dict)  # the lines, counted from 0, of each kind of fold
    starter: Fence | None = None  # the last block that runs before the check
    checks: list[Token] = field(default_factory=list)  # the fences in its check
    solution: list[Fence] = field(default_factory=list)

    @property
    def check(self) -> str:
        """The code of its check, '' if it has none."""
        return ''.join(token.content for token in self.checks)


def folds(page: Page, section: Section) -> Iterator[tuple[str, range]]:
    """Yield the kind and the lines, counted from 0, of each fold of a section that says its kind."""
    start, kind = section.start, None
    for number in range(section.start, section.end):
        if match := OPEN.match(page.lines[number]):
            start, kind = number, match['kind']
        elif page.lines[number] == '</details>' and kind:
            yield kind, range(start, number + 1)
            kind = None


def sections(page: Page) -> list[Section]:
    """Return the sections that are exercises, in order."""
    found: list[Section] = []
    inside = None  # the level of the heading above them
    for section in page.sections:
        if inside is not None and section.level > inside:
            found.append(section)
        else:
            inside = section.level if section.id == PARENT else None
    return found


def exercises(page: Page) -> list[Exercise]:
    """Return the exercises of a page, in order."""
    return [_exercise(page, section) for section in sections(page)]


def _exercise(page, section):
    exercise = Exercise(section)
    for kind, lines in folds(page, section):
        exercise.folds.setdefault(kind, lines)
    check, solution = (exercise.folds.get(kind, range(0)) for kind in ('check', 'solution'))
    exercise.checks = [token for token in page.tokens if token.type == 'fence' and token.map[0] in check]
    exercise.solution = [fence for fence in page.fences if fence.start in solution]
    if check:
        before = [fence for fence in page.fences if section.start <= fence.start < check.start]
        exercise.starter = before[-1] if before else None
    return exercise


def check_lines(page: Page) -> dict[int, int]:
    """Return, for the first line (counted from 0) of each fence that is a check, the line of the fold it stands in."""
    return {token.map[0]: exercise.folds['check'].start for exercise in exercises(page) for token in exercise.checks}


def without_messages(code: str) -> str:
    """Return the code of a check without the messages of its asserts, which each language has in its own words.

    Code that is none is returned as it is.
    """
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return code
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            node.msg = None
    return ast.unparse(tree)
