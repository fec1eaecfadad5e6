"""`book accept`: both texts are shown, and somebody says that they say the same."""

import subprocess

from helpers.commands import BOOK_COMMAND
from helpers.planting import plant

from book import checks


def test_an_acceptance_shows_both_texts_and_asks(tiny_book):
    plant(tiny_book, 'A picture shows at once', 'A plot shows at once')
    asked = [
        subprocess.run(
            [*BOOK_COMMAND, 'accept', *arguments], cwd=tiny_book.root, input=answer, capture_output=True, text=True
        )
        for arguments, answer in ((['fall'], 'n\n'), (['fall'], 'y\n'), (['--all', '--yes'], ''), ([], ''))
    ]
    assert [run.returncode for run in asked] == [1, 0, 0, 1]
    assert (
        all('A plot shows' in run.stdout and '画出图来一看便知' in run.stdout for run in asked[:2])
        and 'A plot' not in asked[2].stdout
    )
    assert (
        'accepted fall' in asked[1].stdout
        and 'accepted index' in asked[2].stdout
        and 'no section is named' in asked[3].stderr
    )
    assert checks.check(tiny_book) == []
