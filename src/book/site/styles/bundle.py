"""Makes the bundles that the pages load: each file more would be a request more, of every reader on every page.

Each style sheet follows the system into the dark on the way, before the next: of equal rules the last one counts.
"""

from pathlib import Path

from book.finish.assets import SCRIPTS, STYLES
from book.finish.formulas import katex
from book.manuscript.problems import BookError, Problem
from book.site.styles.purge import kept
from book.site.styles.system_dark import follow_system

MATERIAL = 'assets/stylesheets/'


def join(folder: Path, pages: list, node_modules: Path) -> dict[str, str]:
    """Return {name: text} of the bundles of the style sheets and scripts that `pages` (finished) loaded, with KaTeX's.

    Raises BookError if one is not there.
    """
    sheets, scripts = _files(pages)
    material, own = (
        [_text(folder, name) for name in sheets if name.startswith(MATERIAL) == theirs] for theirs in (True, False)
    )
    formulas = katex.stylesheet(node_modules).replace('url(fonts/', 'url(katex/fonts/')
    material = [sheet + kept(follow_system(sheet).removeprefix(sheet)) for sheet in material]
    parts = [*material, formulas, *(kept(follow_system(sheet)) for sheet in own)]
    return {STYLES: '\n'.join(parts), SCRIPTS: '\n'.join(_text(folder, name) for name in scripts)}


def write(folder: Path, pages: list, bundles: dict[str, str]) -> None:
    """Write the bundles in the place of what they join."""
    for name, text in bundles.items():
        (folder / name).write_text(text, encoding='utf-8')
    for names in _files(pages):
        for name in names:
            (folder / name).unlink()
    for source_map in folder.rglob('*.css.map'):
        source_map.unlink()


def _files(pages):
    """Return the style sheets and the scripts that pages loaded, in order."""
    return [
        list(dict.fromkeys(file for page in pages for file in getattr(page, kind))) for kind in ('styles', 'scripts')
    ]


def _text(folder, name):
    try:
        return (folder / name).read_text(encoding='utf-8')
    except FileNotFoundError:
        raise BookError(
            Problem(
                'mkdocs.yml',
                0,
                f'{name} is not in the theme',
                'correct `extra_css` and `extra_javascript`, or add the file to docs/theme',
            )
        )
