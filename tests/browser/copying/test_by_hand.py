"""In real Chromium: copying by hand, without a clipboard, and opening notebooks elsewhere."""

import re
from pathlib import Path

import pytest
from helpers.pages import CHAPTERS
from helpers.screen import served
from helpers.screen.copying import bars, clipboard

from book.manuscript.book import CONFIGS, LANGUAGES

SELECT = """([first, last]) => {
  const codes = document.querySelectorAll('article .language-python code'), selection = getSelection()
  selection.setBaseAndExtent(codes[first], 0, codes[last], codes[last].childNodes.length)
}"""


@pytest.mark.about('loss')
def test_a_selection_from_code_to_code_is_copied_without_the_outputs_between(page, address, book):
    codes = [fence.code for fence in book.page('en', 'loss').fences]
    page.goto(f'{address}/en/loss.html')
    for first, last in ((2, 3), (1, 1), (0, 4)):
        page.evaluate(SELECT, [first, last])
        page.keyboard.press('Control+c')
        assert clipboard(page) == '\n\n'.join(codes[first : last + 1])


@pytest.mark.about('loss')
def test_part_of_a_block_is_copied_as_it_was_selected(page, address):
    page.goto(f'{address}/en/loss.html')
    line = page.locator('article .language-python code').nth(2).get_by_text('batch_size').first
    line.dblclick()
    page.keyboard.press('Control+c')
    assert clipboard(page) == 'batch_size'


@pytest.mark.about('loss')
def test_prose_with_outputs_is_copied_as_it_stands_but_without_the_buttons(page, address, words):
    page.goto(f'{address}/en/loss.html')
    bars(page)
    page.locator('article h1').click()
    page.keyboard.press('Control+a')
    page.keyboard.press('Control+c')
    copied = clipboard(page)
    assert 'def squared_loss' in copied and 'torch.Size([10, 1])' in copied
    assert words['en']['copy_so_far'] not in copied and words['en']['block'] not in copied


@pytest.fixture
def insecure(page, built_site):
    """The book on another host, by http without TLS: browsers keep the clipboard from scripts of such a page."""

    def answer(route):
        path = built_site / route.request.url.removeprefix('http://book.example/')
        route.fulfill(path=path) if path.is_file() else route.fulfill(status=404)

    page.route('http://book.example/**', answer)
    page.goto('http://book.example/en/loss.html')
    assert page.evaluate('navigator.clipboard === undefined')
    return page


@pytest.fixture
def read(context, address):
    """Read the clipboard, from a page that may."""

    def read():
        other = context.new_page()
        other.goto(f'{address}/index.html?')
        text = clipboard(other)
        other.close()
        return text

    return read


@pytest.mark.about('loss')
@pytest.mark.parametrize('button, first', [('copy_block', 3), ('copy_so_far', 0)])
def test_without_a_clipboard_the_buttons_copy_all_the_same(insecure, read, book, words, button, first):
    codes = [fence.code for fence in book.page('en', 'loss').fences]
    bar = insecure.locator('.book-copy').nth(3)
    bar.get_by_role('button', name=words['en'][button], exact=True).click()
    bar.get_by_text(words['en']['copied']).wait_for()
    assert read() == '\n\n'.join(codes[first:4])
    assert insecure.evaluate('getSelection().isCollapsed'), 'the page is left with a selection'


@pytest.mark.about('loss')
@pytest.mark.parametrize('clipboard', ['undefined', '{ writeText: () => Promise.reject(Error("not allowed")) }'])
def test_where_nothing_may_copy_the_code_is_selected_for_the_reader(insecure, read, book, words, clipboard):
    insecure.evaluate(f'Object.defineProperty(navigator, "clipboard", {{ value: {clipboard} }})')
    insecure.evaluate('document.execCommand = () => false')
    bar = insecure.locator('.book-copy').nth(3)
    bar.get_by_role('button', name=words['en']['copy_so_far'], exact=True).click()
    bar.get_by_text(words['en']['selected']).wait_for()
    insecure.keyboard.press('Control+c')
    assert read() == '\n\n'.join(fence.code for fence in book.page('en', 'loss').fences[:4])


@pytest.mark.about('script')
def test_from_a_file_the_buttons_work(page, built_site, read, words):
    page.goto((built_site / 'zh/script.html').as_uri())
    page.locator('.book-copy').nth(1).get_by_role('button', name=words['zh']['copy_so_far'], exact=True).click()
    copied = page.get_by_text(words['zh']['copied'], exact=True)
    copied.wait_for()
    copied.wait_for(state='detached')  # after a while, so that the next copy is news
    assert read().startswith('import random\n')


def test_only_with_a_repository_a_page_offers_to_open_its_notebook_elsewhere(book, built_site):
    configured = re.search('(?m)^repo_url:', (book.root / CONFIGS['zh']).read_text(encoding='utf-8'))
    offering = {
        path.relative_to(built_site).with_suffix('')
        for path in built_site.rglob('*.html')
        if re.search('colab|mybinder', path.read_text(encoding='utf-8'))
    }
    assert offering == (
        set(map(Path, (f'{language}/{chapter}' for language in LANGUAGES for chapter in CHAPTERS)))
        if configured
        else set()
    )


def test_with_a_repository_each_page_opens_its_notebook_elsewhere_and_asks_nobody_before(
    page, unchanged_tiny_book, published_site
):
    asked = []
    page.on('request', lambda request: asked.append(request.url))
    server = served.serve(published_site, '')
    where = server.address
    for language, chapter in (('zh', 'fall'), ('en', 'index')):
        path = f'docs/{language}/notebooks/{chapter}.ipynb'
        assert (unchanged_tiny_book.root / path).is_file()
        page.goto(f'{where}/{language}/{chapter}.html', wait_until='networkidle')
        for name, wanted in (
            ('Colab', f'https://colab.research.google.com/github/someone/the-book/blob/main/{path}'),
            ('Binder', f'https://mybinder.org/v2/gh/someone/the-book/main?labpath={path.replace("/", "%2F")}'),
        ):
            link = page.locator('.book-downloads').get_by_role('link', name=name, exact=True)
            assert link.is_visible() and link.get_attribute('href') == wanted
        assert page.locator('.md-header__source a').get_attribute('href') == 'https://github.com/someone/the-book'
    assert asked and [url for url in asked if not url.startswith(where)] == []
    server.shutdown()
