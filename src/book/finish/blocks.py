"""What blocks printed and drew, and how code stands in a page."""

import html

from bs4 import Comment, NavigableString

from book.finish.built_page import BuiltPage, Raw
from book.manuscript.markers import ABOUT, ELSEWHERE, LAB, OUTPUT
from book.manuscript.page import Page
from book.manuscript.problems import BookError, Problem

WHOLE = 28  # letters of code that fit a line of a phone 320 px wide, in a list


def mark_outputs(page: BuiltPage) -> None:
    """Give the outputs of blocks a class of their own, note how long a block runs in the page, and drop the comments,
    which served their purpose.
    """
    for comment in page.article.find_all(string=lambda text: isinstance(text, Comment)):
        following = comment.find_next_sibling()
        if f'<!--{comment}-->' == OUTPUT and following is not None and 'language-text' in following.get('class', ()):
            following['class'] = [*following['class'], 'output']
        if following is not None and (about := ABOUT.match(f'<!--{comment}-->')):
            following['data-seconds'] = about[1]
        for marker, name in ((LAB, 'data-lab'), (ELSEWHERE, 'data-elsewhere')):
            if following is not None and f'<!--{comment}-->' == marker:
                following[name] = ''
        if isinstance(after := comment.next_sibling, NavigableString) and after.startswith('\n'):
            after.replace_with(after[1:])
        comment.extract()


def keep_code_whole(page: BuiltPage) -> None:
    """Mark short code in running text, which no line end should break; take the marks off code that has no colour of
    its own.
    """
    for code in page.article.find_all('code'):
        if code.parent.name != 'pre' and code.string is not None and len(code.string) <= WHOLE:
            code['class'] = 'whole'
    for plain in page.article.select('pre span:is(.n, .w)'):  # names and spaces: a page has hundreds of them
        if plain.string is not None and plain.get('class') in (['n'], ['w']):
            plain.unwrap()


def put_figures_in(page: BuiltPage) -> None:
    """Put each figure's SVG into the page, where it takes the page's font and colour.

    Raises BookError if one was never drawn.
    """
    source = page.source
    for image in page.article.select('img[src^="figures/"][src$=".svg"]'):
        path = page.book.figures(page.language).parent / image['src']
        if source and not path.is_file():
            raise BookError(
                Problem(
                    source.shown,
                    line_with(source, image['src']),
                    f'the page shows {image["src"]}, which was never drawn',
                    'run `make weave`, or take the picture out',
                )
            )
        label = html.escape(image.get('alt', ''))
        svg = path.read_text(encoding='utf-8').strip()
        image.replace_with(Raw(svg.replace('<svg ', f'<svg class="figure" role="img" aria-label="{label}" ', 1)))


def line_with(source: Page, text: str) -> int:
    """Return the number of the first line of a Page that holds a text, or 0."""
    return next((number for number, line in enumerate(source.lines, 1) if text in line), 0)
