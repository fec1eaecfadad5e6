"""Our own style sheets become one, and our own scripts: each file more would be a request more, of every reader on every page."""

from mkdocs.structure.files import File

from book import katex


def join(files, config, theme, node_modules):
    """Put `extra_css`, after KaTeX's style sheet, into assets/site.css, and `extra_javascript` into assets/site.js; pages load these instead."""
    formulas = katex.stylesheet(node_modules).replace('url(fonts/', 'url(katex/fonts/')
    for option, name, first in (('extra_css', 'assets/site.css', [formulas]), ('extra_javascript', 'assets/site.js', [])):
        texts = first + [(theme / str(path)).read_text(encoding='utf-8') for path in config[option]]
        files.append(File.generated(config, name, content='\n'.join(texts)))
        config[option] = [name]
