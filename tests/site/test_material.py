"""What the book changes in Material is still there to be changed: where it is not, what changes it can go."""

from importlib import metadata
from pathlib import Path

import pytest

TEMPLATES = Path(metadata.distribution('mkdocs-material').locate_file('material/templates'))
CHANGED = {  # what changes it: (files of Material, what stands there, whether it does)
    'site/styles/purge.js, blocklist': ('assets/stylesheets/*.css', '[data-md-color-switching]', True),
    'site/styles/system_dark.py': ('assets/stylesheets/palette.*.css', 'prefers-color-scheme:dark', False),
    'finish/assets.py, defer': ('base.html', '<script src="{{ \'assets/javascripts/bundle.', True),
    'finish/labels.py, the drawer': (
        'base.html',
        '<input class="md-toggle" data-md-toggle="drawer" type="checkbox"',
        True,
    ),
    'finish/labels.py, the search': (
        'partials/search.html',
        '<div class="md-search" data-md-component="search" role="dialog">',
        True,
    ),
    'theme/partials/hreflang.html, the space in rel': ('assets/javascripts/bundle.*.js', 'rel=alternate', True),
    'theme/assets/access.js, buttons': (
        'partials/header.html',
        '<label class="md-header__button md-icon" for="__drawer">',
        True,
    ),
    'theme/assets/search.js, form': ('assets/javascripts/bundle.*.js', 'search_index', True),
    'theme/partials/source.html': ('assets/javascripts/bundle.*.js', 'https://api.github.com', True),
}


@pytest.mark.parametrize('change', CHANGED)
def test_material_is_as_we_found_it(change):
    pattern, text, there = CHANGED[change]
    files = sorted(TEMPLATES.glob(pattern))
    assert files, f'Material has no {pattern}: look at {change}'
    found = any(text in path.read_text(encoding='utf-8') for path in files)
    assert found is there, f'{text!r} {"went" if there else "came"}: is {change} still needed?'
