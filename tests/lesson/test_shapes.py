"""The shapes in the chapters' tables are those of the tensors: a wrong one in all languages would agree with itself."""

import contextlib
import io
import re

import pytest
from matplotlib import pyplot as plt

from book.manuscript.book import LANGUAGES

TABLE = re.compile(r'^\|[^|\n]+\| (?:Shape|形状)[^\n]*\n\|[-| ]+\|\n((?:\|.*\n)+)', re.MULTILINE)
CODE = re.compile(r'`([^`]+)`')
ONLY_NAMES = re.compile(r'`[^`]+`(?:(?:, |、)`[^`]+`)*')
# For each chapter, what its table calls otherwise than its code does, and the call whose results the other rows
# describe.
TABLES = {
    'dataset': ({'w': 'true_w', 'num_examples': 'len(features)'}, 'synthetic_data(true_w, true_b, len(features))'),
    'batches': ({'num_examples': 'len(features)'}, 'next(data_iter(batch_size, features, labels))'),
    'parameters': ({}, '()'),
    'model': ({'n': 'len(X)'}, '[linreg(X, w, b)]'),
    'loss': ({'n': 'len(y_hat)', 'y': '(y, flat_y)'}, '[squared_loss(y_hat, y)]'),
    'optimizer': ({}, '()'),
    'training': ({}, 'parameter_errors(w, b)'),
}


@pytest.fixture(scope='module')
def names(book):
    """Return a function from a chapter to what its code leaves behind. The code is the same in all languages."""
    known = {}

    def run(chapter):
        if chapter not in known:
            known[chapter] = found = {'__name__': '__main__'}
            with contextlib.redirect_stdout(io.StringIO()):
                exec(''.join(fence.code for fence in book.page('en', chapter).fences), found)
            plt.close('all')
        return known[chapter]

    return run


def wrong(text, aliases, call, names):
    """Return the rows of the tables in `text` whose shapes are not those of the tensors, the number of rows with
    shapes, and the results left over.
    """
    results, found, count = list(eval(call, names)), [], 0
    names = names | {alias: eval(code, names) for alias, code in aliases.items()}
    for row in ''.join(TABLE.findall(text)).splitlines():
        name, shapes = (cell.strip() for cell in row.split('|')[1:3])
        stated = [eval(code, names) for code in CODE.findall(shapes) if code.startswith('(')]
        if not stated:
            continue
        count += 1
        tensors = [eval(code, names) for code in CODE.findall(name)] if ONLY_NAMES.fullmatch(name) else [results.pop(0)]
        actual = [tuple(tensor.shape) for tensor in (tensors[0] if isinstance(tensors[0], tuple) else tensors)]
        if actual != (stated * len(actual) if len(stated) == 1 else stated):  # tensors of one shape may share it
            found.append(row)
    return found, count, results


@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize('chapter', TABLES)
def test_the_shapes_in_a_table_are_those_of_the_tensors(book, names, chapter, language):
    path = book.path(language, chapter)
    found, count, results = wrong(path.read_text(encoding='utf-8'), *TABLES[chapter], names(chapter))
    assert count >= 2 and not results, f'{path}: {count} rows with shapes, and {len(results)} results without a row'
    assert not found, f'{path}: not the shapes of the tensors: ' + ' '.join(found)


@pytest.mark.parametrize('chapter', TABLES)
def test_each_wrong_shape_in_a_table_is_found(book, names, chapter):
    text = book.path('en', chapter).read_text(encoding='utf-8')
    for row in ''.join(TABLE.findall(text)).splitlines():
        _, name, shapes, *rest = row.split('|')
        for shape in re.finditer(r'`\(', shapes):
            changed = '|'.join(['', name, shapes[: shape.end()] + '3, ' + shapes[shape.end() :], *rest])
            assert wrong(text.replace(row, changed), *TABLES[chapter], names(chapter))[0] == [changed]
