"""The switch for parallel reading."""

from helpers.screen.browser import until


def switch(page):
    return page.locator('.book-both')


def turn(page, on):
    switch(page).click()
    shown(page, on)


def shown(page, on=True):
    until(page, 'on => Boolean(document.querySelector(".book-twin, .book-notice")) === on', on)
    assert switch(page).get_attribute('aria-pressed') == str(on).lower()


def follow(page, language):
    """Choose from the menu of languages, once it is open: Playwright would scroll the page in search of a link that is
    still moving.
    """
    page.hover('.md-header .md-select')
    page.locator('.md-select__inner').evaluate(
        'menu => Promise.all(menu.getAnimations().map(animation => animation.finished))'
    )
    page.click(f'.md-select__link[hreflang={language}]')


def article(page):
    """The HTML of the page, but for the copy buttons and scroll marks, which Material gives to code once it is seen."""
    return page.evaluate("""() => {
      const copy = document.querySelector('article').cloneNode(true)
        copy.querySelectorAll('pre[id]').forEach(code => code.removeAttribute('id'))
      copy.querySelectorAll('code[tabindex]').forEach(code => code.removeAttribute('tabindex'))
      return copy.innerHTML
    }""")
