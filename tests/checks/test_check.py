"""`book check`: each fault is planted in a copy of the book, and is named with file, line and remedy."""

import os
import re
import subprocess
import sys
import tomllib

import pytest
from helpers.planting import edit, line_with, named, plant

from book import checks
from book.manuscript import reviews, terms
from book.manuscript.book import CONFIGS, LANGUAGES
from book.manuscript.chapter import Chapter
from book.manuscript.exercises import exercises
from book.manuscript.markers import POINTS
from book.manuscript.problems import BookError
from book.weave import weaver


def test_the_book_has_nothing_to_mend(book):
    assert checks.check(book) == []


def test_the_copy_has_nothing_to_mend(tiny_book):
    assert checks.check(tiny_book) == []


def test_a_review_is_recorded_for_one_section_or_all(tiny_book):
    plant(tiny_book, 'A picture shows at once', 'A plot shows at once')
    plant(tiny_book, 'A single number is no list', 'One number is no list')
    assert len(checks.check(tiny_book)) == 2
    reviews.accept(tiny_book, 'fall#plot')
    [problem] = checks.check(tiny_book)
    assert '#pitfall' in problem.what
    reviews.accept(tiny_book, 'docs/en/fall.md')
    assert checks.check(tiny_book) == []
    with pytest.raises(BookError, match='no such section'):
        reviews.accept(tiny_book, 'fall#nowhere')


def test_a_section_that_was_never_reviewed_is_named(tiny_book):
    (tiny_book.root / 'docs/reviewed.toml').unlink()
    problems = checks.check(tiny_book)
    sections = sum(len(tiny_book.page('en', name).sections) for name in tiny_book.chapters)
    assert len(problems) == sections + len(terms.read(tiny_book))
    assert not [problem for problem in problems if 'never been reviewed' not in problem.what]


@pytest.mark.parametrize('language', LANGUAGES)
def test_every_point_of_the_lesson_has_its_place(book, language):
    points = tomllib.loads((book.root / 'docs/points.toml').read_text(encoding='utf-8'))
    numbers = [int(point[1:]) for chapter in points.values() for point in chapter]
    assert sorted(numbers) == list(range(1, len(numbers) + 1)), 'a point is missing, or stands twice'
    for chapter in points.keys() & set(book.chapters):
        marks = [match[1] for line in book.page(language, chapter).lines if (match := POINTS.match(line))]
        found = [point for mark in marks for point in mark.split(', ')]
        assert sorted(set(found)) == sorted(points[chapter]), f'{language}/{chapter}.md'


@pytest.mark.parametrize('language', LANGUAGES)
def test_every_chapter_has_the_parts_of_one(book, language):
    """What every chapter has, and what each that teaches a function has besides."""
    teaching = tomllib.loads((book.root / 'docs/points.toml').read_text(encoding='utf-8')).keys() - {'index', 'script'}
    for name in set(book.chapters) - {'lab'}:  # a bench, which teaches nothing
        page = book.page(language, name)
        ids = [section.id for section in page.sections if section.level < 3]
        assert ids[-2:] == ['exercises', 'next'], (
            f'{language}/{name}.md: the last two sections are not #exercises and #next'
        )
        given = exercises(page)
        assert given, f'{language}/{name}.md: no exercise'
        if name in teaching:
            assert len(given) >= 3 and [exercise.check for exercise in given].count('') < 3, (
                f'{language}/{name}.md: not three exercises, one of them with a check'
            )
            assert {'try-it', 'pitfall'} <= set(ids) and '| --- |' in page.text, (
                f'{language}/{name}.md: no try-it, pitfall or table'
            )


def test_the_command_names_the_fault_and_exits_with_1_without_torch(tiny_book):
    """In a Python where torch cannot be imported."""
    plant(tiny_book, '```python', '```py')
    code = 'import sys; sys.modules.update(torch=None, nbclient=None, mkdocs=None); from book.cli import app; app()'
    run = subprocess.run([sys.executable, '-c', code, 'check'], cwd=tiny_book.root, capture_output=True, text=True)
    assert run.returncode == 1
    assert re.search(
        r"^docs/en/fall\.md:\d+: '```py' would never run\. Remedy: write ```python", run.stderr, re.MULTILINE
    ), run.stderr


def test_what_is_wrong_in_src_is_named_once_and_there(tiny_book):
    source = tiny_book.root / 'src/tiny/stone.py'
    text = source.read_text(encoding='utf-8')
    source.write_text(text.replace('def fall(times, noise=0.05):', 'def fall(times, noise=0.05:'), encoding='utf-8')
    line = text[: text.index('def fall')].count('\n') + 1
    found = [problem for problem in checks.check(tiny_book) if 'no Python' in problem.what]
    assert [(str(problem.path), problem.line) for problem in found] == [('src/tiny/stone.py', line)]
    with pytest.raises(BookError) as caught:
        weaver.weave(tiny_book, tiny_book.chapters)
    assert [str(problem.path) for problem in caught.value.problems] == ['src/tiny/stone.py']


def test_blocks_that_take_other_code_from_src_say_what_they_ask_for(tiny_book):
    plant(tiny_book, '<!-- from: tiny.stone: g, fall -->', '<!-- from: tiny.stone: g -->')
    with pytest.raises(
        BookError,
        match=r'docs/en/fall.md:\d+: <!-- from: tiny.stone: g --> stands above the block, '
        r'but <!-- from: tiny.stone: g, fall --> above docs/zh/fall.md:\d+',
    ):
        print(Chapter(tiny_book, 'fall').codes)


def test_a_name_that_needs_quotes_is_named_as_such(tiny_book):
    config = tiny_book.root / CONFIGS['en']
    config.write_text(
        re.sub('^site_name: .*', 'site_name: Ridge: by hand', config.read_text(encoding='utf-8'), flags=re.MULTILINE),
        encoding='utf-8',
    )
    run = subprocess.run(
        [sys.executable, '-m', 'book.cli', 'check'], cwd=tiny_book.root, capture_output=True, text=True
    )
    assert run.returncode == 1 and re.match(
        r'mkdocs\.en\.yml:\d+: this is no YAML: .* `site_name: "Ridge: by hand"`', run.stderr
    ), run.stderr


def test_a_page_is_pasted_line_by_line_into_the_prompt_of_python(book):
    """The check asks codeop; here the same is asked of Python itself, which reads a block as a reader types it."""
    page = book.page('en', book.chapters[1])
    typed = '\n\n'.join(fence.code for fence in page.fences).replace('plt.show()', 'plt.close()')
    run = subprocess.run(
        [sys.executable, '-i', '-q'],
        input=typed + '\n',
        capture_output=True,
        text=True,
        env=os.environ | {'PYTHON_BASIC_REPL': '1'},
    )
    assert 'Error' not in run.stderr, run.stderr[-2000:]
    wrong = subprocess.run(
        [sys.executable, '-i', '-q'], input='for i in range(2):\n    pass\nprint(1)\n', capture_output=True, text=True
    )
    assert 'SyntaxError' in wrong.stderr


def test_one_chapter_can_be_checked_before_it_is_translated_and_reviewed(tiny_book):
    plant(tiny_book, 'A picture shows at once', 'A plot shows at once')
    tiny_book.path('zh', 'fall').unlink()
    assert checks.check(tiny_book, ['fall']) == [] != checks.check(tiny_book)
    with pytest.raises(BookError, match='no such chapter'):
        tiny_book.named('nowhere')


def test_a_home_page_with_another_title_than_the_book_is_named(tiny_book):
    config = tiny_book.root / CONFIGS['en']
    config.write_text(
        re.sub('^site_name: .*', 'site_name: Another name', config.read_text(encoding='utf-8'), flags=re.MULTILINE),
        encoding='utf-8',
    )
    [problem] = [problem for problem in checks.check(tiny_book) if 'home page' in problem.what]
    assert (
        str(problem.path) == 'docs/en/index.md'
        and problem.line == 1
        and "'Another name'" in problem.what
        and 'mkdocs.en.yml' in problem.remedy
    )


def test_a_number_of_a_point_that_its_section_does_not_say_is_named(tiny_book):
    edit(tiny_book.root / 'docs/points.toml', 'S2 = "', 'S2 = "77 times: ')
    line = line_with(tiny_book, '<!-- points: S2 -->')
    named(checks.check(tiny_book), 'docs/en/fall.md', line, "the point S2 says '77'", 'points.toml')


def test_each_sentence_that_a_claim_names_must_stand(tiny_book):
    edit(
        tiny_book.root / 'tests/test_claims.py',
        "en='Who counts in miles divides by 1609'",
        "en=['All is in metres', 'Who counts in miles divides by 1609']",
    )
    assert checks.check(tiny_book) == []
    plant(tiny_book, 'All is in metres and seconds.', 'All is in feet and seconds.')
    [found] = [problem for problem in checks.check(tiny_book) if 'does not say that it is about' in problem.what]
    assert str(found.path) == 'docs/en/fall.md' and "claim('fall#units', en=" in found.remedy


def test_a_difference_inside_a_block_is_named_with_its_own_lines(tiny_book):
    plant(tiny_book, "print('measured:'", "print('number:'")
    line, other = line_with(tiny_book, "print('number:'"), line_with(tiny_book, "print('measured:'", 'zh')
    [found] = [problem for problem in checks.check(tiny_book) if 'the text differs' in problem.what]
    assert (str(found.path), found.line) == ('docs/en/fall.md', line) and f'docs/zh/fall.md:{other}:' in found.what
