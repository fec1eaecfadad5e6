"""The addresses of the pages in each language, for search engines: hreflang, sitemaps, robots.txt."""

from html import escape
from pathlib import Path

from book.manuscript.book import LANGUAGES


def write(folder: Path, pages: list) -> None:
    """Write the sitemap of a language, with the addresses of its finished `pages` in every language; none if they have
    no address.
    """
    for name in ('sitemap.xml', 'sitemap.xml.gz'):
        (folder / name).unlink(missing_ok=True)
    if all(page.canonical for page in pages):
        entries = ''.join(
            f'  <url>\n    <loc>{escape(page.canonical)}</loc>\n{_links(page)}  </url>\n' for page in pages
        )
        (folder / 'sitemap.xml').write_text(
            '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
            f'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{entries}</urlset>\n',
            encoding='utf-8',
        )


def _links(page):
    return ''.join(
        f'    <xhtml:link rel="alternate" hreflang="{language}" href="{escape(address)}"/>\n'
        for language, address in page.hreflang
    )


def root_links(base_url: str) -> str:
    """Return the HTML that names both home pages on the page above them."""
    if not base_url:
        return '\n'.join(_link('alternate', f'{language}/index.html', language) for language in LANGUAGES)
    root = escape(base_url.rstrip('/') + '/')
    found = {language: f'{root}{language}/index.html' for language in LANGUAGES} | {'x-default': root}
    return '\n'.join(
        [f'<link rel="canonical" href="{root}">', *(_link('alternate', *pair) for pair in zip(found.values(), found))]
    )


def _link(rel, address, language):
    return f'<link rel="{rel}" hreflang="{language}" href="{address}">'


def root_files(base_url: str) -> dict[str, str]:
    """Return {name: text} of what search engines look for above the languages; nothing if the site has no address."""
    if not base_url:
        return {}
    root = base_url.rstrip('/') + '/'
    maps = ''.join(f'  <sitemap><loc>{escape(root)}{language}/sitemap.xml</loc></sitemap>\n' for language in LANGUAGES)
    return {
        'sitemap.xml': '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{maps}</sitemapindex>\n',
        'robots.txt': f'User-agent: *\nAllow: /\nSitemap: {root}sitemap.xml\n',
    }
