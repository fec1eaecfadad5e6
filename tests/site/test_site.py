"""Both sites stand: every page with its text, figures and formulas; no dead link; nothing from another host."""

import copy
import re
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from helpers.pages import CHAPTERS, files, links, page_file, soup

from book.manuscript.book import LANGUAGES
from book.manuscript.exercises import exercises

FETCHING = {
    'link': 'href',
    'script': 'src',
    'img': 'src',
    'iframe': 'src',
    'source': 'src',
    'use': 'href',
    'video': 'src',
    'object': 'data',
}


LOADED = (
    'stylesheet',
    'icon',
    'preload',
    'preconnect',
    'dns-prefetch',
    'prefetch',
    'prerender',
    'modulepreload',
    'manifest',
)


@pytest.mark.parametrize('language', LANGUAGES)
@pytest.mark.parametrize('chapter', CHAPTERS)
def test_a_page_has_its_text_code_outputs_figures_and_formulas(book, built_site, language, chapter):
    source = book.page(language, chapter)
    article = copy.copy(soup(page_file(built_site, language, chapter)).select_one('article'))
    headings = [heading['id'] for heading in article.select('h1[id], h2[id], h3[id]')]
    assert headings == [section.id for section in source.sections]
    links = [link['href'] for link in article.select(':is(h1, h2, h3)[id] > .headerlink')]
    assert links == [f'#{name}' for name in headings], 'each heading is a link to itself'
    for contents in soup(page_file(built_site, language, chapter)).select('.md-nav--secondary'):
        assert [link['href'] for link in contents.select('.md-nav__link[href]')] == links[1:], 'the table of contents'
    checks = article.select('details.check .language-python code')
    codes = [code.get_text() for code in article.select('.language-python code') if code not in checks]
    assert codes == [fence.code for fence in source.fences]
    assert [code.get_text() for code in checks] == [exercise.check for exercise in exercises(source) if exercise.check]
    assert len(article.select('details.solution')) == len(exercises(source)) == len(article.select('details.hint'))
    assert [code.get_text() for code in article.select('.output code')] == [
        fence.output for fence in source.fences if fence.output
    ]
    figures = [figure for fence in source.fences for figure in fence.figures]
    assert [svg['aria-label'] for svg in article.select('svg.figure')] == [figure.alt for figure in figures]
    inline = [child for token in source.tokens for child in token.children or []]
    wanted = sum(child.type.startswith('math_inline') for child in inline) + sum(
        token.type == 'math_block' for token in source.tokens
    )
    assert len(article.select('.formula .katex')) == wanted
    for hidden in article.select('pre, code, .formula, svg'):
        hidden.decompose()
    text = article.get_text()
    assert not re.search(r'\$|\\\(|\\\[|\*\*|`|<!--|!\[|\]\(|\{ ?#|katex-error', text), 'raw Markdown shows'
    texts = (token.children or [] for token in source.tokens)
    prose = '\n'.join(''.join(child.content for child in text if child.type == 'text') for text in texts)
    squeezed = re.sub(r'\W+', '', text)
    sentences = [piece for piece in re.split(r'[^\w]+', HEADING_IDS.sub(' ', prose)) if len(piece) > 3]
    missing = [piece for piece in sentences if piece not in squeezed]
    assert not missing, missing[:5]


HEADING_IDS = re.compile(r'\{ [#.][\w-]+ \}')  # and classes


def dead_links(folder):
    """Return what leads nowhere, as text."""
    found, ids = [], {}
    for path in files(folder):
        for element, target in links(path):
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            file, anchor = urldefrag(target)
            if file.startswith('/'):
                goal = folder / file.lstrip('/')
                found += [] if path.name == '404.html' else [f'{path}: {target} is absolute']
            else:
                goal = (path.parent / unquote(urlsplit(file).path)).resolve() if file else path
            goal = goal / 'index.html' if goal.is_dir() else goal
            if not goal.is_file():
                found.append(f'{path}: {target} leads to no file')
            elif anchor and goal.suffix == '.html':
                if goal not in ids:
                    ids[goal] = {element['id'] for element in soup(goal).select('[id]')}
                found += (
                    []
                    if unquote(anchor) in ids[goal] or anchor.startswith('__')
                    else [f'{path}: {target} leads to no anchor']
                )
    for path in files(folder):
        text = path.read_text(encoding='utf-8')
        found += [
            f'{path}: url(#{name}) leads to no anchor'
            for name in set(re.findall(r'url\(#([\w-]+)\)', text))
            if f'id="{name}"' not in text
        ]
    for path in sorted(folder.rglob('*.css')):
        for target in re.findall(r'url\(["\']?([^)"\']+)', path.read_text(encoding='utf-8')):
            if not target.startswith('data:') and not (path.parent / target.split('#')[0].split('?')[0]).is_file():
                found.append(f'{path}: {target} leads to no file')
    return list(dict.fromkeys(found))


def foreign(folder):
    """Return what a page, a style sheet or a picture would fetch from another host, or prepare to, and what would stay
    behind, as text.
    """
    found = []
    for path in files(folder):
        for element, target in links(path):
            fetches = element.name in FETCHING and (
                element.name != 'link' or any(rel in LOADED for rel in element.get('rel', []))
            )
            if fetches and HOST.match(target):
                found.append(f'{path}: {target}')
        for element in soup(path).select('[srcset], [ping], base[href], meta[http-equiv=refresh]'):
            found.append(f'{path}: <{element.name} {" ".join(name for name in element.attrs)}>')
    for path in sorted(path for path in folder.rglob('*') if path.suffix in ('.html', '.css', '.svg')):
        found += [f'{path}: {target}' for target in FETCHED_BY_STYLE.findall(path.read_text(encoding='utf-8'))]
    for path in sorted(folder.rglob('*.js')):
        text = path.read_text(encoding='utf-8')
        found += [
            f'{path}: {what}'
            for what in re.findall(r'serviceWorker\.register(?!\(new URL\("service-worker.js")|sendBeacon', text)
        ]
        found += [f'{path}: {target}' for target in re.findall(r'sourceMappingURL=((?:\w+:)?//\S+)', text)]
        found += [
            f'{path}: {target}'
            for target in re.findall(
                r'(?<!href=)(?<!href=\\)["\'`]((?:https?|wss?)://[^"\'`]+)', text
            )  # a link asks nothing
            if not target.startswith(NEVER_ASKED)
        ]
    return found


HOST = re.compile(r'(?:\w+:)?//')


FETCHED_BY_STYLE = re.compile(r'(?:url\(|@import\s+)\s*["\']?((?:https?:)?//[^)"\'\s]+)')


# Addresses in Material's script, each for a thing that is not here: a repository's name in the header, diagrams, a page
# opened from a file,
# a browser from before 2020. And names of XML languages, which nobody fetches.
NEVER_ASKED = ('https://api.github.com', 'https://${', 'https://unpkg.com/', 'http://www.w3.org/')


@pytest.mark.each_chapter
def test_no_link_is_dead(built_site):
    assert dead_links(built_site) == []


def test_nothing_is_asked_of_another_host(built_site):
    assert foreign(built_site) == []
    for path in files(built_site):  # what Material's script would ask another host for
        assert not soup(path).select('[data-md-component=source], .mermaid'), path


def test_a_dead_link_and_a_foreign_host_would_be_named(tmp_path):
    page = tmp_path / 'x.html'
    page.write_text(
        '<p id="here"><a href="no.html">1</a><a href="#nowhere">2</a><a href="#here">3</a><a '
        'href="https://example.org">4</a>'
        '<script src="https://example.org/x.js"></script><img '
        'src="//example.org/x.png"><style>a{background:url(https://example.org/y)}</style>'
        '<svg><g clip-path="url(#gone)"><use href="#lost"/></g></svg>'
    )
    assert [line.split(': ')[1] for line in dead_links(tmp_path)] == [
        'no.html leads to no file',
        '#nowhere leads to no anchor',
        '#lost leads to no anchor',
        'url(#gone) leads to no anchor',
    ]
    assert [line.split(': ')[1] for line in foreign(tmp_path)] == [
        'https://example.org/x.js',
        '//example.org/x.png',
        'https://example.org/y',
    ]


def test_each_way_to_ask_another_host_would_be_named(tmp_path):
    (tmp_path / 'x.html').write_text(
        '<link rel="dns-prefetch" href="//a.example"><img srcset="b.png 2x"><a ping="/c" href="d">e</a>'
    )
    (tmp_path / 'x.css').write_text('@import "https://f.example/x.css"; a{background:url( //g.example/y.png )}')
    (tmp_path / 'x.svg').write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><style>@font-face{src:url(https://h.example/z)}</style></svg>'
    )
    (tmp_path / 'x.js').write_text(
        'navigator.serviceWorker.register("w.js"); fetch("https://i.example"); "http://www.w3.org/2000/svg"; '
        'x = "<a href=\\"https://k.example\\">"\n//# '
        'sourceMappingURL=//j.example/m'
    )
    assert [line.split(': ')[1] for line in foreign(tmp_path)] == [
        '//a.example',
        '<img srcset>',
        '<a ping href>',
        'https://f.example/x.css',
        '//g.example/y.png',
        'https://h.example/z',
        'serviceWorker.register',
        '//j.example/m',
        'https://i.example',
    ]
