"""What the build prepares for two languages: twins for parallel reading, and addresses for search engines."""

import json
import re
from xml.etree import ElementTree

import pytest
from helpers.pages import CHAPTERS, ROOT, page_file, soup

from book.finish import parallel
from book.finish.built_page import BuiltPage
from book.manuscript.book import LANGUAGES, Book

SITE = 'https://example.org/deep/book/'
PAGE = (
    '<h1 id="t">Title<a class="headerlink" href="#t">¶</a></h1><p>One <span '
    'class="arithmatex"><b>x</b></span>.</p><pre><code>a &lt; b</code></pre>'
    '<ul><li>two <a id="z" href="#t">t</a><ul><li>three</li></ul></li><li><p>four</p></li></ul><p><img alt="a '
    '&quot;b&quot;" src="figures/a-1.svg"></p>'
)


def prepared(page):
    built = BuiltPage(page, Book(ROOT), 'en', 'x')
    sections = parallel.prepare(built)
    return built.html(), sections


def key(page):
    return prepared(page)[1]['t']['key']


def test_twins_hold_the_text_and_neither_ids_nor_code_nor_formulas_nor_figures():
    html, sections = prepared(PAGE)
    assert sections['t']['blocks'] == [
        'Title',
        'One <span data-formula="0"></span>.',
        'two <a href="#t">t</a>',
        'three',
        'four',
    ]
    assert html.count('data-twin=""') == 4 and f'<h1 id="t" data-twin="{sections["t"]["key"]}">' in html
    assert 'a &lt; b' in html and 'alt="a &quot;b&quot;"' in html
    assert re.sub(r' data-twin="\w*"|</?span[^>]*>', '', html) == re.sub(r'</?span[^>]*>', '', PAGE), (
        'more was changed than the marks'
    )


@pytest.mark.parametrize(
    'old, new',
    [
        ('<p>One ', '<p>Zero</p><p>One '),
        ('<p>One', '<h2>One'),
        ('<b>x</b>', '<b>y</b>'),
        ('a &lt; b', 'a &gt; b'),
        ('href="#t">t<', 'href="#z">t<'),
        ('<li>three</li>', ''),
        ('<p>four</p>', 'four'),
        ('a-1.svg', 'a-2.svg'),
    ],
)
def test_what_differs_between_the_languages_changes_the_key(old, new):
    assert key(PAGE.replace(old, new)) != key(PAGE)
    assert key(PAGE.replace('<b>x</b>', '<b>x +\ny</b>')) == key(PAGE.replace('<b>x</b>', '<b>x + y</b>')), (
        'a line ends in a formula'
    )
    assert key(PAGE.replace('One', 'Another').replace('three', 'drei').replace('Title', '标题')) == key(PAGE)


@pytest.mark.parametrize('chapter', CHAPTERS)
def test_both_languages_of_a_chapter_have_the_same_keys(built_site, chapter):
    keys = []
    for language in LANGUAGES:
        text = (built_site / f'{language}/assets/parallel/{chapter}.js').read_text(encoding='utf-8')
        given = json.loads(text.removeprefix('bookTwins(').rstrip()[:-1])
        assert given['language'] == language
        page = soup(page_file(built_site, language, chapter))
        assert {
            heading['id']: heading['data-twin'] for heading in page.select('article :is(h1, h2, h3, h4)[data-twin]')
        } == {name: section['key'] for name, section in given['sections'].items()}
        assert len(page.select('[data-twin]')) == sum(len(section['blocks']) for section in given['sections'].values())
        assert len(text) < 30_000, 'figures, code or formulas are in it'
        keys.append({name: section['key'] for name, section in given['sections'].items()})
    assert keys[0] == keys[1] and len(keys[0]) > 2


PUBLISHED = ('index', 'fall', 'glossary')  # the pages of the tiny book


def test_with_a_base_url_search_engines_find_each_page_in_each_language(published_site):
    out = published_site
    spaces = {'s': 'http://www.sitemaps.org/schemas/sitemap/0.9', 'x': 'http://www.w3.org/1999/xhtml'}
    index = ElementTree.parse(out / 'sitemap.xml')
    assert [place.text for place in index.iterfind('.//s:loc', spaces)] == [
        f'{SITE}{language}/sitemap.xml' for language in LANGUAGES
    ]
    assert f'Sitemap: {SITE}sitemap.xml' in (out / 'robots.txt').read_text()
    for language in LANGUAGES:
        listed = {
            entry.find('s:loc', spaces).text: {
                link.get('hreflang'): link.get('href') for link in entry.iterfind('x:link[@rel="alternate"]', spaces)
            }
            for entry in ElementTree.parse(out / language / 'sitemap.xml').iterfind('s:url', spaces)
        }
        assert len(listed) == len(PUBLISHED)
        for chapter in PUBLISHED:
            page = soup(page_file(out, language, chapter))
            wanted = {name: f'{SITE}{name}/{chapter}.html' for name in LANGUAGES}
            wanted['x-default'] = SITE if chapter == 'index' else wanted['en']
            assert {link['hreflang']: link['href'] for link in page.select('head link[rel~=alternate]')} == wanted
            assert page.select_one('link[rel=canonical]')['href'] == wanted[language]
            assert listed[wanted[language]] == wanted
            assert page.select_one(f'.md-select__link[hreflang={"en" if language == "zh" else "zh"}]')[
                'href'
            ].startswith('../'), 'a copy elsewhere leads away'
    root = soup(out / 'index.html')
    assert {link['hreflang']: link['href'] for link in root.select('head link[rel=alternate]')} == {
        'zh': f'{SITE}zh/index.html',
        'en': f'{SITE}en/index.html',
        'x-default': SITE,
    }
    assert root.select_one('link[rel=canonical]')['href'] == SITE


def test_without_a_base_url_nothing_names_an_address(built_site):
    assert not (built_site / 'sitemap.xml').exists() and not (built_site / 'robots.txt').exists()
    for path in [built_site / 'index.html', *(page_file(built_site, language, CHAPTERS[1]) for language in LANGUAGES)]:
        page = soup(path)
        assert {link['hreflang'] for link in page.select('head link[rel~=alternate]')} == set(LANGUAGES)
        assert not [
            link for link in page.select('head link[rel~=alternate]') if not ((path.parent / link['href']).is_file())
        ]
        assert page.select_one('link[rel=canonical]') is None
