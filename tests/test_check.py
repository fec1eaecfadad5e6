"""`book check`: each fault is planted in a copy of the book, and is named with file, line and remedy."""

import re
import subprocess
import sys
import time
import tomllib

import pytest

from book import checks
from book.chapter import Chapter
from book.checks import review
from book.errors import BookError
from book.layout import LANGUAGES


def plant(book, old, new, languages=('en',)):
    """Replace the first `old` by `new` in a page of the copy. Returns the line where it now begins."""
    for language in languages:
        page = book.page(language, 'dataset')
        text = page.read_text(encoding='utf-8')
        assert old in text, old
        page.write_text(text.replace(old, new, 1), encoding='utf-8')
    return text[:text.index(old)].count('\n') + 1


def test_the_book_has_nothing_to_mend(book):
    assert checks.check(book) == []


def test_the_copy_has_nothing_to_mend(small_book):
    assert checks.check(small_book) == []


CONT = '<!--pytest-codeblocks:cont-->\n'
FAULTS = {  # what: (old, new, how many lines below the beginning, words of the finding, words of the remedy)
    'a fence spelled py': ('```python', '```py', 0, 'would never run', '```python'),
    'a fence spelled Python': ('```python', '```Python', 0, 'would never run', '```python'),
    'a fence with a title': ('```python', '```python title="x"', 0, 'would never run', '```python'),
    'a fence with braces': ('```python', '``` {.python}', 0, 'would never run', '```python'),
    'a fence with a space': ('```python', '``` python', 0, 'would never run', '```python'),
    'a fence of four backticks': ('```python', '````python', 0, 'would never run', '```python'),
    'an indented fence': ('```python', ' ```python', 0, 'would never run', '```python'),
    'a fence of tildes': ('```python', '~~~python', 0, 'would never run', '```python'),
    'an indented block': ('## Try it', '    x = 1\n\n## Try it', 0, 'indentation', 'fence'),
    'a fence in backticks that does not run': ('~~~text', '```text', 0, 'breaks the chain', '~~~text'),
    'a fence of another language': ('## Try it', '~~~yaml\na: 1\n~~~\n\n## Try it', 0, 'nothing says why', 'not run: REASON'),
    'a fence that is never closed': ('We have the samples;', '~~~text\nWe have the samples;', 0, 'never closed', 'close it'),
    'a block without cont': (CONT + '```python\nprint(', '```python\nprint(', 0, 'does not continue', 'pytest-codeblocks:cont'),
    'a first block with cont': ('<!-- from: linreg.scratch.imports, .seeds -->\n', '<!-- from: linreg.scratch.imports, .seeds -->\n' + CONT, 2,
                                'cannot continue', 'remove'),
    'a skipped block': (CONT, '<!--pytest.mark.skip-->\n' + CONT, 0, 'unknown marker', 'known:'),
    'a misspelled marker': ('<!-- from:', '<!-- form:', 0, 'unknown marker', 'known:'),
    'an output without a block': ('## Try it', '<!-- output -->\n~~~text\n1\n~~~\n\n## Try it', 0, 'no block before it', 'remove it'),
    'a figure without alternative text': ('![Scatter plot of the labels against the second feature: a wide cloud that falls from the '
                                          'upper left to the lower right]', '![]', 0, 'no alternative text', 'what it shows'),
    'a heading without an id': ('## Try it { #try-it }', '## Try it', 0, 'has no id', '{ #some-id }'),
    'an id in Chinese': ('{ #try-it }', '{ #试一试 }', 0, 'has no id', 'ASCII'),
    'an id that stands twice': ('{ #matmul }', '{ #try-it }', 0, "'try-it' stands on 2", 'its own'),
    'a second title': ('## The task', '# The task', 0, '2 headings of level 1', 'one'),
    'a heading too deep': ('## The task', '#### The task', 0, 'level 4 below one of level 1', 'use level 2'),
    'a fragment that is not in the code': ('- `import random`', '- `import randon`', 0, '`import randon` is not in', 'copy it'),
    'a link to a missing page': ('[below](#detach)', '[below](nowhere.md)', 0, 'leads to no file', 'mend'),
    'a link to a missing anchor': ('[below](#detach)', '[below](#nowhere)', 0, "no heading with the id 'nowhere'", 'mend'),
    'an absolute link': ('[below](#detach)', '[below](/en/dataset.html)', 0, 'absolute path', 'relative'),
    'a link to the other language': ('[below](#detach)', '[below](../zh/dataset.md)', 0, 'out of this language', 'docs/en/'),
    'an insecure link': ('[below](#detach)', '[below](http://example.org)', 0, 'another host', 'https'),
    'a picture from another host': ('## Try it', '![A picture](https://example.org/x.png)\n\n## Try it', 0, 'another host', 'draw'),
    'HTML in a page': ('## Try it', '<script src="https://example.org/x.js"></script>\n\n## Try it', 0, 'HTML in a page', 'write Markdown'),
    'HTML in a line': ('Python counts from 0', 'Python <b>counts</b> from 0', 0, 'HTML in a page', 'write Markdown'),
    'a fold that is never closed': ('## Try it', '<details markdown="1">\n<summary>More</summary>\n\n## Try it', 0, 'no other half', '</details>'),
    'bold that shows as asterisks': ('Python counts from 0', 'Python counts **from 0 **', 0, 'asterisks show', 'asterisks'),
    'a paragraph in one language': ('## Try it', 'One more.\n\n## Try it', 0, 'this paragraph has no counterpart', 'remove it here'),
    'a list item in one language': ('- `import torch`', '- `import torch`: more.\n- `import torch`', 0, 'this list item has no counterpart', 'write it there'),
    'a heading in one language': ('## Try it', '## More { #more }\n\n## Try it', 0, 'this heading of level 2 has no counterpart', 'write it there'),
    'a table row in one language': ('| `b` | number', '| `c` | number | more |\n| `b` | number', 0, 'this table row has no counterpart', 'write it there'),
    'a formula in one language': ('two tensors: the features $\\mathbf{X}$', 'two tensors: the features', 0, 'formulas differ', 'the same'),
    'another displayed formula': ('b = 4.2,\n', 'b = 4.3,\n', -1, 'formula differs', 'the same'),
    'a link in one language': ('Python counts from 0', '[Python](https://www.python.org) counts from 0', 0, 'links differ', 'the same'),
    'a heading level in one language': ('## The task', '### The task', 0, 'heading', ''),
    'another id in one language': ('{ #try-it }', '{ #try-this }', 0, 'id differs', 'the same'),
    'another output in one language': ('torch.Size([1000, 2])', 'torch.Size([1000, 3])', 0, 'text differs', 'the same'),
    'code in one language': ('features[0], labels[0])', 'features[1], labels[1])', 0, 'text differs', 'the same'),
    'a section changed in one language': ('A picture shows at once', 'A plot shows at once', 0, 'en of #plot changed', 'book accept dataset#plot'),
}


@pytest.mark.parametrize('fault', FAULTS)
def test_a_fault_is_named_with_file_line_and_remedy(small_book, fault):
    old, new, below, what, remedy = FAULTS[fault]
    line = plant(small_book, old, new) + below
    problems = checks.check(small_book)
    named = [problem for problem in problems if what in problem.what and remedy in problem.remedy]
    assert named, problems
    assert any(str(problem.path) == 'docs/en/dataset.md' and abs(problem.line - line) <= (20 if 'text differs' in what or 'changed' in what else 1)
               for problem in named) or any(f'docs/en/dataset.md:{line}' in problem.what for problem in named) \
        or 'changed' in what, (line, named)


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


@pytest.mark.parametrize('old, new, remedy', [
    ('先选定一个线性模型，', '先选定一个线性模型,', '先选定一个线性模型，'), ('共有 1000 个样本', '共有1000个样本', '共有 1000 个样本'),
    ('由 PyTorch 产生', '由PyTorch 产生', '由 PyTorch 产生'), ('先选定一个线性模型，', '先选定一个\n线性模型，', 'join the lines')])
def test_chinese_that_is_not_set_as_chinese_is_named(small_book, old, new, remedy):
    line = plant(small_book, old, new, ['zh'])
    review.accept(small_book, 'dataset')
    problems = checks.check(small_book)
    assert any((str(problem.path), problem.line) == ('docs/zh/dataset.md', line) and remedy in problem.remedy for problem in problems), problems


HARMLESS = {
    'a reworded paragraph, reviewed': [('en', 'A picture shows at once', 'A plot shows at once'), ('zh', '画出图来一看便知', '画张图一看便知')],
    'a new list item in both languages': [('en', '- `import torch`', '- `import random` again.\n- `import torch`'),
                                          ('zh', '- `import torch`', '- `import random` 再说一次。\n- `import torch`')],
    'a longer table': [('en', '| `b` | number', '| `c` | number | more |\n| `b` | number'), ('zh', '| `b` | 数', '| `c` | 数 | 更多 |\n| `b` | 数')],
    'a fence that says why it does not run': [(language, '## ', '<!-- not run: only shown -->\n~~~yaml\na: 1\n~~~\n\n## ') for language in LANGUAGES],
    'a link in both languages': [('en', 'Python counts', '[Python](https://www.python.org) counts'), ('zh', 'Python 从 0', '[Python](https://www.python.org) 从 0')],
}


@pytest.mark.parametrize('edit', HARMLESS)
def test_a_harmless_edit_passes(small_book, edit):
    for language, old, new in HARMLESS[edit]:
        plant(small_book, old, new, [language])
    review.accept(small_book, 'dataset')
    assert checks.check(small_book) == []


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
        assert sum(bool(re.match(r'\d\. ', line)) for line in exercises) == 3, f'{language}/{name}.md: not three exercises'
        if name in teaching:
            assert {'try-it', 'pitfall'} <= set(ids) and '| --- |' in page.text, f'{language}/{name}.md: no try-it, pitfall or table'


def test_the_command_names_the_fault_and_exits_with_1_without_torch(small_book):
    """In a Python where torch cannot be imported."""
    plant(small_book, '```python', '```py')
    code = 'import sys; sys.modules.update(torch=None, nbclient=None, mkdocs=None); from book.cli import app; app()'
    run = subprocess.run([sys.executable, '-c', code, 'check'], cwd=small_book.root, capture_output=True, text=True)
    assert run.returncode == 1
    assert re.search(r"^docs/en/dataset\.md:\d+: '```py' would never run\. Remedy: write ```python", run.stderr, re.MULTILINE), run.stderr


def test_check_costs_less_than_importing_torch(book):
    """It needs no torch and takes under two seconds; to be safe on a slow machine, measured against torch's own import."""
    def seconds(*command):
        start = time.perf_counter()
        subprocess.run([sys.executable, *command], cwd=book.root, check=True, capture_output=True)
        return time.perf_counter() - start
    torch = min(seconds('-c', 'import torch') for _ in range(2))
    assert min(seconds('-m', 'book.cli', 'check') for _ in range(2)) < torch
