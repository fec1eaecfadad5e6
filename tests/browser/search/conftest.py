"""A page with its search at work."""

import pytest
from helpers.screen.browser import until
from helpers.screen.search import FIELD

from book.manuscript.book import LANGUAGES


@pytest.fixture(params=LANGUAGES)
def searching(request, watched, address):
    """The home page of a language, with its search at work."""
    watched.goto(f'{address}/{request.param}/index.html')
    watched.focus(FIELD)
    until(watched, '() => window.searchIndex')
    watched.language = request.param
    return watched
