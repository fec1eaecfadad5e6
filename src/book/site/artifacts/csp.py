"""The headers that a host should send with the pages: what they may load and run. One definition, a file for each kind
of host.
"""

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path

from bs4 import BeautifulSoup, SoupStrainer

SCRIPT, STYLE = 'script:not([src], [type="application/json"])', 'style'  # data and files need no hash


def headers(pages: list[str], hosts: Sequence[str] = (), runs: bool = False) -> dict[str, str]:
    """Return the headers, name by value, for a site of these `pages` (their HTML), which run code if `runs`, and load
    Python's wheels from `hosts`.
    """
    only = SoupStrainer(['script', 'style'])
    policy = _policy([BeautifulSoup(page, 'html.parser', parse_only=only) for page in pages], hosts, runs)
    return {
        'Content-Security-Policy': '; '.join(f'{name} {value}' for name, value in policy.items()),
        'Referrer-Policy': 'same-origin',
        'X-Content-Type-Options': 'nosniff',
    }


def _policy(soups, hosts, runs):
    """Allow the site itself and nothing else; of what stands in the pages, only what was built into them."""
    return {
        'default-src': "'none'",
        'script-src': ' '.join(["'self'", *(["'wasm-unsafe-eval'"] if runs else []), *_hashes(SCRIPT, soups)]),
        'style-src': ' '.join(["'self'", *_hashes(STYLE, soups)]),
        # KaTeX sets the place of every sign in a style attribute, and Matplotlib its colours. They can load nothing.
        'style-src-attr': "'unsafe-inline'",
        'img-src': "'self' data:",  # Material's icons stand in its style sheet
        'font-src': "'self'",
        'connect-src': ' '.join(["'self'", *hosts]),
        'worker-src': "'self'",
        'base-uri': "'none'",
        'form-action': "'none'",
        'frame-ancestors': "'none'",
    }


def _hashes(selector, soups):
    """Return the source expressions that allow each script (or style) that stands in the pages, sorted."""
    texts = {element.string for soup in soups for element in soup.select(selector) if element.string}
    return sorted(f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts)


def write(site: Path, hosts: Sequence[str] = (), runs: bool = False) -> None:
    """Write the headers of a built site into it: for Netlify and Cloudflare Pages, for Apache, and for nginx to
    include.
    """
    lines = headers([path.read_text(encoding='utf-8') for path in sorted(site.rglob('*.html'))], hosts, runs)
    files = {
        '_headers': '/*\n' + ''.join(f'  {name}: {value}\n' for name, value in lines.items()),
        '.htaccess': '<IfModule mod_headers.c>\n'
        + ''.join(f'  Header always set {name} "{value}"\n' for name, value in lines.items())
        + '</IfModule>\n',
        'nginx-headers.conf': ''.join(f'add_header {name} "{value}" always;\n' for name, value in lines.items()),
    }
    for name, text in files.items():
        (site / name).write_text(text, encoding='utf-8')
