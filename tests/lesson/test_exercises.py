"""Each check accepts its solution, and refuses the starter and wrong answers, with a message that says what is wrong.

The wrong answers stand in `answers/CHAPTER.toml`: below the id of the exercise, `code` and a part of what the check
says of it.
"""

import contextlib
import io
import tomllib
from pathlib import Path

import pytest
from helpers.pages import CHAPTERS
from matplotlib import pyplot as plt

from book.manuscript.book import LANGUAGES
from book.manuscript.exercises import exercises

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


def verdict(check, names, answer=''):
    """Return what a check says of an answer: None if it is right. Nothing that they do is seen outside."""
    names = dict(names)
    try:
        run(answer, names)
        run(check, names)
    except AssertionError as error:
        return str(error)
    return None


def outcomes(page, wrong):
    """Run a page, and return (exercise, what is wrong with its check) for each, an empty list if nothing is."""
    names, found = {'__name__': '__main__'}, []
    checked = [exercise for exercise in exercises(page) if exercise.check]
    for fence in page.fences:
        run(fence.code, names)
        for exercise in checked:
            if fence is exercise.starter:
                if verdict(exercise.check, names) is None:
                    found.append((exercise.section.id, 'the check accepts the starter'))
                for answer in wrong.get(exercise.section.id, []):
                    said = verdict(exercise.check, names, answer['code'])
                    if said is None or answer['says'] not in said:
                        found.append((exercise.section.id, f'{answer["code"]!r}: the check says {said!r}'))
            elif fence is exercise.solution[-1] and (said := verdict(exercise.check, names)):
                found.append((exercise.section.id, f'the check refuses the solution: {said}'))
    return found


@pytest.mark.parametrize('chapter', CHAPTERS)
def test_each_check_knows_right_from_wrong(book, chapter):
    page = book.page(LANGUAGES[-1], chapter)
    assert outcomes(page, answers(chapter)) == [], page.shown


@pytest.mark.parametrize('chapter', [path.stem for path in ANSWERS.glob('*.toml')])
def test_each_check_has_at_least_two_wrong_answers_and_no_answer_is_left_over(book, chapter):
    checked = [exercise.section.id for exercise in exercises(book.page('en', chapter)) if exercise.check]
    assert {name: len(wrong) >= 2 for name, wrong in answers(chapter).items()} == dict.fromkeys(checked, True)
