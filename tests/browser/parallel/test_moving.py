"""In real Chromium: with both languages, a reader keeps the place, the colours and the choice."""

import pytest
from helpers.pages import page_file
from helpers.screen.browser import settled, until
from helpers.screen.parallel import article, follow, shown, switch, turn


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
    inner = [link for link in links if link.startswith(address)]
    assert len(inner) > 8 and [link for link in inner if not link.startswith(f'{address}/zh/')] == []
    watched.click('.book-twin a >> text=The model')
    watched.wait_for_url(f'{address}/zh/model.html?both')


@pytest.mark.about('model')
def test_a_page_that_the_browser_kept_learns_what_was_chosen_since(watched, address):
    watched.goto(f'{address}/zh/model.html')
    watched.evaluate(
        '__md_set("book.both", true); dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))'
    )
    shown(watched)
    watched.evaluate(
        '__md_set("book.both", false); dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))'
    )
    shown(watched, on=False)


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
        assert page.locator('#function + .book-notice[role=status]').count() == 1
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
