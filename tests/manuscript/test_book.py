"""The book and its files: where it lies, what its configuration says, and what is named where it says it wrongly."""

import re
import subprocess

import pytest
from helpers.commands import BOOK_COMMAND
from helpers.planting import edit, named, plant

from book.manuscript.book import LANGUAGES, Book
from book.manuscript.chapter import Chapter, unlike_source
from book.manuscript.markers import TO_TRANSLATE
from book.manuscript.problems import BookError


def refused(ask):
    """Return the problems with which a question ends."""
    with pytest.raises(BookError) as caught:
        ask()
    return caught.value.problems


def test_the_book_is_found_from_any_folder_below_it_and_from_none_beside_it(tiny_book, monkeypatch):
    monkeypatch.chdir(tiny_book.root / 'docs/en/figures')
    assert Book.here() == tiny_book
    monkeypatch.chdir(tiny_book.root.parent)
    named(refused(Book.here), str(tiny_book.root.parent), 0, 'no book here', 'folder of the book')


def test_a_configuration_that_is_no_yaml_is_named_on_its_line_before_all_else(tiny_book, monkeypatch):
    config = tiny_book.configs[1]
    text = config.read_text(encoding='utf-8')
    line = text.count('\n') + 1
    config.write_text(text + 'more: a: b\n', encoding='utf-8')
    monkeypatch.chdir(tiny_book.root)
    named(refused(Book.here), 'mkdocs.en.yml', line, 'this is no YAML', 'into quotes')


def test_an_entry_of_the_navigation_with_a_title_of_its_own_is_named(tiny_book):
    edit(tiny_book.configs[0], '  - fall.md\n', '  - Falling: fall.md\n')
    named(refused(lambda: tiny_book.chapters), 'mkdocs.yml', 0, 'a title or a section', 'bare file names')


def test_a_setting_that_is_missing_is_named(tiny_book):
    named(refused(lambda: tiny_book.setting('en', 'nothing')), 'mkdocs.en.yml', 0, 'no `nothing:`', '`nothing: ...`')
    tiny_book.configs[1].write_text('', encoding='utf-8')
    named(refused(lambda: tiny_book.setting('en', 'extra')), 'mkdocs.en.yml', 0, 'no `extra:`', '`extra: ...`')


@pytest.mark.parametrize(
    'name, slug', [('Ridge: by Hand', 'ridge-by-hand'), ('线性回归', 'book'), ('C++ & more', 'c-more')]
)
def test_the_name_of_the_book_becomes_a_part_of_file_names(tiny_book, name, slug):
    text = tiny_book.configs[1].read_text(encoding='utf-8')
    tiny_book.configs[1].write_text(re.sub('(?m)^site_name:.*', f"site_name: '{name}'", text), encoding='utf-8')
    assert tiny_book.slug == slug


def test_the_words_of_a_language_stand_before_those_that_all_share(tiny_book):
    edit(tiny_book.configs[0], '  book:\n', '  book:\n    only_here: x\n')
    for language, word in zip(LANGUAGES, ('复制', 'copy')):
        assert tiny_book.words(language)['copy_block'] == word
        assert tiny_book.words(language)['only_here'] == 'x'


@pytest.mark.parametrize('text', ['', '{', '[]', '{}', '{"metadata": {}}', '{"metadata": null}'])
def test_a_notebook_that_cannot_be_read_records_nothing(tiny_book, text):
    assert tiny_book.record('en', 'fall') != {}
    tiny_book.notebook('en', 'fall').write_text(text, encoding='utf-8')
    assert tiny_book.record('en', 'fall') == {}


def test_a_page_that_speaks_of_the_mark_to_translate_is_written_all_the_same(tiny_book):
    plant(tiny_book, 'A single number', f'The mark `{TO_TRANSLATE}`, a single number')
    assert tiny_book.written('fall') == list(LANGUAGES)
    plant(tiny_book, '## 任务', f'{TO_TRANSLATE}\n\n## 任务', ['zh'])
    assert tiny_book.written('fall') == ['en']


def test_a_page_is_read_again_once_its_file_changed(tiny_book):
    before = tiny_book.page('en', 'fall')
    assert tiny_book.page('en', 'fall') is before, 'read twice'
    plant(tiny_book, 'A single number', 'A lonely number')
    assert 'A lonely number' in tiny_book.page('en', 'fall').text


def test_a_chapter_is_named_by_its_path_too_and_the_command_lists_those_that_there_are(tiny_book):
    assert tiny_book.named('docs/en/fall.md') == 'fall'
    run = subprocess.run([*BOOK_COMMAND, 'check', 'sky'], cwd=tiny_book.root, capture_output=True, text=True)
    assert run.returncode == 1 and 'sky: there is no such chapter. Remedy: choose from: index, fall' in run.stderr, (
        run.stderr
    )


def test_a_block_that_only_one_language_has_is_named(tiny_book):
    block = "<!--pytest-codeblocks:cont-->\n```python\nprint('more')\n```\n\n## Next"
    blocks = len(tiny_book.page('zh', 'fall').fences)
    plant(tiny_book, '## Next', block)
    found = refused(lambda: Chapter(tiny_book, 'fall').codes)
    named(
        found, 'docs/en/fall.md', 0, f'{blocks + 1} Python blocks, but docs/zh/fall.md has {blocks}', 'the same blocks'
    )


def test_a_line_that_only_one_language_has_is_named_in_both(tiny_book):
    plant(tiny_book, "print('measured:', len(measured))\n", "print('measured:', len(measured))\n\n# more\n")
    [found] = refused(lambda: Chapter(tiny_book, 'fall').codes)
    pages = [tiny_book.path(language, 'fall').read_text(encoding='utf-8') for language in ('en', 'zh')]
    at, there = (text[: text.index("print('measured:'")].count('\n') + 2 for text in pages)
    assert (str(found.path), found.line) == ('docs/en/fall.md', at), found
    assert f'docs/zh/fall.md:{there}: nothing here' in found.what, found


def test_a_line_that_the_page_lacks_at_the_end_of_a_block_is_named_within_the_block(tiny_book):
    page = tiny_book.page('en', 'fall')
    fence = page.fences[0]
    [found] = unlike_source(page, fence, fence.code + '\n\n\n\nmore = 1\n')
    assert found.line == fence.end and "the page shows None, src has ''" in found.what, found


def test_a_block_may_take_a_minute_or_what_its_marker_says(tiny_book):
    plant(
        tiny_book, '<!-- from: tiny.stone: g, fall -->', '<!-- at most: 300 s -->\n<!-- from: tiny.stone: g, fall -->'
    )
    one, two, *_ = tiny_book.page('en', 'fall').fences
    assert (one.seconds, two.seconds, two.source) == (60, 300, 'tiny.stone: g, fall')
