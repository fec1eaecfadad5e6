"""What the search of a site finds: its sections, cut into words that readers look for.

The index is a script, because a page opened from disk may load one, but may not fetch. The page's side is
assets/search.js.
"""

import json
import logging
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import jieba

from book.manuscript import terms
from book.manuscript.book import NOTEBOOK_PAGE, Book
from book.manuscript.terms import forms

jieba.setLogLevel(logging.WARNING)

# Names keep their underscores: `no_grad` is the words `no_` and `grad`, so that it is not found by every “no”, and
# `grad` finds it.
# A point divides, except in numbers; a star does, except at the end of a query's word. HTML's own characters stand as
# references.
SEPARATOR = (
    r'(?:&(?:lt|gt|amp);|[\s\u2000-\u206f\u3000-\u303f\uff00-\uff0f\uff1a-\uff20·`~!@#$%^&()=+\[\]{}\\|;:\'",<>/?-])+'
    r'|\*(?!$)|(?<!\d)\.|\.(?!\d)|(?<=[a-z0-9]_)(?=[a-z0-9])'
)
FIELDS = {'title': {'boost': 20}, 'explains': {'boost': 10}, 'text': {'boost': 1}}
# the boost of the pages that repeat what the chapters explain, or go beyond; of two chapters, the earlier one explains
# what the later one uses
REPEATING = 0.3
HAN = re.compile(r'[\u3400-\u4dbf\u4e00-\u9fff]+')
ZERO_WIDTH_SPACE = '\u200b'


def teach(glossary: Sequence[dict]) -> None:
    """Teach the segmenter the Chinese terms of the glossary (what checks.terms.read returns).

    A term that consists of words by itself (梯度 + 清零) stays cut, and is found by each of them; one that would
    lose a character (学习 + 率) becomes a word; one beside other words (单位 + 矩阵) is no part of a longer one,
    and one of a single character (轮) of none at all (三 + 轮).
    """
    jieba.initialize()
    terms = {run for entry in glossary for form in forms(entry, 'zh') for run in HAN.findall(form)}
    hidden = re.compile(f'(..+)?({"|".join(term for term in terms if len(term) > 1) or "(?!)"})(..+)?')
    for word in [word for word in jieba.dt.FREQ if len(word) > 3 and word not in terms and hidden.fullmatch(word)]:
        jieba.del_word(word)
    for term in terms:
        if len(term) == 1:
            for word in [word for word in jieba.dt.FREQ if term in word and word != term]:
                jieba.del_word(word)
        elif any(len(word) == 1 for word in jieba.cut(term, HMM=False)):
            jieba.add_word(term)


def segment(text: str) -> str:
    """Put zero-width spaces between the Chinese words of `text`."""
    return HAN.sub(
        lambda run: ZERO_WIDTH_SPACE.join(['', *jieba.cut(run[0], HMM=False), '']), text.replace(ZERO_WIDTH_SPACE, '')
    )


def write(folder: Path, book: Book, language: str, sections: list[dict]) -> None:
    """Write the script that holds the index of `sections` (book.finish.sections), in the place of the builder's own
    index.
    """
    glossary = terms.read(book)
    teach(glossary)
    boosts = {name: 1 - 0.01 * place for place, name in enumerate(_lesson(book.chapters))}
    docs = []
    for section in sections:
        found = {
            'location': section['location'],
            'title': section['title'],
            'text': section['text'],
            'explains': ' | '.join(_explained(section, glossary, language)),
        }
        found |= {field: segment(found[field]) for field in FIELDS}
        docs.append(found | {'boost': boosts.get(section['location'].partition('.html')[0], REPEATING)})
    # 'en' means: no stemmer for another language is loaded; and no word is left out, for `no_grad` and `for` are looked
    # for.
    index = {'config': {'lang': ['en'], 'separator': SEPARATOR, 'pipeline': [], 'fields': FIELDS}, 'docs': docs}
    search = folder / 'search'
    shutil.rmtree(search, ignore_errors=True)
    search.mkdir()
    script = f'window.searchIndex = {json.dumps(index, ensure_ascii=False, separators=(",", ":"))}\n'
    (search / 'search_index.js').write_text(script, encoding='utf-8')


def _lesson(chapters):
    """Return the chapters that explain: those between the home page and the whole program."""
    end = chapters.index(NOTEBOOK_PAGE) if NOTEBOOK_PAGE in chapters else len(chapters)
    return [name for name in chapters[:end] if name != 'index']


def _explained(section, glossary, language):
    """Yield what a section explains: the terms that it introduces, and the code that its items take line by line."""
    place = section['location'].replace('.html', '')
    for entry in glossary:
        if entry['where'] == place:
            yield from forms(entry, language)
    yield from section['code']
