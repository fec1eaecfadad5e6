"""Do the checks of the exercises say the same in both languages? A reader who is wrong has only their messages."""

import ast
from collections.abc import Iterator

from book.checks import twins
from book.checks.shown_texts import Text
from book.manuscript import terms
from book.manuscript.chapter import Chapter
from book.manuscript.exercises import exercises
from book.manuscript.page import Page
from book.manuscript.problems import Problem


def check(chapter: Chapter) -> Iterator[Problem]:
    """Yield a Problem for each message that says something else than the same message in the other language."""
    texts = [text for page in chapter.pages.values() for text in _messages(page)]
    yield from twins.unlike(texts, terms.read(chapter.book))


def _messages(page: Page) -> Iterator[Text]:
    """Yield the message of each assert, in order, with its places to fill in as {}."""
    for exercise in exercises(page):
        for token in exercise.checks:
            try:
                tree = ast.parse(token.content)
            except SyntaxError:
                continue  # checks/exercises.py names it
            asserts = [node for node in ast.walk(tree) if isinstance(node, ast.Assert)]
            for node in sorted(asserts, key=lambda node: node.lineno):
                line = token.map[0] + 1 + node.lineno
                yield Text(page.shown, line, page.language, _words(node.msg) if node.msg else '')


def _words(message):
    parts = message.values if isinstance(message, ast.JoinedStr) else [message]
    return ''.join(str(part.value) if isinstance(part, ast.Constant) else '{}' for part in parts)
