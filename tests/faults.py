"""The faults that a page can have, each as an edit that plants it in the chapter `dataset` of a copy of the book."""

from book.manuscript.book import LANGUAGES

CONT = '<!--pytest-codeblocks:cont-->\n'
STATIC = {  # what: (old, new, lines from there to the fault, words of the finding, words of the remedy)
    'a fence spelled py': ('```python', '```py', 0, 'would never run', '```python'),
    'a fence spelled Python': ('```python', '```Python', 0, 'would never run', '```python'),
    'a fence with a title': ('```python', '```python title="x"', 0, 'would never run', '```python'),
    'a fence with braces': ('```python', '``` {.python}', 0, 'would never run', '```python'),
    'a fence with a space': ('```python', '``` python', 0, 'would never run', '```python'),
    'a fence of four backticks': ('```python', '````python', 0, 'would never run', '```python'),
    'an indented fence': ('```python', ' ```python', 0, 'would never run', '```python'),
    'a fence of tildes': ('```python', '~~~python', 0, 'would never run', '```python'),
    'an indented block': ('## Try it', '    x = 1\n\n## Try it', 0, 'indentation', 'fence'),
    'a fence in backticks that does not run': ('~~~text', '```text', 0, 'breaks the chain', '~~~text'),
    'a fence of another language': ('## Try it', '~~~yaml\na: 1\n~~~\n\n## Try it', 0, 'nor for the shell', '~~~console'),
    'a fence that is never closed': ('We have the samples;', '~~~text\nWe have the samples;', 0, 'never closed', 'close it'),
    'a block without cont': (CONT + '```python\nprint(', '```python\nprint(', 0, 'does not continue', 'pytest-codeblocks:cont'),
    'a first block with cont': ('<!-- from: linreg.scratch: import random, import torch, from matplotlib, torch.manual_seed, random.seed -->\n', '<!-- from: linreg.scratch: import random, import torch, from matplotlib, torch.manual_seed, random.seed -->\n' + CONT, 2,
                                'cannot continue', 'remove'),
    'a skipped block': (CONT, '<!--pytest.mark.skip-->\n' + CONT, 0, 'unknown marker', 'known:'),
    'a misspelled marker': ('<!-- from:', '<!-- form:', 0, 'unknown marker', 'known:'),
    'an output without a block': ('## Try it', '<!-- output -->\n~~~text\n1\n~~~\n\n## Try it', 0, 'no block before it', 'remove it'),
    'a figure without alternative text': ('![Scatter plot of the labels against the second feature: a wide cloud that falls from the '
                                          'upper left to the lower right]', '![]', 0, 'no alternative text', 'what it shows'),
    'a heading without an id': ('## Try it { #try-it }', '## Try it', 0, 'has no id', '{ #some-id }'),
    'an id in Chinese': ('{ #try-it }', '{ #试一试 }', 0, 'has no id', 'ASCII'),
    'an id that stands twice': ('{ #matmul }', '{ #try-it }', 0, "'try-it' stands on 2", 'its own'),
    'a second title': ('## The task', '# The task', 0, '2 headings of level 1', 'one'),
    'a heading too deep': ('## The task', '#### The task', 0, 'level 4 below one of level 1', 'use level 2'),
    'a fragment that is not in the code': ('- `import random`', '- `import randon`', 0, '`import randon` is not in', 'copy it'),
    'a link to a missing page': ('[below](#detach)', '[below](nowhere.md)', 0, 'leads to no file', 'mend'),
    'a link to a missing anchor': ('[below](#detach)', '[below](#nowhere)', 0, "no heading with the id 'nowhere'", 'mend'),
    'an absolute link': ('[below](#detach)', '[below](/en/dataset.html)', 0, 'absolute path', 'relative'),
    'a link to the other language': ('[below](#detach)', '[below](../zh/dataset.md)', 0, 'out of this language', 'docs/en/'),
    'an insecure link': ('[below](#detach)', '[below](http://example.org)', 0, 'another host', 'https'),
    'a picture from another host': ('## Try it', '![A picture](https://example.org/x.png)\n\n## Try it', 0, 'another host', 'draw'),
    'HTML in a page': ('## Try it', '<script src="https://example.org/x.js"></script>\n\n## Try it', 0, 'HTML in a page', 'write Markdown'),
    'HTML in a line': ('Python counts from 0', 'Python <b>counts</b> from 0', 0, 'HTML in a page', 'write Markdown'),
    'a fold that is never closed': ('## Try it', '<details markdown="1">\n<summary>More</summary>\n\n## Try it', 0, 'no other half', '</details>'),
    'bold that shows as asterisks': ('Python counts from 0', 'Python counts **from 0 **', 0, 'asterisks show', 'asterisks'),
    'a paragraph in one language': ('## Try it', 'One more.\n\n## Try it', 0, 'this paragraph has no counterpart', 'remove it here'),
    'a body with a line right after it': ("axes[j].set_xlabel(f'features[:, {j}]')\n\n", "axes[j].set_xlabel(f'features[:, {j}]')\n", 1,
                                          'pasted into the prompt >>>', 'blank line after an indented body'),
    'a blank line inside a body': ("    axes[j].set_xlabel(", "\n    axes[j].set_xlabel(", 1, 'pasted into the prompt >>>', 'none inside it'),
    'a blank line before a body': ("for j in range(2):\n    axes", "for j in range(2):\n\n    axes", 1, 'pasted into the prompt >>>', 'none inside it'),
    'a block that is yet to be woven': ('import random\n\nimport torch\nfrom matplotlib import pyplot as plt\n\ntorch.manual_seed(42)\nrandom.seed(42)\n', '', -1, 'has yet to be woven', 'book weave dataset'),
    'a figure that was never drawn': ('](figures/dataset-2.svg)', '](figures/dataset-9.svg)', 0, 'figures/dataset-9.svg was never drawn', 'make weave'),
    'a list item in one language': ('- `import torch`', '- `import torch`: more.\n- `import torch`', 0, 'this list item has no counterpart', 'write it there'),
    'a heading in one language': ('## Try it', '## More { #more }\n\n## Try it', 0, 'this heading of level 2 has no counterpart', 'write it there'),
    'a table row in one language': ('| `b` | number', '| `c` | number | more |\n| `b` | number', 0, 'this table row has no counterpart', 'write it there'),
    'a formula in one language': ('two tensors: the features $\\mathbf{X}$', 'two tensors: the features', 0, 'formulas differ', 'the same'),
    'another displayed formula': ('b = 4.2,\n', 'b = 4.3,\n', -1, 'formula differs', 'the same'),
    'a link in one language': ('Python counts from 0', '[Python](https://www.python.org) counts from 0', 0, 'links differ', 'the same'),
    'a heading level in one language': ('## The task', '### The task', 0, 'heading', ''),
    'another id in one language': ('{ #try-it }', '{ #try-this }', 0, 'id differs', 'the same'),
    'another output in one language': ('torch.Size([1000, 2])', 'torch.Size([1000, 3])', 0, 'text differs', 'the same'),
    'code in one language': ('features[0], labels[0])', 'features[1], labels[1])', 0, 'text differs', 'the same'),
    'a figure in one language': ('![Two scatter plots that share the vertical axis: the labels rise with the first feature and fall, more '
                                'steeply, with the second](figures/dataset-2.svg)', 'No picture.', 0, 'the figures differ', 'the same'),
    'a figure of another chapter': ('(figures/dataset-2.svg)', '(figures/batches-1.svg)', 0, "no block above draws 'figures/batches-1.svg'", 'make weave'),
    'a figure that no block draws': ('A picture shows at once', '![A picture](figures/dataset-1.svg) shows at once', 0, 'no block above draws', 'in a block'),
    'a block that needs a package': ('import random\n\nimport torch', 'import random\n\nimport torch\nimport pandas as pd', 3, "imports 'pandas'", 'alone'),
    'a block that needs the lesson as a package': ('import random\n\nimport torch', 'import random\n\nfrom linreg.scratch import sgd\nimport torch', 2,
                                                   "imports 'linreg.scratch'", 'alone'),
    'a name that exists nowhere': ('`torch.matmul` decides', '`torch.matmull` decides', 0, '`matmull` exists nowhere', 'spelling'),
    'a number that nothing shows': ('A picture shows at once', 'A picture shows 17 times at once', 0, "nothing shows the number '17'", 'claim:'),
    'a number in words that nothing shows': ('A picture shows at once', 'A picture shows eleven things at once', 0, "the number 'eleven'", 'claim:'),
    'a claim without its test': ('A picture shows at once', '<!-- claim: tests/test_claims.py::test_nothing -->\nA picture shows at once', 0,
                                 "no test 'tests/test_claims.py::test_nothing'", 'test_name'),
    'a word that the glossary replaces': ('The mean is close to 0', 'The intercept is close to 0', 0, "'intercept' is not this book's word", "'bias'"),
    'a term in one language': ('the standard deviation close to', 'the spread close to', -42, "has '标准差'", 'standard deviation'),
    'a point without its place': ('<!-- points: S9 -->\n', '', None, 'the point S9 of the lesson has no place', '<!-- points: S9 -->'),
    'a point of another chapter': ('<!-- points: S9 -->', '<!-- points: S9, S50 -->', 0, 'S50 is no point of this chapter', 'points.toml'),
    'a code block written by hand that changed': ("print('dot product:'", "print('product:'", -10, 'en of #matmul changed', 'book accept dataset#matmul'),
    'code that is not that of src': ('y = torch.matmul(X, w) + b', 'y = torch.matmul(X, w) - b', 0, 'the page shows', 'change it in src'),
    'text above the title': ('# Making the data', 'Skip this page.\n\n# Making the data', 0, 'above the title', 'begin the page'),
    'front matter': ('# Making the data', '---\ntitle: Another\n---\n\n# Making the data', 0, 'above the title', 'begin the page'),
    'a statement off the right edge': ("print('dot product:'", "print()" + ' ' * 150 + "; print('dot product:'", 0, 'beyond what a reader sees', 'break it'),
    'two statements on a line': ("print('dot product:'", "x = 1; print('dot product:'", 0, 'two statements', 'its own line'),
    'a letter of another alphabet': ('A picture shows at once', 'A picture sh\u043ews at once', 0, 'U+043E (CYRILLIC SMALL LETTER O)', 'the letter that is meant'),
    'text that runs backwards': ('A picture shows at once', 'A picture \u202eswohs\u202c at once', 0, 'U+202E', 'remove it'),
    'an invisible character': ('A picture shows at once', 'A pic\u200bture shows at once', 0, 'U+200B', 'remove it'),
    'a name in backticks in one language': ('A picture shows at once', 'A `plt` picture shows at once', 0, 'the names in backticks differ', 'the same'),
    'another number in one language': ('has 1000 samples', 'has 100 samples', 0, 'the numbers differ', 'the same'),
    'a number without its sign': ('A picture shows at once', 'A picture shows 3.4 at once', 0, "the number '3.4'", 'claim:'),
    'a large number in words': ('A picture shows at once', 'A picture shows ninety things at once', 0, "the number 'ninety'", 'claim:'),
    'a claim of another test': ('A picture shows at once', '<!-- claim: tests/test_claims.py::test_the_area_of_a_scatter_point_is_in_square_points_of_which_72_make_an_inch -->\n'
                                'A picture shows 77 things at once', 1, "the number '77'", 'claim:'),
    'an output that nothing printed': ('## Try it', '~~~text\nloss 0.0417\n~~~\n\n## Try it', 0, 'nor an output', 'make weave'),
    'a comment in a line': ('A picture shows at once', 'A picture <!-- not --> shows at once', 0, 'HTML in a page', 'write Markdown'),
    'attributes that hide': ('depend on the features.', 'depend on the features.\n{: hidden }', 1, "attributes in a page: '{: hidden }'", 'remove'),
    'attributes that lead elsewhere': ('[below](#detach)', '[below](#detach){ href=x.html }', 0, 'attributes in a page', 'remove'),
    'a title that only a mouse sees': ('[below](#detach)', '[below](#detach "skip it")', 0, 'only a mouse sees', 'in the text'),
    'a formula with a hidden part': ('two tensors: the features $\\mathbf{X}$', 'two tensors: the features $\\phantom{\\mathbf{X}}$', 0, '\\phantom in a formula', 'as it shows'),
    'a text left in Chinese': ('A picture shows at once whether the labels depend on the features.', '标签与特征有没有关系，画出图来一看便知。', 0,
                               "not in English: '标签与特征", 'translate it'),
    'a section changed in one language': ('A picture shows at once', 'A plot shows at once', -4, 'en of #plot changed', 'book accept dataset#plot'),
}

UNTRUE = {  # what `weave --check` must find: (old, new, languages, path, lines from there to the fault, words)
    'a digit of an output in one language': ('torch.Size([1000, 1])', 'torch.Size([1001, 1])', ['en'], 'docs/en/dataset.md', 0, 'not what the block prints'),
    'a digit of an output in both': ('torch.Size([1000, 1])', 'torch.Size([1001, 1])', LANGUAGES, 'docs/en/dataset.md', 0, 'not what the block prints'),
    'the last digit of an output': ('standard deviation 0.009996', 'standard deviation 0.009997', ['en'], 'docs/en/dataset.md', 0, 'changed by hand'),
    'a word of an output': ('must be Tensor, not list', 'must be Tensor, not a list', ['en'], 'docs/en/dataset.md', 0, 'not what the block prints'),
    'an output without its marker': ('<!-- output -->\n~~~text\nfeatures:', '~~~text\nfeatures:', ['en'], 'docs/en/dataset.md', -2, "expected 'features:"),
    'an output missing': ('<!-- output -->\n~~~text\nmean 0.000208, standard deviation 0.009996\n~~~\n', '', ['en'], 'docs/en/dataset.md', -2, "expected 'mean"),
    'an output of a block that prints nothing': ('```\n\n' + CONT + "```python\nprint('features:'", '```\n\n<!-- output -->\n~~~text\nhello\n~~~\n\n' + CONT
                                                 + "```python\nprint('features:'", ['en'], 'docs/en/dataset.md', 4, "expected '', got 'hello'"),
    'a code line edited by hand in one language': ('y = torch.matmul(X, w) + b', 'y = torch.matmul(X, w) - b', ['en'], 'docs/en/dataset.md', 0, 'the page shows'),
    'a code line edited by hand in both': ('y = torch.matmul(X, w) + b', 'y = torch.matmul(X, w) - b', LANGUAGES, 'docs/en/dataset.md', 0, 'the page shows'),
    'a figure missing from the page': ('](figures/dataset-1.svg)', '](figures/other.svg)\n\nx', ['en'], 'docs/en/dataset.md', 0, 'changed by hand'),
}

FAILING = {  # blocks that do not run: (code, lines from the opening fence to the fault, words, words of the remedy)
    'a block that raises': ('def f(x):\n    return 1 / x\n\nf(0)', 2,
                            'raises ZeroDivisionError: division by zero (last frame: Cell In[3], line 2, in f(x))', 'mend the block'),
    'a block that does not parse': ('x = 1 +* 2', 1, 'raises SyntaxError', 'mend the block'),
    'a block that works only because an earlier page ran': ('print(features.shape)', 1, "raises NameError: name 'features' is not defined", 'mend the block'),
    'a block that loops for ever': ('while True:\n    pass', 0, 'ran for more than 3 s', 'make it end'),
    'a bare value': ('x = 1\nx', 0, 'shows a value without printing it', 'print it'),
    'a warning': ('import warnings\nwarnings.warn("old")', 0, 'writes to stderr', 'mend what it warns of'),
}

CHINESE = {  # (right, wrong, words of the remedy)
    'a half-width comma in Chinese': ('先选定一个线性模型，', '先选定一个线性模型,', '先选定一个线性模型，'),
    'no space between Chinese and a number': ('共有 1000 个样本', '共有1000个样本', '共有 1000 个样本'),
    'no space between Chinese and a word': ('由 PyTorch 产生', '由PyTorch 产生', '由 PyTorch 产生'),
    'a line break in a Chinese paragraph': ('先选定一个线性模型，', '先选定一个\n线性模型，', 'join the lines'),
    'an alternative text left in English': ('标签随第二个特征变化的散点图：一大团点从左上方向右下方延伸', 'A wide cloud that falls to the right', 'translate it'),
    'a summary left in English': ('## 任务 {', '<details markdown="1">\n<summary>The code so far</summary>\n\n代码。\n\n</details>\n\n## 任务 {', 'translate it'),
    'a heading left in English': ('## 任务 {', '## Task {', 'translate it'),
    'a text left in English': ('标签与特征有没有关系，画出图来一看便知。', 'A picture shows at once whether they depend on them.', 'translate it'),
}


def edit(path, old, new):
    """Replace every `old` by `new` in a file."""
    text = path.read_text(encoding='utf-8')
    assert old in text
    path.write_text(text.replace(old, new), encoding='utf-8')


FILES = {  # what is not a page: (the fault, the path that is named, words)
    'a figure missing': (lambda book: (book.figures('en') / 'dataset-2.svg').unlink(), 'docs/en/figures/dataset-2.svg', 'missing'),
    'a figure too many': (lambda book: (book.figures('en') / 'dataset-9.svg').write_text('<svg/>'), 'docs/en/figures/dataset-9.svg', 'no block draws'),
    'a figure that is stale': (lambda book: edit(book.figures('zh') / 'dataset-1.svg', '>labels<', '>label<'), 'docs/zh/figures/dataset-1.svg', 'changed by hand'),
    'a notebook out of date': (lambda book: edit(book.notebook('en', 'dataset'), 'Line by line', 'Word by word'), 'docs/en/notebooks/dataset.ipynb',
                               'changed by hand'),
    'a notebook with another output': (lambda book: edit(book.notebook('zh', 'dataset'), '0.009996', '0.029996'), 'docs/zh/notebooks/dataset.ipynb',
                                       'records another output'),
    'a notebook missing': (lambda book: book.notebook('zh', 'dataset').unlink(), 'docs/zh/notebooks/dataset.ipynb', 'other code'),
}

HARMLESS = {  # edits that no gate may mind: (language, old, new) ...
    'a paragraph with other line breaks': [('en', 'Is the noise what we ordered? Subtract', 'Is the noise what we ordered?\nSubtract')],
    'a reworded paragraph, reviewed': [('en', 'A picture shows at once', 'A plot shows at once'), ('zh', '画出图来一看便知', '画张图一看便知')],
    'another alternative text, reviewed': [('en', 'a wide cloud', 'a broad cloud')],
    'a new paragraph': [(language, '## ', f'{words}\n\n## ') for language, words in (('en', 'One more.'), ('zh', '再说一句。'))],
    'a new list item': [('en', '- `import torch`', '- `import random` again.\n- `import torch`'), ('zh', '- `import torch`', '- `import random` 再说一次。\n- `import torch`')],
    'a numbered list': [(language, '## ', f'1. {words}\n2. {words}\n\n## ') for language, words in (('en', 'Run it.'), ('zh', '运行它。'))],
    'a quotation': [(language, '## ', f'> {words}\n\n## ') for language, words in (('en', 'Well said.'), ('zh', '说得好。'))],
    'a footnote': [(language, '## ', f'{words}\n\n[^n]: {words}\n\n## ') for language, words in (('en', 'Word.[^n]'), ('zh', '话。[^n]'))],
    'a longer table': [('en', '| `b` | number', '| `c` | number | more |\n| `b` | number'), ('zh', '| `b` | 数', '| `c` | 数 | 更多 |\n| `b` | 数')],
    'a new section': [(language, '## ', f'## {words} {{ #more }}\n\n{words}\n\n## ') for language, words in (('en', 'More'), ('zh', '更多'))],
    'a formula in a line': [(language, '## ', f'{words} $x^2$\n\n## ') for language, words in (('en', 'See'), ('zh', '参见'))],
    'a displayed formula': [(language, '## ', '$$\nx + y = z\n$$\n\n## ') for language in LANGUAGES],
    'bold words': [('en', 'A picture shows', 'A **picture** shows'), ('zh', '画出图来一看便知', '画出图来**一看便知**')],
    'a link out of the book': [('en', 'Python counts', '[Python](https://www.python.org) counts'), ('zh', 'Python 从 0', '[Python](https://www.python.org) 从 0')],
    'a link to a section': [(language, '## ', f'[{words}](#plot)\n\n## ') for language, words in (('en', 'Below'), ('zh', '下文'))],
    'a number that the page prints': [(language, '## ', f'{words} 0.009996\n\n## ') for language, words in (('en', 'It was'), ('zh', '结果是'))],
    'a number that a test asserts': [(language, '## ', '<!-- claim: tests/test_claims.py::test_the_area_of_a_scatter_point_is_in_square_points_of_which_72_make_an_inch'
                                     f' -->\n{words}\n\n## ') for language, words in (('en', 'Of 72.'), ('zh', '共 72 个。'))],
    'a name from torch': [(language, '## ', f'{words} `torch.linalg.lstsq`\n\n## ') for language, words in (('en', 'See'), ('zh', '参见'))],
    'a fold': [(language, '## ', f'<details markdown="1">\n<summary>{words}</summary>\n\n{words}\n\n</details>\n\n## ')
               for language, words in (('en', 'More'), ('zh', '更多'))],
}

REWOVEN = {  # edits of code, in the lesson and on both pages, that no gate may mind once the chapter is woven again: (old, new)
    'another seed': ('manual_seed(42)', 'manual_seed(7)'),
    'another docstring': ('"""Make num_examples samples', '"""Draw num_examples samples'),
    'another line of code': ("print('dot product:'", "print('sum:', vector.sum())\nprint('dot product:'"),
    'another marker size': ('labels.numpy(), 1)', 'labels.numpy(), 2)'),
}
