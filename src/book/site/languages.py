"""How the page of a chapter names itself in each language: to the reader's switch, to search engines, in the sitemap."""

from html import escape

from book.manuscript.book import LANGUAGES


def addresses(page, config):
    """Return {hreflang: address} of an MkDocs page in each language.

    The addresses are relative, unless the site knows where it will stand. Then search engines read them as well, and
    `x-default` is for a reader of neither language: the page that lets one choose, or the English chapter.
    """
    if not config.site_url:
        return {language: f'../{language}/{page.url}' for language in LANGUAGES}
    root = config.site_url.removesuffix(f'{config.extra["book"]["language"]}/')
    found = {language: f'{root}{language}/{page.url}' for language in LANGUAGES}
    return found | {'x-default': root if page.is_homepage else found['en']}


def root_links(base_url):
    """Return the HTML that names both home pages on the page above them."""
    if not base_url:
        return '\n'.join(_link('alternate', f'{language}/index.html', language) for language in LANGUAGES)
    root = escape(base_url.rstrip('/') + '/')
    found = {language: f'{root}{language}/index.html' for language in LANGUAGES} | {'x-default': root}
    return '\n'.join([f'<link rel="canonical" href="{root}">', *(_link('alternate', *pair) for pair in zip(found.values(), found))])


def _link(rel, address, language):
    return f'<link rel="{rel}" hreflang="{language}" href="{address}">'


def root_files(base_url):
    """Return {name: text} of what search engines look for above the languages; nothing if the site has no address."""
    if not base_url:
        return {}
    root = base_url.rstrip('/') + '/'
    maps = ''.join(f'  <sitemap><loc>{escape(root)}{language}/sitemap.xml</loc></sitemap>\n' for language in LANGUAGES)
    return {'sitemap.xml': '<?xml version="1.0" encoding="UTF-8"?>\n'
                           f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{maps}</sitemapindex>\n',
            'robots.txt': f'User-agent: *\nAllow: /\nSitemap: {root}sitemap.xml\n'}
