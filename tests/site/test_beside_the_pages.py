"""What stands beside the pages, each made by itself: sitemaps, bundles, downloads, the index; and what is missing."""

import json
import re
from types import SimpleNamespace

import pytest
from helpers.pages import CHAPTERS, ROOT

from book.finish.assets import SCRIPTS, STYLES
from book.manuscript.book import LANGUAGES, NOTEBOOK_PAGE
from book.manuscript.problems import BookError
from book.site import builder, finish_folder
from book.site.artifacts import downloads, sitemap
from book.site.styles import bundle
from book.site.styles.purge import kept, purge


def page(**more):
    return SimpleNamespace(**({'canonical': '', 'hreflang': [], 'styles': [], 'scripts': []} | more))


def test_addresses_with_odd_signs_make_a_sound_sitemap(tmp_path):
    sitemap.write(tmp_path, [page(canonical='https://x.org/a&b.html', hreflang=[('en', 'https://x.org/c&"d.html')])])
    text = (tmp_path / 'sitemap.xml').read_text(encoding='utf-8')
    assert '<loc>https://x.org/a&amp;b.html</loc>' in text and 'href="https://x.org/c&amp;&quot;d.html"' in text, text


@pytest.mark.parametrize('canonical', ['', 'https://x.org/a.html'])
def test_the_sitemaps_of_the_builder_never_stay(tmp_path, canonical):
    for name in ('sitemap.xml', 'sitemap.xml.gz'):
        (tmp_path / name).write_text('of the builder')
    sitemap.write(tmp_path, [page(canonical=canonical), page(canonical=canonical)])
    left = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert left.keys() == ({'sitemap.xml'} if canonical else set()) and 'of the builder' not in left.values(), left


@pytest.mark.parametrize('end', ['', '/'])
def test_an_address_may_end_with_a_slash_or_not(tiny_book, end):
    base = f'https://x.org/book{end}'
    files = sitemap.root_files(base)
    assert 'Sitemap: https://x.org/book/sitemap.xml\n' in files['robots.txt']
    assert '<loc>https://x.org/book/en/sitemap.xml</loc>' in files['sitemap.xml'], files['sitemap.xml']
    assert '<link rel="canonical" href="https://x.org/book/">' in sitemap.root_links(base)
    for name in builder.ROOT_FILES:
        text = builder.root_file(tiny_book, name, base)
        assert 'book//' not in text and '{{' not in text, text
    assert 'href="/book/en/index.html"' in builder.root_file(tiny_book, '404.html', base)


def test_material_s_sheet_comes_first_and_the_book_s_own_last_and_nothing_that_was_joined_stays(tmp_path):
    files = {
        'assets/own.css': 'b{color:red}',
        'assets/stylesheets/main.css': 'a{color:red}',
        'assets/stylesheets/main.css.map': '{}',
        'assets/one.js': 'one()',
        'assets/two.js': 'two()',
        'assets/other.js': 'other()',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding='utf-8')
    styles, scripts = list(files)[:2], ['assets/one.js', 'assets/two.js']
    pages = [page(styles=styles, scripts=scripts[:1]), page(styles=styles, scripts=scripts)]
    bundles = bundle.join(tmp_path, pages, ROOT / 'node_modules')
    sheet, places = bundles[STYLES], ('a{color:red}', '.katex', kept('b{color:red}'))
    assert sorted(map(sheet.index, places)) == [sheet.index(each) for each in places], (
        'of equal rules the last one counts'
    )
    assert 'url(katex/fonts/' in sheet and 'url(fonts/' not in sheet and sheet.count('a{color:red}') == 1
    assert bundles[SCRIPTS] == 'one()\ntwo()'
    bundle.write(tmp_path, pages, bundles)
    left = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob('*') if path.is_file())
    assert left == sorted([STYLES, SCRIPTS, 'assets/other.js'])


def test_a_chapter_yet_to_be_translated_offers_nothing_to_carry_away(tiny_book, tmp_path):
    with tiny_book.path('zh', 'fall').open('a', encoding='utf-8') as text:
        text.write('\n<!-- to translate -->\n')
    held = {}
    for language in LANGUAGES:
        downloads.write(tmp_path / language, tiny_book, language, '')
        held[language] = sorted(path.stem for path in (tmp_path / language).glob('*/*'))
    assert held == {'zh': ['index', 'index'], 'en': ['fall', 'fall', 'index', 'index']}


def site(folder, language):
    folder.mkdir()
    (folder / 'index.html').write_text(f'<html lang="{language}"></html>', encoding='utf-8')
    return folder


def test_a_site_in_a_language_that_the_book_does_not_have_is_named(tiny_book, tmp_path):
    assert finish_folder.language_of(site(tmp_path / 'a', 'zh'), tiny_book) == 'zh'
    with pytest.raises(BookError, match="index.html: the language of the page is 'de'.*to one of zh, en"):
        finish_folder.finish(site(tmp_path / 'b', 'de'), tiny_book)


@pytest.mark.parametrize('package', ['katex', 'iframe-worker'])
def test_what_is_not_installed_is_named_before_anything_is_changed(tiny_book, tmp_path, package):
    (tiny_book.root / 'node_modules').unlink()
    for other in {'katex', 'iframe-worker'} - {package}:
        (tiny_book.root / 'node_modules' / other).mkdir(parents=True)
    with pytest.raises(BookError, match=f'node_modules/{package}: {package} is not installed.*make setup'):
        finish_folder.finish(site(tmp_path / 'site', 'en'), tiny_book)
    assert [path.name for path in (tmp_path / 'site').iterdir()] == ['index.html']


def test_a_site_can_be_read_by_whoever_serves_it_as_it_stands(published_site):
    assert published_site.stat().st_mode & 0o777 == 0o755, oct(published_site.stat().st_mode)
    assert (published_site / '.nojekyll').is_file(), 'GitHub would leave out what begins with an underscore'


def test_the_search_prefers_a_chapter_to_what_repeats_it_and_the_earlier_to_the_later(built_site):
    text = (built_site / 'en/search/search_index.js').read_text(encoding='utf-8')
    docs = json.loads(text.removeprefix('window.searchIndex = '))['docs']
    boosts = {doc['location'].partition('.html')[0]: doc['boost'] for doc in docs}
    lesson = [name for name in CHAPTERS[: CHAPTERS.index(NOTEBOOK_PAGE)] if name != 'index']
    order = [boosts[name] for name in lesson]
    assert order == sorted(order, reverse=True) and len(set(order)) == len(lesson) > 3, boosts
    assert min(order) > max(boosts[name] for name in boosts.keys() - lesson), boosts


def test_a_new_site_takes_the_place_of_the_old_one_and_leaves_nothing_of_it(tiny_book, builders):
    old = tiny_book.root / 'site'
    (old / 'zh').mkdir(parents=True)
    (old / 'zh/index.html').write_text('the old site')
    (old / 'old.html').write_text('x')
    builder.build(tiny_book, builders=builders)
    assert not (old / 'old.html').exists() and 'the old site' not in (old / 'zh/index.html').read_text('utf-8')
    assert [path.name for path in old.parent.glob('*site*')] == ['site']


def test_a_rule_stays_if_a_page_or_a_script_has_its_class_or_it_is_the_book_s_own(tmp_path):
    names = ('first', 'second', 'scripted', 'twin', 'nowhere')
    sheet = ''.join(f'.of-{name}{{color:red}}' for name in names) + kept('.of-the-book{color:red}')
    files = {
        'assets/site.css': sheet,
        'index.html': '<p class="of-first"></p>',
        'other.html': '<p class="of-second"></p>',
        'assets/site.js': 'element.className = "of-scripted"',
        'assets/parallel/other.js': 'bookTwins("of-twin")',  # the text of a page, whose marks are the other's own
    }
    for name, text in files.items():
        (tmp_path / 'en' / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / 'en' / name).write_text(text, encoding='utf-8')
    purge(tmp_path, ['en'], ROOT / 'node_modules')
    left = re.findall(r'\.of-([\w-]+)', (tmp_path / 'en/assets/site.css').read_text(encoding='utf-8'))
    assert left == ['first', 'second', 'scripted', 'the-book']


def test_a_purge_that_does_not_run_says_why(tmp_path):
    with pytest.raises(RuntimeError, match='(?s)PurgeCSS did not run: .*purgecss'):
        purge(tmp_path, ['en'], tmp_path / 'nowhere')
