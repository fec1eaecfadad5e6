"""What README and CONTRIBUTING tell authors stands there, and is so.

Each sentence of them, and of NOTICE, has a row in `guides/*.toml`: its words (of README, in both languages), and
under `shows` Python that asserts what they say; `helpers.guides` has what it may use.
"""

import re
import subprocess
import tomllib

import bootstrap
import pytest
import yaml
from helpers import guides
from helpers.pages import ROOT
from helpers.planting import plant

from book import checks
from book.manuscript.book import CONFIGS, LANGUAGES
from book.manuscript.page import squeeze
from book.weave import verify, weaver

CODE = "print(shout('ready'))"  # of the tiny book's first chapter
FILES = {
    'readme': {'en': 'README.md', 'zh': 'README.zh.md'},
    'notice': {'en': 'NOTICE'},
    'contributing': {'en': 'CONTRIBUTING.md'},
}
OURS = 'Linear Regression, Line by Line'  # who writes another README has other rows to write
IS_OURS = (ROOT / 'README.md').read_text(encoding='utf-8').startswith(f'# {OURS}\n')
ROWS = [
    (guide, row)
    for guide in FILES
    for row in tomllib.loads((ROOT / f'tests/guides/{guide}.toml').read_text(encoding='utf-8'))['row']
    if guide == 'contributing' or IS_OURS
]


def lost(text, name, words, where):
    """Return a message if the text of a guide does not have these words; else ''."""
    remedy = f'if what it says now is so, write that {where}, with what shows it'
    return '' if squeeze(words) in squeeze(text) else f'{name} no longer says {words!r}: {remedy}'


@pytest.fixture
def says(book):
    """Asserts that a file of the book's root has these words."""

    def stands(name, words):
        message = lost((book.root / name).read_text(encoding='utf-8'), name, words, 'here')
        assert not message, message

    return stands


def each_row(test):
    """Let a test run for each row, unless the book lacks a chapter that the row is about."""
    params = [
        pytest.param(guide, row, marks=pytest.mark.about(*row.get('about', [])), id=f'{guide}-{row["en"][:40]}')
        for guide, row in ROWS
    ]
    return pytest.mark.parametrize('guide, row', params)(test)


@each_row
def test_the_words_of_a_row_stand_in_the_guide(book, guide, row):
    for language, name in FILES[guide].items():
        text = (book.root / name).read_text(encoding='utf-8')
        message = lost(text, name, row[language], f'into tests/guides/{guide}.toml')
        assert not message, message


@each_row
def test_what_a_row_says_is_so(book, unchanged_tiny_book, tmp_path, guide, row):
    assert 'assert ' in row['shows'], 'nothing is asserted'
    names = guides.names(book, unchanged_tiny_book, tmp_path)
    exec(compile(row['shows'], f'tests/guides/{guide}.toml: {row["en"]}', 'exec'), names)


def without_a_row(text, words):
    """Return what a guide says beside the words of its rows."""
    text = squeeze(text)
    for each in words:
        text = text.replace(squeeze(each), '', 1)
    return squeeze(text)


@pytest.mark.parametrize('guide', sorted({guide for guide, _ in ROWS}))
def test_each_sentence_of_a_guide_has_a_row(book, guide):
    for language, name in FILES[guide].items():
        text = (book.root / name).read_text(encoding='utf-8')
        left = without_a_row(text, [row[language] for each, row in ROWS if each == guide])
        assert left == '' or not IS_OURS, f'{name} says {left!r}: write that into tests/guides/{guide}.toml, too'


def test_a_sentence_without_a_row_is_named():
    assert without_a_row('It runs.\n\nIt never\nfails.', ['It runs.']) == 'It never fails.'


def test_the_readme_of_this_book_has_its_rows(book):
    assert IS_OURS or book.setting('en', 'site_name') != OURS, (
        f'README.md does not begin with {OURS!r}: the rows of tests/guides/ are those of a README that does'
    )


def test_a_word_that_is_changed_in_a_guide_is_named():
    message = lost('It runs\nafter that.', 'README.md', 'It runs before that.', 'here')
    assert "README.md no longer says 'It runs before that.'" in message and 'write that here' in message
    assert lost('It runs\nafter that.', 'README.md', 'It runs after that.', 'here') == ''


def test_weave_check_runs_the_chapters_and_check_only_reads_them(says, tiny_book):
    says('README.md', '`weave --check` runs them and compares, `check` reads them without running anything')
    says('README.zh.md', '`weave --check` 运行并比较；`check` 不运行任何代码，只读文件')
    plant(tiny_book, CODE, "print(shout('steady'))", LANGUAGES, 'index')
    before = checks.check(tiny_book)
    assert not [problem for problem in before if 'steady' in problem.what]
    assert [problem for problem in verify.check(tiny_book, ['index']) if 'steady' in problem.what]


def test_what_is_meant_for_the_page_only_is_not_in_the_notebook(says, tiny_book):
    says('CONTRIBUTING.md', '`<!-- page only -->` above a paragraph leaves it out of the notebook')
    plant(tiny_book, 'A picture shows', '<!-- page only -->\nPaste this.\n\nA picture shows')
    weaver.weave(tiny_book, ['fall'], any_version=True)
    text = tiny_book.notebook('en', 'fall').read_text(encoding='utf-8')
    assert (
        'Paste this.' not in text and 'A picture shows' in text and 'Paste this.' in tiny_book.page('en', 'fall').text
    )


def test_a_block_may_take_a_minute_or_as_long_as_it_asks_for(says, tiny_book):
    says('CONTRIBUTING.md', 'A block may take a minute; `<!-- at most: 300 s -->` above one gives it five.')
    cont = '<!--pytest-codeblocks:cont-->\n```python\ndef shout'
    plant(tiny_book, cont, f'<!-- at most: 300 s -->\n{cont}', LANGUAGES, 'index')
    times = [fence.seconds for fence in tiny_book.page('en', 'index').fences]
    assert sorted(set(times)) == [60, 300] and times.count(300) == 1


def test_what_was_woven_and_then_edited_is_named_and_written_anew(says, tiny_book):
    says('CONTRIBUTING.md', 'Never edit what it wrote; only the alternative text in `![...](figures/...)` is yours')
    plant(tiny_book, 'ready!', 'ready?', LANGUAGES, 'index')
    assert verify.check(tiny_book, ['index']) != []
    weaver.weave(tiny_book, ['index'], fresh=True, any_version=True)
    assert 'ready!' in tiny_book.page('en', 'index').text


def test_a_fence_of_tildes_does_not_run(says, tiny_book):
    says('CONTRIBUTING.md', '**Backticks run, tildes do not.**')
    count = len(tiny_book.page('en', 'fall').fences)
    plant(tiny_book, 'A picture shows', '~~~python\n1 / 0\n~~~\n\nA picture shows')
    assert len(tiny_book.page('en', 'fall').fences) == count


def test_a_later_block_has_its_marker_on_the_line_above(says, tiny_book):
    says('CONTRIBUTING.md', 'Every later block has `<!--pytest-codeblocks:cont-->` on the line above')
    marker = '<!--pytest-codeblocks:cont-->\n'
    page = tiny_book.page('en', 'index')
    marked = [fence.comments[-1:] == [marker.strip()] for fence in page.fences]
    assert marked == [False] + [True] * (len(page.fences) - 1)
    plant(tiny_book, f'{marker}```python\ndef shout', f'```python\n{marker}def shout', LANGUAGES, 'index')
    assert [problem for problem in checks.check(tiny_book) if 'does not continue' in problem.what]


def test_who_forks_keeps_the_name_in_the_licence(says):
    says('README.md', 'put your name into `LICENSE`, beside ours')
    says('README.zh.md', '在 `LICENSE` 里，把你的名字写在我们的旁边')
    says('LICENSE', 'The above copyright notice and this permission notice shall be included in all copies')


def test_binder_installs_the_build_without_cuda(book):
    lines = (book.root / '.binder/requirements.txt').read_text(encoding='utf-8').splitlines()
    assert [line for line in lines if line.startswith('--')] == [f'--extra-index-url {bootstrap.CPU_INDEX}']
    assert bootstrap.CPU_INDEX.endswith('/cpu')


def test_a_branch_stands_under_extra_book(says, book):
    says('README.md', 'if its branch is not `main`, `branch` there, too, under `extra: book:`')
    says('README.zh.md', '如果分支不叫 `main`，再改那里 `extra: book:` 下面的 `branch`')
    config = (book.root / CONFIGS['zh']).read_text(encoding='utf-8')
    extra = yaml.safe_load(re.sub(r'!\S+', '', config))['extra']
    assert 'branch' in extra['book'] and 'branch' not in extra


def test_the_lock_holds_on_every_platform_and_python(book):
    run = subprocess.run(['make', '-n', 'lock'], cwd=book.root, capture_output=True, text=True)
    for option in (
        '--universal',
        '--fork-strategy fewest',
        '--python-version 3.11',
        '--generate-hashes',
        '--all-extras',
        '--no-emit-package torch',
    ):
        assert option in run.stdout, f'make lock: {option} is missing'
