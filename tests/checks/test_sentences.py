"""A sentence that one language lost is named; one that was cut in two, or joined with the next, is not."""

import pytest

from book.checks import sentences

ENGLISH = 'The data are there. We can read them in mini-batches. Still missing is the model.'
CHINESE = '样本已经有了。也可以按小批量读取了。现在还缺一个模型。'


def missing(english, chinese):
    return sentences.missing(english, chinese, ('en', 'zh')), sentences.missing(chinese, english, ('zh', 'en'))


def without(text, number, language):
    parts = sentences.split(text, language)
    return (' ' if language == 'en' else '').join(parts[:number] + parts[number + 1 :])


@pytest.mark.parametrize('number', range(3))
def test_a_sentence_that_one_language_lost_is_named(number):
    assert missing(ENGLISH, CHINESE) == (0, 0)
    assert missing(without(ENGLISH, number, 'en'), CHINESE) == (1, 0)
    assert missing(ENGLISH, without(CHINESE, number, 'zh')) == (0, 1)


def test_two_that_were_lost_are_counted():
    assert missing('The data are there.', CHINESE) == (2, 0)


def test_what_is_cut_or_joined_otherwise_is_not_named():
    assert missing(ENGLISH.replace('. We', '; we'), CHINESE) == (0, 0)
    assert missing(ENGLISH, CHINESE.replace('。也', '，也')) == (0, 0)


def test_a_bracket_that_closes_is_no_sentence():
    assert sentences.split('取整。（向上取整。）', 'zh') == ['取整。', '（向上取整。']
    assert sentences.split('(It rounds up.) Then it ends.', 'en') == ['(It rounds up.)', 'Then it ends.']


def test_a_text_that_only_one_language_has_is_for_other_checks():
    assert missing('', CHINESE) == (0, 0)
