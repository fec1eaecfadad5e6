"""All steps together, on a page of a few lines: what it depends on, and what is said of a formula that is wrong."""

import os

import pytest
from helpers.planting import edit, line_with, plant

from book.finish import steps
from book.finish.formulas import katex, place
from book.manuscript import terms
from book.manuscript.problems import BookError

PAGE = (
    '<html lang="en"><head></head><body><article><div class="book-downloads"><a data-slot="notebook"></a>'
    '<a data-slot="script"></a><a data-slot="online"><svg></svg></a></div><span class="book-versions"></span>'
    '<h1 id="fall">T</h1><p>noise</p><p><img alt="x" src="figures/fall-1.svg"></p></article></body></html>'
)


def later(path):
    """Let a file that was just changed be newer than it was, whatever the clock of the disk can tell apart."""
    now = path.stat().st_mtime_ns + 1_000_000
    os.utime(path, ns=(now, now))


CHANGED = {  # what a page shows that was finished before: (its file, old, new)
    'a figure': (lambda book: book.figures('en') / 'fall-1.svg', '>times<', '>hours<'),
    'the versions': (lambda book: book.notebook('en', 'fall'), '"matplotlib": "', '"matplotlib": "hours'),
    'a word of the interface': (lambda book: book.configs[-1], 'note:', 'note: hours #'),
    'a definition': (terms.file, 'The error of a measurement.', 'The error of hours.'),
}


@pytest.mark.parametrize('what', CHANGED)
def test_a_page_that_was_finished_before_follows_what_it_shows(tiny_book, tmp_path, what):
    (tmp_path / 'fall.html').write_text(PAGE, encoding='utf-8')
    file, old, new = CHANGED[what]
    assert 'hours' not in steps.finish(tmp_path, tiny_book, 'en')[0].html
    edit(file(tiny_book), old, new)
    later(file(tiny_book))
    assert 'hours' in steps.finish(tmp_path, tiny_book, 'en')[0].html


def test_a_page_that_was_finished_before_follows_the_other_language(tiny_book, tmp_path):
    """A chapter that is to be translated again leads to where it is written, though its own HTML is what it was."""
    (tmp_path / 'fall.html').write_text(PAGE, encoding='utf-8')
    assert 'book-notice' not in steps.finish(tmp_path, tiny_book, 'en')[0].html
    plant(tiny_book, '## The task', '<!-- to translate -->\n\n## The task')
    later(tiny_book.path('en', 'fall'))
    assert 'book-notice' in steps.finish(tmp_path, tiny_book, 'en')[0].html


@pytest.mark.parametrize('tex', ['\\nothing{g}', '\\nothing{g} +\n1', '误差 = 1'])
def test_a_formula_that_katex_refuses_is_named_with_its_line(tiny_book, tmp_path, tex):
    plant(tiny_book, 'd = \\frac{g t^2}{2}, \\qquad g = 9.81.', tex)
    (tmp_path / 'fall.html').write_text(
        f'<article><h1 id="fall">T</h1><div class="arithmatex">\\[\n{tex}\n\\]</div></article>', encoding='utf-8'
    )
    with pytest.raises(BookError) as caught:
        steps.finish(tmp_path, tiny_book, 'en')
    [problem] = caught.value.problems
    assert (str(problem.path), problem.line) == ('docs/en/fall.md', line_with(tiny_book, tex)), str(problem)
    assert repr(tex) in problem.what and problem.remedy == 'mend the TeX', str(problem)


def test_a_figure_that_was_never_drawn_is_named_with_its_line(tiny_book, tmp_path):
    plant(tiny_book, 'figures/fall-1.svg', 'figures/fall-9.svg')
    (tmp_path / 'fall.html').write_text(PAGE.replace('fall-1.svg', 'fall-9.svg'), encoding='utf-8')
    with pytest.raises(BookError) as caught:
        steps.finish(tmp_path, tiny_book, 'en')
    [problem] = caught.value.problems
    assert (str(problem.path), problem.line) == ('docs/en/fall.md', line_with(tiny_book, 'fall-9.svg')), str(problem)


def test_a_formula_shows_in_its_own_form_and_its_fonts_come_early_and_once(book):
    formulas = ('x', False), ('x', True), ('\\mathbf{x}', False)
    rendered = katex.render(formulas, book.modules)
    order = ['KaTeX_Main-Bold.woff2', 'KaTeX_Math-Italic.woff2', 'KaTeX_Size1-Regular.woff2']
    html = place.put_in('<head>\0fonts\0</head>\0' + '0\0 \0' + '1\0', formulas, rendered, order)
    head, _, body = html.partition('</head>')
    assert [line.split('"')[3].rpartition('/')[2] for line in head.splitlines()] == order[:2], head
    assert head.count('as="font" type="font/woff2" crossorigin=""') == 2, (
        'without it, a browser fetches each font twice'
    )
    assert body.count('katex-display') == 1 and 0 < body.index('class="katex"') < body.index('katex-display'), body


def test_a_katex_that_does_not_run_says_why(tmp_path):
    with pytest.raises(RuntimeError, match=r'KaTeX did not run: (?s:.*)Cannot find module'):
        katex.render([('1 + 1 = 2 + 0', False)], tmp_path)
