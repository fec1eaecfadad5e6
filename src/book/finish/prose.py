"""Finishes the HTML that Markdown gives: explanations are tied to lines, terms to the glossary, and the text is laid out for parallel reading."""

from functools import lru_cache

from bs4 import BeautifulSoup

from book.finish import glossary, lines, parallel
from book.finish.page_html import AS_WRITTEN
from book.manuscript import terms


@lru_cache(64)  # a server builds the same pages again and again
def finish(html, book, language, glossary_text):
    """Return (HTML of a page, script with its text for the other language's page).

    `glossary_text` is the text of docs/glossary.toml: another text, and the page is finished anew.
    """
    soup = BeautifulSoup(html, 'html.parser')
    lines.tie(soup)
    script = parallel.script(language, parallel.prepare(soup))
    glossary.mark(soup, terms.read(book), language)
    return soup.decode(formatter=AS_WRITTEN), script
