"""The page of the glossary, and the notes of its terms on every page."""

import json
import re

import pytest
from helpers.pages import CHAPTERS, page_file, soup

from book.finish import glossary, lines
from book.finish.built_page import BuiltPage
from book.manuscript import terms
from book.manuscript.book import LANGUAGES
from book.manuscript.page import squeeze
from book.site.artifacts.search_index import ZERO_WIDTH_SPACE
from book.weave import glossary_page


def articles(built_site, language):
    return {name: soup(page_file(built_site, language, name)).select_one('article') for name in CHAPTERS}


@pytest.mark.parametrize('language', LANGUAGES)
def test_the_page_has_each_term_in_both_languages_and_leads_to_where_it_is_introduced(book, built_site, language):
    article = soup(page_file(built_site, language, 'glossary')).select_one('article')
    other = next(name for name in LANGUAGES if name != language)
    entries = {terms.anchor(term): term for term in terms.read(book)}
    headings = article.select('h2[id]')
    assert {heading['id'] for heading in headings} == entries.keys() and len(headings) == len(entries) > 40
    for heading in headings:
        term, (here, there, where) = entries[heading['id']], heading.find_next_siblings('p', limit=3)
        translated = heading.select_one(f'span[lang={other}]')
        assert (
            heading.get_text().startswith(term[language])
            and (translated.text if translated else term[language]) == term[other]
        )
        assert here.get_text() == term[f'{language}_text'].replace('`', '') and there.get_text() == term[
            f'{other}_text'
        ].replace('`', '')
        assert there['lang'] == other and where.a['href'] == term['where'].replace('#', '.html#')
    assert not article.select('a.term')


def test_the_terms_are_in_the_order_of_their_language(book, built_site):
    english, chinese = (
        [
            heading.contents[0].strip()
            for heading in soup(page_file(built_site, language, 'glossary')).select('article h2')
        ]
        for language in ('en', 'zh')
    )
    assert english == sorted(english, key=str.lower)
    order = ['标签', '参数', '超参数', '导数', '反向传播', '梯度', '梯度清零', '学习率', '样本', '噪声', '张量']
    assert [word for word in chinese if word in order] == [word for word in order if word in chinese]
    for word in chinese:  # GB 2312 orders by pinyin only its first 3755 characters
        assert word[0].isascii() or word[0].encode('gb2312') < b'\xd8', word


@pytest.mark.parametrize('language', LANGUAGES)
def test_a_term_is_marked_once_a_section_and_only_in_prose(book, built_site, language):
    marked = set()
    for name, article in articles(built_site, language).items():
        page, notes = [], {note['id']: note for note in article.select('.term-notes p[id]')}
        for element in article.select('a.term'):
            anchor = element['href'].removeprefix('glossary.html#')
            assert anchor not in page, f'{name}: {anchor} is marked twice'
            page.append(anchor)
            assert not element.find_parent(
                ['h1', 'h2', 'h3', 'pre', 'code', 'th', 'summary']
            ) and not element.find_parent(class_='output')
            assert element.find_parent('a') is None and notes[element['aria-describedby']].get_text()
        assert notes.keys() == {f'term-{anchor}' for anchor in page}
        marked |= set(page)
    assert marked == {terms.anchor(term) for term in terms.read(book)}, 'a term that no page shows'


@pytest.mark.parametrize('language', LANGUAGES)
def test_the_notes_are_neither_in_the_search_nor_in_the_notebooks(book, built_site, language):
    index = (
        (built_site / language / 'search/search_index.js')
        .read_text(encoding='utf-8')
        .removeprefix('window.searchIndex = ')
    )
    texts = {
        doc['location']: re.sub('<.*?>', '', doc['text'].replace(ZERO_WIDTH_SPACE, ''))
        for doc in json.loads(index)['docs']
    }
    for term in terms.read(book):
        sentence = term[f'{language}_text'].replace('`', '')[:25]
        assert any(
            sentence in text for place, text in texts.items() if place == f'glossary.html#{terms.anchor(term)}'
        ), [(place, text) for place, text in texts.items() if place == f'glossary.html#{terms.anchor(term)}']
        assert not [
            place for place, text in texts.items() if sentence in text and not place.startswith('glossary.html')
        ]
    assert not [name for name in CHAPTERS if 'term-note' in book.notebook(language, name).read_text(encoding='utf-8')]


@pytest.mark.parametrize('language', LANGUAGES)
def test_the_glossary_is_in_the_navigation_of_each_page_and_offers_no_notebook(built_site, language):
    for name in (*CHAPTERS, 'glossary'):
        page = soup(page_file(built_site, language, name))
        assert page.select('.md-nav--primary a[href="glossary.html"], .md-nav--primary .md-nav__link--active')
        assert bool(page.select('.book-downloads')) == (name != 'glossary')


@pytest.mark.parametrize('language', LANGUAGES)
def test_each_line_by_line_item_names_the_lines_it_explains(book, built_site, language):
    count = 0
    for name, article in articles(built_site, language).items():
        places = {id(element): place for place, element in enumerate(article.descendants)}
        ids = {element['id']: element for element in article.select('[id]')}
        for item in article.select('li'):
            first = next(child for child in item.descendants if child.name not in ('span', 'p') and str(child).strip())
            if first.name == 'code':
                found = [ids[anchor] for anchor in item['data-lines'].split()]
                assert found and all(squeeze(first.get_text()) in squeeze(line.get_text()) for line in found), (
                    name,
                    item,
                )
                assert all(places[id(line)] < places[id(item)] for line in found), 'the code stands above'
                count += 1
        starts = [item for token in book.page(language, name).lines if (item := re.match(r'\s*- `', token))]
        assert len(article.select('li[data-lines]')) == len(starts)
    assert count > 50


def built(book, html):
    """Return a page of the first chapter of the English book that has this HTML."""
    return BuiltPage(html, book, 'en', book.chapters[0])


PAGE = (
    '<div class="language-python highlight"><pre><code><span id="__span-0-1">x = 1\n</span></code></pre></div>'
    '<div class="language-python highlight"><pre><code><span id="__span-1-1">x  = 1\n</span><span id="__span-1-2">y = '
    'x\n</span></code></pre></div>'
    '<ul><li><code>x = 1</code>: one.</li><li><p><code>x</code>: both.</p></li><li><code>z</code>: '
    'none.</li><li>x</li></ul>'
)


def test_the_nearest_block_above_is_meant(book):
    page = built(book, PAGE)
    lines.step(page)
    items = page.article.select('li')
    assert [item.get('data-lines') for item in items] == ['__span-1-1', '__span-1-1 __span-1-2', None, None]


def test_what_is_not_marked_stays_as_it_was(unchanged_tiny_book):
    page = (
        '<h2 id="a">Mean &amp; noise</h2><p><img alt="a &quot;noise&quot;" src="figures/x-1.svg">'
        '1 &lt; 2 <code>noise</code> <em>distance</em>, noisy</p>'
    )
    marked = built(unchanged_tiny_book, page)
    glossary.step(marked)
    html = marked.html()
    assert html.startswith(page.split('<em>')[0]) and re.findall('>([^<]*)</a>', html.split('<section')[0]) == [
        'distance',
        'noisy',
    ]


@pytest.mark.parametrize('language', LANGUAGES)
def test_letters_lead_to_the_first_term_of_each(book, built_site, language):
    article = soup(page_file(built_site, language, 'glossary')).select_one('article')
    heads = {head['id']: head.find(string=True).strip() for head in article.select('h2.term-head')}
    letters = {link.get_text(): link['href'].removeprefix('#') for link in article.select('.term-letters a')}
    assert list(letters) == sorted(letters) and len(letters) > 10
    found = {}
    for anchor, word in heads.items():
        found.setdefault(glossary_page.initial(word), anchor)
    assert found == letters


def test_the_letter_of_a_chinese_word_is_that_of_its_pinyin():
    words = {
        '标签': 'B',
        '参数': 'C',
        '反向传播': 'F',
        '梯度': 'T',
        '学习率': 'X',
        '样本': 'Y',
        '噪声': 'Z',
        '损失': 'S',
        '权重': 'Q',
        '均值': 'J',
        'notebook': 'N',
        '阿': 'A',
    }
    assert {word: glossary_page.initial(word) for word in words} == words
