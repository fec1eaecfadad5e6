"""`book check`: each fault is planted in a copy of the book, and is named with file, line and remedy."""

import os
import re
import subprocess
import sys
import tomllib

import pytest
from test_faults import plant

from book import checks
from book.manuscript import reviews
from book.manuscript.book import CONFIGS, LANGUAGES
from book.manuscript.chapter import Chapter
from book.manuscript.problems import BookError
from book.site import builder
from book.weave import weaver


def test_the_book_has_nothing_to_mend(book):
    assert checks.check(book) == []


def test_the_copy_has_nothing_to_mend(small_book):
    assert checks.check(small_book) == []


def test_a_chapter_in_one_language_only_is_named(small_book):
    small_book.path('en', 'dataset').unlink()
    [problem, *_] = checks.check(small_book)
    assert str(problem.path) == 'docs/en/dataset.md' and 'missing in this language' in problem.what and 'nav' in problem.remedy


def test_a_page_in_no_navigation_is_named(small_book):
    small_book.path('en', 'stray').write_text('# Stray { #stray }\n', encoding='utf-8')
    [problem] = checks.check(small_book)
    assert str(problem.path) == 'docs/en/stray.md' and 'no navigation' in problem.what


def test_a_review_is_recorded_for_one_section_or_all(small_book):
    plant(small_book, 'A picture shows at once', 'A plot shows at once')
    plant(small_book, 'A list looks like a vector', 'A list resembles a vector')
    assert len(checks.check(small_book)) == 2
    reviews.accept(small_book, 'dataset#plot')
    [problem] = checks.check(small_book)
    assert '#pitfall' in problem.what
    reviews.accept(small_book, 'docs/en/dataset.md')
    assert checks.check(small_book) == []
    with pytest.raises(BookError, match='no such section'):
        reviews.accept(small_book, 'dataset#nowhere')


def test_a_section_that_was_never_reviewed_is_named(small_book):
    (small_book.root / 'docs/reviewed.toml').unlink()
    problems = checks.check(small_book)
    assert len(problems) == len(small_book.page('en', 'dataset').sections)
    assert all('never been reviewed' in problem.what for problem in problems)


@pytest.mark.parametrize('language', LANGUAGES)
def test_every_point_of_the_lesson_has_its_place(book, language):
    points = tomllib.loads((book.root / 'docs/points.toml').read_text(encoding='utf-8'))
    assert sorted(int(point[1:]) for chapter in points.values() for point in chapter) == list(range(1, 52))
    for chapter, wanted in points.items():
        marks = re.findall(r'^<!-- points: (.*) -->$', book.path(language, chapter).read_text(encoding='utf-8'), re.MULTILINE)
        found = [point for mark in marks for point in mark.split(', ')]
        assert sorted(set(found)) == sorted(wanted), f'{language}/{chapter}.md'


@pytest.mark.parametrize('language', LANGUAGES)
def test_every_chapter_has_the_parts_of_one(book, language):
    """What every chapter has, and what each that teaches a function has besides."""
    teaching = tomllib.loads((book.root / 'docs/points.toml').read_text(encoding='utf-8')).keys() - {'index', 'script'}
    for name in book.chapters:
        page = book.page(language, name)
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


def test_what_is_wrong_in_src_is_named_once_and_there(whole_book):
    source = whole_book.root / 'src/linreg/scratch.py'
    text = source.read_text(encoding='utf-8')
    source.write_text(text.replace('def linreg(X, w, b):', 'def linreg(X, w, b:'), encoding='utf-8')
    line = text[:text.index('def linreg')].count('\n') + 1
    found = [problem for problem in checks.check(whole_book) if 'no Python' in problem.what]
    assert [(str(problem.path), problem.line) for problem in found] == [('src/linreg/scratch.py', line)]
    with pytest.raises(BookError) as caught:
        weaver.weave(whole_book, whole_book.chapters)
    assert [str(problem.path) for problem in caught.value.problems] == ['src/linreg/scratch.py']


def test_blocks_that_take_other_code_from_src_say_what_they_ask_for(small_book):
    plant(small_book, '<!-- from: linreg.scratch.synthetic_data -->', '<!-- from: linreg.scratch.linreg -->')
    with pytest.raises(BookError, match=r'docs/en/dataset.md:\d+: <!-- from: linreg.scratch.linreg --> stands above the block, '
                                        r'but <!-- from: linreg.scratch.synthetic_data --> above docs/zh/dataset.md:\d+'):
        print(Chapter(small_book, 'dataset').codes)


def test_a_name_that_needs_quotes_is_named_as_such(whole_book):
    config = whole_book.root / CONFIGS['en']
    config.write_text(re.sub('^site_name: .*', 'site_name: Ridge: by hand', config.read_text(encoding='utf-8'), flags=re.MULTILINE), encoding='utf-8')
    run = subprocess.run([sys.executable, '-m', 'book.cli', 'check'], cwd=whole_book.root, capture_output=True, text=True)
    assert run.returncode == 1 and re.match(r'mkdocs\.en\.yml:\d+: this is no YAML: .* `site_name: "Ridge: by hand"`', run.stderr), run.stderr


def test_a_page_is_pasted_line_by_line_into_the_prompt_of_python(book):
    """The check asks codeop; here the same is asked of Python itself, which reads a block as a reader types it."""
    page = book.page('en', 'optimizer')
    typed = '\n\n'.join(fence.code for fence in page.fences).replace('plt.show()', 'plt.close()')
    run = subprocess.run([sys.executable, '-i', '-q'], input=typed + '\n', capture_output=True, text=True, env=os.environ | {'PYTHON_BASIC_REPL': '1'})
    assert 'Error' not in run.stderr, run.stderr[-2000:]
    wrong = subprocess.run([sys.executable, '-i', '-q'], input='for i in range(2):\n    pass\nprint(1)\n', capture_output=True, text=True)
    assert 'SyntaxError' in wrong.stderr


def test_one_chapter_can_be_checked_before_it_is_translated_and_reviewed(small_book):
    plant(small_book, 'A picture shows at once', 'A plot shows at once')
    small_book.path('zh', 'dataset').unlink()
    assert checks.check(small_book, ['dataset']) == [] != checks.check(small_book)
    with pytest.raises(BookError, match='no such chapter'):
        small_book.named('nowhere')


def test_a_home_page_with_another_title_than_the_book_is_named(whole_book):
    config = whole_book.root / CONFIGS['en']
    config.write_text(re.sub('^site_name: .*', 'site_name: Another name', config.read_text(encoding='utf-8'), flags=re.MULTILINE), encoding='utf-8')
    [problem] = checks.check(whole_book)
    assert str(problem.path) == 'docs/en/index.md' and problem.line == 1 and "'Another name'" in problem.what and 'mkdocs.en.yml' in problem.remedy


def test_a_builder_that_was_ended_is_named_and_the_next_one_works(whole_book, tmp_path):
    with builder.Builders() as builders:
        for pool in builders.pools.values():
            pool.submit(os._exit, 1)
        with pytest.raises(BookError, match='was ended'):
            builder.build(whole_book, out=tmp_path / 'site', builders=builders)
        assert builder.build(whole_book, out=tmp_path / 'site', builders=builders).is_dir()
