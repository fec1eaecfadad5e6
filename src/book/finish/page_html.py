"""Changes to the HTML of a page that need no knowledge of MkDocs: text in, text out."""

import html
import re

from bs4 import BeautifulSoup
from bs4.formatter import HTMLFormatter

COMMENT = re.compile(r'<!--.*?-->\n?', re.DOTALL)
CODE_IN_TEXT = re.compile(r'(?<!</span>)(?<!<pre>)<code>([^<]*)</code>')
PLAIN_CODE = re.compile(r'<span class="[nw]">([^<]*)</span>')
WHOLE = 28  # letters of code that fit a line of a phone 320 px wide, in a list
FIGURE = re.compile(r'<img alt="(?P<alt>[^"]*)" src="(?P<src>figures/[\w-]+\.svg)"[^>]*>')
PARAGRAPH = re.compile(r'<p>(.*?)</p>', re.DOTALL)
TAG = re.compile(r'<[^>]*>')
LONGEST = 200  # characters of a description
SENTENCES = re.compile(f'.{{1,{LONGEST - 1}}}[.?!。？！](?= |$|(?<=[。？！]))')
CELL_PARTS = '.jp-RenderedMarkdown, .highlight-ipynb, .jp-OutputArea-output'


def mark_outputs(page):
    """Give the outputs of blocks a class of their own, and drop the comments, which served their purpose."""
    page = re.sub(r'<!-- output -->\s*<div class="language-text highlight">', '<div class="language-text highlight output">', page)
    return COMMENT.sub('', page)


def keep_code_whole(page):
    """Mark short code in running text, which no line end should break."""
    return CODE_IN_TEXT.sub(lambda match: match[0].replace('<code>', '<code class="whole">', 1) if len(html.unescape(match[1])) <= WHOLE else match[0], page)


def drop_plain_spans(page):
    """Take the marks off what has no colour of its own in code, names and spaces: a page has hundreds of them."""
    return PLAIN_CODE.sub(r'\1', page)


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
        if 'class="arithmatex"' not in paragraph and text:
            return text if len(text) <= LONGEST else (SENTENCES.match(text) or re.match(f'.{{1,{LONGEST}}}', text))[0].strip()
    return ''


class _AsWritten(HTMLFormatter):
    """Writes HTML as Markdown's is written: attributes in their order and in double quotes, no slash at the end of <img>."""

    def attributes(self, tag):
        return tag.attrs.items()


AS_WRITTEN = _AsWritten(lambda text: html.escape(text, quote=False).replace('"', '&quot;'), void_element_close_prefix='')


def tidy_notebook(page, ids, figures):
    """Reduce what mkdocs-jupyter makes of a notebook to its cells, in the form that all other pages have.

    Its half megabyte of inlined styles, its scripts (one from another host) and its buttons go, and its links to
    other notebooks lead to their pages. `ids` are the headings' ids, and `figures` the (source, alternative text) of the
    figures, in order.
    """
    soup, figures = BeautifulSoup(page, 'html.parser'), iter(figures)
    for heading, anchor in zip(soup.select('.jp-RenderedMarkdown :is(h1, h2, h3, h4)'), ids, strict=True):
        heading['id'] = anchor
        heading.a['href'], heading.a['class'] = f'#{anchor}', 'headerlink'
    for link in soup.select('a[href^="notebooks/"]'):
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
