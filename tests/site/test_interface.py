"""The words of the interface and the settings of the site are written down twice: in `mkdocs*.yml`, and here with the
reason. A word or a setting that is exchanged in both languages alike is named.
"""

import tomllib
from pathlib import Path

import pytest
from helpers.pages import ROOT

from book.manuscript.book import LANGUAGES

FILE = Path(__file__).with_name('interface.toml')


def leaves(table, path=()):
    """Yield each text of a nested table with its path, such as ('live', 'hints', 'NameError')."""
    for key, value in table.items():
        if isinstance(value, dict) and set(value) != set(LANGUAGES):
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key), value


WORDS = dict(leaves(tomllib.loads(FILE.read_text(encoding='utf-8'))))
ELSEWHERE = {'language', 'languages', 'branch', 'new_chapter'}  # no words of the interface: other tests have them
SETTINGS = {
    'use_directory_urls': (False, 'a page that is opened from disk finds the others'),
    'strict': (True, 'a link that leads nowhere stops the build'),
    'hooks': (['src/book/site/hooks.py'], 'the pages are finished by the press'),
    'theme.custom_dir': ('docs/theme', 'what differs from Material'),
    'theme.font': (False, 'no page asks another host for a font'),
    'theme.features': (
        ['navigation.footer', 'navigation.top', 'search.highlight', 'toc.follow'],
        'the next page, the way back up, the words that were searched, and the section that one reads are shown',
    ),
    'extra.generator': (False, 'no advertisement in the footer'),
    'extra.scope': ('..', 'what a reader chooses holds for both languages'),
    'extra.live': ({'torch': 'src/tinytorch', 'matplotlib': 'src/tinyplot'}, 'what the pages run'),
    'markdown_extensions.toc': (
        {'permalink': True, 'permalink_title': '本节链接'},
        'each heading has a link to itself',
    ),
    'markdown_extensions.footnotes': ({}, 'what a reader may skip stands below'),
    'theme.icon.logo': ('material/chart-timeline-variant', 'the sign of the book'),
    'markdown_extensions.pymdownx.arithmatex.generic': (True, 'formulas are left to KaTeX'),
    'markdown_extensions.pymdownx.highlight': (
        {'pygments_lang_class': True, 'line_spans': '__span'},
        'scripts tell Python from output, and find the lines that are explained',
    ),
    'plugins.mkdocs-jupyter.execute': (False, 'what is shown was woven, not run while building'),
    'plugins.mkdocs-jupyter.allow_errors': (False, 'a notebook that fails stops the build'),
    'plugins.mkdocs-jupyter.no_prompt': (True, 'no In [1] beside the code'),
    'plugins.mkdocs-jupyter.include': (['script.ipynb'], 'the one chapter that is shown as a notebook'),
    'exclude_docs': ('/script.md\n', 'which is not shown as Markdown, too'),
    'validation': (
        {
            'nav': {'omitted_files': 'warn', 'not_found': 'warn', 'absolute_links': 'warn'},
            'links': {'not_found': 'warn', 'anchors': 'warn', 'absolute_links': 'warn', 'unrecognized_links': 'warn'},
        },
        'strict makes an error of each warning',
    ),
}


def at(config, path):
    """Return what stands in a configuration under keys that are joined by dots, or None; a key may have dots itself."""
    if path in config:
        return config[path]
    for key, value in config.items():
        if path.startswith(f'{key}.') and isinstance(value, dict):
            return at(value, path.removeprefix(f'{key}.'))


def configs(book):
    """Return the configuration of each language."""
    return {language: book.read(config) for language, config in zip(LANGUAGES, book.configs, strict=True)}


def spoken(config):
    """Return the words of the interface by their path."""
    own = {key: value for key, value in config['extra']['book'].items() if key not in ELSEWHERE}
    return {tuple(map(str, path)): text for path, text in leaves(own)}


@pytest.mark.parametrize('language', LANGUAGES)
def test_the_interface_says_what_is_meant(book, language):
    said = spoken(configs(book)[language])
    assert {path: (text, WORDS.get(path, {}).get(language)) for path, text in said.items()} == {
        path: (text, text) for path, text in said.items()
    }, f'extra: book: of {language} says something else: if that is meant, write it into {FILE.relative_to(ROOT)}'
    assert set(said) == set(WORDS)


@pytest.mark.parametrize('path', SETTINGS)
def test_a_setting_is_what_the_site_needs(book, path):
    wanted, reason = SETTINGS[path]
    found = at(configs(book)['zh'], path)
    assert found == wanted, f'mkdocs.yml, {path}: {found}; {reason}. If it is meant, write it here'


def test_a_language_changes_words_and_folders_only(book):
    english = configs(book)['en']
    assert set(english) == {
        'INHERIT', 'site_name', 'site_description', 'docs_dir', 'site_dir', 'theme', 'extra', 'markdown_extensions'
    }  # fmt: skip
    assert english['INHERIT'] == 'mkdocs.yml' and set(english['theme']) == {'language', 'palette'}
    assert set(english['extra']) == {'book'}
    assert english['markdown_extensions'] == {'toc': {'permalink_title': 'Link to this section'}}
    for language, config in configs(book).items():
        folders = (config['theme']['language'], config['docs_dir'], config['site_dir'])
        assert folders == (language, f'docs/{language}', f'site/{language}')


@pytest.mark.parametrize('language', LANGUAGES)
def test_the_colours_are_called_what_they_are(book, language):
    names = {
        'en': ['Colours: as the system', 'Colours: light', 'Colours: dark'],
        'zh': ['明暗：跟随系统', '明暗：亮色', '明暗：暗色'],
    }
    palette = configs(book)[language]['theme']['palette']
    assert [each['toggle']['name'] for each in palette] == names[language]
    assert [(each['media'], each['scheme'], each['primary'], each['accent']) for each in palette] == [
        ('(prefers-color-scheme)', 'default', 'white', 'blue'),
        ('(prefers-color-scheme: light)', 'default', 'white', 'blue'),
        ('(prefers-color-scheme: dark)', 'slate', 'black', 'blue'),
    ]


def test_each_style_and_script_of_the_theme_is_on_the_pages(book):
    config = configs(book)['zh']
    files = {path.name for path in (ROOT / 'docs/theme/assets').iterdir() if path.suffix in ('.css', '.js')}
    loaded = {Path(path).name for path in [*config['extra_css'], *config['extra_javascript']]}
    assert files - loaded == {'search.js'} and loaded <= files, 'search.js takes the place of the worker'


def test_the_keys_that_are_named_are_those_that_are_bound(book):
    bound = (ROOT / 'src/live/editor.js').read_text(encoding='utf-8')
    assert "key: 'Mod-Enter'" in bound
    for language, config in configs(book).items():
        words = spoken(config)
        for path in (('run_title',), ('live', 'editor')):
            assert 'Ctrl+Enter' in words[path], (language, path)
        assert 'Esc' in words['live', 'editor'] and 'Tab' in words['live', 'editor'], language
        assert 'python -m http.server' in words['from_disk',] and ':8000/' in words['from_disk',], language
