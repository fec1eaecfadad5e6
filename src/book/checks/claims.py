"""Is every number in the prose shown where it stands, or asserted by a test that is about it?

It stands in the code, an output or a figure of its own section, or of a section that its sentence links to; or the text
has a marker right above that names a test, and the test names the section and the sentence. Exercises claim nothing:
what they ask for is for the reader to find. A shape, such as `(n, 2)`, has no numbers: it stands as a whole.
"""

import ast
import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache, lru_cache, partial
from pathlib import Path

from book.checks import numerals
from book.manuscript.chapter import each_page
from book.manuscript.markers import CLAIM
from book.manuscript.page import Page, placed, squeeze
from book.manuscript.problems import Problem

END = re.compile(r'[。！？]|[.!?](?=\s|$)')  # of a sentence
LINK = re.compile(r'(?:([a-z0-9-]+)\.md)?(?:#([a-z0-9-]+))?')  # to a section of the book
NAME = re.compile('[A-Za-z_]')
IN_PICTURE = re.compile('<text[^>]*>([^<]*)<')
COMMAND = re.compile(r'\\[a-z]+')  # of TeX
SHAPE = re.compile(r'\((?:\w+,|\w+(?:, \w+)+)\)')
REMEDY = (
    'print it in a block of this section, link the sentence to the section whose block does, drop it, or put '
    '<!-- claim: tests/FILE.py::TEST --> above the text and assert it there'
)


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem for each number in the prose that nothing shows where it stands, and for each claim that no test
    is about.
    """
    claims = {line: match[1] for line, text in enumerate(page.lines, 1) if (match := CLAIM.match(text))}
    asserted: dict[int, set[float]] = {}
    for marker, section, lines in _tied(page, claims):
        test = Test(page.book.root, claims[marker])
        yield from _unfounded(page, marker, claims[marker], section, lines, test)
        asserted |= dict.fromkeys(lines, test.numbers)
    codes = squeeze(' '.join(fence.code for fence in page.fences))
    pages = cache(partial(_page, page))
    known = cache(lambda name, section: shown(pages(name), section) if pages(name) else set())
    for token, section in page.inlines():
        here = known(page.name, section) | asserted.get(token.map[0] + 1, set())
        for numbers, links in _sentences(page, token, codes):
            there = here.union(*(known(*link) for link in links))
            yield from (
                Problem(page.shown, line, f'nothing shows the number {number!r} here', REMEDY)
                for number, value, line in numbers
                if there.isdisjoint(_shapes(value))
            )


def _shapes(value):
    """Return the numbers that show a number: of a tenth, 10, 0.1 or 10 %, too."""
    return {float(value), 1 / value, 100 * value} if isinstance(value, Fraction) else {value}


def _page(page, name):
    """Return another page of the book in the language of `page`, or None if there is none."""
    there = page.path.with_name(f'{name}.md').is_file()
    return page.book.page(page.language, name) if there else None


class Test:
    """A test that a claim names, FILE.py::NAME: what it asserts, and which sentence of the book it says it is about."""

    def __init__(self, root: Path, name: str):
        file, _, function = name.partition('::')
        path = root / file
        functions = _functions(path, path.stat().st_mtime_ns) if path.is_file() else {}
        found = [functions[function]] if function in functions else []
        self.found = bool(found)
        self.numbers = numerals.values(' '.join(ast.unparse(part) for node in found for part in node.body))
        marks = [mark for node in found for mark in node.decorator_list if isinstance(mark, ast.Call)]
        self.about = {
            (place.value, language.arg): _texts(language.value)
            for mark in marks
            if ast.unparse(mark.func) == 'pytest.mark.claim'
            for place in mark.args
            for language in mark.keywords
            if isinstance(place, ast.Constant)
        }


@lru_cache(64)  # a file of tests is named by many claims
def _functions(path, _):
    """Return the functions of a file of tests by their names."""
    tree = ast.parse(path.read_text(encoding='utf-8'))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def _texts(node):
    """Return the texts that an argument of a mark gives: one, or a list."""
    return [part.value for part in getattr(node, 'elts', [node]) if isinstance(part, ast.Constant)]


def shown(page: Page, section: str | None) -> set[float]:
    """Return the numbers that the blocks of a section show: in their code, outputs and figures."""
    place = next((s for s in page.sections if s.id == section), None)
    lines = range(place.start, place.end) if place else ()
    texts = [token.content for token in page.tokens if token.type == 'fence' and token.map[0] in lines]
    pictures = [
        page.path.parent / figure.src for fence in page.fences for figure in fence.figures if figure.line in lines
    ]
    texts += [words for file in pictures if file.is_file() for words in _in_picture(file, file.stat().st_mtime_ns)]
    return set().union(*map(numerals.values, texts))


@lru_cache(256)  # many pages link to the same section
def _in_picture(file, _):
    return IN_PICTURE.findall(file.read_text(encoding='utf-8'))


def _tied(page, claims):
    """Yield (line of the marker, id of its section, its lines) for each block of text with a claim right above it."""
    heads = {section.start: section.id for section in page.sections}
    section = None
    for token in page.tokens:
        if not (token.map and token.level == 0 and token.nesting >= 0 and token.type != 'html_block'):
            continue
        section = heads.get(token.map[0], section)
        above = token.map[0]  # as a line, counted from 1
        while above and (not page.lines[above - 1] or page.lines[above - 1].startswith('<!--')):
            if above in claims:
                yield above, section, range(token.map[0] + 1, token.map[1] + 1)
            above -= 1


def _unfounded(page, line, name, section, lines, test):
    """Yield a Problem if no such test is there, or if the test is not about this sentence of this section."""
    place, text = f'{page.name}#{section}', ' '.join(page.lines[lines.start - 1 : lines.stop - 1])
    if not test.found:
        yield Problem(page.shown, line, f'there is no test {name!r}', 'name one as tests/FILE.py::test_name')
    elif not all(squeeze(words) in squeeze(text) for words in test.about.get((place, page.language)) or ['\0']):
        yield Problem(
            page.shown,
            line,
            f'{name} does not say that it is about this text',
            f"put @pytest.mark.claim('{place}', {page.language}='WORDS OF THE TEXT') above the test that asserts them",
        )


def _sentences(page, token, codes):
    """Yield (its numbers as (number, value, line), its links as (page, section)) of each sentence."""
    numbers, links = [], []
    for child, line in placed(token):
        if child.type == 'link_open' and (match := LINK.fullmatch(child.attrs['href'])):
            links.append((match[1] or page.name, match[2] or match[1]))
        elif child.type in ('code_inline', 'math_inline'):
            quoted = NAME.search(child.content) and squeeze(child.content) in codes
            symbolic = child.type == 'math_inline' and NAME.search(COMMAND.sub('', child.content))
            if not (quoted or symbolic or SHAPE.fullmatch(child.content)):
                numbers += [(number, value, line) for number, value, _ in numerals.in_digits(child.content)]
        elif child.type in ('text', 'image'):
            text = child.content, page.language
            found = [*numerals.said(*text), *numerals.parts(*text)]
            for end in [*(match.end() for match in END.finditer(child.content)), None]:
                numbers += [(number, value, line) for number, value, place in found if end is None or place < end]
                found = [] if end is None else [one for one in found if one[2] >= end]
                if end is not None:
                    yield numbers, links
                    numbers, links = [], []
    yield numbers, links
