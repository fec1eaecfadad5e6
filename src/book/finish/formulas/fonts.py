"""Cuts KaTeX's fonts down to the signs that the book's formulas draw, and says which of them a formula needs."""

import io
import logging
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import tinycss2
from bs4 import BeautifulSoup
from fontTools import subset
from fontTools.ttLib import TTFont

logging.getLogger('fontTools.ttLib.tables._h_e_a_d').setLevel(logging.ERROR)  # KaTeX's dates, which nobody sees


def drawn(formulas: list[str], stylesheet: str) -> list[tuple[str, dict[str, str]]]:
    """Return (all signs, {name of a font file: the signs that it draws}) of each rendered formula (HTML).

    The font of a sign is that of the innermost rule.
    """
    faces, rules = _read(stylesheet)
    soup = BeautifulSoup(''.join(f'<f>{formula}</f>' for formula in formulas), 'html.parser')
    for mathml in soup.select('.katex-mathml'):  # for screen readers, which need no font
        mathml.decompose()
    font: dict[int, str | None] = {}
    for selector, face in rules:
        font |= {id(element): faces.get(face) for element in soup.select(selector)}
    found = []
    for formula in soup.find_all('f'):
        signs: dict[str, str] = {}
        for text in formula.find_all(string=True):
            if file := next((font[id(parent)] for parent in text.parents if id(parent) in font), None):
                signs[file] = signs.get(file, '') + text
        found.append((formula.get_text().replace('\u200b', ''), signs))
    return found


def order(stylesheet: str) -> list[str]:
    """Return the names of the font files, in the order of KaTeX's style sheet."""
    return list(_read(stylesheet)[0].values())


@lru_cache(4)
def _read(stylesheet):
    """Return what a style sheet says of fonts: ({face: file}, [(selector, face)]); a face is a family, whether it is
    bold, whether italic.
    """
    faces, rules = {}, []
    for rule in tinycss2.parse_stylesheet(stylesheet, skip_comments=True, skip_whitespace=True):
        if not (rule.type == 'qualified-rule' or rule.type == 'at-rule' and rule.at_keyword == 'font-face'):
            continue
        says = {
            each.lower_name: each.value
            for each in tinycss2.parse_blocks_contents(rule.content)
            if each.type == 'declaration'
        }
        family = next(
            (token.value for name in ('font-family', 'font') for token in says.get(name, ()) if _is_family(token)), None
        )
        face = (
            family,
            tinycss2.serialize(says.get('font-weight', ())) == '700',
            tinycss2.serialize(says.get('font-style', ())) == 'italic',
        )
        if family and rule.type == 'at-rule':
            faces[face] = next(token.value for token in says['src'] if token.type == 'url').rpartition('/')[2]
        elif family:
            rules.append((tinycss2.serialize(rule.prelude), face))
    return faces, rules


def _is_family(token):
    return token.type in ('ident', 'string') and token.value.startswith('KaTeX_')


def write(folder: Path, formulas: Iterable[dict[str, str]], fonts: Path) -> None:
    """Write each font of the folder `fonts` into `folder`, with the signs that `formulas` draw with it (what `drawn`
    returns).
    """
    signs: dict[str, set] = {}
    for formula in formulas:
        for file, text in formula.items():
            signs.setdefault(file, set()).update(text)
    folder.mkdir(parents=True, exist_ok=True)
    for font in sorted(fonts.glob('*.woff2')):
        plain = font.with_suffix('.ttf')  # the same font, read in a quarter of the time
        (folder / font.name).write_bytes(cut(plain, ''.join(sorted(signs.get(font.name, ())))))


@lru_cache(64)  # a server builds again and again
def cut(font: Path, signs: str) -> bytes:
    """Return a WOFF2 file with the glyphs of `signs` and no others."""
    face = TTFont(font, recalcTimestamp=False)  # two builds of one book are equal, byte for byte
    options = subset.Options(layout_features=['*'], hinting=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=signs)
    cutter.subset(face)
    face.flavor = 'woff2'
    target = io.BytesIO()
    face.save(target)
    return target.getvalue()
