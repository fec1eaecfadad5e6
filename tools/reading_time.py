"""Prints how many minutes each chapter takes to read, in each language, without exercises and asides.

220 English words or 350 Chinese characters a minute, and four seconds for a line of code that does not only draw.

Usage: python tools/reading_time.py
"""

import re
from pathlib import Path

from book.manuscript.book import LANGUAGES, Book
from book.manuscript.exercises import PARENT
from book.manuscript.page import Page, in_fold

WORDS, HAN, LINE = 220, 350, 4 / 60  # a minute, a minute, minutes
DRAWING = re.compile(r'\s*(plt|figure|ax|axes|axis)\b|\s+(ha|va|bbox|color|marker|bbox_to_anchor|label)=')
ASIDE = re.compile(r'<details markdown="1">.*?</details>', re.DOTALL)


def minutes(page: Page) -> float:
    """Return how long a page takes to read."""
    end = next((section.start for section in page.sections if section.id == PARENT), len(page.lines))
    text = ASIDE.sub('', '\n'.join(page.lines[:end]))
    prose = re.sub(r'^(```|~~~).*?^(```|~~~)$|<!--.*?-->', '', text, flags=re.DOTALL | re.MULTILINE)
    code = [
        line
        for fence in page.fences
        if fence.start < end and not in_fold(page, fence)
        for line in fence.code.splitlines()
        if line.strip() and not DRAWING.match(line)
    ]
    words, han = len(re.findall(r"[A-Za-z0-9']+", prose)), len(re.findall(r'[\u4e00-\u9fff]', prose))
    return words / WORDS + han / HAN + len(code) * LINE


if __name__ == '__main__':
    book = Book(Path(__file__).parent.parent)
    for name in book.chapters:
        print(f'{name:15}', *(f'{language} {minutes(book.page(language, name)):4.1f}' for language in LANGUAGES))
