"""A page whose clipboard may be read, and the words on its buttons."""

import pytest

from book.manuscript.book import LANGUAGES


@pytest.fixture(scope='module')
def context(browser):
    context = browser.new_context(
        permissions=['clipboard-read', 'clipboard-write'], viewport={'width': 1000, 'height': 800}
    )
    yield context
    context.close()


@pytest.fixture(scope='module')
def words(book):
    """The words of each language's interface."""
    return {language: book.words(language) for language in LANGUAGES}
