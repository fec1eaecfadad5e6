"""Lets the style sheets follow the system into the dark by themselves: Material needs a script for that.

The script sets attributes of <body>, and the style sheets' rules for the dark wait for them. Here each of these rules gets a copy that
holds while no choice is recorded on <body>: without JavaScript, and before it has run.
"""

import re

DARK = re.compile(r'\[data-md-color-(?:scheme="?slate|primary="?black)"?\]')
OTHER = re.compile(r'\[data-md-color-(?:scheme|primary)')
RULE = re.compile(r'(?P<selectors>[^{}]*)\{(?P<declarations>[^{}]*)\}')
COMMENT = re.compile(r'/\*.*?\*/', re.DOTALL)
UNDECIDED = ':not([data-md-color-media])'


def follow_system(stylesheet):
    """Return the style sheet with copies of its rules for the dark, for a <body> that names no choice.

    A copy weighs as much as its rule. A rule within a condition (such as @media) is copied without it.
    """
    copies = []
    for rule in RULE.finditer(COMMENT.sub('', stylesheet)):
        selectors = [DARK.sub(UNDECIDED, DARK.sub(f'body{UNDECIDED}', selector.strip(), count=1))
                     for selector in rule['selectors'].split(',') if DARK.search(selector) and not OTHER.search(DARK.sub('', selector))]
        if selectors:
            copies.append(f'{",".join(selectors)}{{{rule["declarations"].strip()}}}')
    return f'{stylesheet}\n@media screen and (prefers-color-scheme:dark){{{"".join(copies)}}}\n' if copies else stylesheet
