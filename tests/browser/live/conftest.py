"""The browser context of the pages that run."""

import pytest
from helpers.pages import CHAPTERS
from helpers.screen.live import Live


@pytest.fixture(scope='module')
def context(browser, address):
    """One in which a page runs Python already: as long as it stands, no other page has to compile it."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f'{address}/en/{CHAPTERS[0]}.html')
    Live(page).run(0)
    yield context
    context.close()
