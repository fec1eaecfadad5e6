"""Each check accepts its solution, and refuses the starter and wrong answers, with a message that says what is wrong.

The wrong answers stand in `answers/CHAPTER.toml`: below the id of the exercise, `code` and a part of what the check
says of it. The numbers of the solution, when they are a little off, are wrong answers, too.
"""

import ast
import contextlib
import inspect
import io
import tomllib
import traceback
from pathlib import Path

import pytest
import torch
from helpers.pages import CHAPTERS
from matplotlib import pyplot as plt

from book.manuscript.book import LANGUAGES
from book.manuscript.exercises import exercises

ANY_VALUE = {'exercise-experiment'}  # what a training ends with: no one value is right
ONE_CASE = {  # whose check asks once, for what nobody has at hand as a constant
    f'exercise-{name}'
    for name in (
        'absolute',
        'divide',
        'fresh',
        'metric',
        'momentum',
        'nine',
        'noise-of',
        'numbers',
        'quadratic',
        'randperm',
        'weighted',
    )
}
EXACT = {  # whose answers have no rounding, or are leaves
    f'exercise-{name}' for name in ('absolute', 'guard', 'make', 'metric', 'nine', 'numbers', 'quadratic', 'without')
}
ROUNDING = 1 + 2e-7  # a unit of float32's last place or two: another order of adding up
ANSWERS = Path(__file__).parent / 'answers'


def answers(chapter):
    """Return the wrong answers to the exercises of a chapter: id -> [{code, says}, ...]."""
    path = ANSWERS / f'{chapter}.toml'
    return tomllib.loads(path.read_text(encoding='utf-8')) if path.exists() else {}


def run(code, names):
    """Run code silently."""
    with contextlib.redirect_stdout(io.StringIO()):
        exec(code, names)
    plt.close('all')


def verdict(check, names, answer='', met=None, **replaced):
    """Return what a check says of an answer: None if it is right. What they do to `names` is undone, as in the page;
    the line of the assertion that it does not meet is added to `met`; `replaced` stands in the place of some names.
    """
    before = dict(names)
    names.update(replaced)
    try:
        run(answer, names)
        run(compile(check, 'check', 'exec'), names)
    except AssertionError as error:
        if met is not None:
            met.update(frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == 'check')
        return str(error)
    finally:
        names.clear()
        names.update(before)
    return None


def idle(check, met):
    """Yield a text for each assertion of a check that no wrong answer meets: it could be dropped unseen."""
    for node in ast.walk(ast.parse(check)):
        if isinstance(node, ast.Assert) and node.lineno not in met:
            yield f'no wrong answer in answers/ meets {ast.unparse(node)}'


def outcomes(page, wrong):
    """Run a page, and return (exercise, what is wrong with its check) for each, an empty list if nothing is."""
    names, found = {'__name__': '__main__'}, []
    checked = [exercise for exercise in exercises(page) if exercise.check]
    for fence in page.fences:
        run(fence.code, names)
        for exercise in checked:
            if fence is exercise.starter:
                met = set()
                if verdict(exercise.check, names, met=met) is None:
                    found.append((exercise.section.id, 'the check accepts the starter'))
                for answer in wrong.get(exercise.section.id, []):
                    said = verdict(exercise.check, names, answer['code'], met)
                    if said is None or answer['says'] not in said:
                        found.append((exercise.section.id, f'{answer["code"]!r}: the check says {said!r}'))
                if wrong:
                    found += [(exercise.section.id, what) for what in idle(exercise.check, met)]
            elif fence is exercise.solution[-1]:
                if said := verdict(exercise.check, names):
                    found.append((exercise.section.id, f'the check refuses the solution: {said}'))
                found += [(exercise.section.id, what) for what in misjudged(exercise, names)]
    return found


def misjudged(exercise, names):
    """Yield a text for each answer near a solution that its check misjudges."""
    asked = [*defined(exercise.starter.code)]
    for name, is_function in defined(exercise.solution[-1].code):
        if (name, is_function) in asked and exercise.section.id not in ANY_VALUE:
            yield from _misjudged(exercise, names, name, is_function)


def _misjudged(exercise, names, name, is_function):
    right, changed, results = names[name], [], []

    def said(answer):
        return verdict(exercise.check, names, **{name: answer})

    def near(change):
        return (lambda *given: change(right(*given))) if is_function else change(right)

    if said(near(lambda value: off(value, changed))) is None and changed:
        yield f'the check accepts {name} although it is off: {changed[0]}'
    if exercise.section.id not in EXACT and (refused := said(near(lambda value: off(value, [], ROUNDING, 0)))):
        yield f'the check refuses {name} for its rounding: {refused}'
    if is_function and exercise.section.id not in ONE_CASE:
        said(near(lambda value: noted(value, results)))
        for result in results:
            if said(lambda *given, result=result: result) is None:
                yield f'the check accepts a {name} that gives {result}, whatever it is given'


def noted(value, results):
    """Return a value, and note it in `results`; of a generator, all that it yields."""
    results.append(list(value) if inspect.isgenerator(value) else value)
    return results[-1]


def defined(code):
    """Yield (name, whether it is a function) of what code defines at its top level."""
    for node in ast.parse(code).body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, True
        elif isinstance(node, ast.Assign):
            yield from ((target.id, False) for target in node.targets if isinstance(target, ast.Name))


def off(value, changed, factor=1.1, more=1):
    """Return numbers times `factor`, whole ones with `more`, and note what changes in `changed`; all else stays."""
    if isinstance(value, (tuple, list)):
        return type(value)(off(each, changed, factor, more) for each in value)
    if isinstance(value, bool) or not (
        isinstance(value, (int, float)) or (isinstance(value, torch.Tensor) and value.is_floating_point())
    ):
        return value
    other = value + more if isinstance(value, int) else value * factor
    if not torch.equal(torch.as_tensor(other), torch.as_tensor(value)):
        changed.append(f'{other} instead of {value}')
    return other


@pytest.mark.parametrize('chapter', CHAPTERS)
def test_each_check_knows_right_from_wrong(book, chapter):
    page = book.page(LANGUAGES[-1], chapter)
    assert outcomes(page, answers(chapter)) == [], page.shown


@pytest.mark.parametrize('chapter', [path.stem for path in ANSWERS.glob('*.toml')])
def test_each_check_has_at_least_two_wrong_answers_and_no_answer_is_left_over(book, chapter):
    checked = [exercise.section.id for exercise in exercises(book.page('en', chapter)) if exercise.check]
    assert {name: len(wrong) >= 2 for name, wrong in answers(chapter).items()} == dict.fromkeys(checked, True)


def test_an_assertion_that_no_wrong_answer_meets_is_named():
    check, met = 'assert answer != 0\nassert answer == 4', set()
    assert verdict(check, {}, 'answer = 0', met) == '' and list(idle(check, met)) == [
        'no wrong answer in answers/ meets assert answer == 4'
    ]
    assert verdict(check, {}, 'answer = 3', met) == '' and list(idle(check, met)) == []
