"""What the search finds: Chinese is cut into words that the glossary knows, and code into names."""

import re
import subprocess
import sys

import pytest

from book.finish import sections
from book.finish.built_page import BuiltPage
from book.site.artifacts import search_index

# In a process of its own: what a segmenter has learned, it keeps.
CUT = """
import sys
from pathlib import Path
from book.site.artifacts import search_index
from book.manuscript import terms
from book.manuscript.book import Book
glossary = terms.read(Book(Path(sys.argv[1])))
if sys.argv[2] == 'taught':
    search_index.teach(glossary)
for form in [form for entry in glossary for form in terms.forms(entry, 'zh')] + ['训练三轮', '单位矩阵']:
    between = search_index.ZERO_WIDTH_SPACE
    print(search_index.segment(form).strip(between).replace(between, '|'))
"""


def cut(book, how):
    """Return each Chinese term of the glossary, 训练三轮 and 单位矩阵, with | between its words."""
    return subprocess.run(
        [sys.executable, '-c', CUT, book.root, how], capture_output=True, text=True, encoding='utf-8', check=True
    ).stdout.split()


def test_a_term_is_never_cut_into_characters(book):
    taught, untaught = cut(book, 'taught'), cut(book, 'untaught')
    assert {'学习率', '超参数', '梯度|清零', '小批量|随机|梯度|下降'} <= set(taught) and taught[-2:] == [
        '训练|三|轮',
        '单位|矩阵',
    ]
    assert '学习|率' in untaught and untaught[-2:] == ['训练|三轮', '单位矩阵'], 'without the glossary, they are'
    assert not [term for term in taught[:-2] if re.search(r'(^|\|)[一-龥](\||$)', term) and len(term) > 1]


def words(text):
    return [word for word in re.split(search_index.SEPARATOR, text.lower()) if word]


@pytest.mark.parametrize(
    'text, wanted',
    [
        ('with torch.no_grad():', 'with torch no_ grad'),
        ('param.grad.zero_()', 'param grad zero_'),
        ('for X, y in data_iter(batch_size, features):', 'for x y in data_ iter batch_ size features'),
        ('lr = 0.03.', 'lr 0.03'),
        ('a mini-batch', 'a mini batch'),
        ('x &lt; y', 'x y'),
        ('w -= lr*w.grad', 'w lr w grad'),
        ('__init__', '__init__'),
        ('误差：0.5。（见', '误差 0.5 见'),
        ('no_gr*', 'no_ gr*'),
    ],
)
def test_code_is_cut_into_names_and_a_name_keeps_its_underscores(text, wanted):
    assert words(text) == wanted.split()


@pytest.mark.parametrize(
    'html, found',
    [
        ('<p>1</p>{fold}<pre>y</pre>{fold}', '<p>1</p> <pre>y</pre> x<pre>x</pre>'),
        ('<pre>y</pre>{fold}', '<pre>y</pre> x<pre>x</pre>'),
        ('<p>1</p>', '<p>1</p>'),
    ],
)
def test_only_a_fold_before_all_other_code_is_left_out(book, html, found):
    fold = '<details><summary>x</summary><pre>x</pre></details>'
    page = BuiltPage(f'<article><h1 id="a">A</h1>{html.format(fold=fold)}</article>', book, 'en', 'a')
    sections.step(page)
    assert [section['text'] for section in page.sections] == [found]
