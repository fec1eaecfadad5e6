"""In real Chromium: the search finds what learners look for, costs nothing before it is used, and works from disk."""

import json
import re
import zipfile
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from helpers.browser import settled, until
from helpers.pages import CHAPTERS, IN_TURN, files, links, page_file

from book.manuscript import terms
from book.manuscript.book import LANGUAGES
from book.site import archive

# What learners type, and where they must come first: the page, and its section where one alone explains it.
CODE = {
    'no_grad': 'optimizer#no-grad',
    'torch.no_grad()': 'optimizer#no-grad',
    'detach': 'dataset#detach',
    '.detach()': 'dataset#detach',
    'zero_': 'optimizer',
    'data_iter': 'batches',
    'torch.matmul': 'dataset#matmul',
    'matmul': 'dataset#matmul',
    'reshape': 'dataset#synthetic-data',
    'scatter': 'dataset#scatter-arguments',
    'plt.scatter': 'dataset#scatter-arguments',
    'squared_loss': 'loss',
    'requires_grad': 'parameters#gradient',
    'batch_size': 'batches#data-iter',
    'yield': 'batches#yield',
    'param.grad': 'optimizer#sgd',
    'linreg': 'model',
    'sgd': 'optimizer',
    'synthetic_data': 'dataset',
    'manual_seed': 'dataset#imports',
}
QUERIES = {
    'en': CODE
    | {
        'learning rate': 'training#learning-rate',
        'mini-batch': 'batches',
        'broadcasting': 'model#broadcasting',
        'noise': 'dataset',
        'batch size': 'batches',
        'gradient': 'parameters',
        'clear the gradients': 'optimizer#zero-grad',
        'mean squared error': 'loss#mse',
        'squared loss': 'loss',
        'one half': 'loss#half',
        'hyperparameters': 'training#hyperparameters',
        'epoch': 'batches#epoch',
        'random seed': 'dataset#imports',
        'standard deviation': 'dataset#synthetic-data',
        'shuffle': 'batches',
        'leaf tensor': 'parameters#pitfall',
        'generator': 'batches#yield',
        'in place': 'optimizer#update',
        'stochastic gradient descent': 'optimizer#sgd',
        'training loop': 'training',
        'whole program': 'script',
        'install': 'index#setup',
    },
    'zh': CODE
    | {
        '梯度清零': 'optimizer#zero-grad',
        '小批量': 'batches#task',
        '广播机制': 'model#broadcasting',
        '广播': 'model#broadcasting',
        '学习率': 'training#learning-rate',
        '噪声': 'dataset',
        '均方损失': 'loss',
        '均方误差': 'loss#mse',
        '小批量随机梯度下降': 'optimizer#sgd',
        '梯度下降': 'optimizer#sgd',
        '平方损失': 'loss#squared-loss',
        '二分之一': 'loss#half',
        '超参数': 'training#hyperparameters',
        '超参': 'training#hyperparameters',
        '随机种子': 'dataset#imports',
        '标准差': 'dataset#synthetic-data',
        '打乱': 'batches#shuffle',
        '叶子张量': 'parameters#pitfall',
        '生成器': 'batches#yield',
        '原地': 'optimizer#update',
        '批量大小': 'batches#last-batch',
        '梯度': 'optimizer',
        '训练循环': 'training',
        '完整程序': 'script',
        'torch.no_grad 有什么用': 'optimizer#no-grad',
    },
}
QUERIES = {
    language: {query: place for query, place in queries.items() if place.partition('#')[0] in CHAPTERS}
    for language, queries in QUERIES.items()
}
# Material shows ten results, and more when a reader scrolls to their end.
ALL_RESULTS = """async () => {
  const box = document.querySelector('.md-search__scrollwrap'), items = () => [...document.querySelectorAll('.md-search-result__item')]
  const number = parseInt(document.querySelector('.md-search-result__meta').innerText)
  for (let i = 0; i < 100 && items().length < number; i++) {
    box.scrollTo(0, i % 2 ? box.scrollHeight : 0)
    await new Promise(requestAnimationFrame)
  }
  return items().flatMap(item => [...item.querySelectorAll('a')].map(link => link.pathname))
}"""
LONGER = {'均值': '平均值'}  # another word, which holds a term
# Whether Material says one of the texts that it has for a number of results, and shows results if there are any.
SAYS = """names => {
  const texts = JSON.parse(document.getElementById('__config').textContent).translations, shown = document.querySelector('.md-search-result__item')
  const said = document.querySelector('.md-search-result__meta').innerText.trim()
  return names.some(name => texts[`search.result.${name}`].replace('#', parseInt(said)) === said && Boolean(shown) === !['none', 'placeholder'].includes(name))
}"""
FIELD, RESULT = '.md-search__input', '.md-search-result__item'


def look_for(page, query):
    """Type a query, and return the results: for each page found, its place and those of its sections, such as
    'loss#half', the best first.
    """
    page.fill(FIELD, '')
    until(page, SAYS, ['placeholder'])
    page.fill(FIELD, query)
    until(page, SAYS, ['none', 'one', 'other'])
    found = page.evaluate(
        f'[...document.querySelectorAll("{RESULT}")].map(item => [...item.querySelectorAll("a")].map(link => '
        'link.href))'
    )
    return [[re.sub(r'.*/(\w+)\.html[^#]*', r'\1', link) for link in item] for item in found]


def misplaced(page, queries):
    """Return for each query, with another first result than it must have, that result."""
    wrong = {}
    for query, wanted in queries.items():
        first = next(iter(look_for(page, query)), [])
        if wanted not in (first[:2] if '#' in wanted else first[:1]):
            wrong[query] = first[:2]
    return wrong


@pytest.fixture(params=LANGUAGES)
def searching(request, watched, address):
    """The home page of a language, with its search at work."""
    watched.goto(f'{address}/{request.param}/index.html')
    watched.focus(FIELD)
    until(watched, '() => window.searchIndex')
    watched.language = request.param
    return watched


def test_the_page_that_explains_comes_first(searching):
    assert len(QUERIES[searching.language]) >= 20
    assert misplaced(searching, QUERIES[searching.language]) == {}


@pytest.mark.about('dataset', 'optimizer')
def test_a_page_that_does_not_come_first_would_be_named(searching):
    assert misplaced(
        searching, {'no_grad': 'dataset', 'detach': 'dataset#task', 'zyxw': 'index', 'sgd': 'optimizer'}
    ) == {'no_grad': ['optimizer', 'optimizer#no-grad'], 'detach': ['dataset', 'dataset#detach'], 'zyxw': []}


def test_a_term_finds_every_page_that_has_it_and_pages_of_its_language_only(searching, book):
    sections = searching.evaluate('searchIndex.docs')
    missed = {}
    for word in [form for entry in terms.read(book) for form in terms.forms(entry, searching.language)]:
        holding = {
            section['location'].split('.')[0]
            for section in sections
            if re.search(
                rf'(?<![A-Za-z]){re.escape(word)}',
                re.sub('\u200b|<.*?>', '', f'{section["title"]} {section["text"]}').replace(LONGER.get(word, '\0'), ''),
                re.IGNORECASE,
            )
        }
        look_for(searching, word)
        found = searching.evaluate(ALL_RESULTS)
        if gap := holding - {link.rpartition('/')[2].partition('.')[0] for link in found}:
            missed[word] = gap
        assert all(f'/{searching.language}/' in link for link in found)
    assert missed == {}


@pytest.mark.parametrize(
    'query, wanted',
    [
        ('batchsize', 'batches'),
        ('gradeint descnet', 'optimizer'),
        ('learningrate', 'training'),
        ('optimzer', 'optimizer'),
    ],
)
def test_a_search_forgives_joined_words_and_a_slip_of_the_key(watched, address, query, wanted):
    watched.goto(f'{address}/en/index.html')
    watched.focus(FIELD)
    until(watched, '() => window.searchIndex')
    assert wanted in [item[0] for item in look_for(watched, query)[:3]]


@pytest.mark.about('dataset', 'batches', 'parameters')
def test_words_that_no_section_has_together_find_those_that_have_some(searching):
    words = {'en': 'detach yield', 'zh': '叶子张量 生成器'}[searching.language]
    assert {'batches'} < {item[0] for item in look_for(searching, words)}


def test_the_code_so_far_is_found_only_where_it_is_explained(searching):
    assert not [
        section['location']
        for section in searching.evaluate('searchIndex.docs')
        if 'def synthetic_data' in section['text'] and not section['location'].startswith(('dataset', 'script'))
    ]


WAYS = {
    'the field': lambda page: page.click(FIELD),
    'the key /': lambda page: page.keyboard.press('/'),
    'the key s': lambda page: page.keyboard.press('s'),
    'the key f': lambda page: page.keyboard.press('f'),
    'the magnifier of a phone': lambda page: page.click('header .md-header__button[for=__search]'),
}


@pytest.mark.about('loss')
@pytest.mark.parametrize('way', WAYS)
def test_the_index_comes_when_a_reader_reaches_for_the_search_and_not_before(watched, address, way):
    asked = []
    watched.on('request', lambda request: asked.append(request.url))
    if 'phone' in way:
        watched.set_viewport_size({'width': 390, 'height': 800})
    watched.goto(f'{address}/en/loss.html', wait_until='networkidle')
    assert asked and not [name for name in asked if 'search_index' in name or '/workers/' in name]
    WAYS[way](watched)
    until(watched, '() => document.activeElement.matches(".md-search__input")')
    watched.keyboard.type('no_grad')
    watched.wait_for_selector(RESULT)
    assert len([name for name in asked if 'search_index' in name]) == 1
    assert not [name for name in asked if 'iframe-worker' in name], (
        'what works around the limits of file: is for file: only'
    )


@pytest.mark.about('loss', 'optimizer')
def test_what_was_typed_before_the_index_came_is_answered_when_it_comes(watched, address):
    held = []
    watched.route('**/search_index.js', lambda route: held.append(route))
    watched.goto(f'{address}/zh/loss.html')
    watched.click(FIELD)
    watched.keyboard.type('no_grad')
    settled(watched)
    assert len(held) == 1 and not watched.locator(RESULT).count()
    held[0].continue_()
    watched.wait_for_selector(f'{RESULT} a[href*="optimizer.html"]')


@pytest.mark.about('loss', 'optimizer')
def test_an_index_that_did_not_come_is_asked_for_again(page, address):
    page.route('**/search_index.js', lambda route: route.abort(), times=1)
    page.goto(f'{address}/zh/loss.html')
    with page.expect_event('requestfailed'):
        page.focus(FIELD)
    page.locator(FIELD).blur()
    settled(page)
    page.fill(FIELD, 'no_grad')
    page.wait_for_selector(f'{RESULT} a[href*="optimizer.html"]')


def test_an_address_may_hold_a_query(watched, address):
    watched.goto(f'{address}/zh/index.html?q=梯度清零')
    assert watched.locator(f'{RESULT} a').nth(1).get_attribute('href').endswith('#zero-grad')


@pytest.mark.about('loss')
def test_what_was_searched_for_is_marked_where_a_result_leads_and_the_text_stays_as_it_is(searching):
    look_for(searching, 'squared_loss')
    searching.locator(f'{RESULT} a').first.click()
    searching.wait_for_url('**/loss.html?h=*')
    marked = searching.evaluate(
        "[...CSS.highlights.get('found')].map(range => range.startContainer.data.slice(range.startOffset, "
        'range.endOffset))'
    )
    assert {'squared_', 'loss'} <= set(marked)
    assert not searching.locator('article mark').count()


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
    for kind in ('.formula .katex', 'svg.figure'):
        assert all(part.is_visible() for part in on_disk.locator(f'article {kind}').all())
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
    page.on('requestfailed', lambda request: complaints.append(request.url))
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


def test_two_builds_give_the_same_zip(book, zipped, tmp_path):
    again = archive.pack(book, tmp_path / 'again.zip')
    assert again.read_bytes() == zipped.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ['again.zip'], 'a draft was left behind'
    names = zipfile.ZipFile(again).namelist()
    assert names == sorted(names)


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
