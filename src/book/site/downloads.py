"""What a reader carries away: a chapter's code as a script, its notebook alone, all notebooks; and where a notebook opens without downloading."""

import io
import json
import re
import zipfile
from urllib.parse import quote, urlsplit

LINK = re.compile(r'\[([^\]]*)\]\((?:\.\./|notebooks/)?([\w-]+)\.ipynb(#[\w-]+)?\)')
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # so that the same notebooks give the same archive


def script(chapter, book_name, licence):
    """Return all blocks of a chapter as one program, as the last button `copy so far` gives it, below a line that says what it is."""
    title = chapter.sections[0].title.replace('`', '')
    return '\n\n'.join([f'# {title} | {book_name} | {licence}\n', *(fence.code for fence in chapter.fences)])


def alone(notebook, address):
    """Return a notebook (text) for a reader who has no other one beside it.

    Its links to other chapters lead to their pages below `address`, or become plain words where no address is known.
    """
    content = json.loads(notebook)
    for cell in content['cells']:
        if cell['cell_type'] == 'markdown':
            text = LINK.sub(rf'[\1]({address}\2.html\3)' if address else r'\1', ''.join(cell['source']))
            cell['source'] = text.splitlines(keepends=True)
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + '\n'


def archive(files, folder):
    """Return a zip archive (bytes) of `files`, a name to text each, below one `folder`: the links between them work."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, 'w') as zipped:
        for name, text in files.items():
            zipped.writestr(zipfile.ZipInfo(f'{folder}/{name}', LONG_AGO), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def online(repo_url, branch, path):
    """Return (service, address) for each service that opens the notebook at `path` of a repository on GitHub; none for others."""
    parts = urlsplit(repo_url or '')
    if parts.hostname != 'github.com':
        return []
    repository = parts.path.strip('/').removesuffix('.git')
    return [('Colab', f'https://colab.research.google.com/github/{repository}/blob/{quote(branch)}/{quote(path)}'),
            ('Binder', f'https://mybinder.org/v2/gh/{repository}/{quote(branch, safe="")}?labpath={quote(path, safe="")}')]
