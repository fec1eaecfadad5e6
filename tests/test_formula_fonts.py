"""The fonts of the formulas hold the signs that the book uses, and each page names those that it needs."""

import io

from fontTools.ttLib import TTFont

from book.finish import formula_fonts, katex


def test_a_cut_font_holds_its_signs_and_is_small(book):
    font = next(path for path in katex.fonts(book.root / 'node_modules') if path.name == 'KaTeX_Main-Regular.woff2')
    cut = formula_fonts.cut(font, 'ab+')
    assert set(TTFont(io.BytesIO(cut)).getBestCmap()) == set(map(ord, 'ab+'))
    assert len(cut) < font.stat().st_size / 5


def test_a_page_names_the_fonts_of_its_formulas(book):
    modules = book.root / 'node_modules'
    wanted = {'x': ['Main-Regular', 'Math-Italic'], r'\mathbf{x}': ['Main-Bold', 'Main-Regular'], r'\mathcal{N}': ['Caligraphic-Regular', 'Main-Regular'],
              r'\sum_i': ['Main-Regular', 'Math-Italic', 'Size1-Regular']}
    for formula, names in wanted.items():
        (page,), formulas = katex.render([f'<span class="arithmatex">\\({formula}\\)</span>'], modules)
        assert [name.removeprefix('KaTeX_').removesuffix('.woff2') for name in formula_fonts.needed(page, katex.stylesheet(modules))] == names, formula
        signs = formula_fonts.signs(formulas, katex.stylesheet(modules))
        file, sign = {'x': ('Math-Italic', 'x'), r'\mathbf{x}': ('Main-Bold', 'x'), r'\mathcal{N}': ('Caligraphic-Regular', 'N'), r'\sum_i': ('Size1-Regular', '∑')}[formula]
        assert sign in signs[f'KaTeX_{file}.woff2'] and sign not in signs.get('KaTeX_Main-Regular.woff2', '')
    assert formula_fonts.needed('<p class="mord">no formula</p>', katex.stylesheet(modules)) == []
