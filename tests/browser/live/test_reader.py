"""A reader runs, changes, stops, solves: what is said, what is kept, and that nothing breaks."""

import json
import re

import pytest
from helpers.screen import axe
from helpers.screen.live import Live

ENDLESS = 'print("begun")\nwhile True:\n    pass'


@pytest.fixture
def live(watched, address):
    watched.goto(f'{address}/en/loss.html')
    return Live(watched)


def test_an_endless_loop_can_be_stopped_and_the_page_goes_on(live):
    live.write(1, ENDLESS)
    live.press('run', 1)
    live.panel(1).locator('text=begun').wait_for()
    live.press('stop', 1)
    assert live.wait(1) == 'Stopped. The next run starts from the top again.'
    live.press('reset', 1)
    assert 'as on the page' in live.run(2)


def test_a_reload_in_the_middle_of_a_run_keeps_the_code_and_runs_nothing(live):
    live.write(1, ENDLESS)
    live.press('run', 1)
    live.panel(1).locator('text=begun').wait_for()
    live.page.reload()
    live.frame(1).locator('.cm-content:has-text("while True")').wait_for(state='attached')
    assert live.statuses()[1] == ''
    live.press('reset', 1)
    assert 'as on the page' in live.run(2)


def test_what_was_changed_before_opens_one_editor_and_leaves_the_focus_alone(live):
    live.write(4, 'print("mine")')
    live.page.reload()
    live.frame(4).locator('.cm-content:has-text("mine")').wait_for(state='attached')
    live.press('edit', 5)
    live.press('edit', 5)
    live.frame(5).locator('.cm-content:focus').wait_for()
    assert [live.frame(number).locator('.live-editor').count() for number in (4, 5)] == [1, 1]
    live.page.goto(live.page.url.replace('loss', 'model'))
    live.page.goto(live.page.url.replace('model', 'loss'))
    live.frame(4).locator('.cm-content:has-text("mine")').wait_for(state='attached')
    assert live.page.evaluate('[scrollY, document.activeElement.localName]') == [0, 'body']


def test_stop_ends_what_waits_too(live):
    live.write(1, ENDLESS)
    live.press('run', 1)
    live.panel(1).locator('text=begun').wait_for()
    live.press('run', 2)
    live.press('stop', 2)
    assert live.wait(1).startswith('Stopped')
    assert live.wait(2).startswith('Stopped')


def test_two_tabs_run_side_by_side(live, context, address):
    other = context.new_page()
    other.goto(f'{address}/zh/model.html')
    second = Live(other)
    live.press('run', 2)
    second.press('run', 2)
    assert 'as on the page' in live.wait(2)
    assert '结果与书上相同' in second.wait(2)
    other.close()


def test_a_worker_that_was_killed_is_replaced(live):
    live.run(2)
    (worker,) = live.page.workers
    worker.evaluate('close()')
    live.press('run', 2)
    live.press('stop', 2)
    assert live.wait(2).startswith('Stopped')
    assert 'as on the page' in live.run(2)


@pytest.mark.parametrize(
    'broken',
    [
        "Object.defineProperty(window, 'localStorage', {get () { throw new DOMException('no', 'SecurityError') }})",
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
        "Object.defineProperty(navigator, 'serviceWorker', {value: undefined})",
    ],
    ids=['storage forbidden', 'storage full', 'no service worker'],
)
def test_without_storage_everything_runs(page, address, broken):
    page.add_init_script(broken)
    page.goto(f'{address}/en/loss.html')
    live = Live(page)
    live.write(1, 'print(41 + 1)')
    live.run(1)
    assert live.output(1) == ['42\n']


def test_what_was_changed_is_kept_in_both_languages_until_it_is_thrown_away(live, address):
    live.write(2, 'print("mine")')
    live.page.goto(f'{address}/zh/loss.html')
    assert '代码与书上的不同' in live.run(2)
    assert live.output(2) == ['mine\n']
    live.press('reset', 2)
    assert '结果与书上相同' in live.run(2)
    live.page.reload()
    assert live.kept().keys() & {key for key in live.kept() if 'code' in key} == set()


def test_reset_shows_the_code_that_runs(live):
    editor = live.frame(2).locator('.cm-content')
    live.write(2, 'print("mine")')
    live.press('reset', 2)
    live.frame(2).locator('.cm-content:not(:has-text("mine"))').wait_for(state='attached')
    assert ''.join(editor.locator('.cm-line').all_text_contents()) == live.code(2).replace('\n', '')


def test_what_was_changed_is_not_put_over_another_code(live):
    live.write(2, 'print("mine")')

    def rewritten(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('</code></pre>', '# new</code></pre>'))

    live.page.route('**/*.html', rewritten)
    live.page.reload()
    assert '# new' in live.code(2) and 'mine' not in live.code(2)


def test_what_stands_below_a_change_is_marked(live):
    live.run(4)
    live.write(2, live.code(2) + 'print("mine")')
    said = live.statuses()
    assert said[2] == said[4] == 'Not run since the change above.' and 'as on the page' in said[1], said
    live.run(4)
    assert 'not the book' in live.statuses()[4]
    live.press('reset', 2)
    assert live.statuses()[4] == 'Not run since the change above.'


def test_what_stands_above_runs_first_and_says_so(live):
    live.run(3)
    said = live.statuses()
    assert ['as on the page' in each for each in said[:5]] == [True, True, True, True, False], said
    outputs = [live.panel(number).locator('.live-output') for number in range(4)]
    assert outputs[2].text_content() and outputs[3].text_content()
    shown = [output.is_visible() for output in outputs]
    assert shown == [False, False, False, True], 'only what was asked for repeats what the page shows'


def test_a_failure_above_is_named_in_both_places(live):
    live.write(1, 'y_hat = missing')
    said = live.run(3)
    assert said == 'Block 2 above failed, so this one did not run.'
    assert "Line 1, NameError: name 'missing' is not defined" in live.statuses()[1]


def test_copies_take_the_reader_s_own_version_and_say_so(live, context):
    context.grant_permissions(['clipboard-read', 'clipboard-write'])
    live.write(2, 'print("mine")')
    live.bar(2).locator('.book-copy-so-far').click()
    live.bar(2).locator('[role=status]:has-text("with your changes")').wait_for()
    assert live.page.evaluate('navigator.clipboard.readText()').rstrip().endswith('print("mine")')
    live.press('reset', 2)
    live.bar(2).locator('.book-copy-so-far').click()
    live.bar(2).locator('[role=status]:text-is("copied")').wait_for()
    context.clear_permissions()


def test_the_notebook_takes_the_reader_s_own_version(live):
    live.write(2, 'print("mine")')
    with live.page.expect_download() as download:
        live.page.locator('.book-downloads a[download][href$=".ipynb"]').click()
    cells = json.loads(download.value.path().read_text(encoding='utf-8'))['cells']
    codes = [cell for cell in cells if cell['cell_type'] == 'code']
    (own,) = [cell for cell in codes if ''.join(cell['source']) == 'print("mine")']
    assert own['outputs'] == [], "what the book's code printed stands below the reader's"
    assert [cell for cell in codes if cell['outputs']], 'the other blocks lost what they printed'
    assert download.value.suggested_filename == 'loss.ipynb'


def test_an_exercise_says_right_or_why_not_and_the_mark_stays(live):
    starter = next(number for number in range(live.count) if live.bar(number).locator('.book-check:visible').count())
    assert 'as on the page' in live.run(starter), 'run asks no check'
    assert live.check(starter).startswith('Not yet:')
    assert live.page.locator('.live-done').count() == 0, 'a wrong answer is marked as solved'
    live.write(starter, 'def absolute_loss(y_hat, y):\n    return (y_hat - y.reshape(y_hat.shape)).abs()')
    assert 'Right!' in live.check(starter)
    live.check(starter)
    for _ in range(2):
        live.page.locator('#exercise-absolute .live-done').wait_for()
        assert live.page.get_by_role('img', name='Solved').count() == 1
        assert live.page.locator('.md-nav--primary a[href$="loss.html"] .live-done').first.text_content() == ' 1/2'
        live.page.reload()


def test_an_error_shows_where_it_came_from_and_a_new_run_takes_it_away(live):
    live.write(1, 'def f():\n    return missing\n\nprint("before")\nf()')
    assert live.run(1).startswith("Line 2, NameError: name 'missing' is not defined")
    panel = live.panel(1)
    assert 'failed' in panel.get_attribute('class').split() and live.output(1) == ['before\n']
    assert 'return missing' in panel.locator('details pre').text_content()
    live.write(1, 'print("mended")')
    live.run(1)
    assert 'failed' not in panel.get_attribute('class').split() and panel.locator('details').count() == 0
    assert live.output(1) == ['mended\n']


def test_while_a_block_runs_its_button_stops_it_and_then_runs_it_again(live):
    live.write(1, ENDLESS)
    live.press('run', 1)
    live.panel(1).locator('text=begun').wait_for()
    buttons = [live.bar(1).locator(f'.book-{what}') for what in ('run', 'stop')]
    assert [button.get_attribute('hidden') is None for button in buttons] == [False, True]
    live.press('stop', 1)
    live.wait(1)
    assert [button.get_attribute('hidden') is None for button in buttons] == [True, False]


def test_a_figure_has_a_name_and_a_second_run_draws_it_once(live):
    live.write(1, 'from matplotlib import pyplot as plt\nplt.plot([1, 2])\nplt.show()')
    for _ in range(2):
        live.run(1)
        figures = live.panel(1).locator('svg.figure')
        assert figures.count() == 1 and figures.get_attribute('role') == 'img' and figures.get_attribute('aria-label')
    assert live.panel(1).get_attribute('role') == 'group' and live.panel(1).get_attribute('aria-label')
    assert live.panel(1).locator('.live-status').get_attribute('role') == 'status'


def test_a_link_leaves_what_the_reader_wrote_before(watched, address):
    watched.goto(f'{address}/en/lab.html')
    Live(watched).write(1, 'print("mine")')
    watched.goto('about:blank')
    watched.goto(f'{address}/en/lab.html#code=cHJpbnQoMSk')
    live = Live(watched)
    live.frame(1).locator('.cm-content:has-text("print(1)")').wait_for(state='attached')
    watched.goto('about:blank')
    watched.goto(f'{address}/en/lab.html')
    Live(watched).frame(1).locator('.cm-content:has-text("mine")').wait_for(state='attached')


def test_errors_speak_the_language_of_the_page(watched, address):
    watched.goto(f'{address}/zh/loss.html')
    live = Live(watched)
    live.write(1, 'y_hat = missing')
    said = live.run(1)
    assert said.startswith('第 1 行，NameError')
    assert '这个名字还没有定义' in said
    live.write(1, 'input()')
    assert '网页里不能用 input() 提问' in live.run(1)


def test_the_keyboard_alone_is_enough(live):
    live.bar(2).locator('.book-edit').focus()
    live.page.keyboard.press('Enter')
    live.frame(2).locator('.cm-content:focus').wait_for()
    live.page.keyboard.press('Control+a')
    live.page.keyboard.type('print(6 * 7)')
    live.page.keyboard.press('Control+Enter')
    live.wait(2)
    assert live.output(2) == ['42\n']
    live.page.keyboard.press('Control+z')
    lines = live.frame(2).locator('.cm-line')
    assert 'print(6 * 7)' not in lines.all_text_contents(), 'nothing was undone'
    live.page.keyboard.press('Control+a')
    live.page.keyboard.type('if True:\nprint(7)')
    assert lines.all_text_contents() == ['if True:', '    print(7)']
    content = live.frame(2).locator('.cm-content')
    found = {name: content.get_attribute(name) for name in ('autocapitalize', 'autocorrect', 'spellcheck')}
    assert found == {'autocapitalize': 'off', 'autocorrect': 'off', 'spellcheck': 'false'}
    live.page.keyboard.press('Escape')
    live.page.keyboard.press('Tab')
    live.frame(2).locator('.cm-content:not(:focus)').wait_for()
    live.frame(3).locator('pre > code').dispatch_event('keydown', {'key': 'Enter', 'metaKey': True})  # on a Mac
    assert live.wait(3)


def test_a_module_that_was_left_out_loads_when_it_is_imported(live):
    live.write(1, 'import xml.dom.minidom as m\nprint(m.parseString("<a/>").toxml())')
    live.run(1)
    assert '<a/>' in live.output(1)[0]


def test_a_page_whose_script_failed_to_load_asks_for_it_again(page, address):
    script = re.compile(r'/live/page\.js')
    page.route(script, lambda route: route.abort())
    page.goto(f'{address}/en/loss.html')
    live = Live(page)
    for _ in range(2):
        with page.expect_request(script):
            live.press('run', 2)
        page.locator('text=/could not be loaded/').first.wait_for()


@pytest.mark.parametrize('lost', ['worker.js', 'pyodide.asm.wasm', 'start.zip', 'page.js'])
def test_what_cannot_be_loaded_is_said(page, address, lost):
    page.context.route(re.compile(rf'/live/{re.escape(lost)}$'), lambda route: route.fulfill(status=404, body=''))
    page.add_init_script("Object.defineProperty(navigator, 'serviceWorker', {value: undefined})")
    page.goto(f'{address}/en/loss.html')
    live = Live(page)
    live.press('run', 1)
    page.locator('text=/could not be loaded/').first.wait_for(timeout=60_000)
    page.context.unroute_all()


def test_what_a_host_could_not_send_once_is_asked_for_again(browser, host):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f'{host.address}/en/loss.html')
    host.failing.add('start.zip')
    Live(page).press('run', 1)
    page.locator('text=/could not be loaded/').first.wait_for(timeout=60_000)
    host.failing.clear()
    page.reload()
    assert 'as on the page' in Live(page).run(2)
    context.close()


def test_a_page_from_disk_says_why_nothing_runs(page, built_site):
    page.goto((built_site / 'en/loss.html').as_uri())
    page.locator('.book-run').nth(1).click()
    page.locator('[role=status]:has-text("python -m http.server")').wait_for()


@pytest.mark.parametrize('scheme', ['light', 'dark'])
@pytest.mark.parametrize('width', [320, 1280])
def test_panels_and_editors_fit_and_can_be_read(browser, address, scheme, width):
    context = browser.new_context(viewport={'width': width, 'height': 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f'{address}/zh/loss.html')
    live = Live(page)
    live.run(1)
    live.write(2, 'print("x" * 300)\nfor i in range(3):\n    print(i)')
    live.run(2)
    live.write(3, 'missing')
    colours = [
        live.frame(3).locator(part).first.evaluate(f'part => getComputedStyle(part).{what}')
        for part, what in (('.cm-cursor', 'borderLeftColor'), ('.cm-content', 'color'))
    ]
    assert colours[0] == colours[1], 'the cursor can be seen as the text can'
    live.run(3)
    assert page.evaluate('document.documentElement.scrollWidth') <= width
    page.evaluate('window.scrollTo(0, 0)')  # nothing lies half under the page's header
    assert axe.violations(page) == []
    context.close()


def test_print_shows_the_book_as_it_is(live):
    live.run(1)
    live.write(2, 'print("mine")')
    live.press('edit', 3)
    live.frame(3).locator('.cm-content').wait_for()
    live.page.emulate_media(media='print')
    printed = [live.frame(number).locator('> pre').is_visible() for number in (1, 2, 3)]
    assert printed == [True, True, True], 'a block that was opened for a change is left out'
    assert live.page.locator('.live:visible, .live-editor:visible, .book-live:visible').count() == 0
    live.page.emulate_media(media='screen')


def test_a_link_carries_the_code_and_nothing_runs_by_itself(browser, address, context, watched):
    context.grant_permissions(['clipboard-read', 'clipboard-write'])
    watched.goto(f'{address}/en/lab.html')
    live = Live(watched)
    live.write(1, 'print("é 中文 😀 ~~~~~~ ??????")')
    live.bar(1).locator('.book-link').click()
    live.bar(1).locator('[role=status]:has-text("link copied")').wait_for()
    link = watched.evaluate('navigator.clipboard.readText()')
    context.clear_permissions()
    other = browser.new_context()
    page = other.new_page()
    page.goto(link.replace('/en/', '/zh/'))
    received = Live(page)
    received.frame(1).locator('.cm-content:has-text("中文")').wait_for()
    assert received.statuses() == ['', '']
    received.run(1)
    assert received.output(1) == ['é 中文 😀 ~~~~~~ ??????\n']
    page.goto(f'{address}/en/lab.html#code=%%%')
    assert 'as on the page' in Live(page).run(1)
    other.close()


def test_a_lost_archive_is_named(page, address):
    page.context.route(re.compile('/live/rest.zip$'), lambda route: route.fulfill(status=404, body=''))
    page.add_init_script("Object.defineProperty(navigator, 'serviceWorker', {value: undefined})")
    page.goto(f'{address}/en/loss.html')
    live = Live(page)
    live.write(1, 'import xml.dom.minidom')
    assert "ModuleNotFoundError: No module named 'xml" in live.run(1)
    page.context.unroute_all()


def test_a_wrong_path_is_named(page, address):
    page.goto(f'{address}/en/model.html')
    page.evaluate("for (const bar of document.querySelectorAll('.book-live')) bar.dataset.folder = '/live/'")
    Live(page).press('run', 0)
    page.locator('.book-copy [role=status]:has-text("could not be loaded")').first.wait_for(state='attached')


def test_what_only_runs_elsewhere_says_so(live):
    live.write(1, 'import multiprocessing\nmultiprocessing.Process(target=print).start()')
    assert re.match('Line [12], (ModuleNotFoundError|ImportError|OSError)', live.run(1))


def test_a_block_that_prints_something_else_is_shown_beside_the_page(live):
    live.page.evaluate("document.querySelector('.highlight.output code').textContent = 'torch.Size([9, 1])\\n'")
    said = live.run(2)
    assert (
        'not what the page shows' in said
        and 'The page: torch.Size([9, 1])' in said
        and 'here: torch.Size([10, 1])' in said
    )


COUNT_BARS = """() => {
  window.bars = 0
  new MutationObserver(changes => {
    for (const node of changes.flatMap(change => [...change.addedNodes])) if (node.localName === 'progress') window.bars += 1
  }).observe(document.body, { childList: true, subtree: true })
}"""


def test_the_bar_of_loading_shows_each_time_that_python_loads(live):
    live.page.evaluate(COUNT_BARS)
    live.write(1, ENDLESS)
    live.press('run', 1)
    live.panel(1).locator('text=begun').wait_for()
    assert live.page.evaluate('bars') == 1
    live.press('stop', 1)
    assert live.wait(1).startswith('Stopped')
    live.press('reset', 1)
    live.run(2)
    assert live.page.evaluate('bars') == 2
    live.run(2)
    assert live.page.evaluate('bars') == 2
