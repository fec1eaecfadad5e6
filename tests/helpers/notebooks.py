"""What is wrong with a notebook."""

import re

import nbformat


def read(book, language, chapter):
    return nbformat.read(book.notebook(language, chapter), as_version=nbformat.NO_CONVERT)


MARKS = re.compile(
    r'^(?:!!!|\?\?\?)|\{ ?[#.:]|<!--|markdown="1"|^(?:~~~|```)\{|</?(?!details>|summary>|https?:)[a-z]+[ >]',
    re.MULTILINE,
)


def faults(content):
    """Return what Jupyter would not show properly in the prose of a notebook."""
    nbformat.validate(content)
    found = []
    for cell in content.cells:
        if cell.cell_type == 'markdown':
            text = re.sub(
                r'^~~~.*?^~~~|`[^`\n]*`|\$\$.*?\$\$|\$[^$]*\$', '', cell.source, flags=re.DOTALL | re.MULTILINE
            )
            found += [f'{mark!r} shows' for mark in MARKS.findall(text)]
            found += ['a fold without its other half'] if text.count('<details>') != text.count('</details>') else []
            found += ['a link into the page'] if '](#' in text else []
            found += ['half a formula'] if text.count('$') else []
    return found
