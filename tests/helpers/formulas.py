"""Computes what a formula says: KaTeX reads the TeX, and what it read becomes Python.

`x_i` is row i of what the names call `x`; what stands beside each other is a product; ∂ is a derivative, taken by
autograd. A sum over `i` goes over what the names call `i`.
"""

import math
from collections.abc import Mapping
from typing import Any

import bs4
import numpy as np
import torch

SIGNS = {'η': 'lr', 'ϵ': 'noise', 'σ': 'sigma', '∣': '', '−': '-', '⋅': '*', '⋯': '...', '[': 'vector([', ']': '])'}
INDICES = ('i', 'j')
RELATIONS = ('=', '←')
OPERATORS = ('+', '−', '⋅', '/')
BOTH = '(w,b)'  # the two parameters as one vector, `w_b`, except as the arguments of a loss


class Matrix(np.ndarray):
    """Numbers whose `*` is the product of matrices, and `** -1` the inverse, where the shapes allow it."""

    def __mul__(self, other: Any) -> Any:
        fits = self.ndim == 2 == np.ndim(other) and self.shape[1] == other.shape[0]
        return self @ other if fits else np.multiply(self, other)

    def __pow__(self, exponent: Any) -> Any:
        square = self.ndim == 2 and self.shape[0] == self.shape[1] > 1
        return np.linalg.inv(self).view(Matrix) if square and exponent == -1 else np.power(self, exponent)


def matrix(values: Any) -> Matrix:
    """Return numbers of n × m as a matrix, and n numbers as a column (float64)."""
    array = numbers(values)
    return (array.reshape(-1, 1) if array.ndim == 1 else array).view(Matrix)


def numbers(values: Any) -> np.ndarray:
    """Return numbers, tensors or losses as an array (float64)."""
    with torch.no_grad():
        return np.asarray(values.of if isinstance(values, Losses) else values, dtype=float)


class Losses:
    """The losses of some samples: a number to compare, and what a derivative is taken of."""

    def __init__(self, of: torch.Tensor):
        self.of = of

    def __getitem__(self, i: int) -> 'Losses':
        return Losses(self.of[i])

    def __radd__(self, other: Any) -> 'Losses':
        return Losses(self.of + (other.of if isinstance(other, Losses) else other))

    __add__ = __radd__


class Derivative:
    """∂ with respect to tensors, times a factor: applied to losses, it is the gradient of their sum, as a column."""

    def __init__(self, *tensors: torch.Tensor, factor: float = 1.0):
        self.tensors, self.factor = tensors, factor

    def __mul__(self, other: Any) -> Any:
        if not isinstance(other, Losses):
            return Derivative(*self.tensors, factor=self.factor * other)
        found = torch.autograd.grad(other.of.sum(), self.tensors, retain_graph=True)
        return matrix(self.factor * torch.cat([gradient.reshape(-1) for gradient in found]))


def relations(html: str) -> list[tuple[str, list[str]]]:
    """Return (the sign, the Python of each side) of each relation of a formula, given as KaTeX's HTML.

    An expression alone has the sign ''.
    """
    found: list[tuple[str, list[str]]] = [('', [''])]
    depth = 0
    for sign, code in _pieces(bs4.BeautifulSoup(html, 'html.parser').find('semantics').mrow):
        depth += (sign in '([') - (sign[0] in ')]')
        if not depth and sign in RELATIONS:
            found[-1] = sign, [*found[-1][1], '']
        elif not depth and sign in (',', '.'):
            found.append(('', ['']))
        else:
            found[-1][1][-1] += code
    return [
        (sign, [side.replace(f'*{BOTH}', '').replace(BOTH, 'w_b') for side in sides])
        for sign, sides in found
        if any(sides)
    ]


def value(code: str, names: Mapping[str, Any]) -> Any:
    """Return what a side of a relation is, with the values of `names`. Raises NameError where one is missing."""
    known = {'sqrt': math.sqrt, 'vector': lambda row: matrix(row).T}
    sums = {
        f'total_{index}': lambda term, index=index: sum(map(term, names[index])) for index in INDICES if index in names
    }
    return eval(code, {**known, **sums, **names})


def _pieces(row):
    """Return (sign, Python) of each child of a row: with a `*` where a reader sees a product, and with sums closed."""
    pieces, sums, depth, ended = [], [], 0, False
    for child in row.find_all(recursive=False):
        sign = child.text.strip()
        if child.name == 'mspace' or sign in ('', '\u2061'):
            continue
        depth -= sign[0] in ')]'
        while sums and (depth < sums[-1] or depth == sums[-1] and sign in ('+', '−', ',', '.', *RELATIONS)):
            pieces[-1] = pieces[-1][0], pieces[-1][1] + ')'
            sums.pop()
        code, is_sum = _code(child), sign[0] == '∑'
        is_operator = child.name == 'mo' and sign not in ('(', '[', ')', ']') or sign in OPERATORS
        begins = bool(code) and not is_operator and sign[0] not in ')]'
        pieces.append((sign, '*' * (ended and begins) + code))
        ended = (
            sign[0] in ')]'
            or bool(code)
            and not is_operator
            and not is_sum
            and sign not in ('(', '[')
            or ended
            and not code
        )
        sums += [depth] * is_sum
        depth += sign in ('(', '[')
    if sums:
        pieces[-1] = pieces[-1][0], pieces[-1][1] + ')' * len(sums)
    return pieces


def _code(node):
    """Return the Python of one node of MathML."""
    parts = node.find_all(recursive=False)
    match node.name:
        case 'mrow':
            return _joined(node)
        case 'mfrac' if parts[0].text.startswith('∂'):
            above, below = (_joined(part) for part in parts)
            return f'd_{below.removeprefix("∂*")}*{above.removeprefix("∂*")}'
        case 'mfrac':
            return f'(({_code(parts[0])})/({_code(parts[1])}))'
        case 'msqrt':
            return f'sqrt({_joined(node)})'
        case 'mover':
            return f'{_code(parts[0])}_hat'
        case 'munder' | 'msub' if parts[0].text == '∑':
            return f'total_{parts[1].text[0]}(lambda {parts[1].text[0]}: '
        case 'msub' if parts[0].text == '∂':
            return f'd_{_code(parts[1])}'.replace(BOTH, 'w_b')
        case 'msub':
            return _code(parts[0]) + _below(parts[1])
        case 'msup':
            return _code(parts[0]) + _above(parts[1])
        case 'msubsup':
            return _code(parts[0]) + _below(parts[1]) + _above(parts[2])
        case _:
            return SIGNS.get(node.text, node.text)


def _below(index):
    return f'[{index.text}]' if index.text in INDICES else f'_{index.text}'


def _above(exponent):
    if exponent.text == '⊤':
        return '.T'
    inner = exponent.text.strip('()')
    return f'[{inner}]' if inner in INDICES else f'**({_code(exponent)})'


def _joined(row):
    return ''.join(code for _, code in _pieces(row))
