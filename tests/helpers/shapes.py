"""Compares the shapes that a page writes with those of the tensors that its code leaves behind."""

import copy
import re

import torch

TABLE = re.compile(r'^\|[^|\n]+\| (?:Shape|形状)[^\n]*\n\|[-| ]+\|\n((?:\|.*\n)+)', re.MULTILINE)
CODE = re.compile(r'`([^`]+)`')
CONCRETE = re.compile(r'\((?:\d+,|\d+(?:, \d+)+)\)')
ONLY_NAMES = re.compile(r'`[^`]+`(?:(?:, |、)`[^`]+`)*')
ONLY_SHAPES = re.compile(r'`\([^`]*\)`(?:(?:, |、)`\([^`]*\)`)*')
SHAPE_HEAD = re.compile('Shape|形状')
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


def unfounded(page, names):
    """Return the shapes in the running text of a page that no tensor named in the same paragraph has."""
    found = []
    for token, _ in page.inlines():
        codes = [child.content for child in token.children if child.type == 'code_inline']
        tensors = {tuple(value.shape) for code in codes if torch.is_tensor(value := value_of(code, names))}
        found += [code for code in codes if CONCRETE.fullmatch(code) and eval(code) not in tensors]
    return found


def value_of(code, names):
    """Return the value of a piece of code of the text, or of what it assigns; None if it has none by itself."""
    try:
        return eval(code.partition(' = ')[0], dict(names))
    except Exception:
        return None


def running_text(page):
    """Return a page without its tables: they are asked above."""
    without = copy.copy(page)
    without.tokens = [
        token
        for token in page.tokens
        if token.type != 'inline' or token.level != 4 or '|' not in page.lines[token.map[0]]
    ]
    return without


def misnamed(page):
    """Return the rows of tables whose shapes stand in a column that is not called so."""
    found, head = [], []
    for line in page.lines:
        cells = [cell.strip() for cell in line.split('|')[1:-1]] if line.startswith('|') else []
        head = head if cells and head else cells
        found += [line for name, cell in zip(head, cells) if ONLY_SHAPES.fullmatch(cell) and not SHAPE_HEAD.match(name)]
    return found
