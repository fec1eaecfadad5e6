"""The command `book`: weave, check, accept, build, finish, zip, serve and new."""

import gc
import signal
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from book.manuscript.book import LANGUAGES, Book
from book.terminal import console, reported, show

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode='rich',
    help='Keeps the chapters true to the code and to each other, and builds and serves the site.',
)
# Whoever ends the command by a signal (an editor, a system that shuts down) gets what Ctrl-C gives: nothing is left
# behind.
signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))


@app.command()
def weave(
    chapters: Annotated[
        list[str] | None, typer.Argument(metavar='[CHAPTER...]', help='Only these; all of them if none is named.')
    ] = None,
    check: Annotated[
        bool, typer.Option('--check', help='Run every chapter again, write nothing, name what is not true.')
    ] = False,
    all_: Annotated[bool, typer.Option('--all', help='Run chapters that did not change, too.')] = False,
) -> None:
    """Put code from src, outputs, figures and notebooks into the chapters. What did not change does not run."""
    with reported():
        from book.weave import verify
        from book.weave import weaver as loom

        book, start = Book.here(), time.perf_counter()
        names = chapters or book.chapters
        with console.status('running the chapters ...') as status:
            done = []

            def report(name: str) -> None:
                done.append(name)
                status.update(f'ran {len(done)} of at most {len(names)} chapters: {", ".join(done)}')

            if check:
                show(verify.check(book, names, report))
                result = f'ran {", ".join(done)}: every output, figure and notebook is what its code gives'
            else:
                ran, written = loom.weave(book, names, report, fresh=all_)
                result = f'ran: {", ".join(ran) or "nothing"}; wrote: ' + (
                    ', '.join(str(book.shown(path)) for path in written) or 'nothing'
                )
        console.print(f'{result} ({time.perf_counter() - start:.1f} s)')


@app.command()
def check(
    chapters: Annotated[
        list[str] | None,
        typer.Argument(
            metavar='[CHAPTER...]',
            help='Only these, whether translated and reviewed or not; the whole book if none is named.',
        ),
    ] = None,
) -> None:
    """Check the chapters as they stand, without running them: fences, parity, ids, fragments, links, reviews."""
    with reported():
        from book import checks
        from book.manuscript import reviews

        book = Book.here()
        names = [book.named(name) for name in chapters or []]
        gc.disable()  # what the checks read stays until they end
        show(checks.check(book, names))
        if names:
            console.print(
                f'{", ".join(names)}: nothing to mend. Whether all is translated, read and linked to, `book check` '
                'alone says.'
            )
        else:
            console.print(f'{len(book.chapters)} chapters: nothing to mend')
            if unseen := reviews.unseen(book):
                console.print(
                    f'accepted without being shown to anybody: {", ".join(unseen)}; `book accept CHAPTER#ID` shows them'
                )


@app.command()
def accept(
    sections: Annotated[
        list[str] | None,
        typer.Argument(metavar='[CHAPTER#ID...]', help='The sections; CHAPTER alone is all of its sections.'),
    ] = None,
    all_: Annotated[bool, typer.Option('--all', help='All sections of all chapters, if you say so in words.')] = False,
    unseen: Annotated[
        bool, typer.Option('--unseen', help='Neither show them nor ask: what is accepted so is recorded as unseen.')
    ] = False,
) -> None:
    """Show sections in all languages, side by side, one at a time, and record that they were read and say the same in
    each. What has open problems is refused.
    """
    with reported():
        from book import acceptance

        acceptance.run(Book.here(), sections or [], all_, unseen)


@app.command()
def build(
    base_url: Annotated[str, typer.Option(help='Where the site will stand, such as https://example.org/book/.')] = '',
    out: Annotated[Path | None, typer.Option(help='Where to put the site, instead of site/.')] = None,
) -> None:
    """Build the site of all languages. What was there before is replaced only on success."""
    with reported():
        from book.site import builder

        start = time.perf_counter()
        folder = builder.build(Book.here(), base_url, out)
        console.print(f'built {folder} ({time.perf_counter() - start:.1f} s)')


@app.command()
def finish(
    folder: Annotated[
        Path, typer.Argument(help='What another builder built: the folder of one language, or the one above all.')
    ],
) -> None:
    """Finish a site that a builder built from mkdocs.yml. `book build` and `mkdocs build` do it by themselves."""
    with reported():
        from book.site import finish_folder

        book = Book.here()
        for language in finish_folder.folders(folder):
            finish_folder.finish(language, book)
            console.print(f'finished {language}')


@app.command(name='zip')
def zip_(out: Annotated[Path | None, typer.Option(help='Where to put the zip, instead of dist/.')] = None) -> None:
    """Build the site and pack it into one zip: unpacked, it opens without a server and without a network."""
    with reported():
        from book.site import archive

        path = archive.pack(Book.here(), out)
        console.print(f'packed {path} ({path.stat().st_size / 1e6:.1f} MB): unpack it and open its index.html')


@app.command()
def serve(port: Annotated[int, typer.Option(min=1, max=65535)] = 8000) -> None:
    """Serve the book at 127.0.0.1, and weave, rebuild and reload when something changes."""
    with reported():
        try:
            from book.site import server

            server.serve(Book.here(), port, console)
        except KeyboardInterrupt:  # the way that a server ends
            console.print('stopped')


@app.command()
def new(
    name: Annotated[str, typer.Argument(help='The name of the file: small ASCII letters, digits and hyphens.')],
    language: Annotated[
        str, typer.Option(help=f'The language that it is written in first: {" or ".join(LANGUAGES)}.')
    ] = LANGUAGES[-1],
) -> None:
    """Add a chapter to the navigation, ready to be written in one language, and marked as one to translate in the
    other.
    """
    with reported():
        from book.site import new_chapter

        for path in new_chapter.create(Book.here(), name, language):
            console.print(f'wrote {path}')


if __name__ == '__main__':
    sys.exit(app())
