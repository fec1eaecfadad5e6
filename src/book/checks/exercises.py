"""Can every exercise be answered, and does it say whether the answer is right?

Whether the solution passes the check, and whether the starter and wrong answers fail it, `tests/lesson` asks.
"""

import ast
from collections.abc import Iterator

from book.manuscript.chapter import each_page
from book.manuscript.exercises import KINDS, PARENT, Exercise, exercises, sections
from book.manuscript.page import Page
from book.manuscript.problems import Problem

ANY_ERROR = {'Exception', 'BaseException'}


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem for each exercise that lacks a part, or has one in the wrong place."""
    for exercise in exercises(page):
        yield from _folds(page, exercise)
        yield from _check(page, exercise)
    yield from _homeless(page)


def _folds(page, exercise):
    line, name = exercise.section.start + 1, exercise.section.id
    for kind in ('hint', 'solution'):
        if kind not in exercise.folds:
            yield Problem(
                page.shown,
                line,
                f'the exercise #{name} has no {kind}',
                f'write it below the question: <details class="{kind}" markdown="1">, <summary>, </details>',
            )
    if 'solution' in exercise.folds and not exercise.solution:
        line = exercise.folds['solution'].start + 1
        yield Problem(page.shown, line, 'the solution has no block that runs', 'show the answer by code in ```python')
    starts = [exercise.folds[kind].start for kind in KINDS if kind in exercise.folds]
    if starts != sorted(starts):
        yield Problem(page.shown, line, f'the parts of #{name} are in no order', f'first {", then ".join(KINDS)}')


def _check(page: Page, exercise: Exercise) -> Iterator[Problem]:
    if 'check' not in exercise.folds:
        return
    line = exercise.folds['check'].start + 1
    if exercise.starter is None:
        yield Problem(
            page.shown, line, 'a check, but no starter', 'give the reader a block to begin with, in front of the check'
        )
    if len(exercise.checks) != 1:
        yield Problem(page.shown, line, 'a check is one fence', 'write ~~~python and asserts with messages')
        return
    line = exercise.checks[0].map[0] + 1
    try:
        nodes = list(ast.walk(ast.parse(exercise.check)))
    except SyntaxError as error:
        yield Problem(page.shown, line + (error.lineno or 0), f'the check is no Python: {error.msg}', 'mend it')
        return
    asserts = [node for node in nodes if isinstance(node, ast.Assert)]
    for node in nodes:
        if isinstance(node, ast.ExceptHandler) and (node.type is None or getattr(node.type, 'id', '') in ANY_ERROR):
            what = 'the check catches any error: an answer that breaks down would count as one that refuses'
            yield Problem(page.shown, line + node.lineno, what, 'name the error that the exercise asks for')
    if not asserts:
        yield Problem(page.shown, line, 'the check asserts nothing', "write `assert ..., 'what is wrong'`")
    for node in asserts:
        if node.msg is None:
            yield Problem(
                page.shown,
                line + node.lineno,
                'an assert without a message: whoever errs is not told how',
                "write `assert ..., 'what is wrong'`",
            )


def _homeless(page):
    """Yield a Problem for exercises in a list, and for parts of an exercise outside of one."""
    inside = {number for section in sections(page) for number in range(section.start, section.end)}
    parent = next((section for section in page.sections if section.id == PARENT), None)
    for token in page.tokens:
        if token.type == 'ordered_list_open' and parent and parent.start <= token.map[0] < parent.end:
            yield Problem(
                page.shown,
                token.map[0] + 1,
                'exercises in a list, without a solution',
                'give each a heading below this one, and its parts: see "Exercises" in CONTRIBUTING.md',
            )
    for number, line in enumerate(page.lines):
        if line.startswith('<details class=') and number not in inside:
            yield Problem(
                page.shown,
                number + 1,
                f'{line} stands in no exercise',
                'an exercise is a section below the heading with { #exercises }',
            )
