"""Tables of what the suites found, beside the tests: `make results` writes them, and nobody types them."""

from pathlib import Path

FOLDER = Path(__file__).parents[1] / 'results'


class Results:
    """Collects the rows of each table while the tests run: name of the table -> first cell -> the row."""

    def __init__(self, writing):
        self.writing, self.tables = writing, {}

    def add(self, table, *cells):
        """Put a row into a table; a row with the same first cell is replaced."""
        self.tables.setdefault(table, {})[cells[0]] = cells

    def names(self, table):
        """Return the first cell of each row of a table: as it will be written, or else as it was."""
        if self.writing:
            return list(self.tables[table])
        lines = (FOLDER / f'{table}.md').read_text(encoding='utf-8').splitlines()
        return [line.split('|')[1].strip() for line in lines if line.startswith('|')][2:]

    def write(self):
        """Write each table to tests/results/NAME.md. Returns the paths."""
        FOLDER.mkdir(exist_ok=True)
        paths = []
        for table, rows in self.tables.items():
            head, columns = HEADS[table]
            lines = [
                head,
                '',
                _row(columns),
                _row(['---'] * len(columns)),
                *map(_row, rows.values()),
                '',
                f'{len(rows)} rows, and every row holds.',
            ]
            paths.append(FOLDER / f'{table}.md')
            paths[-1].write_text('\n'.join(lines) + '\n', encoding='utf-8')
        return paths


def _row(cells):
    return '| ' + ' | '.join(str(cell).replace('|', r'\|').replace('\n', ' ') for cell in cells) + ' |'


HEADS = {
    'wrong-pages': (
        'Each fault was planted in a copy of the book, and the press named file, line and remedy. Written by `make '
        'results`.',
        ['Fault', 'Gate', 'What the press says'],
    ),
    'harmless-edits': (
        'Each edit was made in a copy of the book, and no gate minded. Written by `make results`.',
        ['Edit', 'Gates'],
    ),
    'wrong-code': (
        'Each fault was planted in a copy of the lesson, and the mathematics alone caught it: no page was looked at. '
        'Written by `make results`.',
        ['Fault', 'Tests that fail'],
    ),
}
