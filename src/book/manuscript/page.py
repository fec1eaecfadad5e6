"""Reads a chapter: its Markdown tokens, the blocks that run, what was woven behind them, its sections."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from book.manuscript.markers import FROM, LIMIT, OUTPUT, SECONDS

PARSER = MarkdownIt('commonmark').enable('table').use(front_matter_plugin).use(dollarmath_plugin).use(footnote_plugin)
FIGURE = re.compile(r'^!\[(?P<alt>.*)\]\((?P<src>figures/[^)\s]*)\)$')
HEADING_ID = re.compile(r'\s*\{ #([a-z0-9]+(?:-[a-z0-9]+)*)(?: \.[a-z-]+)* \}$')


@dataclass
class Figure:
    """A picture that a block drew, as the page refers to it."""

    line: int
    alt: str
    src: str


@dataclass
class Fence:
    """A Python block that runs. Lines count from 1; `start`, `end` and `tail` are slices of the page's lines."""

    start: int  # the opening fence
    end: int  # after the closing fence
    code: str
    comments: list  # the comment lines right above the block
    tail: int = 0  # after what was woven behind it
    output_line: int = 0  # of the output's text; 0 if there is none
    output: str | None = None
    figures: list = field(default_factory=list)

    @property
    def line(self) -> int:
        return self.start + 1

    @property
    def source(self) -> str | None:
        """What the block asks `src` for, or None."""
        return self._marked(FROM)

    @property
    def seconds(self) -> int:
        """How long the block may take."""
        return int(self._marked(LIMIT) or SECONDS)

    def _marked(self, marker):
        return next((match[1] for comment in self.comments if (match := marker.match(comment))), None)


@dataclass
class Section:
    """A heading and what stands under it, up to the next heading."""

    id: str | None
    level: int
    title: str
    start: int
    end: int


def squeeze(code: str) -> str:
    """Return code with each run of spaces and line breaks as one space."""
    return ' '.join(code.split())


@lru_cache(64)  # many checks read the same pages
def _parse(text):
    return PARSER.parse(text)


def plain(token: Token) -> str:
    """Return the words of a piece of running text, without code and formulas; a line break of the source stays one."""
    return ''.join(
        child.content if child.type in ('text', 'image') else '\n' if child.type == 'softbreak' else ' '
        for child in token.children
    )


def placed(token: Token) -> Iterator[tuple[Token, int]]:
    """Yield each part of a piece of running text with the line, counted from 1, that it begins on."""
    line = token.map[0] + 1
    for child in token.children:
        yield child, line
        line += (child.type in ('softbreak', 'hardbreak')) + child.content.count('\n')


def in_fold(page: 'Page', fence: Fence) -> bool:
    """Return whether a block stands in a fold, such as the one with the code so far."""
    above = '\n'.join(page.lines[: fence.start])
    return above.count('<details') > above.count('</details')


class Page:
    """A chapter in one language, as it stands in the file.

    It knows its book, its language and its name; `shown` is its path for a message.
    """

    def __init__(self, path, book=None):
        self.path, self.book = Path(path), book
        self.language, self.name = self.path.parent.name, self.path.stem
        self.shown = book.shown(self.path) if book else self.path
        self.text = self.path.read_text(encoding='utf-8')
        self.lines = self.text.split('\n')
        self.tokens = _parse(self.text)

    @cached_property
    def fences(self) -> list[Fence]:
        """The blocks that run: a top-level fence of backticks whose info string is exactly `python`."""
        return [
            self._fence(token)
            for token in self.tokens
            if token.type == 'fence' and self.lines[token.map[0]] == '```python'
        ]

    def _fence(self, token):
        start, end = token.map
        above = start
        while above and self.lines[above - 1].startswith('<!--'):
            above -= 1
        fence = Fence(start, end, token.content, self.lines[above:start], tail=end)
        self._read_output(fence)
        self._read_figures(fence)
        return fence

    def _read_output(self, fence):
        at = self._next_line(fence.tail)
        if at is None or self.lines[at] != OUTPUT:
            return
        text = self._next_line(at + 1)
        output = next((t for t in self.tokens if t.type == 'fence' and text is not None and t.map[0] == text), None)
        fence.output_line, fence.output = at + 1, ''
        fence.tail = at + 1
        if output and output.info == 'text' and output.markup[0] == '~':
            fence.output_line, fence.output, fence.tail = text + 2, output.content, output.map[1]

    def _read_figures(self, fence):
        while (at := self._next_line(fence.tail)) is not None and (match := FIGURE.match(self.lines[at])):
            fence.figures.append(Figure(at + 1, match['alt'], match['src']))
            fence.tail = at + 1

    def _next_line(self, at):
        """Return the index of the first line that is not blank, from `at` on."""
        return next((i for i in range(at, len(self.lines)) if self.lines[i].strip()), None)

    @cached_property
    def sections(self) -> list[Section]:
        """The sections of the page, in order. What stands above the first heading belongs to none."""
        heads = [
            (token.map[0], int(token.tag[1]), self.tokens[i + 1].content)
            for i, token in enumerate(self.tokens)
            if token.type == 'heading_open' and token.level == 0
        ]
        ends = [start for start, _, _ in heads[1:]] + [len(self.lines)]
        found = []
        for (start, level, title), end in zip(heads, ends):
            match = HEADING_ID.search(title)
            found.append(Section(match and match[1], level, HEADING_ID.sub('', title), start, end))
        return found

    def inlines(self) -> Iterator[tuple[Token, str | None]]:
        """Yield each piece of running text (a token with children) with the id of the section that it stands in."""
        heads = iter(self.sections)
        here, coming = None, next(heads, None)
        for token in self.tokens:
            if token.type == 'inline':
                while coming and token.map[0] >= coming.start:
                    here, coming = coming.id, next(heads, None)
                yield token, here

    def shown_section(self, name: str) -> str:
        """Return the section with the id `name` as a reviewer reads it: without comments and the code so far."""
        section = next(section for section in self.sections if section.id == name)
        folded = {
            i for fence in self.fences if fence.source and in_fold(self, fence) for i in range(fence.start, fence.tail)
        }
        lines = [self.lines[i] for i in range(section.start, section.end) if i not in folded]
        return re.sub(r'\n{3,}', '\n\n', '\n'.join(line for line in lines if not line.startswith('<!--'))).strip()

    def prose(self, section: Section) -> str:
        """Return a section's text without what weave writes (code that `src` gave, outputs, figures) and comments."""
        return ' '.join(' '.join(self._own_lines(section)).split())

    def _own_lines(self, section):
        woven = {i for fence in self.fences for i in range(fence.start if fence.source else fence.end, fence.tail)}
        alts = {figure.line - 1: figure.alt for fence in self.fences for figure in fence.figures}
        lines = [alts.get(i, '') if i in woven else self.lines[i] for i in range(section.start, section.end)]
        return [line for line in lines if not line.startswith('<!--')]
