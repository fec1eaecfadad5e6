"""Beside the pages: files that belong to nothing, the glossary, the interface; each is named, with its remedy."""

import pytest
from helpers.planting import edit, line_with, named, plant
from helpers.rarer_faults import ENTRIES, MORE, STONE

from book import checks
from book.checks import files, glossary, interface
from book.manuscript.markers import TO_TRANSLATE


@pytest.fixture
def further(tiny_book):
    """Adds an entry to the glossary, and returns the line on which it begins."""

    def add(**words):
        path = tiny_book.root / 'docs/glossary.toml'
        text = path.read_text(encoding='utf-8')
        path.write_text(text + MORE.format(**(STONE | words)), encoding='utf-8')
        return text.count('\n') + 1

    return add


def test_a_sound_entry_is_only_to_be_read_and_woven(tiny_book, further):
    further()
    said = [problem.what for problem in glossary.check(tiny_book)]
    assert all('never been reviewed' in what or 'does not have what' in what for what in said) and said, said


@pytest.mark.parametrize('fault', ENTRIES)
def test_an_entry_of_the_glossary_that_is_not_sound_is_named(tiny_book, further, fault):
    words, what, remedy = ENTRIES[fault]
    line = further(**words) + (5 if 'number' in fault else 0)
    named(glossary.check(tiny_book), 'docs/glossary.toml', line, what, remedy)


def test_a_misspelled_term_is_named(tiny_book):
    edit(tiny_book.root / 'docs/glossary.toml', 'en = "noise"', 'en = "lenght"')
    named(interface.check(tiny_book), 'docs/glossary.toml', 11, "misspelled word: 'lenght'", 'write length')


def test_a_button_for_all_code_so_far_does_more_than_one_for_a_block(tiny_book):
    edit(tiny_book.configs[1], 'copy_so_far: copy so far', 'copy_so_far: copy')
    named(interface.check(tiny_book), 'mkdocs.en.yml', None, "'copy' copies more than 'copy'", 'and more')


@pytest.mark.parametrize('scheme, other', [('light', 'dark'), ('dark', 'light')])
def test_each_button_of_colours_is_called_by_those_it_gives(tiny_book, scheme, other):
    edit(tiny_book.configs[1], f'name: "Colours: {scheme}"', f'name: "Colours: {other}"')
    what = f"the button for {scheme} colours is called 'Colours: {other}'"
    named(interface.check(tiny_book), 'mkdocs.en.yml', None, what, 'what it does')


@pytest.mark.parametrize(
    'name', ['notes.txt', 'figures/gone-1.svg', 'figures/fall-1.png', 'notebooks/gone.ipynb', 'fall-1.svg']
)
def test_a_file_that_no_chapter_has_would_be_published_and_is_named(tiny_book, name):
    (tiny_book.root / 'docs/en' / name).write_text('', encoding='utf-8')
    [found] = files.check(tiny_book)
    named([found], f'docs/en/{name}', 0, 'belongs to no chapter', 'remove it')


def test_a_page_in_a_folder_below_is_in_no_navigation(tiny_book):
    (tiny_book.root / 'docs/zh/notebooks/fall.md').write_text('# 落 { #fall }\n', encoding='utf-8')
    named(files.check(tiny_book), 'docs/zh/notebooks/fall.md', 0, 'in no navigation', 'remove it')


def test_the_review_of_a_chapter_that_is_gone_is_named(tiny_book):
    edit(tiny_book.root / 'docs/reviewed.toml', '[fall]\n', '[gone]\nx = { zh = "1", en = "2" }\n\n[fall]\n')
    named(checks.check(tiny_book), 'docs/reviewed.toml', 0, 'gone was reviewed', 'remove [gone]')


def test_a_page_that_is_yet_to_be_translated_is_named_where_it_says_so(tiny_book):
    plant(tiny_book, '## 任务', f'{TO_TRANSLATE}\n\n## 任务', ['zh'])
    line = line_with(tiny_book, TO_TRANSLATE, 'zh')
    named(files.check(tiny_book), 'docs/zh/fall.md', line, 'yet to be translated', TO_TRANSLATE)


def test_points_and_reviews_that_are_lost_are_named_in_order(tiny_book):
    edit(tiny_book.root / 'docs/points.toml', 'S3 = ', ''.join(f'S{n} = "x"\n' for n in range(11, 19)) + 'S3 = ')
    gone = [f'gone{number}' for number in range(8)]
    entries = ''.join(f'{name} = {{ zh = "1", en = "2" }}\n' for name in gone)
    tables = ''.join(f'[{name}]\n' for name in gone)
    edit(tiny_book.root / 'docs/reviewed.toml', '[fall]\n', f'{tables}\n[fall]\n{entries}')
    said = [problem.what for problem in checks.check(tiny_book)]
    for words in ('has no place', 'no such chapter now', 'no such section now'):
        found = list(dict.fromkeys(what for what in said if words in what))  # each page lacks the points
        assert len(found) >= 8 and found == sorted(found), found
