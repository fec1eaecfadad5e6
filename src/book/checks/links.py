"""Does every link and picture lead where it says, without leaving the book for what it must show?"""

import keyword
import re
from collections.abc import Iterator

from book.manuscript import terms
from book.manuscript.chapter import each_page
from book.manuscript.page import HEADING_ID, Page, placed
from book.manuscript.problems import Problem

DIRECTIONS = {'below': True, '下文': True, '下面': True, 'above': False, '上文': False, '上面': False}
NAME = re.compile(r'[A-Za-z_]{3,}')
CODE, COLON = re.compile('`([^`]+)`'), re.compile('[:：]')
PART = 12  # bytes: two English words, four Chinese characters
FOREIGN = re.compile(r'[a-z][a-z0-9+.-]*:|//', re.IGNORECASE)


@each_page
def check(page: Page) -> Iterator[Problem]:
    """Yield a Problem for each dead link, absolute path, and picture from another host."""
    book, path = page.book, page.shown
    drawn = {figure.line for fence in page.fences for figure in fence.figures}
    names = {name: _names(book, page.language, name) for name in book.chapters}
    glossary = terms.read(book)
    for token, _ in page.inlines():
        for child, line in placed(token):
            if child.type == 'image':
                source = child.attrs['src']
                if not FOREIGN.match(source) and (
                    line not in drawn or not source.startswith(f'figures/{page.path.stem}-')
                ):
                    yield Problem(
                        path,
                        line,
                        f'no block above draws {source!r}',
                        'draw the picture in a block of this page, for there are no others: `make weave` puts it there',
                    )
                if line not in drawn:  # of those, book.checks.fences says more
                    yield from _target(book, page, path, line, source, picture=True)
            elif child.type == 'link_open':
                yield from _target(book, page, path, line, child.attrs['href'], picture=False)
        yield from _misleading(page, token, names, glossary)


def _target(book, page, path, line, target, picture):
    if FOREIGN.match(target):
        if picture or not target.startswith('https://'):
            yield Problem(
                path, line, f'{target!r} is on another host', 'draw the picture in a block; link to https pages only'
            )
        return
    if target.startswith('/'):
        yield Problem(
            path, line, f'{target!r} is an absolute path: it breaks below a sub-path', 'write it relative to this page'
        )
        return
    file, _, anchor = target.partition('#')
    goal = (page.path.parent / file).resolve() if file else page.path
    if not goal.is_file():
        yield Problem(path, line, f'{target!r} leads to no file', 'mend the path, or add the file')
    elif not goal.is_relative_to(page.path.parent.resolve()):
        yield Problem(
            path, line, f'{target!r} leads out of this language', f'link within docs/{page.path.parent.name}/'
        )
    elif anchor and goal.suffix == '.md' and anchor not in _ids(book.page(page.language, goal.stem)):
        yield Problem(
            path,
            line,
            f'{book.shown(goal)} has no heading with the id {anchor!r}',
            'mend the anchor, or give the heading that id',
        )


def _misleading(page, token, names, glossary):
    """Yield a Problem for each link whose words name another chapter, or look for a section in the wrong direction."""
    for words, href, line in _links(token):
        file, _, anchor = href.partition('#')
        name = file.removesuffix('.md') or page.name
        meant = [other for other, called in names.items() if _means(words, called)]
        if len(meant) == 1 and file.endswith('.md') and name not in meant:
            yield Problem(
                page.shown,
                line,
                f'{words!r} is the chapter {meant[0]!r}, the link leads to {href!r}',
                'mend one of them',
            )
        term = next((term for term in glossary if words in map(str.lower, terms.forms(term, page.language))), None)
        if term and anchor and not _has(page, name, anchor, term):
            yield Problem(
                page.shown, line, f'{words!r} leads to {href!r}, which does not have that term', 'mend one of them'
            )
        section = next((section for section in page.sections if section.id == anchor), None)
        if section and not file and not _speaks_of(page, section, token):
            first = token.children[0].content
            yield Problem(
                page.shown, line, f'the item on `{first}` leads to #{anchor}, which has none of it', 'mend the link'
            )
        if section and not file and words in DIRECTIONS and (section.start >= line) != DIRECTIONS[words]:
            where = 'below' if section.start >= line else 'above'
            yield Problem(page.shown, line, f'{words!r} leads to #{anchor}, which is {where}', 'mend one of them')


def _means(words, called):
    """Return whether words are a name of a chapter, or a good part of one."""
    return words in called or len(words.encode()) >= PART and any(words in name for name in called)


def _has(page, name, anchor, term):
    """Return whether a section of another page has a term."""
    there = page.path.with_name(f'{name}.md').is_file()
    texts = terms.sections(page.book.page(page.language, name)) if there else {}
    return anchor in texts and terms.stands_in(texts[anchor][1], term, page.language)


def _speaks_of(page, section, item):
    """Return whether a section has a name of the code that an item begins with; any will do for other texts."""
    first = item.children[0]
    code = first.content if first.type == 'code_inline' and item.level > 2 else ''
    names = set(NAME.findall(code)) - set(keyword.kwlist)
    text = '\n'.join(page.lines[section.start : section.end])
    return not names or any(name in text for name in names)


def _links(token):
    """Yield (its words in small letters, its target, its line) of each link in a piece of running text."""
    words, href, start = None, '', 0
    for child, line in placed(token):
        if child.type == 'link_open':
            words, href, start = [], child.attrs['href'], line
        elif child.type == 'link_close':
            yield ''.join(words or []).strip().lower(), href, start
            words = None
        elif words is not None:
            words.append(child.content)


def _names(book, language, chapter):
    """Return what a chapter is called: by its title and that up to the colon, by the code in it, and by its file."""
    there = book.path(language, chapter).is_file()
    first = book.page(language, chapter).lines[0] if there else ''
    title = HEADING_ID.sub('', first.removeprefix('# ')).lower()
    called = COLON.split(title)[0].replace('`', '').strip()
    whole = title.replace('`', '').strip()
    return {whole, called, called.removeprefix('the '), chapter, *CODE.findall(title)}


def _ids(page):
    return {section.id for section in page.sections}
