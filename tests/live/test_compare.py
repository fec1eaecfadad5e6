"""The page compares outputs by the rule of `weave --check`: one is JavaScript, the other Python, and they agree."""

import json
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from book.finish.formulas import katex
from book.weave import compare

SCRIPT = Path(__file__).with_name('compare.mjs')
numbers = (
    st.floats(allow_nan=True, allow_infinity=True).map(str)
    | st.floats(-10, 10).map('{:.4f}'.format)
    | st.integers(-9, 9).map(str)
)
parts = numbers | st.sampled_from(['loss ', 'tensor([', '])', ', ', ' ', '\n', '1e-05', 'x1', '-', '#', '.'])
texts = st.lists(parts, max_size=6).map(''.join)
near = st.tuples(st.floats(-10, 10), st.sampled_from([1, 1.0005, 1.002, 1.0000001]), st.integers(0, 7)).map(
    lambda drawn: tuple(f'a {value:.{drawn[2]}f}' for value in (drawn[0], drawn[0] * drawn[1]))
)


def compared(pairs):
    """Return for each pair whether the page takes it for the same, and the first line that differs."""
    run = katex.run_node(SCRIPT, work=json.dumps(pairs))
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@settings(max_examples=12, phases=[Phase.generate])  # a smaller example costs a Node each
@given(st.lists(st.tuples(texts, texts) | texts.map(lambda text: (text, text)) | near, min_size=60, max_size=60))
def test_both_rules_agree(pairs):
    for pair, (same, _) in zip(pairs, compared(pairs), strict=True):
        assert compare.same_text(*pair) == same, pair


def test_the_first_line_that_differs_is_named_on_either_side():
    cases = {
        ('a\nb 1\nc 1\n', 'a\nb 2\nc 2\n'): ['b 1', 'b 2'],
        ('a\nb\n', 'a\n'): ['b', ''],
        ('', 'a\n'): ['', 'a'],
        ('x 0.50001\ny\n', 'x 0.50002\nz\n\n'): ['y', 'z'],
        ('x  1\nlast', 'x 1\nlast\nmore'): ['', 'more'],
    }
    assert [difference for _, difference in compared(list(cases))] == list(cases.values())


EDGES = {  # a pair of texts: whether they are the same
    ('0.0001', '0.0002'): True,  # the last of four decimals may differ by one,
    ('0.0001', '0.0003'): False,
    ('0.001', '0.002'): False,  # that of three may not
    ('0.0001', '0.00019'): True,  # the shorter one says how exact both are
    ('1.0e-05', '1.1e-05'): True,
    ('1.0e-05', '1.3e-05'): False,
    ('1000.', '1001.'): False,  # a tensor of whole numbers
    ('1000', '1001'): False,
    ('1000.0', '1000.9'): True,
    ('1000.0', '1001.1'): False,
    ('#1.0001', '#1.0002'): False,  # colours, versions and names are no numbers
    ('v.5.0001', 'v.5.0002'): False,
    ('x1.0001', 'x1.0002'): False,
    ('1.0001x', '1.0002x'): False,
    ('a 1 b', '1 a b'): False,
    ('1 2', '12'): False,
    ('[1.0,  2.0]', '[1.0, 2.0]'): True,
    ('nan', '1.0'): False,
    ('-inf', 'inf'): False,
}


def test_the_rule_at_its_edges_is_the_same_on_both_sides():
    page = {pair: same for pair, (same, _) in zip(EDGES, compared(list(EDGES)), strict=True)}
    assert page == EDGES
    assert {pair: compare.same_text(*pair) for pair in EDGES} == EDGES
