"""Wrong pages that the tables of `helpers.faults` do not have: what they lack, and where; and what may stand beside."""

import pytest
from helpers.planting import edit, line_with, named, plant
from helpers.rarer_faults import FAULTS, HINT, SEEN, TRY

from book import checks


@pytest.mark.parametrize('fault', FAULTS)
def test_the_line_and_the_remedy_of_a_rarer_fault_are_named(tiny_book, fault):
    language, old, new, at, what, remedy = FAULTS[fault]
    plant(tiny_book, old, new, [language])
    if 'another order' in fault:
        plant(tiny_book, '<details class="check"', f'{HINT}<details class="check"')
    line = line_with(tiny_book, at or new, language)
    named(checks.check(tiny_book, ['fall']), f'docs/{language}/fall.md', line, what, remedy)


def test_a_list_without_numbers_is_no_twin_of_one_with_numbers(tiny_book):
    plant(tiny_book, TRY, f'1. Run it.\n\n{TRY}')
    plant(tiny_book, '## 试一试', '- 运行它。\n\n## 试一试', ['zh'])
    found = checks.check(tiny_book, ['fall'])
    named(found, 'docs/en/fall.md', line_with(tiny_book, '1. Run'), 'this numbered list has no counterpart', 'here')
    named(found, 'docs/zh/fall.md', line_with(tiny_book, '- 运行它', 'zh'), 'this list has no counterpart', 'here')


def test_a_footnote_that_is_another_ones_is_named(tiny_book):
    plant(tiny_book, TRY, f'One.[^a] More.[^b]\n\nAgain.\n\n[^a]: Word.\n\n[^b]: Word.\n\n{TRY}')
    plant(tiny_book, '## 试一试', '一。[^a] 再说。\n\n又一次。[^b]\n\n[^a]: 话。\n\n[^b]: 话。\n\n## 试一试', ['zh'])
    found = checks.check(tiny_book, ['fall'])
    named(found, 'docs/en/fall.md', line_with(tiny_book, 'One.[^a]'), 'footnotes differ', 'the same')


def test_a_comment_that_is_another_one_in_one_language_is_named(tiny_book):
    plant(tiny_book, 'A single number', '<!-- page only -->\n\nA single number')
    plant(tiny_book, '单独一个数', '<!-- lab -->\n\n单独一个数', ['zh'])
    line = line_with(tiny_book, '<!-- page only')
    named(checks.check(tiny_book, ['fall']), 'docs/en/fall.md', line, 'the markup differs', 'the same')


def test_a_block_that_is_no_python_is_left_to_weave_which_runs_it(tiny_book):
    plant(tiny_book, "print('measured:'", "print('measured:' +* ")
    said = [problem.what for problem in checks.check(tiny_book, ['fall']) if 'prompt' in problem.what]
    assert said == [], 'the prompt is not what is wrong with it'


def test_a_comment_in_a_fence_is_no_marker(tiny_book):
    for language, heading in (('en', TRY), ('zh', '## 试一试')):
        plant(tiny_book, heading, f'~~~console\n<!-- any -->\n~~~\n\n{heading}', [language])
    assert checks.check(tiny_book, ['fall']) == []


def test_a_test_that_changed_since_it_was_read_is_read_again(tiny_book):
    assert checks.check(tiny_book, ['fall']) == []
    edit(tiny_book.root / 'tests/test_claims.py', 'def test_a_mile_has_1609_metres', 'def test_a_mile_is_long')
    named(checks.check(tiny_book, ['fall']), 'docs/en/fall.md', None, 'there is no test', 'test_name')


def test_a_figure_that_changed_since_it_was_read_is_read_again(tiny_book):
    plant(tiny_book, SEEN, 'A picture shows 1.5 at once')
    said = [problem.what for problem in checks.check(tiny_book, ['fall'])]
    assert not [what for what in said if 'nothing shows' in what], said
    edit(tiny_book.figures('en') / 'fall-1.svg', '>1.5<', '>1.7<')
    named(checks.check(tiny_book, ['fall']), 'docs/en/fall.md', None, "nothing shows the number '1.5'", 'print it')
