"""What an exercise quotes as code is code: it runs where the page ends."""

import ast
import contextlib
import io

import pytest
from helpers.pages import CHAPTERS
from matplotlib import pyplot as plt

from book.manuscript.book import LANGUAGES

NO_CODE = (SyntaxError, AttributeError, NameError, TypeError, ImportError)  # of others an exercise may be about


@pytest.fixture(scope='module')
def namespaces(book):
    """Return a function from a chapter to the code of its page, and what that leaves behind."""
    known = {}

    def run(chapter):
        if chapter not in known:
            code = ''.join(fence.code for fence in book.page('en', chapter).fences)
            known[chapter] = code, {'__name__': '__main__'}
            with contextlib.redirect_stdout(io.StringIO()):
                exec(code, known[chapter][1])
            plt.close('all')
        return known[chapter]

    return run


def failure(fragment, code, names):
    """Return why a fragment does not run after `code`, which leaves `names` behind; None if it does.

    A name of something inside a function of the page is none of the fragment's fault; nor is a name or an operator
    alone.
    """
    if fragment.isidentifier() or not any(map(str.isalnum, fragment)):
        return None
    inner = {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(fragment, dict(names))
    except NO_CODE as error:
        return None if isinstance(error, NameError) and error.name in inner else f'{type(error).__name__}: {error}'
    except Exception:
        return None


def failures(page, code, names):
    """Return (line, fragment, why it does not run) for each fragment of code in the exercises of a page."""
    fragments = [
        (token.map[0] + 1, child.content)
        for token, section in page.inlines()
        if section == 'exercises'
        for child in token.children
        if child.type == 'code_inline'
    ]
    return [(line, fragment, why) for line, fragment in fragments if (why := failure(fragment, code, names))]


@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize('chapter', CHAPTERS)
def test_each_fragment_of_an_exercise_runs(book, namespaces, chapter, language):
    page = book.page(language, chapter)
    assert failures(page, *namespaces(chapter)) == [], page.shown


@pytest.mark.about('loss')
@pytest.mark.parametrize('fragment', ['y_hat.reshap(-1)', 'squared_loss(y_hat', 'squared_loss(y_hat)', 'y_hats - y'])
def test_a_fragment_that_is_no_code_is_named(namespaces, fragment):
    assert failure(fragment, *namespaces('loss'))
