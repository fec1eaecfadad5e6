"""What single steps make of a page, on a few lines of HTML: each case that the book's own pages may not have."""

import pytest

from book.finish import assets, blocks, glossary, labels, parallel, placeholders, sections
from book.finish.built_page import BuiltPage


def built(book, html, name='fall', language='en'):
    return BuiltPage(html, book, language, name)


LONG = 'A line has a slope of 3.14 and goes on ' + 'and on ' * 30


@pytest.mark.parametrize(
    'paragraphs, wanted',
    [
        ('<p>Short  and\nplain</p><p>More.</p>', 'Short and plain'),
        ('<p>With <span class="arithmatex">\\(x\\)</span>.</p><p></p><p>Plain.</p>', 'Plain.'),
        (f'<p>It is said. {LONG}</p>', 'It is said.'),
        (f'<p>先说这句。{LONG}</p>', '先说这句。'),
        (f'<p>{LONG}</p>', LONG[:200].strip()),
    ],
)
def test_the_description_is_the_first_plain_paragraph_and_ends_with_a_sentence_if_it_can(book, paragraphs, wanted):
    page = built(book, f'<meta name="description" content="x"><article><h1>T</h1>{paragraphs}</article>')
    assets.describe(page)
    assert page.soup.meta['content'] == wanted


def test_the_bundles_leave_out_what_another_host_serves_and_material(book):
    page = built(
        book,
        '<link rel="stylesheet" href="https://x.org/a.css"><link rel="stylesheet" href="assets/a.css">'
        '<link rel="stylesheet" href="assets/b.css"><script src="//x.org/a.js"></script>'
        '<script src="assets/javascripts/bundle.1.js"></script><script src="assets/c.js"></script>'
        '<script src="assets/d.js"></script>',
    )
    assets.bundle(page)
    assert (page.styles, page.scripts) == (['assets/a.css', 'assets/b.css'], ['assets/c.js', 'assets/d.js'])
    assert [link['href'] for link in page.soup('link')] == ['https://x.org/a.css', 'assets/site.css']
    assert [(script['src'], script.has_attr('defer')) for script in page.soup('script')] == [
        ('//x.org/a.js', False),
        ('assets/javascripts/bundle.1.js', True),
        ('assets/site.js', True),
    ]


def test_what_is_said_above_a_block_is_kept_on_it_and_the_comments_go(book):
    block = '<div class="language-text"><pre>x</pre></div>'
    marks = (
        '<!-- output -->',
        '<!-- in the page: about 20 s -->',
        '<!-- not in the page -->',
        '<!-- lab -->',
        '<!-- x -->',
    )
    page = built(book, ''.join(f'{mark}\n{block}' for mark in marks))
    blocks.mark_outputs(page)
    found = [{name: value for name, value in each.attrs.items() if name != 'class'} for each in page.soup('div')]
    assert found == [{}, {'data-seconds': '20'}, {'data-elsewhere': ''}, {'data-lab': ''}, {}]
    assert [each['class'] for each in page.soup('div')] == [['language-text', 'output'], *[['language-text']] * 4]
    assert '<!--' not in page.html()


def test_only_short_code_in_running_text_is_kept_whole(book):
    page = built(book, f'<p><code>{"a" * 28}</code><code>{"a" * 29}</code></p><pre><code>a</code></pre>')
    blocks.keep_code_whole(page)
    assert [code.get('class') for code in page.soup('code')] == ['whole', None, None]


def test_the_text_of_a_figure_may_hold_any_sign(unchanged_tiny_book):
    page = built(unchanged_tiny_book, '<img alt="a &quot;b&quot; &lt; c &amp; d" src="figures/fall-1.svg">')
    blocks.put_figures_in(page)
    svg = BuiltPage(page.html(), unchanged_tiny_book, 'en', 'fall').soup.svg
    assert (svg['aria-label'], svg['role'], svg['class']) == ('a "b" < c & d', 'img', ['figure'])


def test_a_term_is_found_whatever_its_case_and_never_within_a_link_a_formula_a_picture_or_an_output(
    unchanged_tiny_book,
):
    hidden = (
        '<a href="x">noise</a>, <span class="arithmatex">noise</span>, <svg><text>noise</text></svg>, '
        '<summary>noise</summary>, <div class="output"><p>noise</p></div>'
    )
    page = built(unchanged_tiny_book, f'<div>{hidden}</div><p>Noise</p>')
    glossary.step(page)
    assert [link.get_text() for link in page.soup.select('a.term')] == ['Noise'], page.html()
    assert f'<div>{hidden}</div>' in page.html()


def test_signs_and_code_in_a_note_are_shown_as_they_are_written(tiny_book):
    path = tiny_book.root / 'docs/glossary.toml'
    text = path.read_text(encoding='utf-8')
    path.write_text(text.replace('How far the stone has come.', 'If `a < b` &amp; <i>.'), encoding='utf-8')
    page = built(tiny_book, '<p>distance</p>')
    glossary.step(page)
    note = BuiltPage(page.html(), tiny_book, 'en', 'fall').soup.select_one('#term-distance')
    assert note.get_text() == 'If a < b &amp; <i>.' and note.code.get_text() == 'a < b'


def test_what_has_no_name_gets_one_and_what_has_one_keeps_it(book):
    page = built(
        book,
        '<input data-md-toggle="drawer"><input data-md-toggle="search"><div class="md-search" role="dialog"></div>'
        '<input data-md-toggle="drawer" aria-label="mine"><a class="md-select__link" hreflang="zh">中文</a>',
    )
    labels.label(page)
    drawer, search = page.words['drawer'], page.words['search']
    assert [element.get('aria-label') for element in page.soup.select('input, div')] == [drawer, search, search, 'mine']
    assert page.soup.a['lang'] == 'zh'


def test_the_home_page_is_called_so_to_ears_as_well_as_to_eyes(book):
    title = book.setting('en', 'site_name')
    page = built(
        book,
        f'<a class="md-footer__link" aria-label="Previous: {title}"><span class="md-ellipsis"> {title} </span></a>'
        f'<a class="md-footer__link" aria-label="Next: Loss"><span class="md-ellipsis">Loss</span></a>'
        f'<p class="md-ellipsis">{title}</p>',
    )
    labels.call_home(page)
    home = page.words['home']
    assert [link['aria-label'] for link in page.soup('a')] == [f'Previous: {home}', 'Next: Loss']
    assert [each.get_text() for each in page.soup.select('.md-ellipsis')] == [home, 'Loss', title]


@pytest.mark.parametrize('name, kept', [('fall', 1), ('glossary', 0)])
def test_a_page_without_a_twin_has_no_button_for_it(unchanged_tiny_book, name, kept):
    page = built(unchanged_tiny_book, '<h1 id="a">A</h1><p><button class="book-both">both</button></p>', name)
    parallel.step(page)
    assert len(page.soup.select('.book-both')) == kept and bool(page.twins) == bool(kept)


def test_the_check_of_an_exercise_may_speak_its_own_language_and_other_code_may_not(unchanged_tiny_book):
    def key(before, inside):
        html = f'<h1 id="a">A</h1><pre>{before}</pre><details class="check"><pre>{inside}</pre></details>'
        return parallel.prepare(built(unchanged_tiny_book, html))['a']['key']

    assert key('x', 'one') == key('x', '一') != key('y', 'one')


def test_the_way_to_the_other_language_says_which_it_is(tiny_book):
    page = tiny_book.path('zh', 'fall')
    page.write_text('# fall { #fall }\n\n<!-- to translate -->\n', encoding='utf-8')
    page = built(tiny_book, '<article><h1 id="fall">T</h1><p>old</p></article>', language='zh')
    placeholders.lead_to_the_other_language(page)
    link = page.article.select_one('h1 + .book-notice a')
    assert 'old' not in page.html() and link.attrs == {'href': '../en/fall.html', 'hreflang': 'en', 'lang': 'en'}


@pytest.mark.parametrize('end', ['', '/', '.git', '.git/'])
def test_a_repository_may_be_named_with_a_slash_or_as_git_does(end):
    places = placeholders.services(f'https://github.com/a/b{end}', 'main', 'x.ipynb')
    assert [address for _, address in places] == [
        'https://colab.research.google.com/github/a/b/blob/main/x.ipynb',
        'https://mybinder.org/v2/gh/a/b/main?labpath=x.ipynb',
    ]


def test_the_search_finds_no_answers_no_comments_no_pictures_and_no_displayed_formulas(book):
    page = built(
        book,
        '<article><h1 id="a">A<a class="headerlink">¶</a></h1><p>one <!-- no --><svg><text>no</text></svg>'
        '<span class="arithmatex">\\(x\\)</span></p><div class="arithmatex">\\[no\\]</div>'
        + ''.join(f'<details class="{kind}"><p>no</p></details>' for kind in ('check', 'hint', 'solution'))
        + '<details><p>an aside</p></details><h2 id="b">B <code>c</code></h2><ul><li><code>d &lt; 1</code>: e</li></ul>'
        '</article>',
        'x',
    )
    sections.step(page)
    assert page.sections == [
        {'location': 'x.html', 'title': 'A', 'text': '<p>one \0x\0</p>  <p>an aside</p>', 'code': []},
        {
            'location': 'x.html#b',
            'title': 'B <code>c</code>',
            'text': '<ul><li><code>d &lt; 1</code>: e</li></ul>',
            'code': ['d &lt; 1'],
        },
    ]
