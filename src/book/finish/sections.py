"""What the search finds of a page: its sections, as text with a few marks."""

import html
import re

from bs4 import NavigableString, Tag

from book.finish.built_page import BuiltPage
from book.finish.lines import fragment_of
from book.manuscript.exercises import KINDS

HEADINGS = ('h1', 'h2', 'h3', 'h4', 'h5', 'h6')
KEPT = ('p', 'code', 'pre', 'li', 'ol', 'ul', 'sub', 'sup')  # what Material's search shows in its results
FORMULA = re.compile('\0(.*?)\0', re.DOTALL)
LEFT_OUT = ('script', 'style', 'template', 'svg')


def step(page: BuiltPage) -> None:
    """Put the page's sections into `page.sections`: {'location', 'title', 'text', 'code'} each, title and text HTML
    without attributes.

    `code` is what the section explains line by line: the code that its list items begin with.

    The fold with the code so far, above all other code, is left out: each line of it belongs to another chapter. So are
    the folds of an exercise: who looks for a word wants the text that explains it, and no answers.
    """
    sections = [_section(page)]
    code = page.article.find(['details', 'pre'])
    so_far = code if code is not None and code.name == 'details' else None
    for element in page.article.children:
        if element is so_far or isinstance(element, NavigableString) or is_answer(element):
            continue
        if element.name in HEADINGS and element.get('id'):
            if element.name != 'h1':
                sections.append(_section(page, f'#{element["id"]}'))
            sections[-1]['title'] = _text(element, kept=('code',)).strip()
        else:
            sections[-1]['text'] += f'{_text(element)} '
            sections[-1]['code'] += [
                html.escape(code, quote=False) for item in element.select('li') if (code := fragment_of(item))
            ]
    page.sections = [section | {'text': section['text'].strip()} for section in sections if section['title']]


def is_answer(element: Tag) -> bool:
    """Return whether an element is a check, a hint or a solution."""
    return element.name == 'details' and bool({*KINDS} & {*element.get('class', ())})


def readable(sections: list[dict], rendered: dict) -> list[dict]:
    """Return sections with formulas as the signs that a reader sees and looks for.

    `rendered` is what `katex.render` returns.
    """

    def signs(text: str) -> str:
        return FORMULA.sub(lambda match: html.escape(rendered[match[1], False].text, quote=False), text)

    return [section | {'title': signs(section['title']), 'text': signs(section['text'])} for section in sections]


def _section(page, anchor=''):
    return {'location': f'{page.name}.html{anchor}', 'title': '', 'text': '', 'code': []}


def _text(node, kept=KEPT):
    """Return what a node says, with the marks that are kept, and each run of spaces as one but in <pre>."""
    if isinstance(node, NavigableString):
        if type(node) is not NavigableString:  # a comment
            return ''
        return html.escape(node if node.find_parent('pre') else _squeezed(node), quote=False)
    classes = node.get('class', ())
    if node.name in LEFT_OUT or 'headerlink' in classes:
        return ''
    if 'arithmatex' in classes:
        text = node.get_text()
        # In a sentence, `readable` puts in what it looks like.
        return '' if text.startswith('\\[') else f'\0{text[2:-2].strip()}\0'
    text = ''.join(_text(child, kept) for child in node.children)
    return f'<{node.name}>{text}</{node.name}>' if node.name in kept and text.strip() else text


def _squeezed(text):
    """Return text with each run of spaces as one; one at its ends stays."""
    return ' '.join(f'.{text}.'.split())[1:-1]
