"""In real Chromium: blocks that take long show how far they are; those that need more than a browser say so."""

import json

import pytest
from helpers.screen.live import Live

from book.manuscript.markers import ABOUT, ELSEWHERE


@pytest.fixture
def numbers(book):
    """The numbers of the first block of chapter `scale` that takes long, and of the first one that runs elsewhere."""
    fences = book.page('en', 'scale').fences
    slow = next(number for number, fence in enumerate(fences) if any(map(ABOUT.match, fence.comments)))
    return slow, next(number for number, fence in enumerate(fences) if ELSEWHERE in fence.comments)


@pytest.mark.about('scale')
@pytest.mark.parametrize('language, words', [('en', 'A browser lacks'), ('zh', '浏览器里没有')])
def test_a_block_that_needs_more_than_a_browser_says_so_and_loads_nothing(
    watched, address, book, numbers, language, words
):
    asked = []
    watched.on('request', lambda request: asked.append(request.url))
    watched.goto(f'{address}/{language}/scale.html')
    live = Live(watched)
    assert words in live.run(numbers[1])
    about = book.page(language, 'scale').fences[numbers[0]]
    seconds = next(match[1] for match in map(ABOUT.match, about.comments) if match)
    run = live.bar(numbers[0]).locator('.book-run')
    assert run.text_content().strip().endswith(f'≈ {seconds} s'), 'who presses run knows how long it takes'
    assert '≈' not in live.bar(0).locator('.book-run').text_content()
    assert not [url for url in asked if url.endswith('.wasm')]


@pytest.mark.about('scale')
def test_a_block_that_takes_long_shows_how_far_it_is_and_leaves_out_what_runs_elsewhere(watched, address, numbers):
    watched.goto(f'{address}/en/scale.html')
    live = Live(watched)
    live.press('run', numbers[0])
    bar = live.panel(numbers[0]).locator('progress')
    watched.wait_for_function(
        "() => [...document.querySelectorAll('.live progress')].some(bar => bar.max === 4 && bar.value > 0)",
        timeout=300_000,
    )
    assert 'as on the page' in live.wait(numbers[0])
    assert bar.count() == 0
    assert 'A browser lacks' in live.status(numbers[1])


@pytest.mark.about('loss')
def test_the_navigation_shows_how_much_is_solved(watched, address):
    watched.goto(f'{address}/en/loss.html')
    for solved, mark, title in ((1, ' 1/3', '1 of 3'), (3, ' ✓', '3 of 3')):
        kept = json.dumps({'done': [f'exercise-{number}' for number in range(solved)], 'of': 3})
        watched.evaluate("kept => localStorage.setItem('book.live.done.loss', kept)", kept)
        watched.reload()
        shown = watched.locator('.md-nav--primary a[href$="loss.html"] .live-done')
        shown.wait_for(state='attached')
        assert shown.text_content() == mark and title in shown.get_attribute('title')
