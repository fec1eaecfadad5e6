"""All style sheets become one, and our own scripts: each file more would be a request more, of every reader on every page.

Each style sheet follows the system into the dark on the way, before the next: of equal rules the last one counts.
"""

import re
from fnmatch import fnmatch

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from book.finish import katex
from book.site.purge import kept
from book.site.system_dark import follow_system

MATERIAL = ('assets/stylesheets/main.*.min.css', 'assets/stylesheets/palette.*.min.css')
# Material stops every transition while it sets the colours: at each load the browser computes all styles of the page twice for it.
SWITCHING = re.compile(r'\[data-md-color-switching\] [^{}]*\{[^{}]*\}')


def join(files, config, node_modules):
    """Put Material's style sheets, KaTeX's and `extra_css` into assets/site.css, and `extra_javascript` into assets/site.js; pages load these instead."""
    formulas = katex.stylesheet(node_modules).replace('url(fonts/', 'url(katex/fonts/')
    material, own = ([SWITCHING.sub('', _taken(files, path)) for path in paths] for paths in (MATERIAL, config['extra_css']))
    material = [sheet + kept(follow_system(sheet).removeprefix(sheet)) for sheet in material]
    own = [kept(follow_system(sheet)) for sheet in own]
    scripts = [_taken(files, str(path)) for path in config['extra_javascript']]
    for option, name, texts in (('extra_css', 'assets/site.css', [*material, formulas, *own]), ('extra_javascript', 'assets/site.js', scripts)):
        files.append(File.generated(config, name, content='\n'.join(texts)))
        config[option] = [name]
    for useless in [file for file in files if file.src_uri.endswith('.css.map')]:
        files.remove(useless)


def _taken(files, pattern):
    """Take the file of this name out of the site, and return its text."""
    file = next((file for file in files if fnmatch(file.src_uri, pattern)), None)
    if file is None:
        raise PluginError(f'{pattern} is not in the theme: correct `extra_css` and `extra_javascript` in mkdocs.yml, or add the file to docs/theme')
    files.remove(file)
    return file.content_string
