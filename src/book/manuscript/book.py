"""Where everything lies: the book's folders, its languages and its chapters."""

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml
from markdown.extensions.toc import slugify

from book.manuscript.markers import TO_TRANSLATE
from book.manuscript.page import Page
from book.manuscript.problems import BookError, Problem

LANGUAGES = ('zh', 'en')  # the first one holds the shared configuration, in mkdocs.yml
CONFIGS = {'zh': 'mkdocs.yml', 'en': 'mkdocs.en.yml'}
GLOSSARY = 'glossary'  # the page that weave makes of docs/glossary.toml: it is no chapter
NOTEBOOK_PAGE = 'script'  # the one chapter that the site shows as its notebook


class _ConfigLoader(yaml.SafeLoader):
    """Reads mkdocs.yml without importing what its tags (such as !!python/name) name."""


_ConfigLoader.add_multi_constructor('', lambda loader, suffix, node: None)


@lru_cache(64)
def _read_page(path, book, *stamp):
    return Page(path, book)


@lru_cache(8)  # many pages ask the same configuration
def _parse(text):
    return yaml.load(text, _ConfigLoader)


@dataclass(frozen=True)
class Book:
    """A book: the folder that holds mkdocs.yml, docs/ and src/. All paths are below it."""

    root: Path

    @classmethod
    def here(cls) -> 'Book':
        """Return the book that the current folder belongs to. Raises BookError outside of one."""
        folder = Path.cwd()
        for root in (folder, *folder.parents):
            if (root / CONFIGS['zh']).is_file() and (root / 'docs').is_dir():
                book = cls(root)
                for path in filter(Path.is_file, (root / config for config in CONFIGS.values())):
                    book.read(path)  # a configuration that cannot be read is named first
                return book
        raise BookError(
            Problem(
                folder,
                0,
                'no book here: neither this folder nor one above it has mkdocs.yml and docs/',
                'change to the folder of the book',
            )
        )

    @cached_property
    def chapters(self) -> list[str]:
        """The names of the chapters, in the order of the navigation (`nav:` of mkdocs.yml)."""
        path, nav = self.root / CONFIGS['zh'], self.setting('zh', 'nav')
        if not all(isinstance(entry, str) for entry in nav):
            raise BookError(
                Problem(
                    self.shown(path),
                    0,
                    'an entry of `nav:` has a title or a section of its own',
                    'list bare file names: a page takes its title from its first heading',
                )
            )
        return [Path(entry).stem for entry in nav if Path(entry).stem != GLOSSARY]

    @property
    def has_glossary(self) -> bool:
        """Whether the navigation has the page of the glossary."""
        return f'{GLOSSARY}.md' in self.setting(LANGUAGES[0], 'nav')

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the book."""
        return LANGUAGES

    @property
    def configs(self) -> list[Path]:
        """The paths of the configurations, the shared one first."""
        return [self.root / config for config in CONFIGS.values()]

    @property
    def modules(self) -> Path:
        """The folder of what npm installs."""
        return self.root / 'node_modules'

    def words(self, language: str) -> dict:
        """Return the words of the interface in a language: `extra: book:` of its configuration, over what all languages
        share.
        """
        shared, own = (self.setting(each, 'extra')['book'] for each in (LANGUAGES[0], language))
        return shared | own

    @property
    def repo_url(self) -> str:
        """The address of the repository, or ''."""
        return self.read(self.configs[0]).get('repo_url') or ''

    def setting(self, language: str, key: str) -> Any:
        """Return what a language's own configuration file says of `key`. Raises BookError if it says nothing."""
        path = self.root / CONFIGS[language]
        try:
            return self.read(path)[key]
        except (KeyError, TypeError):
            raise BookError(Problem(self.shown(path), 0, f'there is no `{key}:`', f'write a line `{key}: ...`'))

    def read(self, path: Path) -> Any:
        """Return what a configuration file says. Raises BookError if it is no YAML."""
        try:
            return _parse(path.read_text(encoding='utf-8'))
        except yaml.YAMLError as error:
            mark = getattr(error, 'problem_mark', None)
            raise BookError(
                Problem(
                    self.shown(path),
                    mark.line + 1 if mark else 0,
                    f'this is no YAML: {getattr(error, "problem", None) or error}',
                    'put a value that holds a colon, a # or quotes into quotes, as in `site_name: "Ridge: by hand"`; '
                    'indent by spaces',
                )
            )

    @property
    def slug(self) -> str:
        """The book's name as a part of file names."""
        return slugify(self.setting(LANGUAGES[-1], 'site_name'), '-') or 'book'

    def path(self, language: str, chapter: str) -> Path:
        """Return the path of a chapter's Markdown."""
        return self.root / 'docs' / language / f'{chapter}.md'

    def page(self, language: str, chapter: str) -> Page:
        """Return a chapter's Page in a language: one and the same for all that ask, as long as the file does not
        change. It is for reading.
        """
        path = self.path(language, chapter)
        stamp = path.stat()
        return _read_page(path, self, stamp.st_mtime_ns, stamp.st_size)

    def pages(self, chapter: str) -> dict[str, Page]:
        """Return a chapter's Page in each language in which it is written."""
        languages = self.written(chapter)
        return {language: self.page(language, chapter) for language in languages}

    def named(self, chapter: str) -> str:
        """Return the name of a chapter that was given as a name or as a path. Raises BookError if there is none."""
        name = Path(chapter).stem
        if name not in self.chapters:
            raise BookError(Problem(chapter, 0, 'there is no such chapter', f'choose from: {", ".join(self.chapters)}'))
        return name

    def written(self, chapter: str) -> list[str]:
        """Return the languages in which a chapter is written: its page is there, and not marked as one to translate."""
        pages = {language: self.path(language, chapter) for language in LANGUAGES}
        return [
            language
            for language, page in pages.items()
            if page.is_file() and TO_TRANSLATE not in page.read_text(encoding='utf-8').split('\n')
        ]

    def notebook(self, language: str, chapter: str) -> Path:
        """Return the path of a chapter's notebook; the one that is a page of the site lies beside the other pages."""
        folder = self.root / 'docs' / language
        return (folder if chapter == NOTEBOOK_PAGE else folder / 'notebooks') / f'{chapter}.ipynb'

    def record(self, language: str, chapter: str) -> dict[str, str]:
        """Return what a chapter was last woven with, as its notebook records it; {} if none can be read."""
        try:
            return json.loads(self.notebook(language, chapter).read_text(encoding='utf-8'))['metadata']['book']
        except (OSError, ValueError, KeyError, TypeError):
            return {}

    def figures(self, language: str) -> Path:
        """Return the folder of a language's figures."""
        return self.root / 'docs' / language / 'figures'

    def shown(self, path: Path | str) -> Path:
        """Return `path` as a reader of a message wants it: relative to the root where it lies below it."""
        path = Path(path)
        return path.relative_to(self.root) if path.is_relative_to(self.root) else path
