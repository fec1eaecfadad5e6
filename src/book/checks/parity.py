"""Do two languages say the same thing: the same blocks in the same order, with the same code, formulas and links?"""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from book.chapter import HEADING_ID
from book.errors import Problem

CONTAINERS = {'bullet_list_open': 'list', 'ordered_list_open': 'numbered list', 'list_item_open': 'list item',
              'blockquote_open': 'quotation', 'tr_open': 'table row', 'footnote_open': 'footnote', 'hr': 'rule'}


@dataclass
class Unit:
    """One block of a page: its kind, and what of it must be equal in every language."""

    line: int
    kind: str
    same: dict

    def __str__(self):
        return self.kind


def check(first, second):
    """Yield a Problem for each difference between two pages, each given as (Chapter, path to show)."""
    (page, path), (other_page, other_path) = first, second
    units, others = list(_units(page)), list(_units(other_page))
    matcher = SequenceMatcher(None, [unit.kind for unit in units], [unit.kind for unit in others], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == 'equal':
            for unit, other in zip(units[i:j], others[k:m]):
                yield from _differences(unit, other, path, other_path)
            continue
        yield from _extra(units[i:j], path, other_path, others, k)
        yield from _extra(others[k:m], other_path, path, units, i)


def _extra(units, path, other_path, others, at):
    for unit in units:
        near = others[min(at, len(others) - 1)].line if others else 0
        yield Problem(path, unit.line, f'this {unit} has no counterpart in {other_path} (near line {near})',
                      'write it there too, or remove it here')


def _differences(unit, other, path, other_path):
    for name, value in unit.same.items():
        twin = other.same[name]
        if value == twin:
            continue
        if isinstance(value, Counter):
            here, there = sorted((twin - value).elements()), sorted((value - twin).elements())
            what = f'the {name} differ from {path}:{unit.line}: here only {here}, there only {there}'
        else:
            what = f'the {name} differs from {path}:{unit.line}: {twin!r} here, {value!r} there'
        yield Problem(other_path, other.line, what, 'make both languages say the same')


def _units(page):
    woven = {fence.start for fence in page.fences}
    for index, token in enumerate(page.tokens):
        line = token.map[0] + 1 if token.map else 0
        if token.type == 'heading_open':
            match = HEADING_ID.search(page.tokens[index + 1].content)
            yield Unit(line, f'heading of level {token.tag[1]}', {'id': match and match[1]} | _inline(page.tokens[index + 1]))
        elif token.type == 'paragraph_open':
            yield Unit(line, 'paragraph', _inline(page.tokens[index + 1]))
        elif token.type in ('td_open', 'th_open'):
            inline = page.tokens[index + 1]
            yield Unit(inline.map[0] + 1 if inline.map else line, 'table cell', _inline(inline))
        elif token.type in CONTAINERS:
            yield Unit(line, CONTAINERS[token.type], {})
        elif token.type == 'fence':
            kind = 'block that runs' if token.map[0] in woven else f'fence {token.info}'
            yield Unit(line, kind, {'text': token.content})
        elif token.type in ('math_block', 'math_block_label'):
            yield Unit(line, 'formula', {'formula': _squeeze(token.content)})
        elif token.type == 'html_block':
            yield Unit(line, 'piece of HTML', {'markup': re.findall(r'<!--.*?-->|</?\w+[^>]*>', token.content)})


def _inline(token):
    children = token.children or []
    return {'formulas': Counter(_squeeze(child.content) for child in children if child.type.startswith('math_inline')),
            'figures': Counter(child.attrs['src'] for child in children if child.type == 'image'),
            'links': Counter(child.attrs['href'] for child in children if child.type == 'link_open'),
            'footnotes': Counter(str(child.meta.get('label')) for child in children if child.type == 'footnote_ref')}


def _squeeze(formula):
    return ' '.join(formula.split())
