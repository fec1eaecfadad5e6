"""What the session says of a run: in which order, of which block, and that a check is asked last."""

import pytest
from helpers import live_session
from helpers.live_session import printed, ran


def kinds(events):
    return [event['kind'] for event in events]


def only(events, kind):
    (found,) = [event for event in events if event['kind'] == kind]
    return found


def test_figures_and_errors_stand_below_what_was_printed_before_them():
    many = 'for i in range(1000):\n    print(i)\n'
    draw = 'from matplotlib import pyplot as plt\nplt.plot([1, 2])\nplt.show()\n'
    drawn, failed = live_session.run([f'{many}{draw}print("below")'], [f'{many}1 / 0'])
    for events, kind in ((drawn, 'figure'), (failed, 'error')):
        above = events[: kinds(events).index(kind)]
        assert ''.join(event.get('text', '') for event in above).endswith('\n999\n'), kinds(events)[-4:]
    assert drawn[kinds(drawn).index('figure') + 1] == {'kind': 'text', 'text': 'below\n'}


def test_what_goes_to_stderr_is_shown_too():
    (events,) = live_session.run(['import sys\nprint("careful", file=sys.stderr)'])
    assert printed(events) == 'careful\n'


def test_nothing_is_shown_at_the_end_where_there_is_no_value():
    codes = ('None', 'x = 1', '', '# only a comment')
    for code, events in zip(codes, live_session.run(*([code] for code in codes)), strict=True):
        assert kinds(events) == ['start', 'done'], (code, events)


def test_an_error_in_a_function_from_above_names_its_own_block_and_line():
    (events,) = live_session.run(['x = 1\ndef f():\n    return x / 0', 'f()'])
    error = only(events, 'error')
    assert (error['file'], error['line']) == ('block 1', 3)
    assert 'return x / 0' in error['traceback'] and 'f()' in error['traceback'], error['traceback']
    assert kinds(events)[-1] == 'error' and ran(events) == [0, 1]


def test_an_error_from_an_error_shows_both():
    (events,) = live_session.run(['try:\n    1 / 0\nexcept ZeroDivisionError:\n    missing'])
    text = only(events, 'error')['traceback']
    assert 'ZeroDivisionError' in text and 'NameError' in text, text


def test_after_a_block_that_failed_no_other_runs_and_no_check():
    (events,) = live_session.run((['1 / 0', 'print(2)'], 'assert True'))
    assert ran(events) == [0] and 'checked' not in kinds(events)


def test_a_check_that_breaks_down_is_an_error_of_the_check_and_leaves_the_answer():
    broken, after = live_session.run((['a = [1]'], 'a.append(2)\na.missing'), ['a = [1]', 'print(a)'])
    error = only(broken, 'error')
    assert (error['file'], error['line'], error['error']) == ('check', 2, 'AttributeError')
    assert (ran(after), printed(after)) == ([1], '[1]\n')


def test_a_check_hears_what_the_answer_prints_and_may_be_asked_again():
    check = 'answer()\nassert n == [1], n'
    answer = 'n = [0]\ndef answer():\n    n[0] += 1\n    print("asked")'
    for events in live_session.run(([answer], check), ([answer], check)):
        assert only(events, 'checked')['right'] and printed(events) == 'asked\n', events


def test_fewer_blocks_and_then_more_run_what_is_missing():
    codes = ['n = [1]', 'n.append(2)', 'n.append(3)', 'print(n)']
    whole, part, again = live_session.run(codes, [*codes[:1], 'print(n)'], codes)
    assert (printed(part), ran(part)) == ('[1]\n', [1])
    assert (printed(again), ran(again)) == (printed(whole), [1, 2, 3])


def test_with_the_real_torch_every_run_begins_at_the_top():
    codes = ['import torch\ntorch._C = None\nn = [0]', 'n[0] += 1\nprint(n)']
    first, second, checked = live_session.run(codes, codes, (codes, 'n.clear()'))
    assert (ran(second), printed(second)) == ([0, 1], printed(first))
    (after,) = live_session.run(codes)
    assert only(checked, 'checked')['right'] and printed(after) == '[1]\n'


def test_the_cut_comes_once_and_what_was_before_it_is_whole():
    (events,) = live_session.run(['print("a" * 99_990)\nprint("b" * 99)\nprint("c")'])
    text = printed(events)
    assert text.startswith('a' * 99_990 + '\nbbbb') and text.count('(cut at 100000)') == 1 and 'c\n' not in text, text[
        -40:
    ]


@pytest.mark.parametrize('code', ['raise KeyboardInterrupt', 'exit()', 'raise BaseException("odd")'])
def test_whatever_a_block_raises_the_next_run_works(code):
    failed, after = live_session.run([code], ['print(1)'])
    assert only(failed, 'error')['line'] == 1 and printed(after) == '1\n'


def test_the_last_of_much_that_is_printed_quickly_is_said_too():
    (events,) = live_session.run(['for i in range(2000):\n    print(i)'])
    assert printed(events).splitlines() == [str(i) for i in range(2000)]
    assert kinds(events)[-1] == 'done'


def test_one_text_that_is_too_long_is_cut():
    (events,) = live_session.run(['print("a" * 300_000)'])
    assert printed(events) == 'a' * 100_000 + '\n(cut at 100000)\n', len(printed(events))


def test_a_check_that_would_end_python_is_an_error_and_the_next_run_works():
    ended, after = live_session.run((['x = 1'], 'raise SystemExit'), ['print(1)'])
    assert only(ended, 'error')['error'] == 'SystemExit' and printed(after) == '1\n'
