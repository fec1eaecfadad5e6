"""The glossary as the press reads it: what its entries may have, how a term is found in a text, and its id."""

import pytest
from helpers.planting import edit, named

from book.manuscript import terms
from book.manuscript.problems import BookError

TERM = {'en': 'loss', 'zh': '损失', 'en_also': ['squared loss']}


@pytest.mark.parametrize(
    'old, new, what, remedy',
    [
        ('en = "noise"\n', '', "the term None: missing ['en']", 'head of the file'),
        ('en_also', 'en_too', "the term 'noise': missing [], unknown ['en_too']", 'head of the file'),
        ('zh = "噪声"', 'zh = "噪声"\neveryday = "de"', "'noise' is everyday in 'de'", 'zh en'),
        ('zh = "噪声"', 'zh = "噪声"\neveryday = ["en"]', "'noise' is everyday in ['en']", 'zh en'),
        ('en = "noise"', 'en = noise', 'not TOML: Invalid value (at line 11', 'mend the line'),
    ],
)
def test_an_entry_that_is_not_as_it_must_be_is_named(tiny_book, old, new, what, remedy):
    edit(terms.file(tiny_book), old, new)
    with pytest.raises(BookError) as caught:
        terms.read(tiny_book)
    named(caught.value.problems, 'docs/glossary.toml', 0, what, remedy)


def test_a_book_without_a_glossary_has_no_terms(tiny_book):
    terms.file(tiny_book).unlink()
    assert terms.read(tiny_book) == [] == terms.lines(tiny_book)


@pytest.mark.parametrize(
    'text, language, there',
    [
        ('Its losses fall.', 'en', True),
        ('LOSS', 'en', True),
        ('a squared\nloss', 'en', True),
        ('lossless', 'en', False),
        ('a loss-like one', 'en', False),
        ('no-loss', 'en', False),
        ('总损失函数', 'zh', True),
        ('失损', 'zh', False),
    ],
)
def test_a_term_is_found_as_a_whole_word_in_its_plural_too(text, language, there):
    assert terms.stands_in(text, TERM, language) == there


@pytest.mark.parametrize(
    'word, anchor',
    [('Mini-batch', 'mini-batch'), ('naïve guess', 'naive-guess'), ("Newton's (method)", 'newton-s-method')],
)
def test_the_id_of_a_term_is_small_ascii(word, anchor):
    assert terms.anchor({'en': word}) == anchor


def test_a_term_that_is_the_same_in_both_languages_is_not_translated():
    assert terms.translated({'en': 'SGD', 'zh': 'SGD'}, 'en') == ''
    assert terms.translated(TERM, 'en') == ' <span lang="zh">损失</span>'
    assert terms.translated(TERM, 'zh') == ' <span lang="en">loss</span>'


def test_each_key_of_a_term_has_its_line(tiny_book):
    text = terms.file(tiny_book).read_text(encoding='utf-8').split('\n')
    found = terms.lines(tiny_book)
    assert [text[at['en'] - 1] for at in found] == ['en = "distance"', 'en = "noise"']
    assert [text[at[''] - 1] for at in found] == ['[[term]]'] * 2
    assert 'not_en' in found[0] and 'not_en' not in found[1], found
