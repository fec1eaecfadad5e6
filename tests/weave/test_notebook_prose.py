"""The prose of a notebook, as Jupyter shows it."""

import json
import re
import tomllib

import pytest
from helpers.notebooks import faults, read

from book.manuscript.book import LANGUAGES
from book.weave import weaver

PROSE = """# Tiny { #tiny }

Words before, [a link](loss.md#half), [and one](#tiny).

<details markdown="1">
<summary>A solution</summary>

It is **4**.

</details>

<details markdown="1">
<summary>The code so far</summary>

```python
x = 4
```

</details>

The end.
"""


@pytest.mark.about('loss')
def test_folds_become_what_jupyter_knows(tiny_book):
    for language in LANGUAGES:
        tiny_book.path(language, 'tiny').write_text(f'---\nhide: toc\n---\n{PROSE}', encoding='utf-8')
    weaver.weave(tiny_book, ['tiny'])
    above, code, below = read(tiny_book, 'en', 'tiny').cells
    assert above.source == (
        '# Tiny\n\nWords before, [a link](loss.ipynb#half), and one.\n\n<details>\n<summary>A solution</summary>\n\nIt '
        'is **4**.\n\n</details>\n\n'
        'The code so far'
    )
    assert code.metadata == {'jupyter': {'source_hidden': True}} and below.source == 'The end.'
    assert not faults(read(tiny_book, 'en', 'tiny'))


@pytest.mark.parametrize('language', LANGUAGES)
def test_no_notebook_tells_its_reader_to_paste_what_it_holds(book, language):
    lesson = tomllib.loads((book.root / 'docs/points.toml').read_text(encoding='utf-8')).keys()
    for chapter in lesson & set(book.chapters):
        if chapter != 'index':  # which says how to read the book
            cells = json.loads(book.notebook(language, chapter).read_text(encoding='utf-8'))['cells']
            text = ''.join(''.join(cell['source']) for cell in cells if cell['cell_type'] == 'markdown')
            assert not re.search(r'\bpaste\b|粘贴', text, re.IGNORECASE), chapter
