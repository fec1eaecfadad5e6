"""The page that is a notebook: what mkdocs-jupyter makes of it gets the form that all other pages have."""

from itertools import takewhile

from book.finish.built_page import BuiltPage
from book.manuscript.book import NOTEBOOK_PAGE
from book.manuscript.exercises import exercises
from book.manuscript.problems import BookError, Problem

HEADINGS = '.jp-RenderedMarkdown :is(h1, h2, h3, h4)'
CELL_PARTS = '.jp-RenderedMarkdown, .highlight-ipynb, .jp-OutputArea-output'


def step(page: BuiltPage) -> None:
    """Reduce the notebook to its cells: half a megabyte of inlined styles, scripts (one from another host) and buttons
    go.

    Headings get their chapter's ids, here and in the page's navigation, and links to other notebooks lead to their
    pages.
    """
    if page.name != NOTEBOOK_PAGE or page.source is None:
        return
    headings, sections = page.article.select(HEADINGS), page.source.sections
    figures = iter([figure for fence in page.source.fences for figure in fence.figures])
    try:
        for heading, section in zip(headings, sections, strict=True):
            heading['id'], heading.a['href'], heading.a['class'] = section.id, f'#{section.id}', 'headerlink'
        _lead(page, [section.id for section in sections])
        parts = [_plain(page, part, figures) for part in page.article.select(CELL_PARTS)]
    except (ValueError, StopIteration):
        path = page.book.shown(page.book.notebook(page.language, page.name))
        raise BookError(
            Problem(path, 0, f'this is not the notebook that weave makes of {page.source.shown}', 'run `make weave`')
        )
    for link in page.article.select('a[href^="notebooks/"]'):
        link['href'] = link['href'].removeprefix('notebooks/').replace('.ipynb', '.html')
    page.article.clear()
    page.article.extend([node for part in parts for node in (*part, '\n')])
    for exercise in exercises(page.source):
        _fold(page, exercise)


def _fold(page, exercise):
    """Give an exercise its folds. In a notebook, the name of a fold stands above its cells, and what is said below the
    cells of a solution stands in a fold of the same name.
    """
    heading = page.article.find(id=exercise.section.id)
    nodes = list(takewhile(lambda node: node.name not in ('h1', 'h2', 'h3'), heading.find_next_siblings()))
    for kind, lines in exercise.folds.items():
        name = page.source.lines[lines.start + 1].removeprefix('<summary>').removesuffix('</summary>')
        said = next((node for node in nodes if node.name == 'details' and node.summary.get_text() == name), None)
        above = next((node for node in nodes if node.name == 'p' and node.get_text() == name), None)
        if said is None:
            said = page.tag('details')
            said.append(page.tag('summary'))
            said.summary.string = name
            above.insert_before(said)
        said['class'] = kind
        if above is not None:
            cells = takewhile(lambda node: node.name != 'details', nodes[nodes.index(above) + 1 :])
            said.summary.insert_after(*cells)
            above.replace_with(said)


def _lead(page, ids):
    """Let the links to the page's own sections lead to these ids: the one that skips to the title, and the tables of
    contents.
    """
    if skip := page.soup.select_one('.md-skip'):
        skip['href'] = f'#{ids[0]}'
    for contents in page.soup.select('.md-nav--secondary'):
        for link, anchor in zip(contents.select('.md-nav__link[href^="#"]'), ids[1:], strict=True):
            link['href'] = f'#{anchor}'


def _plain(page, part, figures):
    """Return the nodes that stand for a part of a cell.

    Raises StopIteration for a figure that the chapter does not show.
    """
    if 'jp-RenderedMarkdown' in part['class']:
        return list(part.contents)
    code = 'highlight-ipynb' in part['class']
    if not code and part.pre is None:
        figure, paragraph = next(figures), page.tag('p')
        paragraph.append(page.tag('img', alt=figure.alt, src=figure.src))
        return [paragraph]
    block, pre, inner = (
        page.tag('div', class_='language-python highlight' if code else 'language-text highlight output'),
        page.tag('pre'),
        page.tag('code'),
    )
    inner.extend(list(part.pre.contents))
    pre.append(inner)
    block.append(pre)
    return [block]
