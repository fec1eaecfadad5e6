"""Wrong pages that the tables of `helpers.faults` do not have: what they lack, and where; and what may stand beside."""

import pytest
from helpers.planting import edit, line_with, named, plant
from helpers.rarer_faults import FAULTS, HINT, SEEN, TRY

from book import checks
from book.manuscript.book import LANGUAGES
from book.manuscript.exercises import exercises
from book.manuscript.markers import CONT


@pytest.mark.parametrize('fault', FAULTS)
def test_the_line_and_the_remedy_of_a_rarer_fault_are_named(tiny_book, fault):
    language, old, new, at, what, remedy = FAULTS[fault]
    plant(tiny_book, old, new, [language])
    line = line_with(tiny_book, at or new, language)
    named(checks.check(tiny_book, ['fall']), f'docs/{language}/fall.md', line, what, remedy)


def test_the_parts_of_an_exercise_in_another_order_are_named(tiny_book):
    plant(tiny_book, HINT, '')
    plant(tiny_book, '<details class="check"', f'{HINT}<details class="check"')
    line, what = line_with(tiny_book, '### On the Moon'), 'the parts of #exercise-moon are in no order'
    named(checks.check(tiny_book, ['fall']), 'docs/en/fall.md', line, what, 'first check')


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


@pytest.mark.parametrize(
    'words, wrong',
    [('只要换[一个数](#plot)。', []), ('只要换 [一个数](#plot)。', []), ('只要换,一个数。', ['只要换,一个数。'])],
)
def test_a_fold_is_set_as_the_page_is(tiny_book, words, wrong):
    plant(tiny_book, '只要换一个数。', words, ['zh'])
    found = [problem for problem in checks.check(tiny_book, ['fall']) if 'typography' in problem.what]
    assert [problem.what for problem in found] == [f'Chinese typography: {text!r}' for text in wrong]
    assert {problem.line for problem in found} <= {line_with(tiny_book, words, 'zh')}


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


def test_a_number_is_not_shown_by_a_multiple_of_it(tiny_book):
    """The section shows 5 and 3.5; only a fraction in words, such as a tenth, may stand for its hundredfold."""
    others = ['500', '350', '0.035', '−5']
    plant(tiny_book, SEEN, f'A picture shows 5, 3.5, {", ".join(others)} at once')
    said = [problem.what for problem in checks.check(tiny_book, ['fall'])]
    assert [what.split("'")[1] for what in said if 'nothing shows' in what] == others, said


def test_a_page_without_a_title_is_named(tiny_book):
    tiny_book.path('en', 'fall').write_text('No heading.\n', encoding='utf-8')
    named(checks.check(tiny_book, ['fall']), 'docs/en/fall.md', 1, '0 headings of level 1', 'begin the page')


def test_the_last_section_leads_on_not_any_other(tiny_book):
    plant(tiny_book, 'On to [the stone](fall.md)', 'On', name='index')
    line = line_with(tiny_book, '## Next', name='index')
    named(checks.check(tiny_book, ['index']), 'docs/en/index.md', line, 'does not lead on to fall', 'link to it there')


def test_a_fence_in_a_quotation_is_closed_by_its_own_last_line(tiny_book):
    for language, heading in (('en', TRY), ('zh', '## 试一试')):
        plant(tiny_book, heading, f'> ~~~console\n> python\n> ~~~\n\n{heading}', [language])
    assert checks.check(tiny_book, ['fall']) == []


def test_a_line_of_comment_in_a_block_needs_no_item(tiny_book):
    for language in LANGUAGES:
        plant(tiny_book, '\nrandom.seed(1)\n', '\n# the start\nrandom.seed(1)\n', [language])
    said = [problem.what for problem in checks.check(tiny_book, ['fall'])]
    assert not [what for what in said if 'explains' in what], said


@pytest.mark.parametrize('shown, enough', [('0.001', True), ('1000', True), ('0.01', False), ('1', False)])
def test_a_fraction_in_words_is_shown_by_itself_or_by_what_it_divides_by(tiny_book, shown, enough):
    plant(tiny_book, SEEN, 'A picture shows a thousandth at once, see [above](#imports),')
    for language in LANGUAGES:
        plant(tiny_book, 'random.seed(1)\n', f'random.seed({shown})\n', [language])
    said = [problem.what for problem in checks.check(tiny_book, ['fall']) if 'nothing shows' in problem.what]
    assert bool(said) != enough, said


def test_the_starter_is_the_block_right_before_the_check_and_each_fold_counts_once(tiny_book):
    plant(tiny_book, f'{CONT}\n```python\ndef moon', f'{CONT}\n```python\nmass = 1\n```\n\n{CONT}\n```python\ndef moon')
    plant(tiny_book, '## Next', f'{HINT}## Next')
    [moon] = exercises(tiny_book.page('en', 'fall'))
    assert moon.starter.code.startswith('def moon'), moon.starter
    assert moon.folds['hint'].start + 1 == line_with(tiny_book, '<details class="hint"'), moon.folds


def test_a_heading_in_a_quotation_begins_no_section(tiny_book):
    before = len(tiny_book.page('en', 'fall').sections)
    plant(tiny_book, TRY, f'> ## Said\n\n{TRY}')
    assert len(tiny_book.page('en', 'fall').sections) == before


def test_the_nearest_line_of_the_other_language_is_named_where_a_block_is_alone(tiny_book):
    plant(tiny_book, '## Next', 'One more.\n\n## Next')
    problem = named(checks.check(tiny_book, ['fall']), 'docs/en/fall.md', None, 'this paragraph has no', 'there too')
    said = int(problem.what.rpartition('about line ')[2].rstrip(')'))
    assert said > len(tiny_book.page('zh', 'fall').lines) - 12, problem.what
