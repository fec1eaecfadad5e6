"""No chapter takes longer to read than a quarter of an hour, asides and exercises apart."""

import pytest
from helpers.pages import CHAPTERS

from book.manuscript.book import LANGUAGES
from book.manuscript.page import Page
from tools.reading_time import minutes

ADDED = '\n\nWord' + 219 * ' word' + '.\n\n~~~text\n' + 300 * 'out ' + '\n~~~\n'


@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize('chapter', CHAPTERS)
def test_no_chapter_takes_longer_than_a_quarter_of_an_hour(book, chapter, language):
    assert minutes(book.page(language, chapter)) <= 15


def test_words_count_outputs_and_asides_do_not(tiny_book):
    path = tiny_book.path('en', 'index')
    before = minutes(tiny_book.page('en', 'index'))
    text = path.read_text(encoding='utf-8')
    path.write_text(text.replace('\n\n## Chapters', f'{ADDED}\n## Chapters', 1), encoding='utf-8')
    assert minutes(Page(path)) == pytest.approx(before + 1)
    aside = f'\n\n<details markdown="1">\n<summary>More</summary>\n{ADDED}\n</details>\n'
    path.write_text(text.replace('\n\n## Chapters', f'{aside}\n## Chapters', 1), encoding='utf-8')
    assert minutes(Page(path)) == pytest.approx(before)
