"""What each block of the chapters prints is what it has to be, computed in another way: a block that computes something
else in both languages, and is woven again, is named.

For each section, `printed/CHAPTER.toml` has Python that asserts what its blocks print: `out` is what each of them that
prints has printed, `numbers` and `rows` read the numbers in a text; torch, all that `linreg` defines, and the lesson's
data as in test_stated.
"""

import tomllib
from pathlib import Path

import pytest
from helpers import lesson
from helpers.texts import numbers, rows

PRINTED = Path(__file__).parent / 'printed'
FILES = {path.stem: tomllib.loads(path.read_text(encoding='utf-8')) for path in sorted(PRINTED.glob('*.toml'))}
SECTIONS = [(chapter, section) for chapter, file in FILES.items() for section in file if section != 'given']


def asserted(page, section, code, given=''):
    """Run the code that asserts what the blocks of a section print."""
    here = next(each for each in page.sections if each.id == section)
    out = [fence.output for fence in page.fences if here.start <= fence.start < here.end and fence.output]
    names = lesson.names() | {'near': pytest.approx, 'numbers': numbers, 'rows': rows, 'out': out}
    exec(compile(given, f'printed/{page.name}.toml, given', 'exec'), names)
    try:
        exec(compile(code, f'printed/{page.name}.toml, {section}', 'exec'), names)
    except AssertionError as error:
        failed = code.splitlines()[error.__traceback__.tb_next.tb_lineno - 1]
        raise AssertionError(
            f'{page.shown}:{here.start + 1}: what the blocks of section {section} print is not what it should be\n'
            f'{failed}\nmend the blocks, or, if this is meant, printed/{page.name}.toml; they print\n{"".join(out)}'
        ) from error


def each_section(test):
    """Let a test run for each section that has a row, if the book has its chapter."""
    params = [pytest.param(*place, marks=pytest.mark.about(place[0]), id='-'.join(place)) for place in SECTIONS]
    return pytest.mark.parametrize('chapter, section', params)(test)


@each_section
def test_a_section_prints_what_it_has_to(book, chapter, section):
    file = FILES[chapter]
    asserted(book.page('en', chapter), section, file[section], file.get('given', ''))


def test_another_output_is_named(unchanged_tiny_book):
    page = unchanged_tiny_book.page('en', 'index')
    asserted(page, 'index', "assert out[0] == 'ready\\n'")
    with pytest.raises(AssertionError, match='(?s)docs/en/index.md:1: .*steady.*printed/index.toml.*ready'):
        asserted(page, 'index', "assert out[0] == 'steady\\n'")
