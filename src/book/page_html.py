"""Changes to the HTML of a page that need no knowledge of MkDocs: text in, text out."""

import html
import re
from urllib.parse import urljoin

from bs4 import BeautifulSoup

COMMENT = re.compile(r'<!--.*?-->\n?', re.DOTALL)
FIGURE = re.compile(r'<img alt="(?P<alt>[^"]*)" src="(?P<src>figures/[\w-]+\.svg)"[^>]*>')
PARAGRAPH = re.compile(r'<p>(.*?)</p>', re.DOTALL)
ALTERNATE = re.compile(r'<link rel="alternate" href="([^"]+)" hreflang=[^>]*>')
TAG = re.compile(r'<[^>]*>')
LONGEST = 200  # characters of a description
SENTENCES = re.compile(f'.{{1,{LONGEST - 1}}}[.?!。？！](?= |$|(?<=[。？！]))')
CELL_PARTS = '.jp-RenderedMarkdown, .highlight-ipynb, .jp-OutputArea-output'


def mark_outputs(page):
    """Give the outputs of blocks a class of their own, and drop the comments, which served their purpose."""
    page = re.sub(r'<!-- output -->\s*<div class="language-text highlight">', '<div class="language-text highlight output">', page)
    return COMMENT.sub('', page)


def inline_figures(page, docs):
    """Put each figure's SVG into the page, where it takes the page's font and colour."""
    def inline(match):
        svg = (docs / match['src']).read_text(encoding='utf-8').strip()
        return svg.replace('<svg ', f'<svg class="figure" role="img" aria-label="{match["alt"]}" data-search-exclude ', 1)
    return FIGURE.sub(inline, page)


def describe(page):
    """Return what a search engine shows of a page: its first paragraph of plain text, cut after a sentence if it is long."""
    for paragraph in PARAGRAPH.findall(page):
        text = ' '.join(html.unescape(TAG.sub('', paragraph)).split())
        if 'class="formula"' not in paragraph and text:
            return text if len(text) <= LONGEST else (SENTENCES.match(text) or re.match(f'.{{1,{LONGEST}}}', text))[0].strip()
    return ''


def complete_alternates(page, address):
    """Give a page's other languages in its head their whole addresses, as search engines want them; drop them if there is no `address`."""
    def complete(match):
        return match[0].replace(match[1], urljoin(address, match[1])) if address else ''
    return ALTERNATE.sub(complete, page)


def tidy_notebook(page, name, ids, figures):
    """Reduce what mkdocs-jupyter makes of a notebook to its cells, in the form that all other pages have.

    Its half megabyte of inlined styles, its scripts (one from another host) and its buttons go, and its links to
    other notebooks lead to their pages. `name` is the notebook's own; `ids` are the headings' ids, and `figures` the
    (source, alternative text) of the figures, in order.
    """
    soup, figures = BeautifulSoup(page, 'html.parser'), iter(figures)
    for heading, anchor in zip(soup.select('.jp-RenderedMarkdown :is(h1, h2, h3, h4)'), ids, strict=True):
        heading['id'] = anchor
        heading.a['href'], heading.a['class'] = f'#{anchor}', 'headerlink'
    for link in soup.select('a[href$=".ipynb"]'):
        if link['href'] != f'{name}.ipynb':
            link['href'] = link['href'].removeprefix('notebooks/').replace('.ipynb', '.html')
    return '\n'.join(_cell_part(part, figures) for part in soup.select(CELL_PARTS))


def _cell_part(part, figures):
    if 'jp-RenderedMarkdown' in part['class']:
        return part.decode_contents()
    if 'highlight-ipynb' in part['class']:
        return f'<div class="language-python highlight"><pre><code>{part.pre.decode_contents()}</code></pre></div>'
    if part.pre is None:
        source, alt = next(figures)
        return f'<p><img alt="{html.escape(alt)}" src="{source}"></p>'
    return f'<div class="language-text highlight output"><pre><code>{part.pre.decode_contents()}</code></pre></div>'
