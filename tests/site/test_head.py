"""What each page says of itself, what it links to in every language, and the style sheet that it waits for."""

import re
from importlib import metadata
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from helpers.pages import CHAPTERS, files, page_file, soup

from book.manuscript.book import LANGUAGES, NOTEBOOK_PAGE
from book.weave import notebook


def test_each_page_has_a_description_of_its_own(built_site):
    pages = [path for path in files(built_site) if path.parent != built_site]
    texts = [soup(path).select_one('meta[name=description]')['content'] for path in pages]
    assert len(pages) == len(set(texts)) == (len(CHAPTERS) + 1) * len(LANGUAGES)  # the glossary is one, too
    assert all(20 <= len(text) <= 200 and '<' not in text and '\\' not in text for text in texts), texts


@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize('chapter', CHAPTERS)
def test_the_language_switch_and_the_downloads_are_on_every_page(built_site, language, chapter):
    path = page_file(built_site, language, chapter)
    page = soup(path)
    other = next(name for name in LANGUAGES if name != language)
    assert page.html['lang'] == language
    for switch in (f'link[rel=alternate][hreflang={other}]', f'.md-select__link[hreflang={other}]'):
        assert (path.parent / page.select_one(switch)['href']).resolve() == page_file(
            built_site, other, chapter
        ).resolve()
    downloads = [(path.parent / link['href']).resolve() for link in page.select('.book-downloads a[download]')]
    script = 'linear_regression.py' if chapter == NOTEBOOK_PAGE else f'scripts/{chapter}.py'
    assert downloads == [
        (built_site / language / name).resolve() for name in (f'notebooks/{chapter}.ipynb', script, 'notebooks.zip')
    ]
    assert not [path for path in downloads if not (path.is_file())]


@pytest.mark.parametrize('language', LANGUAGES)
def test_every_page_says_with_which_versions_it_was_woven(book, built_site, language):
    for chapter in CHAPTERS:
        record, _ = notebook.read(book.notebook(language, chapter))
        line = soup(page_file(built_site, language, chapter)).select_one('.book-versions').get_text()
        assert line.endswith(f'Python {record["python"]}, torch {record["torch"]}, Matplotlib {record["matplotlib"]}')


def test_the_root_leads_to_both_languages(built_site):
    page = soup(built_site / 'index.html')
    assert [link['href'] for link in page.select('main a')] == ['zh/index.html', 'en/index.html']
    assert 'navigator.languages' in (built_site / page.script['src']).read_text(encoding='utf-8')
    assert (built_site / '404.html').is_file() and not list(built_site.glob('*/404.html'))


@pytest.mark.about('script')
def test_a_page_waits_for_one_style_sheet_and_for_no_script(built_site):
    for path in built_site.glob('*/*.html'):
        page = BeautifulSoup(path.read_text(encoding='utf-8'), 'html.parser')
        assert [link['href'] for link in page('link', rel='stylesheet')] == ['assets/site.css'], path
        assert all(script.has_attr('defer') for script in page('script', src=True)), (
            f'{path}: a script that is not deferred'
        )


def test_the_style_sheet_has_no_rules_for_what_no_page_has_and_all_that_it_refers_to(book, built_site):
    material = sum(
        len(path.read_text(encoding='utf-8'))
        for path in Path(
            metadata.distribution('mkdocs-material').locate_file('material/templates/assets/stylesheets')
        ).glob('*.css')
    )
    for language in LANGUAGES:
        sheet = (built_site / language / 'assets/site.css').read_text(encoding='utf-8')
        assert not re.search(r'\.(?:tabbed-set|md-consent|md-feedback|md-post)\b', sheet) and len(sheet) < material
        assert 'data-md-color-switching' not in sheet, 'at each load all styles would be computed twice'
        assert not [
            rule
            for rule in (
                '.md-search-result__',
                '.md-nav__link--active',
                '[data-md-color-scheme=slate]',
                '.md-header--shadow',
            )
            if rule not in sheet
        ]
        used, defined = (set(re.findall(pattern, sheet)) for pattern in (r'var\((--[\w-]+)', r'(--[\w-]+)\s*:'))
        raw = Path(metadata.distribution('mkdocs-material').locate_file('material/templates/assets/stylesheets'))
        known = {
            name
            for path in raw.glob('*.css')
            for name in re.findall(r'(--[\w-]+)\s*:', path.read_text(encoding='utf-8'))
        }
        assert not used & known - defined
