"""What a page says when Python breaks down, fails above or stands still: a worker of a few lines plays Python."""

import json
import re

import pytest
from helpers.screen.browser import settled
from helpers.screen.live import Live

WORKER = """onmessage = ({ data }) => {
  if (data.kind === 'begin') postMessage({ kind: 'ready' })
  else for (const message of SAID) postMessage(message)
}"""
MESSAGE = {'kind': 'error', 'error': 'NameError', 'message': 'no y', 'traceback': ''}


@pytest.fixture
def open_page(browser, address):
    """Open a page whose Python says the messages that are given, whatever it is asked to run."""
    context = browser.new_context(service_workers='block')  # which might have the real Python
    page = context.new_page()

    def opened(*messages):
        script = WORKER.replace('SAID', json.dumps(messages))
        page.route(
            re.compile('/live/worker.js$'), lambda route: route.fulfill(body=script, content_type='text/javascript')
        )
        page.goto(f'{address}/en/loss.html')
        return Live(page)

    yield opened
    context.close()


def start(block):
    return {'kind': 'start', 'block': block}


@pytest.mark.parametrize(
    'message, words', [('RuntimeError: memory access out of bounds', 'not enough memory'), ('odd', 'Python broke down')]
)
def test_a_breakdown_is_said_with_its_remedy_at_the_block_and_at_the_one_asked_for(open_page, message, words):
    live = open_page(start(1), {'kind': 'dead', 'message': message})
    assert live.run(3) == 'Python broke down. Press run again to start anew.'
    assert words in live.status(1) and 'press run again' in live.status(1).lower()
    assert live.bar(3).locator('.book-run').get_attribute('hidden') is None
    classes = [live.panel(number).get_attribute('class').split() for number in (1, 3)]
    assert ['failed' in each for each in classes] == [True, True]


@pytest.mark.parametrize(
    'file, said',
    [
        ('block 2', 'Line 3, NameError: no y'),
        ('block 1', 'block 1, Line 3, NameError: no y'),
        ('', 'Line 3, NameError: no y'),
    ],
)
def test_an_error_in_a_function_from_above_names_the_block_of_the_line(open_page, file, said):
    live = open_page(start(1), MESSAGE | {'line': 3, 'file': file}, {'kind': 'idle'})
    assert live.run(1).startswith(said)


def test_an_error_without_a_line_names_none(open_page):
    live = open_page(start(1), MESSAGE | {'line': 0, 'file': '', 'message': ''}, {'kind': 'idle'})
    assert live.run(1).startswith('NameErrorNothing has this name yet')


def test_what_is_stopped_above_is_said_there_too(open_page):
    live = open_page(start(1), {'kind': 'text', 'text': 'begun'})
    live.press('run', 3)
    live.panel(1).locator('text=begun').wait_for(state='attached')
    assert live.status(1) == 'Running this first…'
    assert live.status(3) == 'Running what stands above first: block 2 of 3…'
    live.press('stop', 3)
    live.wait(3)
    assert [live.status(number).split()[0] for number in (1, 3)] == ['Stopped.', 'Stopped.']
    assert live.panel(3).evaluate('panel => panel.classList.contains("failed")')


def test_a_figure_too_many_is_not_what_the_page_shows(open_page):
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    live = open_page(start(1), {'kind': 'figure', 'svg': svg}, {'kind': 'done', 'seconds': 1}, {'kind': 'idle'})
    assert 'not what the page shows' in live.run(1)


def test_an_editor_that_did_not_load_is_asked_for_at_the_next_press(open_page):
    live = open_page()
    editor = re.compile(r'/live/editor\.js')
    live.page.route(editor, lambda route: route.abort())
    live.press('edit', 1)
    live.page.locator('[role=status]:has-text("could not be loaded")').first.wait_for(state='attached')
    live.page.unroute(editor)
    live.press('edit', 1)
    live.frame(1).locator('.cm-content').wait_for(state='attached')


def test_the_end_of_a_long_output_is_in_view_while_it_runs_also_if_its_style_comes_late(open_page):
    live, held = open_page(start(1), {'kind': 'text', 'text': 200 * 'line\n'}, {'kind': 'text', 'text': 'last'}), []
    live.page.route('**/live/page.css', lambda route: held.append(route))
    with live.page.expect_response('**/live/words.json'):
        live.press('run', 1)
    settled(live.page)
    held[0].continue_()
    output = live.panel(1).locator('.live-output > pre')
    output.locator('text=last').wait_for()
    below = output.evaluate('pre => [pre.scrollHeight, pre.scrollHeight - pre.scrollTop - pre.clientHeight]')
    assert below[0] > 1000 and below[1] < 2, below


def test_what_was_solved_before_stays_solved(open_page):
    live = open_page(start(1), {'kind': 'checked', 'right': True, 'message': ''}, {'kind': 'idle'})
    live.page.evaluate("""localStorage.setItem('book.live.done.loss', '{"done": ["exercise-before"], "of": 2}')""")
    live.page.reload()
    starter = next(number for number in range(live.count) if live.bar(number).locator('.book-check:visible').count())
    assert live.check(starter).startswith('Running what stands above')  # no word of the starter: this worker sends none
    done = json.loads(live.kept()['book.live.done.loss'])['done']
    assert len(done) == 2 and 'exercise-before' in done, done
