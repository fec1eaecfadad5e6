"""The page of the glossary: where its terms lead, and what it says of one that leads nowhere."""

import pytest
from helpers.planting import edit

from book.manuscript import terms
from book.manuscript.book import LANGUAGES, NOTEBOOK_PAGE, Book
from book.manuscript.problems import BookError
from book.weave import glossary_page


def test_a_term_of_a_chapter_yet_to_be_translated_leads_to_it_by_the_name_that_it_has(tiny_book):
    tiny_book.path('zh', 'fall').unlink()
    page = glossary_page.page(Book(tiny_book.root), 'zh')
    assert '[A falling stone: `fall` › The task](fall.md#task)' in page, page


@pytest.mark.parametrize('where', ['fall#nowhere', 'nowhere#task'])
def test_a_term_that_leads_nowhere_stops_the_weaving_and_is_named(tiny_book, where):
    edit(terms.file(tiny_book), '"fall#task"', f'"{where}"')
    with pytest.raises(BookError, match="docs/glossary.toml: there is no section 'nowhere'.*mend what `book check`"):
        glossary_page.render(tiny_book)


def test_a_term_of_the_whole_program_leads_to_the_notebook_and_of_a_title_names_it_once(tiny_book):
    for language in LANGUAGES:
        tiny_book.path(language, 'fall').rename(tiny_book.path(language, NOTEBOOK_PAGE))
    edit(tiny_book.configs[0], '- fall.md', f'- {NOTEBOOK_PAGE}.ipynb')
    title = tiny_book.page('en', NOTEBOOK_PAGE).sections[0].id
    edit(terms.file(tiny_book), '"fall#task"', f'"{NOTEBOOK_PAGE}#{title}"')
    page = glossary_page.page(Book(tiny_book.root), 'en')
    assert f'[A falling stone: `fall`]({NOTEBOOK_PAGE}.ipynb#{title})' in page, page


def test_words_are_sorted_by_letter_whatever_their_case():
    words = ['标签', 'batch', 'Axes', '噪声', '张量', 'Zero', 'array']
    assert sorted(words, key=glossary_page.sort_key) == ['array', 'Axes', 'batch', '标签', 'Zero', '噪声', '张量']
