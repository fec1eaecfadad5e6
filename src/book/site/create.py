"""Adds a chapter to all languages and to the navigation, woven and ready to be written."""

import re

from book import checks
from book.manuscript.book import CONFIGS, LANGUAGES, NOTEBOOK_PAGE, TO_TRANSLATE, Book
from book.manuscript.problems import BookError, Problem
from book.manuscript.writing import replace_all
from book.weave import weaver

NAME = re.compile(r'[a-z][a-z0-9]*(-[a-z0-9]+)*')

WORDS = {
    'zh': {'so_far': '到目前为止的代码：导入与随机种子', 'intro': '用一两句话说明本章增加了什么，以及它接在哪一章之后。',
           'first': '先粘贴这一段，再往下读。', 'try': '试一试', 'show': '每一段代码都会运行，打印的内容由 `book weave` 写到它下面。',
           'exercises': '练习', 'exercise': '写下一道练习。', 'next': '下一步', 'lead': '说明接下来读什么，例如[完整程序](script.ipynb)。'},
    'en': {'so_far': 'The code so far: imports and seeds', 'intro': 'Say in a sentence or two what this chapter adds, and to which chapter.',
           'first': 'Paste this first, then read on.', 'try': 'Try it', 'show': 'Every block runs; `book weave` writes what it prints below it.',
           'exercises': 'Exercises', 'exercise': 'Write an exercise.', 'next': 'Next', 'lead': 'Say what to read next, such as [the whole program](script.ipynb).'},
}

TEMPLATE = '''# {name} {{ #{name} }}

{intro}

<!-- page only -->
{first}

<details markdown="1">
<summary>{so_far}</summary>

<!-- from: linreg.scratch.imports, .seeds -->
```python
```

</details>

## {try} {{ #try-it }}

{show}

<!--pytest-codeblocks:cont-->
```python
print(torch.arange(3))
```

## {exercises} {{ #exercises }}

1. {exercise}
2. {exercise}
3. {exercise}

## {next} {{ #next }}

{lead}
'''


UNWRITTEN = f'# {{name}} {{{{ #{{name}} }}}}\n\n{TO_TRANSLATE}\n'


def create(book, name, first=LANGUAGES[-1]):
    """Add chapter `name`, to be written in the language `first`, and return the paths that were written. Raises BookError, having changed nothing.

    All tests find chapters by the navigation, so the new one is checked, run and built from now on.
    """
    if first not in LANGUAGES:
        raise BookError(Problem(first, 0, 'the book has no such language', f'choose from: {", ".join(LANGUAGES)}'))
    config = book.root / CONFIGS[LANGUAGES[0]]
    if not NAME.fullmatch(name):
        raise BookError(Problem(name, 0, 'the name cannot be a file name and an id', 'use small ASCII letters, digits and single hyphens'))
    pages = {book.path(language, name): (TEMPLATE if language == first else UNWRITTEN).format(name=name, **WORDS[language]) for language in LANGUAGES}
    if name in book.chapters or any(path.exists() for path in pages):
        raise BookError(Problem(book.shown(next(iter(pages))), 0, 'there is such a chapter', 'choose another name'))
    text = config.read_text(encoding='utf-8')
    entry = f'  - {NOTEBOOK_PAGE}.ipynb\n'
    if entry not in text:
        raise BookError(Problem(book.shown(config), 0, f'no line {entry.strip()!r} to add the chapter before', 'restore it in `nav:`'))
    changed = {**pages, config: text.replace(entry, f'  - {name}.md\n{entry}')}
    before = {path: path.read_text(encoding='utf-8') if path.is_file() else None for path in changed}
    woven = []
    try:
        replace_all(changed)
        book = Book(book.root)
        _, woven = weaver.weave(book, [name])
        if problems := checks.check(book, [name]):
            raise BookError(*problems)
    except BaseException:
        replace_all(dict.fromkeys(woven) | before)
        raise
    return [book.shown(path) for path in dict.fromkeys([*changed, *woven])]
