"""The buttons above a block, and the clipboard."""


def clipboard(page):
    return page.evaluate('navigator.clipboard.readText()')


def bars(page):
    """The bars of the page's Python blocks; the fold is opened for them."""
    page.evaluate('document.querySelectorAll("article details").forEach(fold => { fold.open = true })')
    return page.locator('article .language-python > .book-copy').all()
