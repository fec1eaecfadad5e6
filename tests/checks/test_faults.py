"""Wrong pages are caught: each fault is planted in a copy of the tiny book, and the press names file, line and remedy.
Harmless edits pass.
"""

import pytest
from helpers.faults import (
    BESIDE,
    CHINESE,
    CONT,
    FAILING,
    FILES,
    HARMLESS,
    REWOVEN,
    STATIC,
    UNTRUE,
)
from helpers.planting import edit, line_with, named, plant, snapshot

from book import checks
from book.manuscript import reviews
from book.manuscript.book import LANGUAGES
from book.manuscript.chapter import Chapter
from book.manuscript.problems import BookError
from book.weave import verify, weaver


@pytest.mark.parametrize('fault', STATIC)
def test_check_names_file_line_and_remedy(tiny_book, results, fault):
    old, new, at, what, remedy = STATIC[fault]
    plant(tiny_book, old, new)
    line = None if at is None else line_with(tiny_book, at or new)
    problem = named(checks.check(tiny_book), 'docs/en/fall.md', line, what, remedy)
    results.add('wrong-pages', fault, '`book check`', problem)


@pytest.mark.parametrize('fault', CHINESE)
def test_a_fault_of_a_chinese_page_is_named(tiny_book, results, fault):
    right, wrong, remedy = CHINESE[fault]
    plant(tiny_book, right, wrong, ['zh'])
    reviews.accept(tiny_book, 'fall')
    problem = named(checks.check(tiny_book), 'docs/zh/fall.md', line_with(tiny_book, wrong, 'zh'), '', remedy)
    results.add('wrong-pages', fault, '`book check`', problem)


@pytest.mark.parametrize('fault', BESIDE)
def test_a_fault_beside_the_pages_is_named(tiny_book, results, fault):
    name, old, new, what, remedy = BESIDE[fault]
    edit(tiny_book.root / name, old, new)
    text = (tiny_book.root / name).read_text(encoding='utf-8')
    line = text[: text.index(new.strip())].count('\n') + 1
    results.add('wrong-pages', fault, '`book check`', named(checks.check(tiny_book), name, line, what, remedy))


@pytest.fixture(scope='module')
def fresh_results(unchanged_tiny_book):
    """What the chapter `fall` gives now: run once for all faults that leave its code alone."""
    return weaver.run([Chapter(unchanged_tiny_book, 'fall')])


@pytest.mark.parametrize('fault', UNTRUE)
def test_weave_check_names_what_is_not_true(tiny_book, results, fault, fresh_results):
    old, new, languages, at, words = UNTRUE[fault]
    plant(tiny_book, old, new, languages)
    problems = verify.differences(tiny_book, [Chapter(tiny_book, 'fall')], fresh_results)
    problem = named(problems, 'docs/en/fall.md', line_with(tiny_book, at or new), words, 'make weave')
    results.add('wrong-pages', fault, '`book weave --check`', problem)


@pytest.mark.parametrize('fault', FILES)
def test_weave_check_names_figures_and_notebooks_that_are_not_true(tiny_book, results, fault, fresh_results):
    change, path, words = FILES[fault]
    change(tiny_book)
    problems = verify.differences(tiny_book, [Chapter(tiny_book, 'fall')], fresh_results)
    results.add('wrong-pages', fault, '`book weave --check`', named(problems, path, None, words, 'make weave'))


@pytest.mark.parametrize('fault', FAILING)
def test_a_block_that_does_not_run_is_named_and_every_file_stays(tiny_book, results, fault):
    code, at, words, remedy = FAILING[fault]
    for language in LANGUAGES:
        tiny_book.path(language, 'tiny').write_text(
            f'# Tiny {{ #tiny }}\n\n```python\nx = 1\n```\n\n<!-- at most: 3 s -->\n{CONT}```python\n{code}\n```\n',
            encoding='utf-8',
        )
    before = snapshot(tiny_book)
    with pytest.raises(BookError) as caught:
        weaver.weave(tiny_book, ['tiny'])
    line = line_with(tiny_book, at, 'zh', 'tiny')
    results.add(
        'wrong-pages', fault, '`book weave`', named(caught.value.problems, 'docs/zh/tiny.md', line, words, remedy)
    )
    assert snapshot(tiny_book) == before


def test_a_chapter_in_one_language_only_is_named(tiny_book, results):
    tiny_book.path('en', 'fall').unlink()
    problem = named(checks.check(tiny_book), 'docs/en/fall.md', 0, 'missing in this language', 'nav')
    results.add('wrong-pages', 'a chapter in one language only', '`book check`', problem)


def test_a_page_in_no_navigation_is_named(tiny_book, results):
    tiny_book.path('en', 'stray').write_text('# Stray { #stray }\n', encoding='utf-8')
    problem = named(checks.check(tiny_book), 'docs/en/stray.md', 0, 'in no navigation', 'nav')
    results.add('wrong-pages', 'a page in no navigation', '`book check`', problem)


def test_a_figure_too_wide_for_a_phone_is_named(tiny_book, results):
    edit(tiny_book.figures('en') / 'fall-1.svg', 'viewBox="0 0 3', 'viewBox="0 0 4')
    problem = named(
        checks.check(tiny_book),
        'docs/en/fall.md',
        line_with(tiny_book, '](figures/fall-1.svg)'),
        'inches wide: on a phone',
        'figsize=(5, 3.5)',
    )
    results.add('wrong-pages', 'a figure too wide for a phone', '`book check`', problem)


def test_chapters_in_another_order_are_named(tiny_book, results):
    edit(tiny_book.root / 'mkdocs.yml', '  - index.md\n  - fall.md\n', '  - fall.md\n  - index.md\n')
    plant(tiny_book, '[the first page](index.md)', 'the first page')
    problem = named(
        checks.check(tiny_book),
        'docs/en/fall.md',
        line_with(tiny_book, '## Next'),
        'does not lead on to index',
        'order of `nav:`',
    )
    results.add('wrong-pages', 'chapters in another order', '`book check`', problem)


def test_a_chapter_that_the_first_page_does_not_list_is_named(tiny_book, results):
    plant(tiny_book, '[A falling stone](fall.md)', 'A falling stone', name='index')
    plant(tiny_book, '[the stone](fall.md)', 'the stone', name='index')
    problem = named(checks.check(tiny_book), 'docs/en/index.md', 0, 'no link to fall', 'list it')
    results.add('wrong-pages', 'a chapter that the first page does not list', '`book check`', problem)


def test_what_is_woven_anew_is_to_be_read_again_where_it_stands(tiny_book, results):
    """With another seed, what a section prints and draws may be another thing than its prose says."""
    edit(tiny_book.root / 'src/tiny/stone.py', 'random.seed(1)', 'random.seed(7)')
    weaver.weave(tiny_book, ['fall'], any_version=True)
    problems = checks.check(tiny_book)
    assert [problem.what.split()[4] for problem in problems] == ['#imports', '#try-it', '#plot']
    line = line_with(tiny_book, '## 试一试', 'zh')
    problem = named(problems, 'docs/zh/fall.md', line, 'zh and en of #try-it changed', 'book accept fall#try-it')
    results.add('wrong-pages', 'an output that changed under its prose', '`book check`', problem)


@pytest.mark.parametrize('change', HARMLESS)
def test_a_harmless_edit_passes(tiny_book, results, change):
    for language, old, new in HARMLESS[change]:
        plant(tiny_book, old, new, [language])
    if 'line breaks' not in change:
        reviews.accept(tiny_book, 'fall')
    assert checks.check(tiny_book) == []
    results.add('harmless-edits', change, '`book check`')


@pytest.mark.parametrize('change', REWOVEN)
def test_a_harmless_edit_of_the_code_passes_once_it_is_woven(tiny_book, results, change):
    old, new = REWOVEN[change]
    for path in (tiny_book.root / 'src/tiny/stone.py', *(tiny_book.path(language, 'fall') for language in LANGUAGES)):
        if old in path.read_text(encoding='utf-8'):
            edit(path, old, new)
    weaver.weave(tiny_book, ['fall'], any_version=True)
    reviews.accept(tiny_book, 'fall')
    assert checks.check(tiny_book) == []
    assert verify.check(tiny_book, ['fall']) == []
    results.add('harmless-edits', change, '`book weave`, `book check`, `book weave --check`')


def test_the_tables_beside_the_tests_list_every_fault_and_edit(results):
    others = [
        'a chapter in one language only',
        'a page in no navigation',
        'a figure too wide for a phone',
        'chapters in another order',
        'a chapter that the first page does not list',
        'an output that changed under its prose',
    ]
    assert sorted(results.names('wrong-pages')) == sorted(
        [*STATIC, *CHINESE, *BESIDE, *UNTRUE, *FILES, *FAILING, *others]
    ), 'run `make results`'
    assert sorted(results.names('harmless-edits')) == sorted([*HARMLESS, *REWOVEN]), 'run `make results`'
