"""Names for what Material leaves without one, or names otherwise: aria-labels, the language of a word, the home page in
the navigation.
"""

from book.finish.built_page import BuiltPage

NAMES = ':is(.md-nav--primary, .md-footer__link, [data-md-component=header-topic]) .md-ellipsis'


def label(page: BuiltPage) -> None:
    """Name the checkboxes that open the drawer and the search of a phone (access.css lets a keyboard reach them), and
    the search dialog.
    """
    labels = {
        'input[data-md-toggle=drawer]': page.words['drawer'],
        'input[data-md-toggle=search]': page.words['search'],
        '.md-search[role=dialog]': page.words['search'],
    }
    for selector, label in labels.items():
        for element in page.soup.select(f'{selector}:not([aria-label])'):
            element['aria-label'] = label
    for link in page.soup.select('a.md-select__link[hreflang]:not([lang])'):
        link['lang'] = link['hreflang']


def call_home(page: BuiltPage) -> None:
    """Call the home page so in the navigation: its title is the book's, which stands above the navigation already."""
    title, home = page.book.setting(page.language, 'site_name'), page.words['home']
    for name in page.soup.select(NAMES):
        if name.get_text(strip=True) == title:
            name.string = home
            if (link := name.find_parent(attrs={'aria-label': True})) and link.name == 'a':
                link['aria-label'] = link['aria-label'].replace(title, home)
