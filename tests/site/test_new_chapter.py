"""`book new`: a chapter in one language first, that is checked, run and built from then on; or nothing at all."""

import shutil
import subprocess

import pytest
from helpers.commands import BOOK_COMMAND
from helpers.pages import ROOT
from helpers.planting import edit

from book import checks
from book.manuscript.book import CONFIGS, LANGUAGES, Book
from book.manuscript.markers import TO_TRANSLATE
from book.manuscript.problems import BookError
from book.site import builder, new_chapter
from book.weave import weaver


@pytest.fixture
def lesson_book(tiny_book):
    """A tiny book with the lesson, of which a new chapter shows the first lines."""
    shutil.copytree(ROOT / 'src/linreg', tiny_book.root / 'src/linreg')
    return tiny_book


def test_a_new_chapter_is_written_in_one_language_to_be_translated_and_needs_to_be_led_to(lesson_book, builders):
    before = lesson_book.chapters
    run = subprocess.run(
        [*BOOK_COMMAND, 'new', 'one-chapter-more', '--language', 'en'],
        cwd=lesson_book.root,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert (
        'docs/zh/one-chapter-more.md' in run.stdout
        and 'docs/en/notebooks/one-chapter-more.ipynb' in run.stdout
        and 'mkdocs.yml' in run.stdout
    )
    book = Book(lesson_book.root)
    place = book.chapters.index('one-chapter-more')
    assert book.chapters[place + 1 :] == before[place:] and book.written('one-chapter-more') == ['en']
    leads = [
        (f'docs/{language}/{page}.md', what)
        for language in LANGUAGES
        for page, what in (
            (book.chapters[0], 'the first page has no link to one-chapter-more'),
            (
                book.chapters[place - 1],
                'the last section does not lead on to one-chapter-more, the next page of the navigation',
            ),
        )
    ]
    assert {(str(problem.path), problem.what) for problem in checks.check(book)} == {
        *leads,
        ('docs/zh/one-chapter-more.md', 'the chapter is yet to be translated'),
    }
    assert checks.check(book, ['one-chapter-more']) == []
    assert weaver.weave(book, ['one-chapter-more'], any_version=True) == ([], [])
    assert book.page('en', 'one-chapter-more').fences[1].output == 'tensor([0, 1, 2])\n'
    site = builder.build(book, builders=builders)
    page = (site / 'zh/one-chapter-more.html').read_text(encoding='utf-8')
    assert (
        '还没有译成中文' in page and '../en/one-chapter-more.html' in page and '<div class="language-python' not in page
    )
    assert 'print' in (site / 'en/one-chapter-more.html').read_text(encoding='utf-8')


@pytest.mark.about('script')
@pytest.mark.parametrize(
    'nav, wanted',
    [
        (['index.md', 'fall.md'], ['index', 'fall', 'more']),
        (['index.md', 'script.ipynb', 'fall.md'], ['index', 'more', 'script', 'fall']),
        (['index.md', 'fall.md', 'glossary.md'], ['index', 'fall', 'more']),
    ],
)
def test_a_chapter_comes_before_the_whole_program_or_else_last(nav, wanted):
    def lines(names):
        return 'nav:\n' + ''.join(f'  - {name}\n' for name in names) + '\nextra: 1\n'

    added = new_chapter.added(lines(nav), 'more')
    assert [
        entry.removeprefix('  - ').partition('.')[0]
        for entry in added.splitlines()
        if entry.startswith('  - ') and 'glossary' not in entry
    ] == wanted
    assert added.endswith('\n\nextra: 1\n') and (
        'glossary' not in added or added.index('more') < added.index('glossary')
    )


@pytest.mark.parametrize(
    'name, words',
    [
        ('Weight decay', 'file name and an id'),
        ('../x', 'file name and an id'),
        ('two--hyphens', 'small ASCII letters, digits and single hyphens'),
        ('hyphen-', 'file name and an id'),
        ('2x', 'file name and an id'),
        ('größe', 'file name and an id'),
        ('fall', 'docs/en/fall.md: there is such a chapter.*another name'),
        ('glossary', 'there is such a chapter'),
    ],
)
def test_a_name_that_cannot_be_is_refused(tiny_book, name, words):
    before = sorted(path.name for path in tiny_book.root.rglob('*'))
    with pytest.raises(BookError, match=words):
        new_chapter.create(tiny_book, name)
    assert sorted(path.name for path in tiny_book.root.rglob('*')) == before


def test_a_new_chapter_that_fails_leaves_nothing(tiny_book):
    edit(tiny_book.root / CONFIGS['en'], 'print(torch.arange(3))', 'print(torch.arrange(3))')
    edit(
        tiny_book.root / CONFIGS['en'],
        'linreg.scratch: import random, import torch, from matplotlib, torch.manual_seed, random.seed',
        'tiny.stone: import random',
    )
    before = {path: path.read_bytes() for path in tiny_book.root.rglob('*') if path.is_file()}
    with pytest.raises(BookError, match="docs/en/half.md:.*name 'torch' is not defined"):
        new_chapter.create(tiny_book, 'half', 'en')
    assert before == {path: path.read_bytes() for path in tiny_book.root.rglob('*') if path.is_file()}


def test_a_page_that_lags_is_neither_woven_nor_compared(tiny_book):
    page = tiny_book.path('zh', 'fall')
    page.write_text(page.read_text(encoding='utf-8') + f'\n{TO_TRANSLATE}\n', encoding='utf-8')
    edit(tiny_book.path('en', 'fall'), "print('measured:'", "print('all:'")
    assert weaver.weave(tiny_book, ['fall'], any_version=True)[0] == ['fall']
    assert 'the chapter is yet to be translated' in {problem.what for problem in checks.check(tiny_book)}


def test_a_page_that_the_navigation_does_not_name_is_not_written_over(tiny_book):
    page = tiny_book.path('zh', 'draft')
    page.write_text('mine', encoding='utf-8')
    with pytest.raises(BookError, match='there is such a chapter'):
        new_chapter.create(tiny_book, 'draft')
    assert page.read_text(encoding='utf-8') == 'mine'


def test_a_language_that_the_book_does_not_have_is_refused_with_those_that_it_has(tiny_book):
    with pytest.raises(BookError, match='de: the book has no such language.*zh, en'):
        new_chapter.create(tiny_book, 'more', 'de')


@pytest.mark.parametrize('config', ['site_name: x\n', 'nav: []\n', 'nav:\n- index.md\n', 'nav:\n    - index.md\n'])
def test_a_navigation_that_cannot_be_added_to_is_named(config):
    with pytest.raises(BookError, match='mkdocs.yml.*no `nav:`.*two spaces and a hyphen.*restore it'):
        new_chapter.added(config, 'more')
