"""Packs the site into one zip, to be unpacked and opened without a server."""

import os
import tempfile
from fnmatch import fnmatch
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from book.manuscript.book import Book
from book.site import builder

FOR_A_SERVER = ('404.html', '.*', '*.map', 'sitemap.xml*')  # file names that mean nothing, or only weigh, on a disk
PRELOAD = b'<link rel="preload"'  # browsers refuse this from disk: the style sheets load the fonts
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can hold


def pack(book: Book, out: Path | None = None) -> Path:
    """Build the site and pack it into `out` (dist/ and the name of the book, by default), replaced only on success.
    Returns its path.

    The same site always gives the same bytes: the names are sorted, and all dates are one. Raises BookError
    if the build fails.
    """
    out = Path(out).resolve() if out else book.root / 'dist' / f'{book.slug}.zip'
    with tempfile.TemporaryDirectory(prefix='book-zip-') as folder:
        built = builder.build(book, out=Path(folder) / 'site')
        out.parent.mkdir(parents=True, exist_ok=True)
        draft = out.with_name(f'.{out.name}.{os.getpid()}.tmp')
        try:
            write(built, draft, book.slug)
            os.replace(draft, out)
        finally:
            draft.unlink(missing_ok=True)
    return out


def write(built: Path, target: Path, name: str) -> None:
    """Pack the site in the folder `built` into the file `target`: one folder, `name`, that holds all."""
    files = {path.relative_to(built).as_posix(): path for path in built.rglob('*') if path.is_file()}
    with ZipFile(target, 'w', ZIP_DEFLATED, compresslevel=9) as archive:
        for file, path in sorted(files.items()):
            if not any(fnmatch(path.name, pattern) for pattern in FOR_A_SERVER):
                entry = ZipInfo(f'{name}/{file}', EPOCH)
                entry.create_system, entry.external_attr = 3, 0o644 << 16  # as on Unix, wherever it is built
                entry.compress_type = ZIP_DEFLATED
                archive.writestr(entry, _read(path))


def _read(path):
    """Return what a file holds; a page, which has each of its preload links on a line of its own, without these."""
    lines = path.read_bytes().splitlines(keepends=True)
    return b''.join(line for line in lines if path.suffix != '.html' or not line.lstrip().startswith(PRELOAD))
