"""In real Chromium: two languages, one reader. Both can be read at once, and what was chosen holds in both."""

import pytest
from helpers.browser import settled, until
from helpers.pages import IN_TURN, page_file, url

from book.manuscript.book import LANGUAGES

NAMES = {'zh': '中英对照', 'en': 'Chinese beside English'}
OTHER = {'zh': 'en', 'en': 'zh'}

# What a reader sees as a block of text, found without the marks of the build: [its kind, its text, the text of its
# twin, the language
# of the twin, the code that it begins with, if it is an item].
BLOCKS = """() => {
  const squeezed = element => element.textContent.replace(/\\s+/g, ' ').trim()
  const nested = 'p, ul, ol, dl, div:not(.book-row), pre, table, details, blockquote'
  const text = element => {
    const copy = element.cloneNode(true)
    copy.querySelectorAll(`.headerlink, .book-twin, :scope ${copy.matches('p') ? 'svg' : nested}`).forEach(part => part.remove())
    return squeezed(copy)
  }
  const blocks = document.querySelectorAll('article :is(h1, h2, h3, h4, h5, h6, p, li, td, th, dt, dd, summary, figcaption):not([class], .term-notes *)')
  return [...blocks].map(block => {
    const twin = block.parentElement.matches('.book-row') ? block.nextElementSibling : block.querySelector(':scope > .book-row > .book-twin')
    const code = block.localName === 'li' && block.querySelector('code')
    return [block.localName, text(block), twin && squeezed(twin), twin && twin.lang, code && text(block).startsWith(squeezed(code)) ? squeezed(code) : '']
  }).filter(([, text]) => text)
}"""
ONCE = "['pre', 'svg.figure', 'div.formula', 'table', 'li'].map(name => document.querySelectorAll(`article ${name}`).length)"
IDS_TWICE = (
    "[...document.querySelectorAll('[id]')].map(element => element.id).filter((id, i, all) => all.indexOf(id) !== i)"
)
STYLED = "[...document.querySelectorAll('.book-twin [style]')].filter(element => !element.closest('.formula')).length"
TOO_WIDE = """[...document.querySelectorAll('.book-twin, .book-row')].filter(element => !element.closest('table'))
  .filter(element => element.getBoundingClientRect().right > innerWidth).map(element => element.textContent)"""


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


def read(page, target):
    """Open a page, and wait until Material has put its frames around the tables."""
    page.goto(target)
    until(
        page,
        "() => document.querySelectorAll('article table').length === document.querySelectorAll('article "
        ".md-typeset__table > table').length",
    )
    return page


def article(page):
    """The HTML of the page, but for the copy buttons and scroll marks, which Material gives to code once it is seen."""
    return page.evaluate("""() => {
      const copy = document.querySelector('article').cloneNode(true)
        copy.querySelectorAll('pre[id]').forEach(code => code.removeAttribute('id'))
      copy.querySelectorAll('code[tabindex]').forEach(code => code.removeAttribute('tabindex'))
      return copy.innerHTML
    }""")


@pytest.mark.parametrize('language, chapter', IN_TURN)  # what each has for the other: test_parallel.py
def test_each_block_is_followed_by_its_twin_and_the_rest_is_shown_once(watched, address, built_site, language, chapter):
    others = read(watched, url(address, built_site, OTHER[language], chapter)).evaluate(BLOCKS)
    read(watched, url(address, built_site, language, chapter))
    before, once, alone = article(watched), watched.evaluate(ONCE), watched.evaluate(BLOCKS)
    assert [twin for _, _, twin, *_ in alone if twin is not None] == []
    turn(watched, on=True)
    pairs = watched.evaluate(BLOCKS)
    assert [kind for kind, *_ in pairs] == [kind for kind, *_ in others] and len(pairs) > 10
    for (kind, text, twin, twin_language, code), (other_kind, other_text, _, _, other_code) in zip(pairs, others):
        assert kind == other_kind
        if text == other_text:
            assert twin is None, f'{text!r} stands there twice'
        else:
            wanted = (
                other_text.removeprefix(code).lstrip(':： ') if code == other_code else other_text
            )  # the code of an item, too, stands once
            assert (twin, twin_language) == (wanted, OTHER[language])
    assert [(kind, text) for kind, text, *_ in pairs] == [(kind, text) for kind, text, *_ in alone]
    assert watched.evaluate(ONCE) == once
    assert watched.evaluate(IDS_TWICE) == [] and watched.evaluate(STYLED) == 0
    turn(watched, on=False)
    assert article(watched) == before
    turn(watched, on=True)
    for width in (1280, 390, 320):
        watched.set_viewport_size({'width': width, 'height': 900})
        assert watched.evaluate('document.documentElement.scrollWidth <= innerWidth'), (
            f'the page is wider than {width} px'
        )
        assert watched.evaluate(TOO_WIDE) == [], width


@pytest.mark.about('optimizer')
def test_the_right_column_is_level_with_the_left_and_a_phone_has_one_column(watched, address):
    watched.goto(f'{address}/zh/optimizer.html?both')
    shown(watched)
    measure = """[...document.querySelectorAll('.book-row')].filter(row => row.matches('div, li > *') && !row.querySelector('h1') && row.checkVisibility())
      .map(row => [...row.children].map(part => { const range = new Range(); range.selectNodeContents(part); return range.getBoundingClientRect() }))
      .map(([one, two]) => [two.left - one.left, two.top - one.top, two.top - one.bottom, two.left])"""
    watched.set_viewport_size({'width': 1280, 'height': 900})
    wide = watched.evaluate(measure)
    assert len(wide) > 40 and all(right > 300 and abs(down) < 12 for right, down, _, _ in wide)
    assert len({round(left) for *_, left in wide}) == 2, 'a column begins at one place, and its lists at another'
    assert len({round(right) for right, *_ in wide}) == 1, 'the columns of lists are as wide as those of paragraphs'
    watched.set_viewport_size({'width': 390, 'height': 900})
    assert all(abs(right) < 3 and gap > -3 for right, _, gap, _ in watched.evaluate(measure))


@pytest.mark.about('model', 'loss')
def test_nothing_is_asked_for_before_it_is_wanted_and_the_choice_holds_on_the_next_pages(watched, address):
    asked = []
    watched.on('request', lambda request: asked.append(request.url.removeprefix(address)))
    watched.goto(f'{address}/en/model.html', wait_until='networkidle')
    assert not [path for path in asked if path.startswith('/zh/') or path.endswith('sitemap.xml')]
    turn(watched, on=True)
    turn(watched, on=False)
    turn(watched, on=True)
    assert [path for path in asked if path.startswith('/zh/')] == ['/zh/assets/parallel/model.js']
    assert watched.url == f'{address}/en/model.html?both'
    watched.click('.md-footer__link--next')
    shown(watched)
    assert watched.url == f'{address}/en/loss.html?both'
    follow(watched, 'zh')
    watched.wait_for_url(f'{address}/zh/loss.html?both')
    shown(watched)
    assert watched.locator('article h1 + .book-twin').get_attribute('lang') == 'en'
    turn(watched, on=False)
    assert watched.url == f'{address}/zh/loss.html'
    watched.go_back()
    watched.wait_for_url(f'{address}/en/loss.html')
    assert watched.locator('.book-twin').count() == 0, 'the way back undoes the choice'


@pytest.mark.about('model', 'optimizer')
def test_an_address_that_is_shared_shows_both_at_the_same_section(browser, address):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f'{address}/en/optimizer.html?h=gradient&both#zero-grad', wait_until='networkidle')
    shown(page)
    settled(page)
    assert page.url == f'{address}/en/optimizer.html?h=gradient&both#zero-grad'
    assert 0 <= page.evaluate('document.querySelector("#zero-grad").getBoundingClientRect().top') < 150
    assert page.evaluate('CSS.highlights.get("found").size') > 5, 'the words that were searched for are not marked'
    page.goto(f'{address}/zh/model.html')
    shown(page)
    context.close()


@pytest.mark.about('loss')
def test_the_switch_serves_the_keyboard_and_has_a_name(watched, address):
    for language in LANGUAGES:
        watched.goto(f'{address}/{language}/loss.html')
        button = watched.get_by_role('button', name=NAMES[language], exact=True)
        for _ in range(20):
            watched.keyboard.press('Tab')
            if button.evaluate('element => element === document.activeElement'):
                break
        watched.keyboard.press('Enter')
        shown(watched)
        assert watched.get_by_role('button', name=NAMES[language], pressed=True).count() == 1
        watched.keyboard.press('Space')
        shown(watched, on=False)


@pytest.mark.about('training')
@pytest.mark.parametrize('width', [1280, 320])
def test_the_paragraph_being_read_keeps_its_place(watched, address, width):
    watched.set_viewport_size({'width': width, 'height': 700})
    watched.goto(f'{address}/zh/training.html', wait_until='networkidle')
    place = """i => {
      const range = new Range()
      range.selectNodeContents(document.querySelectorAll("article [data-twin]:is(p, span)")[i])
      return range.getClientRects()[0].top
    }"""
    for number in (12, 30, 50):
        element = watched.locator('article [data-twin]:is(p, span)').nth(number)
        element.evaluate(
            'element => scrollTo({ top: scrollY + element.getBoundingClientRect().top - 80, behavior: "instant" })'
        )
        for on in (True, False):
            before = watched.evaluate(place, number)
            turn(watched, on)
            settled(watched)  # a browser may move the page after a change
            assert abs(watched.evaluate(place, number) - before) < 2, (number, on)


@pytest.mark.about('script')
def test_code_that_fills_the_screen_keeps_its_place(watched, address):
    watched.set_viewport_size({'width': 390, 'height': 160})
    watched.goto(f'{address}/en/script.html', wait_until='networkidle')
    code = watched.locator('article .language-python pre').filter(has_text='def data_iter').first
    code.evaluate(
        'element => scrollTo({ top: scrollY + element.getBoundingClientRect().top - 30, behavior: "instant" })'
    )
    assert code.evaluate('element => element.getBoundingClientRect().bottom > innerHeight'), (
        'the code is too short for this test'
    )
    for on in (True, False):
        turn(watched, on)
        settled(watched)
        assert abs(code.evaluate('element => element.getBoundingClientRect().top') - 30) < 2


@pytest.mark.about('loss')
def test_contents_copying_and_print_work_with_both_languages(browser, address):
    context = browser.new_context(permissions=['clipboard-read', 'clipboard-write'])
    page = context.new_page()
    page.goto(f'{address}/zh/loss.html?both', wait_until='networkidle')
    shown(page)
    page.click('.md-sidebar--secondary a[href="#pitfall"]')
    until(page, '() => Math.abs(document.querySelector("#pitfall").getBoundingClientRect().top) < 150')
    page.wait_for_selector('.md-sidebar--secondary .md-nav__link--active[href="#pitfall"]')
    block = page.locator('article .language-python').nth(1)
    block.hover()
    block.get_by_role('button', name='复制', exact=True).click()
    block.get_by_role('status').filter(has_text='已复制').wait_for()
    assert page.evaluate('navigator.clipboard.readText()').strip() == block.locator('code').inner_text().strip()
    page.emulate_media(media='print')
    assert page.locator('article p.book-twin').first.is_visible() and not switch(page).is_visible()
    page.emulate_media(media='screen')
    turn(page, on=False)
    page.emulate_media(media='print')
    assert page.locator('.book-twin').count() == 0
    context.close()


@pytest.mark.about('model')
def test_links_of_the_twin_stay_in_the_language_of_the_page(watched, address):
    watched.goto(f'{address}/zh/index.html?both')
    shown(watched)
    links = watched.evaluate("[...document.querySelectorAll('.book-twin a[href]')].map(link => link.href)")
    assert len(links) > 8 and all(link.startswith(f'{address}/zh/') for link in links)
    watched.click('.book-twin a >> text=The model')
    watched.wait_for_url(f'{address}/zh/model.html?both')


@pytest.mark.about('model')
def test_a_page_that_the_browser_kept_learns_what_was_chosen_since(watched, address):
    watched.goto(f'{address}/zh/model.html')
    watched.evaluate(
        '__md_set("book.both", true); dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))'
    )
    shown(watched)


@pytest.mark.about('loss')
def test_a_file_that_cannot_be_had_is_named_and_asked_for_again(page, address):
    page.route('**/assets/parallel/*.js', lambda route: route.abort())
    page.goto(f'{address}/en/loss.html')
    before = article(page)
    turn(page, on=True)
    assert page.locator('.book-notice').inner_text() == 'The Chinese could not be loaded, so only the English is shown.'
    assert page.locator('.book-twin').count() == 0
    turn(page, on=False)
    assert article(page) == before
    page.unroute('**/assets/parallel/*.js')
    turn(page, on=True)
    assert page.locator('.book-twin').count() > 20


def test_blocks_that_do_not_belong_together_are_not_mixed(page, published_site):
    for language, words in (
        ('zh', '这一节的中文和英文段落对不上，所以只显示中文。'),
        ('en', 'The paragraphs of this section differ in number or order, so only the English is shown.'),
    ):
        page.goto(f'{page_file(published_site, language, "fall").as_uri()}?both')
        shown(page)
        assert [notice.inner_text() for notice in page.locator('.book-notice').all()] == [words]
        assert page.locator('#function + .book-notice').count() == 1
        within = page.evaluate("""[...document.querySelectorAll('article .book-twin')].map(twin => [...document.querySelectorAll('article :is(h1, h2, h3)[id]')]
          .filter(heading => heading.compareDocumentPosition(twin) & Node.DOCUMENT_POSITION_FOLLOWING).at(-1).id)""")
        assert 'function' not in within and {'fall', 'plot', 'pitfall'} <= set(within)


def choose_dark(page):
    """Click through: as the system, light, dark."""
    for number in (1, 2):
        page.locator('.md-header [data-md-component=palette] label:visible').click()
        until(page, 'n => document.querySelector(`#__palette_${n}`).checked', number)
    assert page.locator('body').get_attribute('data-md-color-scheme') == 'slate'


@pytest.mark.about('optimizer')
@pytest.mark.parametrize('where', ['http', 'file'])
def test_the_other_language_keeps_the_colours_the_section_and_both_languages(page, address, built_site, where):
    root = address if where == 'http' else built_site.as_uri()
    page.goto(f'{root}/zh/optimizer.html')
    choose_dark(page)
    turn(page, on=True)
    assert page.locator('.book-twin[lang=en]').count() > 20
    page.goto(f'{root}/zh/optimizer.html#zero-grad')
    shown(page)
    follow(page, 'en')
    page.wait_for_url(f'{root}/en/optimizer.html?both#zero-grad')
    assert page.locator('body').get_attribute('data-md-color-scheme') == 'slate'
    shown(page)
    assert page.locator('.book-twin[lang=zh]').count() > 20


@pytest.mark.about('optimizer')
def test_without_javascript_the_switch_is_a_plain_link_to_the_same_page(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f'{address}/en/optimizer.html')
    assert not switch(page).is_visible()
    follow(page, 'zh')
    assert page.url == f'{address}/zh/optimizer.html'
    context.close()
