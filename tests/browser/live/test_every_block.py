"""In real Chromium: each block of each page, in order, prints what the page shows; exercises know right from wrong."""

import pytest
from helpers.pages import CHAPTERS
from helpers.screen.live import Live

from book.manuscript.exercises import exercises
from book.manuscript.markers import ELSEWHERE


@pytest.fixture
def live(watched, address, chapter):
    watched.goto(f'{address}/en/{chapter}.html')
    return Live(watched)


def seconds(said):
    return float(said.partition(' s:')[0].removeprefix('✓ '))


@pytest.mark.parametrize('chapter', CHAPTERS)
def test_each_block_gives_what_the_page_shows_and_exercises_answer(book, live, chapter):
    page = book.page('en', chapter)
    assert live.count == len(page.fences)
    if not page.fences:
        return
    last = max(number for number, fence in enumerate(page.fences) if ELSEWHERE not in fence.comments)
    live.run(last)
    for fence, said in zip(page.fences[: last + 1], live.statuses(), strict=True):
        wanted = 'A browser lacks what this block needs' if ELSEWHERE in fence.comments else 'as on the page'
        assert wanted in said, f'{page.shown}:{fence.line}: {said}'
    timed = [
        (number, said) for number, said in enumerate(live.statuses()) if ELSEWHERE not in page.fences[number].comments
    ]
    marked = [seconds(said) for number, said in timed if live.is_marked(number)]
    others = [seconds(said) for number, said in timed if not live.is_marked(number)]
    assert min(marked, default=9e9) > max(others), (
        f'{page.shown}: put <!-- in the page: about N s --> above what is slow'
    )
    starters = {fence.start: number for number, fence in enumerate(page.fences)}
    for exercise in exercises(page):
        if exercise.check:
            number = starters[exercise.starter.start]
            said = live.check(number)
            assert said.startswith('Not yet') or 'Error' in said, (
                f'{page.shown}: the starter of {exercise.section.id}: {said}'
            )
            live.write(number, '\n'.join(fence.code for fence in [exercise.starter, *exercise.solution]))
            said = live.check(number)
            assert 'Right!' in said, f'{page.shown}: the solution of {exercise.section.id}: {said}'
            live.press('reset', number)
