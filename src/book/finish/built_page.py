"""A page as a builder wrote it: parsed once, changed by each step in place, and written once."""

import html
from collections.abc import Iterable
from functools import cached_property

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString
from bs4.formatter import HTMLFormatter

from book.manuscript.page import Page


class _AsWritten(HTMLFormatter):
    """Writes HTML as Markdown's is written: attributes in their order and in double quotes, no slash at the end of
    <img>.
    """

    def attributes(self, tag: Tag) -> Iterable[tuple[str, str]]:
        return ((name, '' if value is None else value) for name, value in tag.attrs.items())


AS_WRITTEN = _AsWritten(
    lambda text: html.escape(text, quote=False).replace('"', '&quot;'), void_element_close_prefix=''
)


class Raw(PreformattedString):
    """HTML that is put into a page as it is, without being parsed."""


class BuiltPage:
    """The HTML of a page. It knows its book, its language and its name; `source` is the chapter's Page, None for a page
    of another kind.

    Steps leave here what does not stand in the page itself: `formulas` (TeX, and whether it is displayed), `twins` (the
    script for parallel reading), `sections` (what the search finds), `styles` and `scripts` (the files that the page's
    bundles replace).
    """

    def __init__(self, text: str, book, language: str, name: str):
        self.book, self.language, self.name = book, language, name
        # Only `class` is a list: Material's script goes by the exact text of `rel`.
        self.soup = BeautifulSoup(text, 'html.parser', multi_valued_attributes={'*': {'class'}})
        self.article = self.soup.find('article') or self.soup
        self.words = book.words(language)
        self.formulas: list[tuple[str, bool]] = []
        self.twins = ''
        self.sections: list[dict] = []
        self.styles: list[str] = []
        self.scripts: list[str] = []
        self.slots: list[Tag] = []

    @cached_property
    def source(self) -> Page | None:
        """The chapter's Page in this language; None for the glossary, the page of what is not there, and a chapter yet
        to be translated.
        """
        written = self.name in self.book.chapters and self.language in self.book.written(self.name)
        return self.book.page(self.language, self.name) if written else None

    @property
    def canonical(self) -> str:
        """The address of the page, or '' if its site does not know where it will stand."""
        link = self.soup.select_one('link[rel=canonical]')
        return link['href'] if link else ''

    @property
    def hreflang(self) -> list[tuple[str, str]]:
        """The addresses of the page for search engines: (language or x-default, address) each."""
        return [(link['hreflang'], link['href']) for link in self.soup.select('head link[rel~=alternate][hreflang]')]

    def tag(self, name: str, text: str = '', **attributes) -> Tag:
        """Return a new element; `class_` and `data_x` are the attributes `class` and `data-x`."""
        attrs = {key.rstrip('_').replace('_', '-'): value for key, value in attributes.items()}
        element = self.soup.new_tag(name, attrs=attrs)
        if text:
            element.string = text
        return element

    def html(self) -> str:
        """Return the page as it stands now."""
        return self.soup.decode(formatter=AS_WRITTEN)
