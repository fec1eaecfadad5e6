"""`book check`: each fault is planted in a copy of the book, and is named with file, line and remedy."""

import re
import subprocess
import sys
import tomllib

import pytest
from test_faults import plant

from book import checks
from book.chapter import Chapter
from book.checks import review
from book.errors import BookError
from book.layout import LANGUAGES


def test_the_book_has_nothing_to_mend(book):
    assert checks.check(book) == []


def test_the_copy_has_nothing_to_mend(small_book):
    assert checks.check(small_book) == []


def test_a_chapter_in_one_language_only_is_named(small_book):
    small_book.page('en', 'dataset').unlink()
    [problem, *_] = checks.check(small_book)
    assert str(problem.path) == 'docs/en/dataset.md' and 'missing in this language' in problem.what and 'nav' in problem.remedy


def test_a_page_in_no_navigation_is_named(small_book):
    small_book.page('en', 'stray').write_text('# Stray { #stray }\n', encoding='utf-8')
    [problem] = checks.check(small_book)
    assert str(problem.path) == 'docs/en/stray.md' and 'no navigation' in problem.what


def test_a_review_is_recorded_for_one_section_or_all(small_book):
    plant(small_book, 'A picture shows at once', 'A plot shows at once')
    plant(small_book, 'A list looks like a vector', 'A list resembles a vector')
    assert len(checks.check(small_book)) == 2
    review.accept(small_book, 'dataset#plot')
    [problem] = checks.check(small_book)
    assert '#pitfall' in problem.what
    review.accept(small_book, 'docs/en/dataset.md')
    assert checks.check(small_book) == []
    with pytest.raises(BookError, match='no section'):
        review.accept(small_book, 'dataset#nowhere')


def test_a_section_that_was_never_reviewed_is_named(small_book):
    (small_book.root / 'docs/reviewed.toml').unlink()
    problems = checks.check(small_book)
    assert len(problems) == len(Chapter(small_book.page('en', 'dataset')).sections)
    assert all('never been reviewed' in problem.what for problem in problems)


@pytest.mark.parametrize('language', LANGUAGES)
def test_every_point_of_the_lesson_has_its_place(book, language):
    points = tomllib.loads((book.root / 'tests/points.toml').read_text(encoding='utf-8'))
    assert sorted(int(point[1:]) for chapter in points.values() for point in chapter) == list(range(1, 52))
    for chapter, wanted in points.items():
        marks = re.findall(r'^<!-- points: (.*) -->$', book.page(language, chapter).read_text(encoding='utf-8'), re.MULTILINE)
        found = [point for mark in marks for point in mark.split(', ')]
        assert sorted(set(found)) == sorted(wanted), f'{language}/{chapter}.md'


@pytest.mark.parametrize('language', LANGUAGES)
def test_every_chapter_has_the_parts_of_one(book, language):
    """What every chapter has, and what each that teaches a function has besides."""
    teaching = tomllib.loads((book.root / 'tests/points.toml').read_text(encoding='utf-8')).keys() - {'index', 'script'}
    for name in book.chapters:
        page = Chapter(book.page(language, name))
        ids = [section.id for section in page.sections]
        assert ids[-2:] == ['exercises', 'next'], f'{language}/{name}.md: the last two sections are not #exercises and #next'
        exercises = page.lines[page.sections[-2].start:page.sections[-2].end]
        count = sum(bool(re.match(r'\d\. ', line)) for line in exercises)
        assert count, f'{language}/{name}.md: no exercise'
        if name in teaching:
            assert count == 3, f'{language}/{name}.md: not three exercises'
            assert {'try-it', 'pitfall'} <= set(ids) and '| --- |' in page.text, f'{language}/{name}.md: no try-it, pitfall or table'


def test_the_command_names_the_fault_and_exits_with_1_without_torch(small_book):
    """In a Python where torch cannot be imported."""
    plant(small_book, '```python', '```py')
    code = 'import sys; sys.modules.update(torch=None, nbclient=None, mkdocs=None); from book.cli import app; app()'
    run = subprocess.run([sys.executable, '-c', code, 'check'], cwd=small_book.root, capture_output=True, text=True)
    assert run.returncode == 1
    assert re.search(r"^docs/en/dataset\.md:\d+: '```py' would never run\. Remedy: write ```python", run.stderr, re.MULTILINE), run.stderr
