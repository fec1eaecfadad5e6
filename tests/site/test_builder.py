"""`book build` and `book finish`: a site that is whole, or else the one of before and words that say why."""

import html
import os
import subprocess
import sys

import pytest
from helpers.commands import BOOK_COMMAND
from helpers.pages import soup
from helpers.planting import edit

from book.manuscript.book import CONFIGS, LANGUAGES
from book.manuscript.problems import BookError
from book.site import builder, mkdocs


def test_who_renames_the_book_renames_the_page_that_leads_in(tiny_book):
    config = tiny_book.root / CONFIGS['en']
    old = tiny_book.setting('en', 'site_name')
    config.write_text(config.read_text(encoding='utf-8').replace(old, 'Lines & Points'), encoding='utf-8')
    for name in ('index.html', '404.html'):
        page = builder.root_file(tiny_book, name)
        assert 'Lines &amp; Points</title>' in page and html.escape(old) not in page and '{{' not in page
        assert tiny_book.setting('zh', 'site_name') in page


def test_a_base_url_gives_canonical_addresses_and_a_sitemap(published_site):
    out = published_site
    page = soup(out / 'en/fall.html')
    assert page.select_one('link[rel=canonical]')['href'] == 'https://example.org/deep/book/en/fall.html'
    assert 'https://example.org/deep/book/zh/fall.html' in (out / 'zh/sitemap.xml').read_text(encoding='utf-8')
    assert '](https://example.org/deep/book/zh/index.html)' in (out / 'zh/notebooks/fall.ipynb').read_text(
        encoding='utf-8'
    )
    assert 'href="/deep/book/zh/index.html"' in (out / '404.html').read_text(encoding='utf-8')


BROKEN = {  # and a dead link, in test_server.py
    'a formula that KaTeX cannot read': (
        'docs/{language}/fall.md',
        '\\frac{g',
        '\\fraction{g',
        r'docs/en/fall.md:\d+: the formula .*fraction',
    ),
    'a figure that was never drawn': (
        'docs/{language}/fall.md',
        'figures/fall-1.svg',
        'figures/fall-9.svg',
        r'docs/en/fall.md:\d+: .*fall-9.svg, which was never drawn',
    ),
    'a style sheet that is nowhere': (
        'mkdocs.yml',
        '- assets/book.css',
        '- assets/look.css',
        'assets/look.css is not in the theme. Remedy: correct `extra_css`',
    ),
}


@pytest.mark.parametrize('fault', BROKEN)
def test_a_build_that_fails_says_why_and_leaves_the_old_site(tiny_book, builders, fault):
    name, old, new, words = BROKEN[fault]
    for path in {
        tiny_book.root / name.format(language=language) for language in LANGUAGES
    }:  # of which each builds its pages by itself
        edit(path, old, new)
    require_that_the_old_site_stays(tiny_book, builders, words)


@pytest.mark.about('script')
def test_a_notebook_that_weave_did_not_make_is_named(whole_book, builders):
    for language in LANGUAGES:
        edit(whole_book.notebook(language, 'script'), '"# ', '"')
    require_that_the_old_site_stays(whole_book, builders, 'script.ipynb: this is not the notebook that weave makes of')


def require_that_the_old_site_stays(book, builders, words):
    """Build over an old site: it must fail with these words, and leave the old site and nothing else."""
    old_site = book.root / 'site'
    (old_site / 'zh').mkdir(parents=True)
    (old_site / 'zh/index.html').write_text('the old site')
    with pytest.raises(BookError, match=words):
        builder.build(book, builders=builders)
    assert [path.name for path in old_site.rglob('*.html')] == ['index.html']
    assert not list(book.root.glob('.site-*')), 'a draft was left behind'


def test_a_folder_that_is_no_site_is_not_replaced(tiny_book, tmp_path):
    precious = tmp_path / 'precious'
    precious.mkdir()
    (precious / 'thesis.txt').write_text('mine')
    with pytest.raises(BookError, match='not this site'):
        builder.build(tiny_book, out=precious)
    (another := tmp_path / 'another').mkdir()
    (another / 'index.html').write_text('somebody else')
    with pytest.raises(BookError, match='not this site'):
        builder.build(tiny_book, out=another)
    with pytest.raises(BookError, match='no web address'):
        builder.build(tiny_book, 'example.org')
    assert (precious / 'thesis.txt').read_text() == 'mine'


def test_a_builder_that_was_ended_is_named_and_the_next_one_works(tiny_book, tmp_path):
    with mkdocs.Builders() as builders:
        for pool in builders.pools.values():
            pool.submit(os._exit, 1)
        with pytest.raises(BookError, match='was ended'):
            builder.build(tiny_book, out=tmp_path / 'site', builders=builders)
        assert builder.build(tiny_book, out=tmp_path / 'site', builders=builders).is_dir()


def test_mkdocs_by_itself_gives_the_same_pages(tiny_book, builders, tmp_path):
    ours = builder.build(tiny_book, builders=builders)
    command = [sys.executable, '-m', 'mkdocs', 'build', '-q', '-f', 'mkdocs.en.yml', '-d', tmp_path / 'en']
    subprocess.run(command, cwd=tiny_book.root, check=True, capture_output=True)
    pages = sorted((tmp_path / 'en').glob('*.html'))
    assert [path.name for path in pages] == ['fall.html', 'glossary.html', 'index.html']
    assert not [
        path
        for path in pages
        if path.read_text(encoding='utf-8') != (ours / 'en' / path.name).read_text(encoding='utf-8')
    ]


@pytest.fixture
def unfinished(tiny_book, tmp_path):
    """The Chinese site of the tiny book as another builder built it: MkDocs without its hook."""
    edit(tiny_book.root / 'mkdocs.yml', 'hooks:\n', 'hooks: []\nwatch:\n')
    command = [sys.executable, '-m', 'mkdocs', 'build', '-q', '-f', 'mkdocs.yml', '-d', tmp_path / 'zh']
    subprocess.run(command, cwd=tiny_book.root, check=True, capture_output=True)
    return tmp_path / 'zh'


def test_what_another_builder_built_is_finished_once_and_wholly_or_not_at_all(tiny_book, unfinished):
    def finish(folder):
        run = subprocess.run([*BOOK_COMMAND, 'finish', folder], cwd=tiny_book.root, capture_output=True, text=True)
        return run.returncode, run.stderr

    page, style = unfinished / 'fall.html', unfinished / 'assets/book.css'
    assert not soup(page).select('svg.figure, .katex, .term, [data-lines]')
    text = style.read_text(encoding='utf-8')
    style.unlink()
    before = {path: path.read_bytes() for path in unfinished.rglob('*') if path.is_file()}
    code, errors = finish(unfinished)
    assert code == 1 and 'assets/book.css is not in the theme' in errors
    assert before == {path: path.read_bytes() for path in unfinished.rglob('*') if path.is_file()}

    style.write_text(text, encoding='utf-8')
    code, errors = finish(unfinished.parent)
    assert code == 0, errors
    assert not [
        kind
        for kind in ('svg.figure', '.katex', '.term', '[data-lines]', '.output', '.book-downloads a[href]')
        if not (soup(page).select(kind))
    ]
    code, errors = finish(unfinished.parent)
    assert code == 1 and 'finished already' in errors
    code, errors = finish(tiny_book.root / 'src')
    assert code == 1 and 'no built site is here' in errors


def test_a_page_that_was_built_before_follows_a_changed_glossary(tiny_book, builders, tmp_path):
    site = builder.build(tiny_book, out=tmp_path / 'site', builders=builders)
    assert 'How far the stone has come.' in (site / 'en/fall.html').read_text(encoding='utf-8')
    glossary = tiny_book.root / 'docs/glossary.toml'
    text = glossary.read_text(encoding='utf-8')
    glossary.write_text(text.replace('How far the stone has come.', 'How deep the stone has gone.'), encoding='utf-8')
    site = builder.build(tiny_book, out=tmp_path / 'site', builders=builders)
    assert 'How deep the stone has gone.' in (site / 'en/fall.html').read_text(encoding='utf-8')
