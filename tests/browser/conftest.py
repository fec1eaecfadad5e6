"""Pages to look at. They share one browser context a file, for a new one costs a process; what a page keeps is thrown
away behind it.
"""

import pytest


@pytest.fixture(scope='module')
def context(browser):
    context = browser.new_context()
    context.new_page()  # keeps the process of the pages alive
    yield context
    context.close()


@pytest.fixture
def page(context):
    page = context.new_page()
    yield page
    forget = context.new_cdp_session(page)
    origin = page.evaluate('location.origin')
    if origin != 'null':
        forget.send('Storage.clearDataForOrigin', {'origin': origin, 'storageTypes': 'all'})
    page.close()
