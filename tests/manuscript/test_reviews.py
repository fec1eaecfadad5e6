"""`book accept`: sections are shown one by one, with what changed; a yes says that the languages say the same."""

import io
import os
import re
import subprocess

import pytest
from helpers.commands import BOOK_COMMAND
from helpers.planting import edit, line_with, plant

from book import acceptance, checks
from book.manuscript import history, reviews
from book.manuscript.book import LANGUAGES
from book.manuscript.markers import TO_TRANSLATE
from book.manuscript.problems import BookError
from book.weave import verify, weaver


@pytest.fixture
def accept(tiny_book):
    """Runs `book accept` in the tiny book: its exit code, what it printed, what it complained of."""

    def run(*arguments, answers='', **environment):
        command = [*BOOK_COMMAND, 'accept', *arguments]
        env = os.environ | environment
        done = subprocess.run(command, cwd=tiny_book.root, input=answers, capture_output=True, text=True, env=env)
        return done.returncode, done.stdout, done.stderr

    return run


def checked(book):
    """Return what `book check` prints."""
    return subprocess.run([*BOOK_COMMAND, 'check'], cwd=book.root, capture_output=True, text=True).stdout


def test_one_section_is_shown_after_the_other_and_each_yes_is_recorded(tiny_book, accept):
    plant(tiny_book, 'A picture shows at once', 'A plot shows at once')
    plant(tiny_book, 'The stone is seen falling', 'The stone is watched falling')
    code, printed, _ = accept('fall', answers='n\ny\n')
    assert code == 1 and 'fall#try-it: do the languages say the same' in printed
    assert 'accepted fall#plot' in printed and 'accepted fall#try-it' not in printed
    for seen in ('A plot shows', '画出图来一看便知', 'plt.scatter', 'watched falling', 'measured: 100'):
        assert seen in printed
    assert [problem.what.split()[2] for problem in checks.check(tiny_book)] == ['#try-it']
    code, printed, _ = accept('fall#try-it', answers='\n')
    assert code == 1 and 'accepted' not in printed, 'a bare Enter is no yes'
    code, printed, _ = accept('fall#try-it', answers='y\n')
    assert code == 0 and 'A plot shows' not in printed and checks.check(tiny_book) == []


def test_what_changed_since_the_last_reading_is_shown(tiny_book, accept):
    def git(*arguments):
        who = ['-c', 'user.name=A reader', '-c', 'user.email=reader@example.org']
        subprocess.run(['git', *who, *arguments], cwd=tiny_book.root, check=True, capture_output=True)

    plant(tiny_book, 'A picture shows at once', 'A plot shows at once')
    assert 'en: no commit has what was last read' in accept('fall', answers='n\n')[1]
    plant(tiny_book, 'A plot shows at once', 'A picture shows at once')
    git('init', '-q')
    git('add', 'docs/reviewed.toml', 'docs/en', 'docs/zh')
    git('commit', '-q', '-m', 'as it was read')
    plant(tiny_book, 'A picture shows at once', 'A plot shows at once')
    git('commit', '-q', '-a', '-m', 'changed, and not read')
    printed = accept('fall', answers='n\n', FORCE_COLOR='1', TERM='xterm')[1]
    for colour, line in ((31, '-A picture shows'), (32, '+A plot shows')):  # red and green
        assert f'\x1b[{colour}m  {line}' in printed, printed
    lines = [re.sub(r'\x1b\[[\d;]*m', '', line).strip() for line in printed.split('\n')]
    changed = lines[lines.index('en, since it was last read:') + 1 :][:2]
    assert [line[:30] for line in changed] == ['-A picture shows at once that ', '+A plot shows at once that the']
    assert 'zh: the words are those that were last read' in lines


def test_a_section_with_an_open_problem_is_refused(tiny_book, accept):
    plant(tiny_book, 'A picture shows at once', 'A plot plot shows at once')
    code, printed, complaint = accept('fall', answers='y\n')
    line = line_with(tiny_book, 'A plot plot')
    assert code == 1 and f'docs/en/fall.md:{line}: a word stands twice' in complaint and 'accepted' not in printed
    assert accept('--unseen', 'fall')[0] == 1


def test_the_whole_book_wants_to_be_asked_for_in_words(tiny_book, accept):
    plant(tiny_book, 'A picture shows at once', 'A plot shows at once')
    assert accept('--all', answers='y\n')[0] == 1 and checks.check(tiny_book) != []
    assert accept('--all', answers='all of the book\ny\n')[0] == 0 and checks.check(tiny_book) == []
    code, _, complaint = accept()
    assert code == 1 and 'no section is named' in complaint


def test_what_was_accepted_without_being_shown_is_recorded_so_until_somebody_reads_it(tiny_book, accept):
    plant(tiny_book, 'A picture shows at once', 'A plot shows at once')
    code, printed, _ = accept('--unseen', 'fall')
    assert code == 0 and 'accepted fall#plot, unseen' in printed and 'A plot' not in printed
    assert reviews.unseen(tiny_book) == ['fall#plot'] and checks.check(tiny_book) == []
    assert 'accepted without being shown to anybody: fall#plot' in checked(tiny_book)
    accept('--unseen', 'fall')
    assert reviews.unseen(tiny_book) == ['fall#plot']
    code, printed, _ = accept('fall', answers='y\n')
    assert code == 0 and 'those that were last read' not in printed and 'no commit has' in printed
    assert reviews.unseen(tiny_book) == [] and 'without being shown' not in checked(tiny_book)


def test_a_section_that_is_gone_is_forgotten(tiny_book, accept):
    file = reviews.reviewed_file(tiny_book)
    edit(file, '[fall]\n', '[fall]\ngone = { zh = "1", en = "2" }\n')
    assert 'fall#gone was reviewed' in checks.check(tiny_book)[0].what
    assert accept('fall')[0] == 0 and checks.check(tiny_book) == []


def test_what_differs_by_less_than_a_reader_could_tell_is_neither_written_nor_to_be_read_again(tiny_book):
    for language in LANGUAGES:  # as another machine would have printed and drawn it
        for path in (tiny_book.path(language, 'fall'), tiny_book.notebook(language, 'fall')):
            edit(path, '-0.002529', '-0.002530')
    reviews.accept(tiny_book, 'fall')
    ran, written = weaver.weave(tiny_book, ['fall'], fresh=True, any_version=True)
    assert ran == ['fall'] and all(path.suffix == '.ipynb' for path in written)
    assert 'mean -0.002530' in tiny_book.path('en', 'fall').read_text(encoding='utf-8')
    assert verify.check(tiny_book, ['fall']) == [] == checks.check(tiny_book)


def test_a_definition_is_shown_in_both_languages_and_one_of_another_term_is_refused(tiny_book, accept):
    glossary = tiny_book.root / 'docs/glossary.toml'
    for file in (glossary, *(tiny_book.path(language, 'glossary') for language in LANGUAGES)):
        edit(file, 'How far the stone has come.', 'How far the stone fell.')
    code, printed, _ = accept('glossary', answers='y\n')
    assert code == 0 and 'accepted glossary#distance' in printed and checks.check(tiny_book) == []
    assert 'How far the stone fell.' in printed and '石头落下了多远。' in printed
    edit(glossary, 'The error of a measurement.', 'How far the stone fell.')
    code, printed, complaint = accept('glossary', answers='y\n')
    assert code == 1 and 'read as the definition of #distance' in complaint and 'accepted' not in printed


def test_what_somebody_read_stays_read_where_it_is_accepted_again_unseen(tiny_book):
    before = reviews.reviewed_file(tiny_book).read_text(encoding='utf-8')
    reviews.accept(tiny_book, 'fall', unseen=True)
    assert reviews.unseen(tiny_book) == []
    assert reviews.reviewed_file(tiny_book).read_text(encoding='utf-8') == before


def test_reviews_that_are_no_toml_are_named(tiny_book):
    edit(reviews.reviewed_file(tiny_book), '[fall]\n', '[fall\n')
    with pytest.raises(BookError, match=r'docs/reviewed.toml: not TOML: .*line \d+.* Remedy: restore it'):
        reviews.read(tiny_book)


def test_all_of_the_book_is_its_glossary_too_but_no_chapter_that_is_yet_to_be_translated(tiny_book, monkeypatch):
    reviews.reviewed_file(tiny_book).unlink()
    plant(tiny_book, '\n## ', f'\n{TO_TRANSLATE}\n\n## ', ['zh'], 'index')
    monkeypatch.setattr('sys.stdin', io.StringIO(f'{acceptance.IN_WORDS}\n'))
    acceptance.run(tiny_book, [], True, True)
    assert reviews.read(tiny_book).keys() == {'fall', 'glossary'}


def test_a_chapter_in_one_language_cannot_be_read_against_the_other(tiny_book):
    tiny_book.path('zh', 'fall').unlink()
    with pytest.raises(BookError, match='fall is not written in all languages yet. Remedy: translate it'):
        reviews.unread(tiny_book, 'fall')


def test_what_was_read_is_found_where_the_book_is_a_folder_of_a_repository(tiny_book, tmp_path):
    def git(*arguments):
        who = ['-c', 'user.name=A reader', '-c', 'user.email=reader@example.org']
        subprocess.run(['git', *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    page = tiny_book.page('en', 'fall')
    recorded = reviews.read(tiny_book)['fall']['plot']['en']
    asked = page, 'plot', recorded, reviews.reviewed_file(tiny_book)
    assert history.text_when_read(*asked) is None, 'there is no repository'
    git('init', '-q')
    git('add', 'tiny/docs/reviewed.toml', 'tiny/docs/en/fall.md')
    git('commit', '-q', '-m', 'as it was read')
    assert history.text_when_read(*asked) == page.shown_section('plot')
    assert history.text_when_read(page, 'nowhere', *asked[2:]) is None
