"""`book zip`: the same book gives the same bytes."""

import os
import zipfile

import pytest

from book.manuscript.problems import BookError
from book.site import archive


def test_a_second_build_gives_the_same_zip_at_once_and_one_that_fails_leaves_it(tiny_book, tmp_path):
    """Whoever opened the old zip goes on reading it: the new one is another file, not the same one written over."""
    out = archive.pack(tiny_book, tmp_path / 'book.zip')
    before = out.read_bytes()
    names = zipfile.ZipFile(out).namelist()
    assert names == sorted(names) and f'{tiny_book.slug}/en/fall.html' in names
    with open(out, 'rb') as reader:
        archive.pack(tiny_book, out)
        assert reader.read() == before and os.fstat(reader.fileno()).st_ino != out.stat().st_ino
    assert out.read_bytes() == before, 'another zip of the same book'

    tiny_book.path('en', 'fall').write_text('# Falling { #fall }\n\n$\\nothing{$\n', encoding='utf-8')
    with pytest.raises(BookError):
        archive.pack(tiny_book, out)
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.glob('*.zip*')] == ['book.zip'], 'a draft was left behind'
