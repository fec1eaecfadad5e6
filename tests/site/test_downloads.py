"""What a reader carries away runs without the book, says where it is from, and leads nowhere that does not exist."""

import json
import re
import tomllib
import zipfile

import pytest
from helpers.fresh import FreshPython
from helpers.pages import CHAPTERS, page_file, soup

from book.finish import placeholders
from book.manuscript.book import LANGUAGES, NOTEBOOK_PAGE
from book.site.artifacts import downloads
from book.weave import compare

LICENCES = {'zh': 'MIT 许可证', 'en': 'MIT licence'}
LINK = re.compile(r'\]\(([^)]*)\)')


@pytest.fixture(scope='module')
def python():
    server = FreshPython()
    yield server
    server.close()


def linked(notebook):
    """Return the targets of all links in the prose of a notebook (text)."""
    return [
        target
        for cell in json.loads(notebook)['cells']
        if cell['cell_type'] == 'markdown'
        for target in LINK.findall(''.join(cell['source']))
    ]


def codes(notebook):
    return [cell for cell in json.loads(notebook)['cells'] if cell['cell_type'] == 'code']


@pytest.mark.parametrize('chapter', [name for name in CHAPTERS if name != NOTEBOOK_PAGE])
def test_the_script_of_a_chapter_is_the_program_of_its_page(book, built_site, chapter):
    """Which test_blocks.py runs, by itself."""
    programs = set()
    for language in LANGUAGES:
        page = book.page(language, chapter)
        first, _, program = (
            (built_site / language / f'scripts/{chapter}.py').read_text(encoding='utf-8').partition('\n')
        )
        assert (
            first == f'# {page.sections[0].title.replace("`", "")} | {book.setting(language, "site_name")} | '
            f'{LICENCES[language]}'
        )
        programs.add(program)
    assert programs == {'\n\n'.join(['', *(fence.code for fence in page.fences)])}


@pytest.mark.parametrize('language', LANGUAGES)
def test_the_script_of_the_whole_program_is_the_file_that_its_page_names(book, built_site, python, language):
    whole = (built_site / language / 'linear_regression.py').read_text(encoding='utf-8')
    assert whole == (book.root / 'src/linreg/scratch.py').read_text(encoding='utf-8')
    page = book.page(language, NOTEBOOK_PAGE)
    shown = soup(page_file(built_site, language, NOTEBOOK_PAGE))
    assert 'src/linreg/scratch.py' in page.text and '`.py`' in page.text
    assert [
        (link['href'], link['title']) for link in shown.select('.book-downloads a') if link.text.strip() == '.py'
    ] == [('linear_regression.py', book.words(language)['whole_script'])]
    result = python.run(whole)
    assert result['code'] == 0 and compare.same_text(
        ''.join(fence.output or '' for fence in page.fences if fence.source), result['output']
    )


@pytest.mark.parametrize('language', LANGUAGES)
def test_in_the_archive_of_all_notebooks_every_link_leads_to_one(book, built_site, language, tmp_path):
    with zipfile.ZipFile(built_site / language / 'notebooks.zip') as packed:
        assert packed.testzip() is None
        packed.extractall(tmp_path)
    folder = tmp_path / f'{book.slug}-{language}'
    paths = sorted(folder.rglob('*.ipynb'))
    assert sorted(path.stem for path in paths) == sorted(CHAPTERS)
    found = [
        (path.parent / target.partition('#')[0]).resolve()
        for path in paths
        for target in linked(path.read_text(encoding='utf-8'))
        if not target.startswith('http')
    ]
    assert found and set(found) <= {path.resolve() for path in paths}


@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize('chapter', CHAPTERS)
def test_a_notebook_alone_has_no_link_to_a_file_that_its_reader_does_not_have(book, built_site, language, chapter):
    committed = book.notebook(language, chapter).read_text(encoding='utf-8')
    served = (built_site / language / f'notebooks/{chapter}.ipynb').read_text(encoding='utf-8')
    assert linked(committed) and all(target.startswith('http') for target in linked(served))
    assert codes(served) == codes(committed)
    known = downloads.alone(committed, 'https://example.org/book/en/')
    assert json.loads(known)['metadata'] == json.loads(committed)['metadata']
    pages = {
        target.removeprefix('https://example.org/book/en/').partition('#')[0]
        for target in linked(known)
        if 'example.org' in target
    }
    assert pages and pages <= {f'{name}.html' for name in CHAPTERS}
    for target in linked(known):
        if '#' in target:
            name, _, anchor = target.removeprefix('https://example.org/book/en/').partition('.html#')
            assert anchor in [section.id for section in book.page(language, name).sections]


def test_the_same_notebooks_give_the_same_archive():
    assert downloads.archive({'a.ipynb': '{}'}, 'x') == downloads.archive({'a.ipynb': '{}'}, 'x')


@pytest.mark.about('script')
@pytest.mark.parametrize('url', [None, '', 'https://gitlab.com/a/b', 'https://example.org/github.com/b'])
def test_only_a_repository_on_github_opens_elsewhere(url):
    assert placeholders.services(url, 'main', 'docs/en/script.ipynb') == []


@pytest.mark.about('script')
def test_odd_names_of_repository_and_branch_make_sound_addresses():
    (_, colab), (_, binder) = placeholders.services('https://github.com/a/b.git', 'new/try', 'docs/en/script.ipynb')
    assert colab == 'https://colab.research.google.com/github/a/b/blob/new/try/docs/en/script.ipynb'
    assert binder == 'https://mybinder.org/v2/gh/a/b/new%2Ftry?labpath=docs%2Fen%2Fscript.ipynb'


def test_binder_installs_what_the_lesson_needs(book):
    project = tomllib.loads((book.root / 'pyproject.toml').read_text(encoding='utf-8'))['project']
    lines = (book.root / '.binder/requirements.txt').read_text(encoding='utf-8').splitlines()
    assert [line for line in lines if not line.startswith(('#', '--'))] == project['dependencies']
    assert (book.root / '.binder/runtime.txt').read_text(
        encoding='utf-8'
    ).strip() == f'python-{project["requires-python"].removeprefix(">=").partition(",")[0]}'


@pytest.mark.about('loss')
def test_every_word_of_the_buttons_is_in_every_language(built_site):
    """A name that is missing in one language would be inherited from the other, or be empty."""
    for language in LANGUAGES:
        page = (built_site / language / 'loss.html').read_text(encoding='utf-8')
        bar = page.partition('<template id="book-copy">')[2].partition('</template>')[0]
        bar = re.sub(r'<svg.*?</svg>', '', bar, flags=re.DOTALL)
        texts = re.findall(
            r'(?:title|aria-label|data-copied|data-selected|data-own|data-disk|data-lost)="([^"]*)"', bar
        ) + re.findall(r'</span>([^<]+)</button>', bar)
        assert len(texts) == 21 and all(bool(re.search('[一-鿿]', text)) == (language == 'zh') for text in texts), texts
