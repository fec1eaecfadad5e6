"""In real Chromium: the zip of the book opens from disk, without a server, and its search works."""

import json
import re
import zipfile
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from helpers.pages import CHAPTERS, IN_TURN, files, links, page_file
from helpers.screen.browser import until
from helpers.screen.search import FIELD, RESULT

from book.manuscript.book import LANGUAGES
from book.site import archive


@pytest.fixture(scope='module')
def zipped(book, built_site, tmp_path_factory):
    path = tmp_path_factory.mktemp('zipped') / 'book.zip'
    archive.write(built_site, path, book.slug)
    return path


@pytest.fixture(scope='module')
def unpacked(book, zipped, tmp_path_factory):
    """The folder that a reader gets, at a place with a space and Chinese in its name."""
    folder = tmp_path_factory.mktemp('下载 downloads')
    zipfile.ZipFile(zipped).extractall(folder)
    assert [path.name for path in folder.iterdir()] == [book.slug]
    return folder / book.slug


@pytest.fixture
def on_disk(page, unpacked):
    """A page that fails the test if anything is asked that is not a file of the book, or does not come."""
    complaints = []
    page.on(
        'console', lambda message: complaints.append(message.text) if message.type in ('error', 'warning') else None
    )
    page.on('pageerror', lambda error: complaints.append(str(error)))
    page.on('requestfailed', lambda request: complaints.append(f'{request.url} failed'))
    page.on(
        'request',
        lambda request: (
            complaints.append(f'asks {request.url}')
            if not request.url.startswith((unpacked.as_uri(), 'data:', 'blob:', 'about:'))
            else None
        ),
    )
    page.complaints = complaints
    yield page
    assert complaints == []


@pytest.mark.parametrize('language, chapter', IN_TURN)
def test_a_page_opens_from_disk(on_disk, unpacked, language, chapter):
    on_disk.goto(page_file(unpacked, language, chapter).as_uri())
    assert on_disk.locator('article h1').is_visible()
    on_disk.evaluate("document.querySelectorAll('article details').forEach(fold => { fold.open = true })")
    for kind in ('.formula .katex', 'svg.figure'):
        assert not [part for part in on_disk.locator(f'article {kind}').all() if not (part.is_visible())]
    # A face that a style sheet names as local() fails on a machine without that font, and costs nothing: those of KaTeX
    # are ours.
    assert on_disk.evaluate(
        'document.fonts.ready.then(fonts => [...fonts].every(font => !font.family.includes("KaTeX") || font.status !== '
        '"error"))'
    )


@pytest.mark.about('loss')
def test_what_fails_from_disk_would_be_named(page, unpacked):
    complaints = []
    page.on('requestfailed', lambda request: complaints.append(request.url.rpartition('/')[2]))
    page.goto(page_file(unpacked, 'en', 'loss').as_uri())
    page.evaluate('fetch("loss.html").catch(() => {})')
    page.evaluate('new Promise(done => { const image = new Image(); image.onerror = done; image.src = "gone.png" })')
    assert 'gone.png' in complaints


@pytest.mark.about('optimizer')
@pytest.mark.parametrize(
    'language, query, place, other',
    [('zh', '梯度清零', 'optimizer.html#zero-grad', 'en'), ('en', 'no_grad', 'optimizer.html#no-grad', 'zh')],
)
def test_from_disk_a_reader_opens_searches_follows_and_switches_the_language(
    browser, unpacked, language, query, place, other
):
    context = browser.new_context(locale={'zh': 'zh-CN', 'en': 'en-GB'}[language])
    page, complaints = context.new_page(), []
    page.on(
        'console', lambda message: complaints.append(message.text) if message.type in ('error', 'warning') else None
    )
    page.on(  # what was on its way when the next page opened is aborted
        'requestfailed',
        lambda request: complaints.append(request.url) if request.failure != 'net::ERR_ABORTED' else None,
    )
    page.goto((unpacked / 'index.html').as_uri())
    page.wait_for_url(f'**/{language}/index.html')
    page.fill(FIELD, query)
    page.wait_for_selector(RESULT)
    page.locator(f'{RESULT} a').nth(1).click()
    page.wait_for_url(f'**/{language}/*{place.partition("#")[2]}')
    assert re.sub(r'\?.*#', '#', page.url).endswith(f'/{language}/{place}')
    until(page, '() => CSS.highlights.get("found").size')
    until(
        page, 'id => Math.abs(document.getElementById(id).getBoundingClientRect().top) < 140', place.partition('#')[2]
    )  # it is read now
    page.hover('.md-header .md-select')
    page.click(f'.md-select__link[hreflang={other}]')
    page.wait_for_url(f'**/{other}/{place}')
    assert complaints == []
    context.close()


def test_from_disk_every_link_leads_to_a_file(unpacked):
    lost = []
    for path in files(unpacked):
        for _, target in links(path):
            goal = unquote(urldefrag(target)[0])
            if goal and not urlsplit(target).scheme and not (path.parent / goal).is_file():
                lost.append(f'{path.relative_to(unpacked)}: {target}')
    assert lost == []


def test_another_site_gives_another_zip(zipped, unpacked, tmp_path):
    folder = tmp_path / 'site'
    folder.mkdir()
    (folder / 'index.html').write_text('other')
    (folder / '404.html').write_text('for a server')
    archive.write(folder, tmp_path / 'a.zip', 'x')
    (folder / 'index.html').touch()  # another date is no other site
    archive.write(folder, tmp_path / 'b.zip', 'x')
    assert (tmp_path / 'a.zip').read_bytes() == (tmp_path / 'b.zip').read_bytes() != zipped.read_bytes()
    assert zipfile.ZipFile(tmp_path / 'a.zip').namelist() == ['x/index.html']


@pytest.mark.parametrize('language', LANGUAGES)
def test_the_index_is_a_script_and_the_only_one(built_site, language):
    folder = built_site / language / 'search'
    assert [path.name for path in folder.iterdir()] == ['search_index.js']
    index = json.loads((folder / 'search_index.js').read_text(encoding='utf-8').removeprefix('window.searchIndex = '))
    assert {section['location'].partition('.html')[0] for section in index['docs']} >= set(CHAPTERS)
