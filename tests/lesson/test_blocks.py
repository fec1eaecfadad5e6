"""Every block runs: nothing escapes pytest-codeblocks, and what a reader pastes works."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from helpers.fresh import FreshPython
from helpers.pages import ROOT
from pytest_codeblocks.main import extract_from_file

from book.manuscript.book import GLOSSARY, LANGUAGES, Book
from book.manuscript.chapter import first_difference
from book.manuscript.exercises import check_lines
from book.manuscript.page import Page
from book.weave import compare

BOOK = Book(ROOT)
PAGES = [BOOK.path(language, chapter) for language in LANGUAGES for chapter in BOOK.chapters]
READMES = [BOOK.root / 'README.md', BOOK.root / 'README.zh.md']


def python_blocks(path):
    """Return the code of each fence that a Markdown parser takes for Python, however it is spelled: not the checks."""
    page, name = Page(path), re.compile(r'\W*(python|py\b|py3|ipython|pycon)', re.IGNORECASE)
    checks = check_lines(page)
    fences = [token for token in page.tokens if token.type == 'fence' and name.match(token.info)]
    return [token.content for token in fences if token.map[0] not in checks]


@pytest.mark.parametrize('path', PAGES + READMES, ids=lambda path: f'{path.parent.name}/{path.name}')
def test_pytest_codeblocks_runs_every_block_that_a_markdown_parser_finds(path):
    run = ''.join(block.code for block in extract_from_file(path) if block.syntax == 'python')
    assert run == ''.join(python_blocks(path)), f'{path}: some Python block would not run: see `book check`'


def test_every_chapter_but_no_other_page_is_collected():
    glossary = {BOOK.path(language, GLOSSARY) for language in LANGUAGES}  # which has no code
    assert set(BOOK.root.glob('docs/*/*.md')) - glossary == set(PAGES)
    assert not [path for path in PAGES if not (python_blocks(path))]


@pytest.fixture(scope='module')
def pythons():
    """Two fresh Pythons, for two cores."""
    servers = [FreshPython(), FreshPython()]
    yield servers
    for server in servers:
        server.close()


MARK = '\0 the next block'


def test_pasting_any_page_down_to_any_block_works(pythons):
    """As one program, in a fresh process, in an empty folder, with torch and matplotlib alone. Each block prints what
    the page shows below it.

    One run of the whole page is a run down to each of its blocks: what stands below a statement changes nothing of it.
    """
    programs = {}
    for page in map(Page, PAGES):
        code = f'\nprint({MARK!r})\n'.join(fence.code for fence in page.fences)
        programs.setdefault(code, page)
    items = list(programs.items())

    def paste(server, share):
        for code, page in share:
            result = server.run(code)
            printed = result['output'].split(f'{MARK}\n')
            place = f'{page.path}:{page.fences[len(printed) - 1].line}: pasted down to this block'
            assert result['code'] == 0, f'{place}, the program fails:\n{result["errors"]}'
            for fence, got in zip(page.fences, printed, strict=True):
                assert compare.same_text(fence.output or '', got), (
                    f'{page.path}:{fence.line}: pasted, this block prints\n{got}\nbut the page shows\n{fence.output}'
                )
        return len(share)

    with ThreadPoolExecutor(len(pythons)) as pool:
        done = sum(pool.map(paste, pythons, [items[i :: len(pythons)] for i in range(len(pythons))]))
    assert done == len(items) == len(BOOK.chapters)


@pytest.mark.parametrize(
    'code, complaint',
    [
        ('import linreg', "No module named 'linreg'"),
        ('import pytest', "No module named 'pytest'"),
        ('from d2l import torch', "No module named 'd2l'"),
        ('x = (', 'SyntaxError'),
        ('print(features)', 'NameError'),
        ('open("data.csv")', 'FileNotFoundError'),
    ],
)
def test_the_fresh_python_refuses_what_a_reader_would_not_have(pythons, code, complaint):
    result = pythons[0].run(code)
    assert result['code'] == 1 and complaint in result['errors']


def test_the_fresh_python_is_main_and_forgets(pythons):
    assert pythons[0].run('x = 1\nprint(__name__)')['output'] == '__main__\n'
    assert 'NameError' in pythons[0].run('print(x)')['errors']


# Rounds each product anew, up by one unit of the last place or so, as another processor might; the record for the
# gradient stays as it was.
ANOTHER_PROCESSOR = """
import torch


def rounded_otherwise(a, b, exact=torch.matmul):
    product = exact(a, b)
    with torch.no_grad():
        return product.mul_(1 + torch.finfo(product.dtype).eps)


torch.matmul = rounded_otherwise
"""


@pytest.mark.parametrize('chapter', BOOK.chapters)
def test_what_a_page_shows_does_not_hang_on_the_last_bit(pythons, chapter):
    """A reader has another processor, which rounds otherwise: the outputs are the same, as `weave --check` compares
    them.
    """
    page = BOOK.page('en', chapter)
    result = pythons[0].run(ANOTHER_PROCESSOR + ''.join(fence.code for fence in page.fences))
    shown = ''.join(fence.output or '' for fence in page.fences)
    assert result['code'] == 0, result['errors']
    assert compare.same_text(shown, result['output']), first_difference(shown, result['output'], compare.same_text)


@pytest.mark.about('parameters')
def test_an_output_that_hangs_on_the_last_bit_would_be_named(pythons):
    """The steps that the chapter `parameters` once took were ten times as long, and gave other weights on other
    processors.
    """
    page = BOOK.page('en', 'parameters')
    code = (
        ''.join(fence.code for fence in page.fences)
        .replace('0.001 * W1_grad', '0.01 * W1_grad')
        .replace('0.001 * W2_grad', '0.01 * W2_grad')
    )
    outputs = [pythons[0].run(before + code)['output'] for before in ('', ANOTHER_PROCESSOR)]
    assert outputs[0].count('\n') > 20 and not compare.same_text(*outputs)
