"""In real Chromium: a reader can do what readers do."""

import pytest


def test_the_root_sends_a_reader_to_the_language_of_the_browser(browser, address):
    for locale, language in (('zh-CN', 'zh'), ('en-GB', 'en'), ('zh-TW', 'zh')):
        context = browser.new_context(locale=locale)
        page = context.new_page()
        page.goto(f'{address}/')
        page.wait_for_url(f'{address}/{language}/index.html')
        context.close()


@pytest.mark.parametrize('wanted, language', [('en-GB zh-CN', 'en'), ('zh-CN en-GB', 'zh'), ('fr zh en', 'zh')])
def test_of_two_languages_the_one_that_a_reader_prefers_is_chosen(browser, address, wanted, language):
    context = browser.new_context()
    context.add_init_script(f"Object.defineProperty(navigator, 'languages', {{value: '{wanted}'.split(' ')}})")
    page = context.new_page()
    page.goto(f'{address}/')
    page.wait_for_url(f'{address}/{language}/index.html')
    context.close()


@pytest.mark.about('loss')
def test_without_javascript_the_reader_chooses_and_reads(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f'{address}/')
    page.click('text=中文')
    assert page.url == f'{address}/zh/index.html'
    page.goto(f'{address}/zh/loss.html')
    page.click('article summary')
    for selector in (
        'article details .language-python',
        'article .output',
        'article .formula .katex',
        'article svg.figure',
    ):
        assert page.locator(selector).first.is_visible(), selector
    context.close()


@pytest.mark.about('optimizer')
def test_the_language_switch_leads_to_the_same_section_of_the_same_chapter(watched, address):
    watched.goto(f'{address}/en/optimizer.html#zero-grad')
    watched.hover('.md-header .md-select')
    watched.click('.md-select__link[hreflang=zh]')
    watched.wait_for_url(f'{address}/zh/optimizer.html#zero-grad')


@pytest.mark.parametrize(
    'language, query, chapter',
    [('en', 'broadcasting', 'model'), ('zh', '广播机制', 'model'), ('zh', '生成器', 'batches')],
)
def test_the_search_finds_a_chapter_of_its_own_language(watched, address, language, query, chapter):
    watched.goto(f'{address}/{language}/index.html', wait_until='networkidle')
    watched.fill('.md-search__input', query)  # as an input method does: without keys
    watched.wait_for_selector(f'.md-search-result__link[href*="/{chapter}.html"]')
    found = [link.get_attribute('href') for link in watched.locator('.md-search-result__link').all()]
    assert not [link for link in found if f'/{language}/' not in link]
