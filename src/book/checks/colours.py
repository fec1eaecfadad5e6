"""Does a figure have the colours that the text beside it names?"""

import colorsys
import re
from collections.abc import Iterator

from book.checks.shown_texts import of_page
from book.manuscript.chapter import each_page
from book.manuscript.page import Page
from book.manuscript.problems import Problem

COLOUR = re.compile('#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})', re.IGNORECASE)
HUES = {'red': 15, 'orange': 45, 'yellow': 70, 'green': 165, 'blue': 260, 'purple': 330, 'red again': 360}  # up to °
WORDS = {
    'en': re.compile(r'\b(red|orange|yellow|green|blue|purple|gr[ae]y)\b', re.IGNORECASE),
    'zh': re.compile('[红橙黄绿蓝紫灰](?=色|线|点|叉|的)'),
}
ENGLISH = dict(zip('红橙黄绿蓝紫灰', ('red', 'orange', 'yellow', 'green', 'blue', 'purple', 'gray')))


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem for each colour that the text of a section with figures names and no figure of it has."""
    for section in page.sections:
        lines = range(section.start, section.end)
        figures = [figure for fence in page.fences for figure in fence.figures if figure.line - 1 in lines]
        files = [page.path.parent / figure.src for figure in figures]
        if not figures or not all(file.is_file() for file in files):
            continue
        drawn = {colour for file in files for colour in _colours(file.read_text(encoding='utf-8'))}
        for text in of_page(page):
            for match in WORDS[page.language].finditer(text.words) if text.line - 1 in lines else ():
                name = ENGLISH.get(match[0], match[0].lower().replace('grey', 'gray'))
                if name not in drawn:
                    yield Problem(
                        page.shown,
                        text.line + text.words[: match.start()].count('\n'),
                        f'no figure of this section has anything {name}',
                        f'it has {", ".join(sorted(drawn))}: name the colour that is there',
                    )


def _colours(picture):
    """Yield the names of the colours in a picture (SVG): gray where there is hardly a hue."""
    for match in COLOUR.finditer(picture):
        hue, _, saturation = colorsys.rgb_to_hls(*(int(part, 16) / 255 for part in match.groups()))
        name = next(name for name, limit in HUES.items() if hue * 360 <= limit)
        yield 'gray' if saturation < 0.15 else name.partition(' ')[0]
