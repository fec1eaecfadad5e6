"""`book zip`: the same book gives the same bytes."""

import zipfile

from book.site import archive


def test_two_builds_give_the_same_zip(tiny_book, tmp_path):
    first, second = (archive.pack(tiny_book, tmp_path / f'zips/{name}.zip') for name in 'ab')
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in first.parent.iterdir()) == ['a.zip', 'b.zip'], 'a draft was left behind'
    names = zipfile.ZipFile(first).namelist()
    assert names == sorted(names) and f'{tiny_book.slug}/en/fall.html' in names
