"""In real Chromium: what a reader copies is the code, all of it and nothing else, and it runs."""

import re

import pytest
from helpers.fresh import FreshPython
from helpers.pages import IN_TURN
from helpers.screen.browser import FRAME, until
from helpers.screen.copying import bars, clipboard

from book.manuscript.book import LANGUAGES
from book.weave import compare

SMALLEST = 24  # CSS pixels, of a target for a finger (WCAG 2.2, 2.5.8)


@pytest.fixture(scope='module')
def python():
    server = FreshPython()
    yield server
    server.close()


def press(page, bar, name):
    """Click a button of a block's bar, wait for the word that says it was done. Returns the clipboard."""
    bar.get_by_role('button', name=name, exact=True).click()
    bar.get_by_role('status').filter(has_text=re.compile('.')).wait_for()
    return clipboard(page)


# Press every button of the page, one after the other, and read the clipboard after each.
PRESS_ALL = """async () => {
  const found = []
  for (const bar of document.querySelectorAll('article .language-python:not(details.check *) > .book-copy')) {
    const status = bar.querySelector('[role=status]')
    const copied = []
    for (const button of bar.querySelectorAll('.book-copy-block, .book-copy-so-far')) {
      await navigator.clipboard.writeText('nothing')
      button.click()
      for (let frame = 0; !status.textContent; frame++) {
        if (frame > 600) throw new Error(`${button.title}: nothing says that it was copied`)
        await (FRAME)()
      }
      copied.push(await navigator.clipboard.readText())
    }
    found.push(copied)
  }
  return found
}""".replace('FRAME', FRAME)


@pytest.mark.parametrize('language, chapter', IN_TURN)
def test_the_two_buttons_of_each_block_copy_it_and_the_program_down_to_it(page, address, book, language, chapter):
    codes = [fence.code for fence in book.page(language, chapter).fences]
    page.goto(f'{address}/{language}/{chapter}.html')
    assert page.evaluate(PRESS_ALL) == [[code, '\n\n'.join(codes[:number])] for number, code in enumerate(codes, 1)]


@pytest.mark.about('loss')
def test_copy_so_far_gives_a_program_that_prints_what_the_page_shows(page, address, book, words, python):
    """As the program of each page does, down to each block: test_blocks.py."""
    fences = book.page('en', 'loss').fences
    page.goto(f'{address}/en/loss.html')
    result = python.run(press(page, bars(page)[-1], words['en']['copy_so_far']))
    assert result['code'] == 0, result['errors']
    assert compare.same_text(''.join(fence.output or '' for fence in fences), result['output'])


@pytest.mark.about('loss')
def test_a_block_that_is_missing_from_the_program_would_be_seen(page, address, words, python):
    page.goto(f'{address}/en/loss.html')
    page.evaluate('document.querySelector("article details").remove()')
    result = python.run(press(page, bars(page)[-1], words['en']['copy_so_far']))
    assert result['code'] == 1 and 'NameError' in result['errors']


@pytest.mark.about('loss')
def test_copy_so_far_holds_the_block_that_is_still_folded(page, address, book, words):
    page.goto(f'{address}/en/loss.html')
    fold = page.locator('article details').first
    program = press(page, page.locator('.book-copy').nth(1), words['en']['copy_so_far'])
    assert (
        fold.get_attribute('open') is None and program.startswith('import random\n') and program.endswith(' ** 2 / 2\n')
    )


def test_lines_for_the_shell_are_copied_alone_and_are_no_part_of_the_program(page, address, book, words):
    page.goto(f'{address}/zh/index.html')
    bar = page.locator('.language-console > .book-copy').first
    console = next(token for token in book.page('zh', 'index').tokens if token.info == 'console')
    assert bar.get_by_role('button').count() == 1
    assert press(page, bar, words['zh']['copy_block']) == console.content
    assert 'pip' not in press(page, bars(page)[-1], words['zh']['copy_so_far'])


@pytest.mark.about('loss')
@pytest.mark.parametrize('language', LANGUAGES)
def test_keyboard_and_screen_reader_reach_both_buttons(page, address, words, language):
    names = words[language]
    page.goto(f'{address}/{language}/loss.html')
    bar = bars(page)[1]
    assert bar.aria_snapshot() == (
        f'- group "{names["block"]} 2":\n  - button "{names["run"]}"\n  - button "{names["edit"]}"\n  - status\n'
        f'  - button "{names["copy_block"]}"\n  - button "{names["copy_so_far"]}"'
    )
    *_, block, so_far = bar.get_by_role('button').all()
    block.focus()
    page.keyboard.press('Enter')
    bar.get_by_role('status').filter(has_text=names['copied']).wait_for()
    assert clipboard(page).startswith('def squared_loss')
    page.keyboard.press('Tab')
    assert so_far.evaluate('button => button === document.activeElement')
    outline = so_far.evaluate(
        'button => [getComputedStyle(button).outlineStyle, getComputedStyle(button).outlineWidth]'
    )
    assert outline == ['solid', '2px'], 'the focus cannot be seen'
    page.keyboard.press('Space')
    until(page, '() => navigator.clipboard.readText().then(text => text.startsWith("import random"))')


# What is wrong with the places of the buttons, as text.
MISPLACED = """smallest => {
  document.querySelectorAll('article details').forEach(fold => { fold.open = true })
  const wrong = []
  for (const target of [...document.querySelectorAll('.book-copy button, .book-downloads a')].filter(target => target.checkVisibility())) {
    const box = target.getBoundingClientRect(), code = target.closest('.highlight')?.querySelector('pre').getBoundingClientRect()
    if (code && box.bottom > code.top) wrong.push(`${target.textContent} covers code`)
    if (box.left < 0 || box.right > innerWidth) wrong.push(`${target.textContent} is beside the screen`)
    if (Math.min(box.width, box.height) < smallest) wrong.push(`${target.textContent} is too small for a finger`)
  }
  return wrong
}"""


@pytest.mark.parametrize('width', [320, 390, 1280])
@pytest.mark.parametrize('language', LANGUAGES)
def test_the_buttons_cover_no_code_and_a_finger_hits_them(page, address, width, language):
    page.set_viewport_size({'width': width, 'height': 800})
    for chapter in ('index', 'loss', 'script'):
        page.goto(f'{address}/{language}/{chapter}.html')
        assert page.evaluate(MISPLACED, SMALLEST) == []


@pytest.mark.about('loss')
@pytest.mark.parametrize(
    'style, complaint',
    [
        ('.book-copy { position: absolute }', 'covers code'),
        ('.book-copy button { min-height: 0 }', 'too small'),
        ('.book-copy button { margin-right: -500px }', 'beside the screen'),
    ],
)
def test_a_button_in_a_wrong_place_would_be_seen(page, address, style, complaint):
    page.goto(f'{address}/en/loss.html')
    page.evaluate(
        'rule => { const sheet = new CSSStyleSheet(); sheet.replaceSync(rule); document.adoptedStyleSheets = [sheet] }',
        style.replace('}', '!important }'),
    )
    found = page.evaluate(MISPLACED, SMALLEST)
    assert any(complaint in line for line in found), found


@pytest.mark.about('dataset', 'optimizer')
@pytest.mark.parametrize('language', LANGUAGES)
def test_on_a_phone_long_lines_of_code_can_be_wrapped_on_all_pages(page, address, words, language):
    overflows = "[...document.querySelectorAll('article pre > code')].filter(code => code.scrollWidth > code.clientWidth).length"
    page.set_viewport_size({'width': 1000, 'height': 800})
    page.goto(f'{address}/{language}/dataset.html')
    assert not page.locator('.book-wrap').first.is_visible()
    page.set_viewport_size({'width': 390, 'height': 844})
    assert page.evaluate(overflows)
    page.get_by_role('button', name=words[language]['wrap'], exact=True).first.click()
    assert (
        page.evaluate(overflows) == 0
        and page.locator('.book-wrap[aria-pressed=true]').count() == page.locator('.book-wrap').count()
    )
    page.goto(f'{address}/{language}/optimizer.html')
    until(page, f'() => {overflows} === 0')
    page.get_by_role('button', name=words[language]['wrap'], exact=True).first.click()
    assert page.evaluate(overflows)


@pytest.mark.about('loss')
def test_without_javascript_no_dead_button_is_shown(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f'{address}/en/loss.html')
    assert page.locator('article pre').first.is_visible() is False  # in the fold
    assert page.locator('article pre').nth(1).is_visible()
    assert (
        page.locator('article').get_by_role('button').count() == 0
        and page.locator('article button:visible').count() == 0
    )
    context.close()
