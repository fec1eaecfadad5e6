"""What a short text says, asked of the text alone: slips, spelling, language, and whether its twin says the same."""

import pytest
from helpers.planting import named

from book.checks import spelling, twins, untranslated, wording
from book.checks.shown_texts import Text
from book.checks.terms import one_sided
from book.manuscript.terms import Terms


def text(words, language='en', line=7):
    return Text('a.md', line, language, words)


@pytest.mark.parametrize(
    'language, words, what, line',
    [
        ('en', "Here\nIt's size grows.", "it's", 8),
        ('en', 'FIXME later', 'a note to yourself', 7),
        ('en', 'one\ntwo XXX', 'a note to yourself', 8),
        ('en', 'TBD', 'a note to yourself', 7),
        ('en', 'The the stone', 'a word stands twice', 7),
        ('en', 'Ends here。', 'Chinese punctuation', 7),
        ('zh', '这里待写', 'a note to yourself', 7),
        ('zh', '这里待续', 'a note to yourself', 7),
        ('zh', "它叫'石头'", 'a straight quotation mark', 7),
        ('zh', '它落在 地上地上', 'a word stands twice', 7),
    ],
)
def test_a_slip_is_named_on_its_own_line(language, words, what, line):
    named(wording.slips(text(words, language)), 'a.md', line, what, '')


def test_a_text_without_a_slip_passes():
    for language, words in (
        ('en', 'Its size is what it had had, and that that one has.'),
        ('zh', '看一看。'),
    ):
        assert list(wording.slips(text(words, language))) == []


def test_a_misspelled_word_is_named_on_its_own_line_and_a_text_without_lines_has_none():
    named(spelling.misspelled(text('One line,\nDefinately.')), 'a.md', 8, "'Definately'", 'write definitely')
    [problem] = spelling.misspelled(text('One line,\nDefinately.', line=0))
    assert problem.line == 0, problem


@pytest.mark.parametrize(
    'language, words, names, what',
    [
        ('zh', 'PyTorch and Matplotlib', 2, 'not in Chinese'),
        ('zh', 'PyTorch', 0, 'not in Chinese'),
        ('zh', 'PyTorch Matplotlib', 2, None),
        ('zh', '用 PyTorch and Matplotlib', 0, None),
        ('zh', 'Stone { #stone }', 0, 'not in Chinese'),
        ('en', '石头 one', 2, 'not in English'),
        ('en', 'the stone 石', 2, None),
        ('zh', '3.14', 0, None),
    ],
)
def test_a_text_of_the_other_language_is_named(language, words, names, what):
    found = list(untranslated.foreign(text(words, language), names))
    assert bool(found) == bool(what), found
    if what:
        named(found, 'a.md', 7, what, 'translate it')


@pytest.mark.parametrize(
    'english, chinese, here, there',
    [
        ('Press Esc first.', '先按 Tab。', 'Tab', 'Esc'),
        ('{count} of {all}', '{all} 中的 {n}', '{all}, {n}', '{all}, {count}'),
        ('five of them', '四个', '4', '5'),
        ('It is larger.', '它变小。', '变小', 'larger'),
        ('It runs.', '它没有运行。', '没有', 'none'),
        ('a distance', '一段路', 'none', 'distance'),
        ('a way', '一段距离', '距离', 'none'),
    ],
)
def test_what_one_of_two_twins_says_otherwise_is_named(english, chinese, here, there):
    terms = Terms([{'en': 'distance', 'zh': '距离'}])
    found = list(twins.unlike([text(english), Text('b.md', 3, 'zh', chinese)], terms))
    named(found, 'a.md', 7, f'this says {there}, but b.md:3 says {here}', 'the same in both')


def test_twins_are_paired_in_their_order():
    texts = [text('1 stone'), text('Press Esc.'), text('一块 1', 'zh'), text('按 Esc。', 'zh')]
    assert list(twins.unlike(texts, Terms())) == []


@pytest.mark.parametrize('everyday, named_terms', [('', [True]), ('en', []), ('zh', [True]), ('en zh', [])])
def test_a_term_that_is_common_speech_in_a_language_may_stand_there_alone(everyday, named_terms):
    terms = Terms([{'en': 'step', 'zh': '更新', 'everyday': everyday}])
    assert [first for _, first in one_sided(terms, ('the first step', '第一步'), ('en', 'zh'))] == named_terms
