"""Leaves in each style sheet only the rules that its pages and scripts can use: most of Material's are for what this
book does not have.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from book.finish.formulas import katex


def kept(rules: str) -> str:
    """Return rules (CSS) that the purge leaves alone: ours, of which none is there in vain, and those that ask what no
    page says of itself.
    """
    return f'/*! purgecss start ignore */\n{rules}\n/*! purgecss end ignore */'


def purge(site: Path, languages: Sequence[str], node_modules: Path) -> None:
    """Purge the style sheet of each language of a built site, by PurgeCSS. Raises RuntimeError if it does not run."""
    jobs = [
        {
            'sheet': str(folder / 'assets/site.css'),
            'pages': [str(path) for path in sorted(folder.glob('*.html'))],
            'scripts': [
                str(path) for path in sorted(folder.rglob('assets/**/*.js')) if 'parallel/' not in path.as_posix()
            ],
        }
        for folder in (site / language for language in languages)
    ]
    run = katex.run_node(Path(__file__).with_name('purge.js'), work=json.dumps([str(node_modules), jobs]))
    if run.returncode:
        raise RuntimeError(f'PurgeCSS did not run: {run.stderr.strip()}')
