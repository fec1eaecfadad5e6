"""Faults that the tables of `helpers.faults` do not have: of a page, and of an entry of the glossary."""

from book.manuscript.markers import CONT

SEEN, TRY = 'A picture shows at once', '## Try it'
STARTER = 'def moon(t):\n    return 9.81 * t ** 2 / 2'
HINT = '<details class="hint" markdown="1">\n<summary>Hint</summary>\n\nOnly one number changes.\n\n</details>\n\n'
SOLUTION_BLOCK = "def moon(t):\n    return 1.62 * t ** 2 / 2\n\n\nprint(f'{moon(2):.2f}')\n```\n\n<!-- output -->\n~~~text\n3.24\n~~~\n"
FAULTS = {  # what: (language, old, new, a text on the line that is named, words of the finding, of the remedy)
    'a line one character too wide': ('en', "print('measured:'", f"print({'1' * 124})\nprint('measured:'", 'print(111', 'beyond what', 'at most 130'),
    'a number that no block computes': ('en', "print(f'{moon(2):.2f}')", "print('3.24')", "print('3.24')", 'prints the same for any data', 'compute'),
    'a verdict that no block computes': ('en', "print(f'{moon(2):.2f}')", "print('falls:', True)", "print('falls:', True)", 'prints the same for any data', 'compute'),
    'a package that is to be installed': ('en', TRY, f'~~~console\ncd x\npip install pandas torch\n~~~\n\n{TRY}', 'pip install', 'told to install pandas', 'torch and matplotlib'),
    'a second import of one statement': ('en', 'import random\n\nfrom matplotlib', 'import random, pandas\n\nfrom matplotlib', 'import random, pandas', "imports 'pandas'", 'alone'),
    'an import from beside the block': ('en', 'import random\n\nfrom matplotlib', 'from . import stone\n\nfrom matplotlib', 'from . import', "imports '.'", 'alone'),
    'a mark that joins the letter before it': ('en', SEEN, 'A picture sho\u0308ws at once', '', 'U+0308', 'remove it'),
    'a radical in the place of a Chinese sign': ('zh', '画出图来一看便知', '画出图来\u2f00看便知', '', 'U+2F00', 'the letter that is meant'),
    'half a sentence in English, with commas': ('zh', '画出图来一看便知', '画出图来, drawn as circles, with a dot', '', 'four English words', 'translate'),
    'a letter of full width': ('en', SEEN, 'A picture sho\uff57s at once', '', 'U+FF57', 'the letter that is meant'),
    'a number in backticks that nothing shows': ('en', SEEN, 'A picture shows `17` at once', '', "the number '17'", 'print it'),
    'a number in a formula that nothing shows': ('en', SEEN, 'A picture shows $17$ at once', '', "the number '17'", 'print it'),
    'a number that only another sentence links to': ('en', SEEN, 'All [100](#try-it) of them. It ends at 19.18. A picture shows at once', '', "the number '19.18'", 'link the sentence'),
    'a number of a figure of another section': ('en', 'A single number is no list.', 'A single number is no list, as \u22120.15 is.', '', "the number '\u22120.15'", 'print it'),
    'a number in an alternative text that nothing shows': ('en', '![Scatter plot: a curve', '![Scatter plot of 17: a curve', '', "the number '17'", 'print it'),
    'a colour in Chinese that the figure does not have': ('zh', '画出图来一看便知', '画出来的红色曲线一看便知', '', 'has anything red', 'blue'),
    'a colour that the figure does not have, below other lines': ('en', SEEN, 'A picture shows\na wide sky,\na Green curve, at once', 'a Green', 'has anything green', 'blue'),
    'a check without a starter': ('en', f'{CONT}\n```python\n{STARTER}\n```\n', '', '<details class="check"', 'no starter', 'a block to begin with'),
    'a check of two fences': ('en', '~~~python\nassert moon(1)', "~~~python\nassert moon(0) == 0, 'it moved'\n~~~\n\n~~~python\nassert moon(1)", '<details class="check"', 'a check is one fence', 'asserts'),
    'a check that catches any error': ('en', '~~~python\nassert moon(1)', "~~~python\ntry:\n    moon('a')\nexcept Exception:\n    pass\nassert moon(1)", 'except Exception', 'catches any error', 'name the error'),
    'a solution without a block': ('en', f'{CONT}\n```python\n{SOLUTION_BLOCK}', '', '<details class="solution"', 'no block that runs', '```python'),
    'an output without its text': ('en', '<!-- output -->\n~~~text\nmean -0.002529\n~~~\n', '<!-- output -->\n', '<!-- output -->\n\nThe mean', 'no ~~~text follows', 'make weave'),
    'an unknown marker that is indented': ('en', '<!-- points: S2 -->', ' <!-- pionts: S2 -->', '', 'unknown marker', 'known:'),
    'a number within a formula of numbers': ('en', SEEN, 'A picture shows $\\frac{17}{2}$ at once', '', "the number '17'", 'print it'),
    'a name that begins like a command': ('en', 'since `random.gauss` draws', 'since `maker.gauss` draws', '', '`maker` exists nowhere', 'spelling'),
    'a number below a line that was broken by hand': ('en', SEEN, 'A picture  \nshows 17 at once', 'shows 17', "the number '17'", 'print it'),
    'a fence that a shorter one closes': ('en', 'Back to [the first page](index.md).\n', '~~~~text\nx\n~~~\n', '', 'never closed', '~~~~'),
    'a fragment in a numbered list': ('en', TRY, f'1. `import randon`: more.\n\n{TRY}', '', '`import randon` is not in', 'copy it'),
    'a link to an anchor that another page does not have': ('en', '[the first page](index.md)', '[the first page](index.md#units)', '', "no heading with the id 'units'", 'mend'),
    'a link up that leads down': ('en', '[below](#units)', '[above](#units)', '', "'above' leads to #units, which is below", 'mend'),
    'a link up that leads down, in Chinese': ('zh', '[下文](#units)', '[上文](#units)', '', "'上文' leads to #units, which is below", 'mend'),
    'the end of a fold that never began': ('en', TRY, f'</details>\n\n{TRY}', '', 'no other half', '<details'),
    'a displayed formula with a hidden part': ('en', 'g = 9.81.\n', 'g = 9.81. \\phantom{x}\n', '$$\nd =', '\\phantom in a formula', 'as it shows'),
    'a formula that is a link': ('en', 'the distance $d$ is', 'the distance $\\href{x}{d}$ is', '', '\\href in a formula', 'as it shows'),
    'a quotation in one language': ('en', SEEN, f'> {SEEN}', '', 'this quotation has no counterpart', 'write it there'),
    'a rule in one language': ('en', TRY, f'---\n\n{TRY}', '', 'this rule has no counterpart', 'write it there'),
    'a page only in one language': ('en', 'A single number', '<!-- page only -->\nA single number', '', 'piece of HTML has no counterpart', 'write it there'),
    'a misspelled word that begins a sentence': ('en', SEEN, f'Definately. {SEEN}', '', "a misspelled word: 'Definately'", 'write definitely'),
    'a word that the glossary replaces, in Chinese': ('zh', '石头落下的距离是', '石头落下的位移是', '', "'位移' is not this book's word", "'距离'"),
    'a table that goes on with the line above': ('en', '| Name | Type', 'In words:\n| Name | Type', '| Name | Type', 'would show as prose', 'an empty line above the table'),
    'a list that goes on with the line above': ('en', 'Line by line:\n\n', 'Line by line:\n', '- `distances', 'would show as prose', 'an empty line above the list'),
    'a block below those that ran': ('en', '## Next', f"{CONT}\n```python\nprint('more')\n```\n\n## Next", '```python\nprint(\'more', 'has not run', 'book weave fall'),
}  # fmt: skip

MORE = '[[term]]\nen = "{en}"\nzh = "{zh}"\nwhere = "{where}"\nen_text = "{en_text}"\nzh_text = "{zh_text}"\n'
STONE = {'en': 'stone', 'zh': '石头', 'where': 'fall#fall', 'en_text': 'It falls.', 'zh_text': '它会落下。'}
ENTRIES = {  # what is wrong with a further entry of the glossary: (its words, words of the finding, of the remedy)
    'the anchor of another': ({'en': 'Noise', 'where': 'fall#task'}, "'Noise' and 'noise' are both 'noise'", 'rename'),
    'the Chinese word of another': ({'zh': '噪声', 'where': 'fall#task'}, "'stone' and 'noise' are both '噪声'", 'rename'),
    'no full stop': ({'en_text': 'It falls'}, "the en_text of 'stone' is no whole sentence", 'full stop'),
    'no full stop in Chinese': ({'zh_text': '它会落下'}, "the zh_text of 'stone' is no whole sentence", 'full stop'),
    'a lonely backtick': ({'en_text': 'See `fall.'}, 'a backtick stands alone', 'pair them'),
    'half-width punctuation': ({'zh_text': '石头,它会落下。'}, "Chinese typography: '石头,它会落下。'", '石头，它'),
    'a section that is nowhere': ({'where': 'fall#sky'}, "introduced in 'fall#sky', which is no section of the en", 'chapter#id'),
    'a chapter that is nowhere': ({'where': 'sky#fall'}, "introduced in 'sky#fall', which is no section of the zh", 'chapter#id'),
    'a section that lacks it': ({'where': 'fall#units'}, "docs/zh/fall.md does not have '石头' there", 'introduces it'),
    'a number in Chinese that nothing shows': ({'zh_text': '它会落下 77 米。'}, "does not show '77'", 'leave the number out'),
}  # fmt: skip
