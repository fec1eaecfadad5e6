"""Makes a fork of the book, as README says ("Add a chapter", "Make it your own"): another name, a repository, one
chapter more, with a
figure and an exercise, and no appendix. Nothing of the tests is touched. `make test-fork` then runs `make test` in it.

Usage: python tools/fork.py FOLDER
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
NAMES = {'zh': '岭回归：逐行实现', 'en': 'Ridge regression: by hand'}  # the English one needs quotes in YAML
CHAPTER = 'weight-decay'
APPENDIX = 'errors'

SOURCE = '''"""Weight decay: what the chapter of that name shows."""


def decay(w, strength):
    """Return the penalty of the weights: half their squared length, times strength."""
    return strength * (w ** 2).sum() / 2
'''

BLOCKS = """
<!--pytest-codeblocks:cont-->
```python
w = torch.tensor([2, -3.4])
print(decay(w, 0.5))
```

{figure}

<!--pytest-codeblocks:cont-->
```python
values = torch.arange(-3, 3.1, 0.1)
plt.figure(figsize=(5, 3))
plt.plot(values.numpy(), [decay(value, 1).item() for value in values])
plt.xlabel('w')
plt.ylabel('decay(w, 1)')
plt.show()
```
"""

FUNCTION = """
<!-- from: linreg.decay: decay -->
<!--pytest-codeblocks:cont-->
```python
```
"""

ANSWER = """<!--pytest-codeblocks:cont-->
```python
print(decay(torch.zeros(2), 0.5))
```

"""
FOLD = """<details class="{kind}" markdown="1">
<summary>{name}</summary>

{text}

</details>

"""
TEXT = {
    'en': (
        '# Weight decay { #weight-decay }\n\nLarge weights can be made to cost something. This chapter adds that price '
        'to the [loss](loss.md).\n\n'
        '<!-- page only -->\nPaste this first, then read on.\n\n<details markdown="1">\n<summary>The code so far: '
        'imports and seeds</summary>\n',
        '## The function { #decay }\n\nIts price is half the sum of the squared weights, times a number that says how '
        'strong it is.\n'
        + FUNCTION
        + '\n## Try it { #try-it }\n'
        + BLOCKS.format(figure='And drawn for a single weight:')
        + '\n## Exercises { #exercises }\n\n### Nothing at all { #exercise-zero }\n\nPrint the price of weights that are all zero. Predict it first.\n\n'
        + FOLD.format(kind='hint', name='Hint', text='The square of zero.')
        + FOLD.format(kind='solution', name='Solution', text=ANSWER + 'Nothing costs nothing.')
        + '## Next { #next }\n\nNow the parts come together in the [whole program](script.ipynb).\n',
        'A parabola that touches zero at zero and grows on both sides',
    ),
    'zh': (
        '# 权重衰减 { #weight-decay }\n\n权重太大，可以让它付出代价。这一章把这份代价加到[损失](loss.md)上。\n\n'
        '<!-- page only -->\n先粘贴这一段，再往下读。\n\n<details markdown="1">\n<summary>到目前为止的代码：导入与随机种子</summary>\n',
        '## 函数本身 { #decay }\n\n代价是权重平方和的一半，再乘上一个数，这个数表示惩罚有多强。\n'
        + FUNCTION
        + '\n## 试一试 { #try-it }\n'
        + BLOCKS.format(figure='再画出只有一个权重时的样子：')
        + '\n## 练习 { #exercises }\n\n### 什么都没有 { #exercise-zero }\n\n打印权重全为零时的代价。先猜一猜结果。\n\n'
        + FOLD.format(kind='hint', name='提示', text='零的平方。')
        + FOLD.format(kind='solution', name='答案', text=ANSWER + '什么都没有，就什么代价也没有。')
        + '## 下一步 { #next }\n\n接下来，各个部分合成[完整程序](script.ipynb)。\n',
        '一条抛物线，在零处取到零，向两边升高',
    ),
}
SO_FAR = (
    '\n<!-- from: linreg.scratch: import random, import torch, from matplotlib, torch.manual_seed, random.seed -->\n'
    '```python\n```\n\n</details>\n\n'
)
ROWS = {
    'en': '| [Weight decay](weight-decay.md) | a price on large weights |\n',
    'zh': '| [权重衰减](weight-decay.md) | 给大的权重定一个代价 |\n',
}
LEADS = {
    'en': 'All parts work together. First, a chapter of our own: [weight decay](weight-decay.md).\n',
    'zh': '各个部分都能一起工作了。先看我们自己的一章：[权重衰减](weight-decay.md)。\n',
}
LAST = {
    'en': 'What remains is your own turn, in [the lab](lab.md).',
    'zh': '接下来轮到你，去[实验台](lab.md)上试。',
}
PYTHON = '.venv/bin/python'


def edit(path, *changes):
    """Replace in a file: pairs of a regular expression and its replacement, each of which must be found."""
    text = path.read_text(encoding='utf-8')
    for pattern, new in changes:
        text, found = re.subn(pattern, lambda match, new=new: new, text, flags=re.MULTILINE)
        if not found:
            raise SystemExit(f'{path}: nothing matches {pattern!r}: does the README still say what this recipe does?')
    path.write_text(text, encoding='utf-8')


def run(folder, *command, answer=None):
    """Run a command in the fork, with an `answer` to what it asks, and stop if it fails."""
    if subprocess.run(command, cwd=folder, input=answer, text=True).returncode:
        raise SystemExit(f'in the fork {folder}: {" ".join(command)} failed')


def sources():
    """Return the names of the files that git knows, or would; without a repository, of all that nothing made."""
    listed = subprocess.run(
        ['git', 'ls-files', '--cached', '--others', '--exclude-standard', '-z'],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if not listed.returncode:
        return list(filter(None, listed.stdout.split('\0')))
    ignored = {'.git'} | set((ROOT / '.gitignore').read_text(encoding='utf-8').replace('/', '').split())
    return [
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob('*')
        if not ignored & set(path.relative_to(ROOT).parts[:1])
        and '__pycache__' not in path.parts
        and 'node_modules' not in path.parts
    ]


def clone(folder):
    """Copy the sources to a new folder that is a repository of its own."""
    for name in sources():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    run(folder, 'git', 'init', '--quiet')


def rename(folder):
    """Give the book another name, in the four places that README lists."""
    for config, language in (('mkdocs.yml', 'zh'), ('mkdocs.en.yml', 'en')):
        edit(
            folder / config,
            (r'^site_name: .*', f'site_name: "{NAMES[language]}"'),
            (r'^site_description: .*', f'site_description: "{NAMES[language]}."'),
        )
        edit(folder / f'docs/{language}/index.md', (r'\A# .* \{', f'# {NAMES[language]} {{'))
    edit(
        folder / 'docs/theme/root/index.html',
        (r'<p lang="en">.*</p>', '<p lang="en">Ridge regression, written by us.</p>'),
        (r'<p lang="zh">.*</p>', '<p lang="zh">自己写的岭回归。</p>'),
    )


def add_repository(folder):
    edit(folder / 'mkdocs.yml', (r'^# repo_url: .*', 'repo_url: https://github.com/someone/ridge'))


def remove_appendix(folder):
    """Take the appendix out of the navigation, and what `book check` then names."""
    edit(folder / 'mkdocs.yml', (rf'^  - {APPENDIX}\.md\n', ''))
    for language in NAMES:
        docs = folder / 'docs' / language
        for path in (
            docs / f'{APPENDIX}.md',
            docs / f'notebooks/{APPENDIX}.ipynb',
            *docs.glob(f'figures/{APPENDIX}-*.svg'),
        ):
            path.unlink()
        edit(docs / 'index.md', (rf'^.*\({APPENDIX}\.md\).*\n', ''))
        edit(
            docs / 'scale.md',
            (
                rf' \([^()]*\[the appendix\]\({APPENDIX}\.md[^)]*\) computes\.\)|（[^（）]*\[附录\]\({APPENDIX}\.md[^)]*\)里算了。）',
                '',
            ),
        )
        edit(docs / 'processes.md', (rf'^.*\({APPENDIX}\.md\).*$', LAST[language]))
        edit(
            docs / 'training.md',
            (rf' The \[appendix\]\({APPENDIX}\.md\)[^.]*\.|\[附录\]\({APPENDIX}\.md\)[^。]*。', ''),
        )
    edit(folder / 'docs/reviewed.toml', (rf'^\[{APPENDIX}\]\n(.+\n)*', ''))


def remove_terms(folder):
    """Take the terms that the appendix introduced out of the glossary."""
    path = folder / 'docs/glossary.toml'
    entries = re.split(r'(?m)(?=^\[\[term\]\]$)', path.read_text(encoding='utf-8'))
    path.write_text(''.join(entry for entry in entries if f'where = "{APPENDIX}#' not in entry), encoding='utf-8')


def add_chapter(folder):
    """Write the new chapter, in English first, and lead to it."""
    book = [PYTHON, '-m', 'book.cli']
    run(folder, *book, 'new', CHAPTER)
    (folder / 'src/linreg/decay.py').write_text(SOURCE, encoding='utf-8')
    for language, (before, after, alternative) in sorted(TEXT.items()):
        page = folder / 'docs' / language / f'{CHAPTER}.md'
        page.write_text(before + SO_FAR + after, encoding='utf-8')
        run(folder, *book, 'weave', CHAPTER)  # while the other language is yet to be translated, too
        edit(page, (r'^!\[\]', f'![{alternative}]'))
        edit(folder / f'docs/{language}/index.md', (r'^(?=\| \[.*\]\(script\.ipynb\))', ROWS[language]))
        edit(folder / f'docs/{language}/training.md', (r'(?<=#next \}\n\n)(.+\n)+\Z', LEADS[language]))


def main(folder):
    folder = Path(folder).resolve()
    folder.mkdir(parents=True)
    clone(folder)
    run(folder, 'make', 'setup')
    rename(folder)
    add_repository(folder)
    remove_appendix(folder)
    remove_terms(folder)
    add_chapter(folder)
    run(folder, PYTHON, '-m', 'book.cli', 'weave')
    run(folder, PYTHON, '-m', 'book.cli', 'accept', '--all', '--unseen', answer='all of the book\n')
    run(folder, PYTHON, '-m', 'book.cli', 'check')
    run(folder, 'git', 'add', '--all')
    print(f'the fork is made: {folder}')


if __name__ == '__main__':
    main(sys.argv[1])
