"""Wrong pages are caught: each fault is planted in a copy of the book, and the press names file, line and remedy. Harmless edits pass."""

import pytest
from faults import (
    CHINESE,
    CONT,
    FAILING,
    FILES,
    HARMLESS,
    REWOVEN,
    STATIC,
    UNTRUE,
    edit,
)

from book import checks
from book.manuscript import reviews
from book.manuscript.book import LANGUAGES
from book.manuscript.chapter import Chapter
from book.manuscript.problems import BookError
from book.weave import kernel, verify, weaver


def plant(book, old, new, languages=('en',)):
    """Replace the first `old` by `new` in the pages of the copy. Returns the line where it begins in the last of them."""
    for language in languages:
        page = book.path(language, 'dataset')
        text = page.read_text(encoding='utf-8')
        assert old in text, old
        page.write_text(text.replace(old, new, 1), encoding='utf-8')
    return text[:text.index(old)].count('\n') + 1


def named(problems, path, line, what, remedy):
    """Return the one problem that is at this place and has these words; `line` may be None for the page as a whole."""
    found = [problem for problem in problems if str(problem.path) == path and what in problem.what and remedy in problem.remedy]
    assert found, problems
    assert line is None or line in [problem.line for problem in found], (line, found)
    return found[0]


@pytest.mark.parametrize('fault', STATIC)
def test_check_names_file_line_and_remedy(small_book, results, fault):
    old, new, below, what, remedy = STATIC[fault]
    line = plant(small_book, old, new)
    problem = named(checks.check(small_book), 'docs/en/dataset.md', None if below is None else line + below, what, remedy)
    results.add('wrong-pages', fault, '`book check`', problem)


@pytest.mark.parametrize('fault', CHINESE)
def test_a_fault_of_a_chinese_page_is_named(small_book, results, fault):
    right, wrong, remedy = CHINESE[fault]
    line = plant(small_book, right, wrong, ['zh'])
    reviews.accept(small_book, 'dataset')
    problem = named(checks.check(small_book), 'docs/zh/dataset.md', line, '', remedy)
    results.add('wrong-pages', fault, '`book check`', problem)


@pytest.fixture(scope='module')
def fresh_results(book):
    """What the chapter `dataset` gives now: run once for all faults that leave its code alone."""
    return weaver.run([Chapter(book, 'dataset')])


@pytest.mark.parametrize('fault', UNTRUE)
def test_weave_check_names_what_is_not_true(small_book, results, fault, fresh_results, monkeypatch):
    old, new, languages, path, below, words = UNTRUE[fault]
    line = plant(small_book, old, new, languages)
    monkeypatch.setattr(weaver, 'run', lambda *rest: fresh_results)
    problem = named(verify.check(small_book, ['dataset']), path, line + below, words, 'make weave')
    results.add('wrong-pages', fault, '`book weave --check`', problem)


@pytest.mark.parametrize('fault', FILES)
def test_weave_check_names_figures_and_notebooks_that_are_not_true(small_book, results, fault, fresh_results, monkeypatch):
    change, path, words = FILES[fault]
    change(small_book)
    monkeypatch.setattr(weaver, 'run', lambda *rest: fresh_results)
    results.add('wrong-pages', fault, '`book weave --check`', named(verify.check(small_book, ['dataset']), path, None, words, 'make weave'))


@pytest.mark.parametrize('fault', FAILING)
def test_a_block_that_does_not_run_is_named_and_every_file_stays(small_book, results, fault, monkeypatch):
    code, below, words, remedy = FAILING[fault]
    for language in LANGUAGES:
        small_book.path(language, 'tiny').write_text(f'# Tiny {{ #tiny }}\n\n```python\nx = 1\n```\n\n{CONT}```python\n{code}\n```\n', encoding='utf-8')
    monkeypatch.setattr(kernel, 'TIME_LIMIT', 3)
    before = snapshot(small_book)
    with pytest.raises(BookError) as caught:
        weaver.weave(small_book, ['tiny'])
    opening = small_book.page('zh', 'tiny').fences[1].line
    results.add('wrong-pages', fault, '`book weave`', named(caught.value.problems, 'docs/zh/tiny.md', opening + below, words, remedy))
    assert snapshot(small_book) == before


def snapshot(book):
    """Return path -> (text, time of change) of all that weave may touch."""
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in sorted((book.root / 'docs').rglob('*')) if path.is_file()}


def test_a_chapter_in_one_language_only_is_named(small_book, results):
    small_book.path('en', 'dataset').unlink()
    problem = named(checks.check(small_book), 'docs/en/dataset.md', 0, 'missing in this language', 'nav')
    results.add('wrong-pages', 'a chapter in one language only', '`book check`', problem)


def test_a_page_in_no_navigation_is_named(small_book, results):
    small_book.path('en', 'stray').write_text('# Stray { #stray }\n', encoding='utf-8')
    problem = named(checks.check(small_book), 'docs/en/stray.md', 0, 'in no navigation', 'nav')
    results.add('wrong-pages', 'a page in no navigation', '`book check`', problem)


def test_a_figure_too_wide_for_a_phone_is_named(small_book, results):
    figure, shown = small_book.figures('en') / 'dataset-1.svg', '](figures/dataset-1.svg)'
    edit(figure, 'viewBox="0 0 3', 'viewBox="0 0 4')
    line = next(number for number, text in enumerate(small_book.path('en', 'dataset').read_text(encoding='utf-8').splitlines(), 1) if shown in text)
    problem = named(checks.check(small_book), 'docs/en/dataset.md', line, 'inches wide: on a phone', 'figsize=(5, 3.5)')
    results.add('wrong-pages', 'a figure too wide for a phone', '`book check`', problem)


def test_chapters_in_another_order_are_named(whole_book, results):
    edit(whole_book.root / 'mkdocs.yml', '  - loss.md\n  - optimizer.md\n', '  - optimizer.md\n  - loss.md\n')
    line = whole_book.page('en', 'model').sections[-1].start + 1
    problem = named(checks.check(whole_book), 'docs/en/model.md', line, 'does not lead on to optimizer', 'order of `nav:`')
    results.add('wrong-pages', 'chapters in another order', '`book check`', problem)


def test_a_chapter_that_the_first_page_does_not_list_is_named(whole_book, results):
    edit(whole_book.path('en', 'index'), '[The loss](loss.md)', 'The loss')
    problem = named(checks.check(whole_book), 'docs/en/index.md', 0, 'no link to loss', 'list it')
    results.add('wrong-pages', 'a chapter that the first page does not list', '`book check`', problem)


@pytest.mark.parametrize('change', HARMLESS)
def test_a_harmless_edit_passes(small_book, results, change):
    for language, old, new in HARMLESS[change]:
        plant(small_book, old, new, [language])
    if 'line breaks' not in change:
        reviews.accept(small_book, 'dataset')
    assert checks.check(small_book) == []
    results.add('harmless-edits', change, '`book check`')


@pytest.mark.parametrize('change', REWOVEN)
def test_a_harmless_edit_of_the_code_passes_once_it_is_woven(small_book, results, change):
    old, new = REWOVEN[change]
    for path in (small_book.root / 'src/linreg/scratch.py', *(small_book.path(language, 'dataset') for language in LANGUAGES)):
        if old in path.read_text(encoding='utf-8'):
            edit(path, old, new)
    weaver.weave(small_book, ['dataset'])
    reviews.accept(small_book, 'dataset')
    assert checks.check(small_book) == []
    assert verify.check(small_book, ['dataset']) == []
    results.add('harmless-edits', change, '`book weave`, `book check`, `book weave --check`')


def test_the_tables_beside_the_tests_list_every_fault_and_edit(results):
    others = ['a chapter in one language only', 'a page in no navigation', 'a figure too wide for a phone',
              'chapters in another order', 'a chapter that the first page does not list']
    assert sorted(results.names('wrong-pages')) == sorted([*STATIC, *CHINESE, *UNTRUE, *FILES, *FAILING, *others]), 'run `make results`'
    assert sorted(results.names('harmless-edits')) == sorted([*HARMLESS, *REWOVEN]), 'run `make results`'
