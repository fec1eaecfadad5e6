"""The fonts of the formulas hold the signs that the book uses, and each formula names those that it needs."""

import io

import pytest
from fontTools.ttLib import TTFont

from book.finish import sections
from book.finish.built_page import BuiltPage
from book.finish.formulas import fonts, katex


def test_a_cut_font_holds_its_signs_and_is_small(book):
    font = katex.font_files(book.modules) / 'KaTeX_Main-Regular.woff2'
    cut = fonts.cut(font, 'ab+')
    assert set(TTFont(io.BytesIO(cut)).getBestCmap()) == set(map(ord, 'ab+'))
    assert len(cut) < font.stat().st_size / 5


@pytest.mark.parametrize(
    'tex, wanted',
    [
        ('x', {'Math-Italic': 'x'}),
        (r'\mathbf{x}', {'Main-Bold': 'x'}),
        (r'\mathcal{N}', {'Caligraphic-Regular': 'N'}),
        (r'\sum_i + 1', {'Size1-Regular': '∑', 'Math-Italic': 'i', 'Main-Regular': '+1'}),
    ],
)
def test_a_formula_names_its_fonts_and_what_they_draw(book, tex, wanted):
    rendered = katex.render([(tex, False)], book.modules)[tex, False]
    drawn = {
        file.removeprefix('KaTeX_').removesuffix('.woff2'): ''.join(sorted(set(signs) - {'\u200b'}))
        for file, signs in rendered.fonts.items()
    }
    assert {file: signs for file, signs in drawn.items() if signs} == {
        file: ''.join(sorted(signs)) for file, signs in wanted.items()
    }
    assert set(rendered.fonts) <= set(fonts.order(katex.stylesheet(book.modules)))


def test_the_style_sheet_names_the_one_format_that_all_browsers_read(book):
    sheet = katex.stylesheet(book.modules)
    assert sheet.count('.woff2') == len(fonts.order(sheet)) >= 15 and '.ttf' not in sheet and '.woff)' not in sheet


def test_a_formula_in_the_search_is_text_and_no_tag(book):
    tex = 'a < b'
    rendered = katex.render([(tex, False)], book.modules)
    [section] = sections.readable([{'title': f'\0{tex}\0', 'text': f'if \0{tex}\0'}], rendered)
    assert section['title'] == 'a&lt;b' and section['text'] == 'if a&lt;b'


def test_code_in_the_search_is_text_and_no_tag(book):
    page = BuiltPage('<h1 id="x">X</h1><p>a</p><pre><code>a &lt;b&gt;</code></pre>', book, 'en', book.chapters[0])
    sections.step(page)
    assert 'a &lt;b&gt;' in page.sections[0]['text']
