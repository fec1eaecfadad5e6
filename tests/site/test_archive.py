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


def test_what_only_a_server_needs_is_left_out_and_all_else_can_be_read_by_all(tmp_path):
    page = b'<head>\n  <link rel="preload" href="a.woff2">\n<link rel="stylesheet" href="a.css">\n</head>'
    files = {'index.html': page, 'en/a.js': b'x = 1\n<link rel="preload" href="b">\n', 'live/words.json': b'{}'}
    beside = ('404.html', '.nojekyll', '.htaccess', 'en/sitemap.xml', 'sitemap.xml.gz', 'en/assets/a.css.map')
    for name, content in (files | dict.fromkeys(beside, b'x')).items():
        (tmp_path / 'site' / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / 'site' / name).write_bytes(content)
    archive.write(tmp_path / 'site', tmp_path / 'x.zip', 'book')
    with zipfile.ZipFile(tmp_path / 'x.zip') as packed:
        held = {name: packed.read(name) for name in packed.namelist()}
        modes = {entry.external_attr >> 16 for entry in packed.infolist()}
    page = page.replace(b'  <link rel="preload" href="a.woff2">\n', b'')
    assert held == {f'book/{name}': content for name, content in (files | {'index.html': page}).items()}
    assert modes == {0o644}, 'unpacked on Unix, a file without rights cannot be opened'
