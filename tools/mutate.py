"""Makes the mutants of a file: cosmic-ray's operators, and omissions, which it lacks.

cosmic-ray, because it mutates the whole file. mutmut 3 mutates the inside of functions only, behind trampolines: the
values of the lesson (`num_epochs = 3`), and a test that reads the source, would be out of its sight.
"""

import ast
import difflib
import itertools
import re

from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Example, Operator
from cosmic_ray.plugins import get_operator, operator_names
from mutant_runs import Mutant
from parso.python.tree import Keyword, Name


class Omission(Operator):
    """An operator with one mutation for each thing that `found` yields in a node: (where it lies, a function that
    leaves it out).
    """

    def mutation_positions(self, node):
        return [
            (part.start_pos, part.end_pos) for part, _ in self.found(node)
        ]  # a list: the node changes while it is asked for more

    def mutate(self, node, index):
        return next(itertools.islice(self.found(node), index, None))[1]() or node

    @classmethod
    def examples(cls):
        return [Example(*pair) for pair in cls.EXAMPLES]


class OmitStatement(Omission):
    """A call that stands alone, or a change in place, is left out."""

    EXAMPLES = [('if a:\n    w.zero_()\n', 'if a:\n    pass\n'), ('y += f(1)\n', 'pass\n')]

    def found(self, node):
        if node.parent is not None and node.parent.type == 'simple_stmt' and (_is_call(node) or _is_augmented(node)):
            yield node, lambda: Name('pass', node.start_pos, node.get_first_leaf().prefix)


class OmitMethod(Omission):
    """A method's call is left out: its object takes its place. A module's function is no method."""

    EXAMPLES = [('import torch\nz = torch.ones(3).sum()\n', 'import torch\nz = torch.ones(3)\n')]

    def found(self, node):
        if node.type == 'atom_expr':
            modules = {name.value for line in node.get_root_node().iter_imports() for name in line.get_defined_names()}
            for i in range(2 if node.children[0].get_code().strip() in modules else 1, len(node.children) - 1):
                dot, call = node.children[i : i + 2]
                alone = node.parent.type == 'simple_stmt' and call is node.children[-1]  # OmitStatement has it
                if _opens(dot, '.') and _opens(call, '(') and not alone:
                    yield dot, lambda i=i: node.children.__delitem__(slice(i, i + 2))


class OmitOperand(Omission):
    """An operator and what stands right of it are left out."""

    EXAMPLES = [('z = y + b\n', 'z = y\n'), ('z = e ** 2\n', 'z = e\n')]

    def found(self, node):
        if node.type in ('arith_expr', 'term', 'power'):
            for i, child in enumerate(node.children):
                if i and child.type == 'operator':
                    yield child, lambda i=i: node.children.__delitem__(slice(i, i + 2))


class OmitKeyword(Omission):
    """An argument that is given by its name is left out."""

    EXAMPLES = [('f(1, size=2)\n', 'f(1)\n'), ('f(a=1, b=2)\n', 'f( b=2)\n')]

    def found(self, node):
        if node.type == 'arglist':
            for i, child in enumerate(node.children):
                if child.type == 'argument' and child.children[1] == '=':
                    yield child, lambda i=i and i - 1: node.children.__delitem__(slice(i, i + 2))  # and a comma


class OmitWith(Omission):
    """What a block runs with, such as no_grad(), is left out."""

    EXAMPLES = [('with f():\n    pass\n', 'if True:\n    pass\n')]

    def found(self, node):
        if node.type == 'with_stmt':

            def omit():
                word = node.children[0]
                node.children[:-2] = [Keyword('if', word.start_pos, word.prefix), Name('True', word.end_pos, ' ')]

            yield node.children[0], omit


class OtherDirection(Omission):
    """A step goes the other way."""

    EXAMPLES = [('w -= g\n', 'w += g\n'), ('w += g\n', 'w -= g\n')]

    def found(self, node):
        if node.type == 'operator' and node.value in ('+=', '-='):
            yield node, lambda: setattr(node, 'value', '-=' if node.value == '+=' else '+=')


OMISSIONS = (OmitStatement, OmitMethod, OmitOperand, OmitKeyword, OmitWith, OtherDirection)


def mutants_of(path):
    """Return the mutants of a file, each once: those that compile and differ in more than layout."""
    source = path.read_text(encoding='utf-8')
    seen, mutants = {ast.dump(ast.parse(source))}, []
    for operator in _operators():
        for mutated in iter((mutate_code(source, operator, i) for i in itertools.count()).__next__, None):
            try:
                tree = ast.dump(ast.parse(mutated))
            except SyntaxError:
                continue
            if tree not in seen:
                seen.add(tree)
                mutants.append(_described(path, source, mutated))
    return sorted(mutants, key=lambda mutant: mutant.line)


def _operators():
    """Return an instance of every operator, ours after its examples came true."""
    for operator in OMISSIONS:
        for example in operator.examples():
            made = mutate_code(example.pre_mutation_code, operator(), example.occurrence)
            assert made == example.post_mutation_code, (
                f'{operator.__name__} made {made!r} of {example.pre_mutation_code!r}'
            )
    kinds = [get_operator(name) for name in operator_names()]
    return [kind() for kind in kinds if not kind.arguments()] + [kind() for kind in OMISSIONS]


def _described(path, source, mutated):
    lines, others = source.splitlines(), mutated.splitlines()
    changes = [
        change
        for change in difflib.SequenceMatcher(None, lines, others, autojunk=False).get_opcodes()
        if change[0] != 'equal'
    ]
    first, last, other_first, other_last = changes[0][1], changes[-1][2], changes[0][3], changes[-1][4]
    around = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and node.lineno <= first + 1 <= node.end_lineno
    ]
    return Mutant(
        path.name,
        first + 1,
        max(around, key=lambda node: node.lineno).name if around else '',
        _shown(lines[first:last]),
        _shown(others[other_first:other_last]),
        mutated,
    )


def _shown(lines):
    """Return lines as one, without the blanks that do not count and those that the number operator adds."""
    return re.sub(
        r'(?<=[(\[]) | {2,}',
        lambda blanks: '' if len(blanks[0]) == 1 else ' ',
        ' '.join(line.strip() for line in lines),
    )


def _is_call(node):
    return node.type == 'atom_expr' and _opens(node.children[-1], '(')


def _is_augmented(node):
    return node.type == 'expr_stmt' and node.children[1].get_code().strip() in ('+=', '-=', '*=', '/=')


def _opens(node, bracket):
    return node.type == 'trailer' and node.children[0] == bracket
