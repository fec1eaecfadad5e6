"""What a section said when it was last read: git knows, where the book lies in a repository."""

import subprocess
import tempfile
from pathlib import Path

from book.manuscript.page import Page


def text_when_read(page: Page, section: str, recorded: str, where: Path) -> str | None:
    """Return a section of a page as a reviewer read it when its hash was `recorded` in the file `where`.

    That is how it stood in the commit that brought the hash. None if no commit has it.
    """
    root = page.book.root
    commit = _git(root, 'log', '-1', '--format=%H', f'-S"{recorded}"', '--', str(where)).strip()
    text = _git(root, 'show', f'{commit}:./{page.path.relative_to(root).as_posix()}') if commit else ''
    with tempfile.TemporaryDirectory(prefix='book-read-') as folder:
        old = Path(folder) / page.path.name
        old.write_text(text, encoding='utf-8')
        then = Page(old)
    return then.shown_section(section) if section in {known.id for known in then.sections} else None


def _git(root, *arguments):
    """Return what git prints; '' where there is no git, no repository, or no such commit."""
    try:
        run = subprocess.run(['git', *arguments], cwd=root, capture_output=True, encoding='utf-8')
    except FileNotFoundError:
        return ''
    return run.stdout if run.returncode == 0 else ''
