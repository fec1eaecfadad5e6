"""The session that runs a page's blocks in the reader's browser: it can go back, and it says what went wrong where."""

import pytest
from helpers import live_session
from helpers.live_session import printed, ran
from helpers.pages import CHAPTERS

from book.manuscript.markers import ELSEWHERE
from book.weave import compare

QUICK = sorted(set(CHAPTERS) - {'training', 'errors', 'optimizer'})  # these take minutes, and are run in the browser


@pytest.mark.parametrize('chapter', QUICK)
def test_each_block_runs_again_as_if_for_the_first_time(book, chapter):
    fences = [fence for fence in book.page('en', chapter).fences if ELSEWHERE not in fence.comments]
    codes = [fence.code for fence in fences]
    backwards = list(reversed(range(len(codes))))
    found = live_session.run(codes, *([*codes[: number + 1]] for number in backwards))
    for number, events in zip(backwards, found[1:], strict=True):
        fence = fences[number]
        assert [event for event in events if event['kind'] == 'error'] == []
        assert compare.same_text(fence.output or '', printed(events)), f'{fence.line}: {printed(events)}'


A = 'import random, torch\ntorch.manual_seed(1)\nrandom.seed(1)\nw = torch.zeros(2, requires_grad=True)\nseen = []'
B = 'w.sum().backward()\nseen.append(random.random())\nprint(w.grad, torch.rand(1), len(seen), seen)'
C = 'l = (w * w).sum() + w.sum()\nprint(len(seen))'
D = 'l.backward()\nprint(w.grad)'


def test_what_stands_above_runs_first_and_only_once():
    first, second = live_session.run([A, B, C], [A, B, C, D])
    assert ran(first) == [0, 1, 2]
    assert ran(second) == [3]


def test_a_block_runs_again_from_the_state_before_it():
    first, second, third = live_session.run([A, B], [A, B], [A, B, C])
    assert ran(second) == [1]
    assert printed(first) == printed(second)
    assert printed(third) == '1\n'


def test_a_record_of_gradients_goes_on_to_the_same_leaves():
    *_, last = live_session.run([A, B, C, D], [A, B, C, D])
    assert ran(last) == [3]
    assert printed(last) == 'tensor([2., 2.])\n'


def test_what_was_changed_above_runs_again():
    changed = A.replace('zeros', 'ones')
    _, second = live_session.run([A, B, C], [changed, B, C])
    assert ran(second) == [0, 1, 2]


def test_a_half_used_iterator_sends_the_run_further_up():
    codes = ['numbers = iter([1, 2, 3])', 'print(next(numbers))', 'print(next(numbers))']
    first, second = live_session.run(codes, codes)
    assert ran(second) == [0, 1, 2]
    assert printed(second) == printed(first) == '2\n'


@pytest.mark.parametrize(
    'make, change',
    [
        ('x = [1]', 'x.append(2)'),
        ('x = {1: [1]}', 'x[1].append(2)'),
        ('x = {1}', 'x.add(2)'),
        ('class K:\n    pass\nx = K()\nx.a = 1', 'x.a += 1'),
        ('class K:\n    __slots__ = ("a",)\nx = K()\nx.a = 1', 'x.a += 1'),
        ('def f():\n    n = [0]\n    def g():\n        n[0] += 1\n        return n[0]\n    return g\nx = f()', 'x()'),
        ('import random\nx = random.Random(1)', 'x.random()'),
        ('import collections\nx = collections.deque([1])', 'x.append(2)'),
        ('x = bytearray(b"a")', 'x += b"b"'),
        ('import torch\nx = torch.zeros(2)', 'x += 1'),
        ('x = 1', 'x = 2'),
        (
            'def f(n=0):\n    def g():\n        nonlocal n\n        n += 1\n        return n\n    return g\nx = f()',
            'x()',
        ),
        ('class K:\n    a = 0\nx = K()', 'K.a += 1'),
        ('class K:\n    pass\nx = K()', 'K.a = 1'),
        ('class S:\n    __slots__ = ("a",)\nclass K(S):\n    pass\nx = K()\nx.a = 1', 'x.a += 1'),
        ('class K:\n    __slots__ = ("a",)\n    def __repr__(self):\n        return "none"\nx = K()', 'x.a = 1'),
        ('class L(list):\n    pass\nx = L()\nx.a = 1', 'x.a += 1'),
        ('class L(dict):\n    pass\nx = L()\nx.a = 1', 'x.a += 1'),
        ('import collections\nx = collections.Counter("ab")', 'x["a"] += 1'),
        ('import collections\nx = collections.OrderedDict(a=1, b=2)', 'x.move_to_end("a")'),
        ('import collections\nx = collections.defaultdict(list)', 'x[1].append(2)'),
        ('import collections\nx = collections.deque([1, 2], 2)', 'x.append(3)'),
        ('import array\nx = array.array("d", [1.0])', 'x[0] += 1'),
        ('def x(n=[]):\n    n.append(1)\n    return n', 'x()'),
        ('def x(*, n=[]):\n    n.append(1)\n    return n', 'x()'),
        ('def x():\n    return x.a\nx.a = 1', 'x.a += 1'),
        ('import functools\n@functools.partial\ndef x(n=[1]):\n    n.append(2)\n    return n', 'x()'),
    ],
)
def test_what_a_block_changed_is_put_back(make, change):
    state = 'y = x() if callable(x) else x.random() if hasattr(type(x), "random") else getattr(x, "a", x)\nprint(y)'
    once, again, bare = live_session.run([make, f'{change}\n{state}'], [make, f'{change}\n{state}'], [make, state])
    assert printed(once) == printed(again)
    assert printed(bare) != printed(once)


@pytest.mark.parametrize(
    'code, error, line, message',
    [
        ('x = 1\n1 / 0', 'ZeroDivisionError', 2, 'division by zero'),
        ('x = (', 'SyntaxError', 1, 'never closed'),
        ('if True:\nx = 1', 'IndentationError', 2, 'expected an indented block'),
        ('def f():\n    return g\nf()', 'NameError', 2, "'g'"),
        ('input("name?")', 'RuntimeError', 1, 'no input here'),
        ('import torch\ntorch.fft', 'NotImplementedError', 2, 'torch.fft'),
        ('import torch\ntorch.ones(2).svd()', 'NotImplementedError', 2, 'Tensor.svd'),
        ('raise SystemExit', 'SystemExit', 1, ''),
        ('def f():\n    f()\nf()', 'RecursionError', 2, 'recursion'),
    ],
)
def test_an_error_names_its_line_in_the_block(code, error, line, message):
    (events,) = live_session.run([code])
    (found,) = [event for event in events if event['kind'] == 'error']
    assert (found['error'], found['line']) == (error, line)
    assert message in found['message']
    assert 'session.py' not in found['traceback']


def test_after_an_error_nothing_of_the_block_is_left():
    broken = 'seen.append(1)\n1 / 0'
    first, second = live_session.run([A, broken], [A, C.replace('l = (w * w).sum() + w.sum()\n', '')])
    assert ran(first) == [0, 1]
    assert ran(second) == [1]
    assert printed(second) == '0\n'


def test_output_without_end_is_cut():
    (events,) = live_session.run(['for i in range(200000):\n    print(i)'])
    text = printed(events)
    assert text.endswith('(cut at 100000)\n')
    assert len(text) < 100_100


def test_the_value_at_the_end_is_shown():
    (events,) = live_session.run(['1 + 1'])
    assert printed(events) == '2\n'


def test_a_check_says_right_or_why_not_and_leaves_nothing_behind():
    check = 'assert answer == 4, "count again"\nleft = 1'
    found = live_session.run(
        (['answer = 3'], check), (['answer = 4'], check), (['answer = 4', 'print("left" in globals())'], None)
    )
    (wrong,), (right,) = ([event for event in events if event['kind'] == 'checked'] for events in found[:2])
    assert wrong == {'kind': 'checked', 'right': False, 'message': 'count again'}
    assert right['right']
    assert printed(found[2]) == 'False\n'


def test_a_figure_that_is_shown_is_sent():
    (events,) = live_session.run(['from matplotlib import pyplot as plt\nplt.plot([1, 2])\nplt.show()'])
    (figure,) = [event for event in events if event['kind'] == 'figure']
    assert figure['svg'].startswith('<svg ')


def test_what_a_block_drew_before_it_failed_is_in_no_later_figure():
    begin = 'from matplotlib import pyplot as plt\nplt.plot([1, 2])\n'
    _, events = live_session.run([f'{begin}plt.xlabel("half")\n1 / 0'], [f'{begin}plt.ylabel("whole")\nplt.show()'])
    (figure,) = [event for event in events if event['kind'] == 'figure']
    assert '>whole<' in figure['svg'] and '>half<' not in figure['svg']
