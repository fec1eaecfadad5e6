"""Where formulas stand in a page: they are put in last, as text, for a parsed page would grow tenfold with them."""

import re

from book.finish.built_page import BuiltPage, Raw

PLACE = re.compile('\0(\\d+)\0')
FONTS = '\0fonts\0'


def step(page: BuiltPage) -> None:
    """Put a place for each formula in, and one for the fonts of all of them, before the style sheets. Leaves TeX in
    `page.formulas`.
    """
    for element in page.article.select('.arithmatex'):
        tex = element.get_text()
        page.formulas.append(
            (tex[2:-2].strip(), tex.startswith('\\['))
        )  # pymdownx.arithmatex writes \(...\) and \[...\]
        element['class'] = 'formula'
        element.clear()
        element.append(Raw(f'\0{len(page.formulas) - 1}\0'))
    if sheet := page.soup.select_one('link[rel=stylesheet]'):
        sheet.insert_before(Raw(FONTS))


def put_in(html: str, formulas: tuple, rendered: dict, order: list[str]) -> str:
    """Return a page with its formulas, and with links that fetch early the fonts that they draw with: no formula
    changes its width
    under the reader's eyes."""
    used = set().union(*(rendered[formula].fonts for formula in formulas))
    links = ''.join(
        f'<link rel="preload" href="assets/katex/fonts/{font}" as="font" type="font/woff2" crossorigin="">\n'
        for font in order
        if font in used
    )
    return PLACE.sub(lambda match: rendered[formulas[int(match[1])]].html, html.replace(FONTS, links))
