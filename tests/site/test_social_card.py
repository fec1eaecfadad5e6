"""What a link to the book shows elsewhere: a title, a few words, a picture without a missing letter, an icon."""

import io
import warnings

import pytest
from bs4 import BeautifulSoup
from helpers.pages import CHAPTERS, ROOT, page_file, soup
from PIL import Image

from book.manuscript.book import LANGUAGES, Book
from book.site.artifacts import social_card

TITLES = {language: Book(ROOT).setting(language, 'site_name') for language in LANGUAGES}


@pytest.fixture(scope='module')
def figure(book):
    return (book.figures('en') / 'index-1.svg').read_text(encoding='utf-8')


def meta(page):
    """Return what a page says of itself: property or name -> content."""
    return {tag.get('property') or tag.get('name'): tag['content'] for tag in page.select('meta[property], meta[name]')}


@pytest.mark.parametrize('language', LANGUAGES)
def test_every_page_has_one_title_and_says_what_a_link_to_it_shows(built_site, language):
    titles = []
    for chapter in CHAPTERS:
        path = page_file(built_site, language, chapter)
        page = soup(path)
        said = meta(page)
        titles.append(page.title.get_text())
        assert titles[-1].count(TITLES[language]) == 1
        assert titles[-1] == (TITLES[language] if chapter == 'index' else f'{said["og:title"]} - {TITLES[language]}')
        assert (
            said['og:description']
            and said['og:locale'] == {'zh': 'zh_CN', 'en': 'en_GB'}[language]
            and said['twitter:card'] == 'summary_large_image'
        )
        assert 'og:url' not in said and (path.parent / said['og:image']).is_file(), (
            'without a base URL, no address is absolute'
        )
        assert {tag['media']: tag['content'] for tag in page.select('meta[name=theme-color]')} == {
            '(prefers-color-scheme: light)': '#ffffff',
            '(prefers-color-scheme: dark)': '#171a20',
        }
        icons = [(path.parent / tag['href']).resolve() for tag in page.select('link[rel~=icon]')]
        assert [icon.suffix for icon in icons] == ['.svg', '.png'] and all(icon.is_file() for icon in icons)
    assert len(set(titles)) == len(titles)


def test_with_a_base_url_the_addresses_are_absolute(published_site):
    out = published_site
    said = meta(soup(out / 'en/fall.html'))
    assert said['og:url'] == 'https://example.org/deep/book/en/fall.html'
    assert said['og:image'] == 'https://example.org/deep/book/en/assets/preview.png'
    assert meta(soup(out / 'index.html'))['og:image'] == 'https://example.org/deep/book/zh/assets/preview.png'


@pytest.mark.parametrize('language', LANGUAGES)
def test_the_picture_has_the_size_that_links_need(built_site, language):
    assert Image.open(built_site / language / 'assets/preview.png').size == (1200, 630)
    assert Image.open(built_site / language / 'assets/favicon.png').size == (180, 180)


def test_the_picture_is_the_samples_and_the_fitted_line_of_the_home_page(figure):
    [(points, _)], [(((left, top), (right, bottom)), _)] = social_card.read(figure)
    assert len(points) == 1000 and left < right and top < bottom  # the line falls; in SVG, y grows downward
    above = sum(y < top + (x - left) / (right - left) * (bottom - top) for x, y in points)
    assert 400 < above < 600, 'the line does not run through the middle'


def words_drawn(png):
    """Is there any ink, which only the title has?"""
    return (0x1C, 0x1F, 0x24) in {
        colour for _, colour in Image.open(io.BytesIO(png)).convert('RGB').getcolors(1200 * 630)
    }


@pytest.mark.parametrize('title', TITLES.values())
def test_no_letter_of_the_picture_is_missing(figure, title):
    with warnings.catch_warnings():
        warnings.simplefilter('error')  # Matplotlib warns of each letter that a font lacks
        drawn = social_card.card(figure, title, title)
        plain = social_card.card(figure, title, title, names=('DejaVu Sans',))
    assert words_drawn(drawn) == (social_card.font(title) is not None)
    assert words_drawn(plain) == title.isascii(), 'without a font that has Chinese, there are no words'


def test_a_missing_letter_would_be_noticed(figure, monkeypatch):
    monkeypatch.setattr(social_card, 'font', lambda text, names: 'DejaVu Sans')
    with pytest.warns(UserWarning, match='missing from'):
        social_card.card(figure, '线性', '')


def test_another_colour_is_taken_over_and_a_book_without_a_figure_has_a_card_of_words(figure):
    green = social_card.card(figure.replace('#d62728', '#00aa00'), 'A', 'b')
    assert (0, 0xAA, 0) in {colour for _, colour in Image.open(io.BytesIO(green)).convert('RGB').getcolors(1200 * 630)}
    assert social_card.read('<svg/>') == ([], []) and words_drawn(social_card.card('<svg/>', 'A', 'b'))


def inline(page):
    """Return the scripts and styles of the book's own that stand in a page itself; those of KaTeX and Material are
    theirs.
    """
    own = (
        page.select('main [style]:not(.katex *):not([class^=md-])')
        if page.select('article')
        else page.select('[style], style, script:not([src])')
    )
    return [str(element)[:80] for element in own]


def test_no_page_of_the_book_has_a_style_or_a_script_in_itself(built_site):
    assert [found for path in sorted(built_site.rglob('*.html')) for found in inline(soup(path))] == []


def test_a_style_in_a_page_would_be_named():
    assert inline(BeautifulSoup('<main><article><svg style="fill: red"></svg></article></main>', 'html.parser'))
    assert inline(BeautifulSoup('<body><style>a{}</style><script>1</script></body>', 'html.parser')) != []
