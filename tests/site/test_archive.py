"""`book zip`: the same book gives the same bytes."""

import os
import zipfile

import pytest

from book.manuscript.problems import BookError
from book.site import archive


def test_two_builds_give_the_same_zip(tiny_book, tmp_path):
    first, second = (archive.pack(tiny_book, tmp_path / f'zips/{name}.zip') for name in 'ab')
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in first.parent.iterdir()) == ['a.zip', 'b.zip'], 'a draft was left behind'
    names = zipfile.ZipFile(first).namelist()
    assert names == sorted(names) and f'{tiny_book.slug}/en/fall.html' in names


def test_a_run_that_fails_leaves_the_old_zip(tiny_book, tmp_path):
    out = archive.pack(tiny_book, tmp_path / 'book.zip')
    before = out.read_bytes()
    tiny_book.path('en', 'fall').write_text('# Falling { #fall }\n\n$\\nothing{$\n', encoding='utf-8')
    with pytest.raises(BookError):
        archive.pack(tiny_book, out)
    assert out.read_bytes() == before and [path.name for path in tmp_path.glob('*.zip*')] == ['book.zip']


def test_the_zip_is_replaced_at_once(tiny_book, tmp_path):
    """Whoever opened the old zip goes on reading it: it is another file, not the same one written over."""
    out = archive.pack(tiny_book, tmp_path / 'book.zip')
    before = out.read_bytes()
    with open(out, 'rb') as reader:
        archive.pack(tiny_book, out)
        assert reader.read() == before and os.fstat(reader.fileno()).st_ino != out.stat().st_ino
