"""`book accept`: both texts are shown, and somebody says that they say the same."""

import subprocess

from helpers.commands import BOOK_COMMAND
from helpers.planting import edit, plant

from book import checks
from book.manuscript import reviews
from book.manuscript.book import LANGUAGES
from book.weave import verify, weaver


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
        all(
            'A plot shows' in run.stdout and '画出图来一看便知' in run.stdout and 'plt.scatter' in run.stdout
            for run in asked[:2]
        )
        and 'A plot' not in asked[2].stdout
    )
    assert (
        'accepted fall' in asked[1].stdout
        and 'accepted index' in asked[2].stdout
        and 'no section is named' in asked[3].stderr
    )
    assert checks.check(tiny_book) == []


def test_what_differs_by_less_than_a_reader_could_tell_is_neither_written_nor_to_be_read_again(tiny_book):
    for language in LANGUAGES:  # as another machine would have printed and drawn it
        for path in (tiny_book.path(language, 'fall'), tiny_book.notebook(language, 'fall')):
            edit(path, '-0.002529', '-0.002530')
    reviews.accept(tiny_book, 'fall')
    ran, written = weaver.weave(tiny_book, ['fall'], fresh=True)
    assert ran == ['fall'] and all(path.suffix == '.ipynb' for path in written)
    assert 'mean -0.002530' in tiny_book.path('en', 'fall').read_text(encoding='utf-8')
    assert verify.check(tiny_book, ['fall']) == [] == checks.check(tiny_book)
