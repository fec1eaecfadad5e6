"""What the theme's templates leave open: the downloads of a page, the versions that it was woven with, the way to a
chapter's other language.
"""

from copy import copy
from urllib.parse import quote, urlsplit

from book.finish.built_page import BuiltPage
from book.manuscript.book import NOTEBOOK_PAGE

SLOTS = '.book-downloads, #book-copy, .book-versions'
WHOLE_PROGRAM = 'linear_regression.py'


def take(page: BuiltPage) -> None:
    """Take the open places out of the article, so that no other step takes them for text."""
    page.slots = [slot.extract() for slot in page.article.select(SLOTS)]


def lead_to_the_other_language(page: BuiltPage) -> None:
    """On a page that is yet to be translated, leave the title, and lead to the language in which the chapter is
    written.
    """
    written = page.book.written(page.name) if page.name in page.book.chapters else []
    if not written or page.language in written:
        return
    title = page.article.h1.extract()
    notice = page.tag('p', f'{page.words["to_translate"]} ', class_='book-notice')
    notice.append(
        page.tag(
            'a',
            page.words['languages'][written[0]],
            href=f'../{written[0]}/{page.name}.html',
            hreflang=written[0],
            lang=written[0],
        )
    )
    page.article.clear()
    page.article.extend([title, '\n', notice])


def fill(page: BuiltPage) -> None:
    """Fill the open places and put them back: the downloads below the title, the versions at the end.

    A page without code has none.
    """
    record = page.book.record(page.language, page.name) if page.source else {}
    if not record:
        return
    for slot in reversed(page.slots):
        if 'book-versions' in slot.get('class', ()):
            slot.append(f'Python {record["python"]}, torch {record["torch"]}, Matplotlib {record["matplotlib"]}')
            page.article.append(slot)
        else:
            if 'book-downloads' in slot.get('class', ()):
                _link(page, slot)
            page.article.h1.insert_after(slot)


def _link(page, downloads):
    """Give the links below the title their addresses, and their words where the page is the whole program."""
    whole = page.name == NOTEBOOK_PAGE
    notebook, script, online = (
        downloads.select_one(f'[data-slot={name}]') for name in ('notebook', 'script', 'online')
    )
    notebook['href'] = f'notebooks/{page.name}.ipynb'
    script['href'] = WHOLE_PROGRAM if whole else f'scripts/{page.name}.py'
    script['title'] = page.words['whole_script' if whole else 'script']
    path = page.book.shown(page.book.notebook(page.language, page.name)).as_posix()
    for service, address in services(page.book.repo_url, page.words['branch'], path):
        link = page.tag('a', href=address, title=f'{page.words["online"]} {service}')
        link.extend([copy(online.svg), service])
        downloads.append(link)
    online.extract()
    for slot in (notebook, script):
        del slot['data-slot']


def services(repo_url: str, branch: str, path: str) -> list[tuple[str, str]]:
    """Return (service, address) for each service that opens the notebook at `path` of a repository on GitHub; none for
    others.
    """
    parts = urlsplit(repo_url)
    if parts.hostname != 'github.com':
        return []
    repository = parts.path.strip('/').removesuffix('.git')
    return [
        ('Colab', f'https://colab.research.google.com/github/{repository}/blob/{quote(branch)}/{quote(path)}'),
        ('Binder', f'https://mybinder.org/v2/gh/{repository}/{quote(branch, safe="")}?labpath={quote(path, safe="")}'),
    ]
