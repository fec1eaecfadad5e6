"""The glossary and the line-by-line items, as data and as HTML: what is marked, what is not, and what a fault in the
data file is called.
"""

import re

import pytest
from helpers.planting import edit

from book import checks
from book.manuscript import terms
from book.manuscript.problems import BookError
from book.weave import verify, weaver


def plant(book, old, new):
    """Replace the first `old` in the copy's glossary. Returns the problems that are then found."""
    path = terms.file(book)
    text = path.read_text(encoding='utf-8')
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding='utf-8')
    return checks.check(book)


NOISE = '[[term]]\nen = "noise"\nzh = "噪声"\n'


FAULTS = {  # what: (old, new, words of the finding, words of the remedy)
    'a section that is not there': (
        'where = "fall#task"',
        'where = "fall#tasks"',
        "'fall#tasks', which is no section",
        'chapter#id',
    ),
    'a chapter that is not there': (
        'where = "fall#task"',
        'where = "rise#task"',
        "'rise#task', which is no section",
        'chapter#id',
    ),
    'no section': ('where = "fall#task"', 'where = "fall"', "'fall', which is no section", 'chapter#id'),
    'a section without the English word': (
        NOISE,
        NOISE.replace('noise', 'clatter'),
        "docs/en/fall.md does not have 'clatter'",
        'say it there',
    ),
    'a section without the Chinese word': (
        NOISE,
        NOISE.replace('噪声', '杂音'),
        "docs/zh/fall.md does not have '杂音'",
        'say it there',
    ),
    'an id that stands twice': (NOISE, NOISE.replace('noise', 'Distance'), "are both 'distance'", 'rename one'),
    'a Chinese word that stands twice': (NOISE, NOISE.replace('噪声', '距离'), "are both '距离'", 'rename one'),
    'a sentence without an end': ('stone has come."', 'stone has come"', 'no whole sentence', 'full stop'),
    'a lonely backtick': ('zh_text = "石头', 'zh_text = "`石头', 'a backtick stands alone', 'pair them'),
    'Chinese that is not set as Chinese': (
        'zh_text = "石头',
        'zh_text = "Stone石头',
        'Chinese typography',
        'Stone 石头',
    ),
    'an unknown key': (NOISE, NOISE + 'see = "distance"\n', "unknown ['see']", 'head of the file'),
    'common speech in no language': (NOISE, NOISE + 'everyday = true\n', "'noise' is everyday in True", 'en zh'),
}


@pytest.mark.parametrize('fault', FAULTS)
def test_a_fault_in_the_glossary_is_named(tiny_book, fault):
    old, new, what, remedy = FAULTS[fault]
    if 'unknown' in what or 'everyday' in what:
        with pytest.raises(BookError, match=re.escape(what)):
            plant(tiny_book, old, new)
        return
    problems = plant(tiny_book, old, new)
    named = [problem for problem in problems if what in problem.what and remedy in problem.remedy]
    line = terms.file(tiny_book).read_text(encoding='utf-8').split('\n')[named[0].line - 1] if named else None
    assert named and str(named[0].path) == 'docs/glossary.toml' and line == '[[term]]', problems


def test_a_word_of_common_speech_may_stand_in_its_language_alone(tiny_book):
    page = tiny_book.path('en', 'fall')
    text = page.read_text(encoding='utf-8').replace('an error: the noise.', 'an error.')
    page.write_text(text, encoding='utf-8')
    named = [problem for problem in checks.check(tiny_book) if "its 'noise'" in problem.what]
    assert len(named) == 1
    after = plant(tiny_book, NOISE, NOISE + 'everyday = "zh"\n')
    assert not [problem for problem in after if "its 'noise'" in problem.what]


def test_a_glossary_that_cannot_be_a_page_stops_weave_with_words(tiny_book):
    plant(tiny_book, 'where = "fall#task"', 'where = "fall#tasks"')
    with pytest.raises(BookError, match='glossary.toml.*tasks.*book check'):
        weaver.weave(tiny_book, tiny_book.chapters, any_version=True)


def test_the_page_is_written_from_the_glossary_and_a_change_by_hand_is_named(tiny_book):
    plant(tiny_book, 'How far the stone has come.', 'How far it fell.')
    _, written = weaver.weave(tiny_book, [], any_version=True)
    assert {path.name for path in written} == {'glossary.md'} and 'How far it fell.' in tiny_book.path(
        'zh', 'glossary'
    ).read_text(encoding='utf-8')
    edit(tiny_book.path('en', 'glossary'), 'How far it fell.', 'How far it went.')
    [problem] = verify.check(tiny_book, [])
    assert (
        str(problem.path) == 'docs/en/glossary.md'
        and 'changed by hand' in problem.what
        and 'make weave' in problem.remedy
    )
