"""Builds the site: each language by MkDocs, side by side, and the page that leads to them."""

import contextlib
import html
import os
import shutil
import tempfile
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

from book.manuscript.book import CONFIGS, LANGUAGES, Book
from book.manuscript.problems import BookError, Problem
from book.site.artifacts import csp, sitemap
from book.site.live import runtime
from book.site.mkdocs import Builders
from book.site.styles import purge

ROOT_FILES = ('index.html', '404.html', 'root.css', 'root.js')


def build(book: Book, base_url: str = '', out: Path | None = None, builders: Builders | None = None) -> Path:
    """Build all languages into `out` (site/ by default), which is replaced only if all succeed. Returns the folder.

    `base_url` is where the site will stand; without it the site works anywhere, but names no canonical
    address. `builders` are those of an earlier build, or new ones. Raises BookError with what MkDocs found.
    """
    if base_url and urlsplit(base_url).scheme not in ('http', 'https'):
        raise BookError(Problem(base_url, 0, 'the base URL is no web address', 'write it as https://example.org/book/'))
    out = Path(out).resolve() if out else book.root / 'site'
    if out.exists() and any(out.iterdir()) and not (out / LANGUAGES[0] / 'index.html').is_file():
        raise BookError(
            Problem(out, 0, 'the folder holds something that is not this site', 'name an empty or a new folder')
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f'.{out.name}-', dir=out.parent))
    try:
        with contextlib.nullcontext(builders) if builders else Builders() as building:
            problems = building.build(
                {
                    language: (
                        str(book.root / CONFIGS[language]),
                        str(draft / language),
                        f'{base_url.rstrip("/")}/{language}/' if base_url else '',
                    )
                    for language in LANGUAGES
                }
            )
        if problems:
            raise BookError(*problems)
        if not builders:  # who serves while writing looks at other things
            purge.purge(draft, LANGUAGES, book.modules)
        for name in ROOT_FILES:
            (draft / name).write_text(root_file(book, name, base_url), encoding='utf-8')
        for name, text in sitemap.root_files(base_url).items():
            (draft / name).write_text(text, encoding='utf-8')
        runtime.write(draft, book)
        csp.write(draft, runtime.hosts(book), runs=bool(runtime.packages(book)))
        (draft / '.nojekyll').touch()
        draft.chmod(0o755)
        _replace(out, draft)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return out


def root_file(book: Book, name: str, base_url: str = '') -> str:
    """Return the text of one of ROOT_FILES.

    The page for what is not there can stand at any depth: it needs the site's own path.
    """
    text = (book.root / 'docs/theme/root' / name).read_text(encoding='utf-8')
    for key, language in product(('site_name', 'site_description'), LANGUAGES):
        text = text.replace(f'{{{{ {key} {language} }}}}', html.escape(book.setting(language, key)))
    text = text.replace('{{ base }}', urlsplit(base_url).path.rstrip('/') + '/').replace(
        '{{ languages }}', sitemap.root_links(base_url)
    )
    return text.replace('{{ site }}', f'{base_url.rstrip("/")}/' if base_url else '')


def _replace(out, draft):
    """Put the draft in the place of `out`: two renames, so that a reader never meets half a site."""
    old = draft.with_name(f'{draft.name}-old')
    if out.exists():
        os.rename(out, old)
    os.rename(draft, out)
    shutil.rmtree(old, ignore_errors=True)
