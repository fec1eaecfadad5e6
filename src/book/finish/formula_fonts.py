"""Cuts KaTeX's fonts down to the signs that the book's formulas use, and says which of them a page needs at once."""

import io
import re
from functools import lru_cache

from bs4 import BeautifulSoup
from fontTools import subset
from fontTools.ttLib import TTFont

FACE = re.compile(r'@font-face\{(?P<rules>[^}]*url\(fonts/(?P<file>[\w-]+\.woff2)\)[^}]*)\}')
RULE = re.compile(r'(?P<selectors>[^{}@]+)\{(?P<declarations>[^{}]*KaTeX_(?P<family>\w+)[^{}]*)\}')
CLASSES = re.compile(r'class="([^"]*)"')
COMPOUND = re.compile(r'(?:\.[\w-]+)+')


@lru_cache(64)  # a server builds again and again
def cut(font, signs):
    """Return the bytes of the WOFF2 file `font`, with the glyphs of `signs` (a string) and no others."""
    face = TTFont(font, recalcTimestamp=False)  # two builds of one book are equal, byte for byte
    options = subset.Options(layout_features=['*'], hinting=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=signs)
    cutter.subset(face)
    face.flavor = 'woff2'
    target = io.BytesIO()
    face.save(target)
    return target.getvalue()


@lru_cache(4)
def signs(formulas, stylesheet):
    """Return {name of a font file: the signs that it draws} for rendered formulas (HTML): the font of a sign is that of the innermost rule."""
    soup = BeautifulSoup(''.join(formulas), 'html.parser')
    for mathml in soup.select('.katex-mathml'):  # for screen readers, which need no font
        mathml.decompose()
    faces = {(_family(face['rules']), *_style(face['rules'])): face['file'] for face in FACE.finditer(stylesheet)}
    font = {}
    for rule in RULE.finditer(FACE.sub('', stylesheet)):
        file = faces.get((rule['family'], *_style(rule['declarations'])))
        font |= {id(element): file for element in soup.select(rule['selectors'])}
    drawn = {}
    for text in soup.find_all(string=True):
        file = next((font[id(parent)] for parent in text.parents if id(parent) in font), None)
        drawn[file] = drawn.get(file, '') + text
    return {file: ''.join(sorted(set(found))) for file, found in drawn.items()}


def needed(page, stylesheet):
    """Return the names of the font files that the formulas on a page use, in the order of KaTeX's style sheet.

    A rule that sets a font is in use if the page has an element for each part of its selector. Fetched early, the fonts are
    there when the page is first drawn, and no formula changes its width under the reader's eyes.
    """
    elements = {frozenset(names.split()) for names in CLASSES.findall(page)}
    wanted = {(rule['family'], *_style(rule['declarations'])) for rule in RULE.finditer(FACE.sub('', stylesheet))
              if any(_matches(selector, elements) for selector in rule['selectors'].split(','))}
    faces = {(_family(face['rules']), *_style(face['rules'])): face['file'] for face in FACE.finditer(stylesheet)}
    return [file for face, file in faces.items() if face in wanted]


def _matches(selector, elements):
    return all(any(set(compound.split('.')[1:]) <= names for names in elements) for compound in COMPOUND.findall(selector))


def _family(declarations):
    return re.search(r'font-family:"?KaTeX_(\w+)', declarations)[1]


def _style(declarations):
    return 'font-weight:700' in declarations, 'font-style:italic' in declarations
