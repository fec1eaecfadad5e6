"""Do two languages say the same thing: the same blocks in the same order, with the same code, formulas and links?"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from book.checks import directions, negation, numerals, sentences
from book.manuscript.book import LANGUAGES
from book.manuscript.chapter import Chapter, first_difference
from book.manuscript.exercises import check_lines, without_messages
from book.manuscript.page import HEADING_ID, Page
from book.manuscript.problems import Problem

CONTAINERS = {
    'bullet_list_open': 'list',
    'ordered_list_open': 'numbered list',
    'list_item_open': 'list item',
    'blockquote_open': 'quotation',
    'tr_open': 'table row',
    'footnote_open': 'footnote',
    'hr': 'rule',
}


@dataclass
class Unit:
    """One block of a page: its kind, the code it names (which helps to find its twin), and what must be equal in every
    language.
    """

    line: int
    kind: str
    named: tuple
    same: dict
    text: str = ''

    def __str__(self):
        return self.kind


def check(chapter: Chapter) -> Iterator[Problem]:
    """Yield a Problem for each difference between the pages of a chapter that is written in both languages."""
    if len(chapter.pages) == len(LANGUAGES):
        yield from differences(*chapter.pages.values())


def differences(page: Page, other_page: Page) -> Iterator[Problem]:
    """Yield a Problem for each difference between two pages."""
    path, other_path = page.shown, other_page.shown
    pairs, extra = paired(page, other_page)
    for unit, other in pairs:
        yield from _differences(unit, other, path, other_path)
        for there, words in directions.opposites(unit.text, other.text, (page.language, other_page.language)):
            what = f'{words!r} here, but {there!r} in {path}:{unit.line}: they say the opposite'
            yield Problem(other_path, other.line, what, 'say the same in both languages, or name both ends in both')
        denied = negation.denied_in_one(unit.text, other.text, (page.language, other_page.language))
        if denied:
            word, first = denied
            (here, at), (there, near) = ((path, unit), (other_path, other))[:: 1 if first else -1]
            what = f'nothing in {there}:{near.line} denies what {word!r} denies here'
            yield Problem(here, at.line, what, 'deny in both languages, or in neither')
        yield from _short(page, unit, other_page, other)
        yield from _short(other_page, other, page, unit)
    for unit, here in extra:
        there = other_path if here else path
        line = min((pair[here].line for pair in pairs), key=lambda line: abs(line - unit.line), default=0)
        yield Problem(
            path if here else other_path,
            unit.line,
            f'this {unit} has no counterpart in {there} (about line {line})',
            'write it there too, or remove it here',
        )


def _short(page, unit, other_page, other):
    fewer = sentences.missing(unit.text, other.text, (page.language, other_page.language))
    if unit.kind == 'paragraph' and fewer:
        what = f'{fewer} sentence(s) fewer than {other_page.shown}:{other.line}, and short for the language'
        yield Problem(page.shown, unit.line, what, 'say here what is said there, or give both as many sentences')


@lru_cache(2)  # parity and the terms ask for the same pages, one after the other
def paired(page: Page, other_page: Page) -> tuple[list[tuple[Unit, Unit]], list[tuple[Unit, bool]]]:
    """Return which blocks of two pages belong together; and which are alone, each with whether it is of the first."""
    units, others = list(_units(page)), list(_units(other_page))
    if [unit.kind for unit in units] == [unit.kind for unit in others]:
        return list(zip(units, others, strict=True)), []
    return _align(units, others)


def _align(units, others, by_name=True):
    """Return (pairs, extra): which blocks belong together, and which are alone, as (unit, is it of the first page)."""
    keys = [[(unit.kind, unit.named if by_name else ()) for unit in page] for page in (units, others)]
    pairs, extra = [], []
    for tag, i, j, k, m in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag == 'equal':
            pairs += zip(units[i:j], others[k:m])
        elif by_name and tag == 'replace':
            more_pairs, more_extra = _align(units[i:j], others[k:m], by_name=False)
            pairs, extra = pairs + more_pairs, extra + more_extra
        else:
            extra += [(unit, True) for unit in units[i:j]] + [(unit, False) for unit in others[k:m]]
    return pairs, extra


def _differences(unit, other, path, other_path):
    for name, value in unit.same.items():
        twin = other.same[name]
        if value == twin:
            continue
        if isinstance(value, Counter):
            below, here, there = 0, sorted((twin - value).elements()), sorted((value - twin).elements())
            what = f'the {name} differ from {path}:{unit.line}: here only {here}, there only {there}'
        else:
            number, there, here = first_difference(value, twin) if name == 'text' else (-1, value, twin)
            below = number + 1
            what = f'the {name} differs from {path}:{unit.line + below}: {here!r} here, {there!r} there'
        yield Problem(other_path, other.line + below, what, 'make both languages say the same')


def _units(page):
    woven, checks = {fence.start for fence in page.fences}, check_lines(page)
    for index, token in enumerate(page.tokens):
        line = token.map[0] + 1 if token.map else 0
        inline = next((later for later in page.tokens[index : index + 6] if later.type == 'inline'), None)
        named = tuple(child.content for child in (inline.children if inline else ()) if child.type == 'code_inline')
        if token.type == 'heading_open':
            match = HEADING_ID.search(inline.content)
            own = match and match[1]
            yield Unit(
                line,
                f'heading of level {token.tag[1]}',
                (*named, own),
                {'id': own} | _inline(inline, page.language),
                _text(inline),
            )
        elif token.type == 'paragraph_open':
            yield Unit(line, 'paragraph', named, _inline(inline, page.language), _text(inline))
        elif token.type in ('td_open', 'th_open'):
            yield Unit(inline.map[0] + 1, 'table cell', named, _inline(inline, page.language), _text(inline))
        elif token.type in CONTAINERS:
            yield Unit(line, CONTAINERS[token.type], named, {})
        elif token.type == 'fence':
            kind = 'block that runs' if token.map[0] in woven else f'fence {token.info}'
            text = without_messages(token.content) if token.map[0] in checks else token.content
            yield Unit(line, kind, (text,), {'text': text})
        elif token.type in ('math_block', 'math_block_label'):
            yield Unit(line, 'formula', (token.content,), {'formula': _squeeze(token.content)})
        elif token.type == 'html_block':
            markup = re.findall(r'<!--.*?-->|</?\w+[^>]*>', token.content)
            yield Unit(line, 'piece of HTML', tuple(markup), {'markup': markup})


def _inline(token, language):
    children = token.children or []
    return {
        'formulas': Counter(_squeeze(child.content) for child in children if child.type.startswith('math_inline')),
        'figures': Counter(child.attrs['src'] for child in children if child.type == 'image'),
        'links': Counter(child.attrs['href'] for child in children if child.type == 'link_open'),
        'names in backticks': Counter({child.content for child in children if child.type == 'code_inline'}),
        'numbers': Counter(
            {
                number.replace('−', '-')
                for child in children
                if child.type in ('text', 'code_inline')
                for number, value, _ in numerals.in_digits(child.content)
                if '.' in number or abs(value) >= 10  # small whole ones may be words in one language
            }
        ),
        'numbers from three on': Counter(_counts(token, language)),
        'footnotes': Counter(str(child.meta.get('label')) for child in children if child.type == 'footnote_ref'),
    }


def _counts(token, language):
    """Return the numbers from three on that a block says, each once, in digits or in words."""
    text = _text(token)
    found = {abs(value) for value in numerals.values(text)} | {
        value for _, value, _ in numerals.in_words(text, language)
    }
    return {value for value in found if value >= 3} | {str(part) for _, part, _ in numerals.parts(text, language)}


def _text(token):
    """Return the words of a block, alternative texts among them, without code and formulas."""
    words = (child.content or ' ' for child in token.children if child.type in ('text', 'image', 'softbreak'))
    return HEADING_ID.sub('', ''.join(words))


def _squeeze(formula):
    return ' '.join(formula.split())
