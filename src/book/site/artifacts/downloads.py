"""What a reader carries away: a chapter's code as a script, its notebook alone, all notebooks, the whole program."""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from book.finish.placeholders import WHOLE_PROGRAM
from book.manuscript.book import NOTEBOOK_PAGE, Book
from book.manuscript.page import Page

LINK = re.compile(r'\[([^\]]*)\]\((?:\.\./|notebooks/)?([\w-]+)\.ipynb(#[\w-]+)?\)')
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # so that the same notebooks give the same archive


def write(folder: Path, book: Book, language: str, site_url: str) -> None:
    """Write the downloads of a language into `folder`, the site that will stand at `site_url` ('' if unknown)."""
    words, title = book.words(language), book.setting(language, 'site_name')
    notebooks = {
        name: path
        for name in book.chapters
        if language in book.written(name) and (path := book.notebook(language, name)).is_file()
    }
    files: dict[str, bytes] = {}
    if NOTEBOOK_PAGE in notebooks:
        files[WHOLE_PROGRAM] = (book.root / 'src/linreg/scratch.py').read_bytes()
    for name, path in notebooks.items():
        files[f'notebooks/{name}.ipynb'] = alone(path.read_text(encoding='utf-8'), site_url).encode()
        if name != NOTEBOOK_PAGE:
            files[f'scripts/{name}.py'] = script(book.page(language, name), title, words['licence']).encode()
    packed = {
        path.relative_to(book.path(language, 'x').parent).as_posix(): path.read_text(encoding='utf-8')
        for path in notebooks.values()
    }
    files['notebooks.zip'] = archive(packed, f'{book.slug}-{language}')
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def script(chapter: Page, book_name: str, licence: str) -> str:
    """Return all blocks of a chapter as one program, as the last button `copy so far` gives it, below a line that says
    what it is.
    """
    title = chapter.sections[0].title.replace('`', '')
    return '\n\n'.join([f'# {title} | {book_name} | {licence}\n', *(fence.code for fence in chapter.fences)])


def alone(notebook: str, address: str) -> str:
    """Return a notebook (text) for a reader who has no other one beside it.

    Its links to other chapters lead to their pages below `address`, or become plain words where no address is known.
    """
    content = json.loads(notebook)
    for cell in content['cells']:
        if cell['cell_type'] == 'markdown':
            text = LINK.sub(rf'[\1]({address}\2.html\3)' if address else r'\1', ''.join(cell['source']))
            cell['source'] = text.splitlines(keepends=True)
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + '\n'


def archive(files: Mapping[str, str], folder: str) -> bytes:
    """Return a zip archive (bytes) of `files`, a name to text each, below one `folder`: the links between them work."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, 'w') as zipped:
        for name, text in files.items():
            zipped.writestr(zipfile.ZipInfo(f'{folder}/{name}', LONG_AGO), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
