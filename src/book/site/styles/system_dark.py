"""Lets the style sheets follow the system into the dark by themselves: Material needs a script for that.

The script sets attributes of <body>, and the style sheets' rules for the dark wait for them. Here each of these rules
gets a copy that holds while no choice is recorded on <body>: without JavaScript, and before it has run.
"""

import re
from functools import lru_cache

import tinycss2

DARK = re.compile(r'\[data-md-color-(?:scheme="?slate|primary="?black)"?\]')
OTHER = re.compile(r'\[data-md-color-(?:scheme|primary)=')
UNDECIDED = ':not([data-md-color-media])'


@lru_cache(16)  # a server builds again and again
def follow_system(stylesheet: str) -> str:
    """Return the style sheet with copies of its rules for the dark, for a <body> that names no choice.

    A copy weighs as much as its rule.
    """
    copies = _copies(tinycss2.parse_stylesheet(stylesheet)) if DARK.search(stylesheet) else ''
    return f'{stylesheet}\n@media screen and (prefers-color-scheme:dark){{{copies}}}\n' if copies else stylesheet


def _copies(rules):
    return ''.join(
        _within(rule) if rule.type == 'at-rule' else _copy(rule)
        for rule in rules
        if rule.type in ('at-rule', 'qualified-rule')
    )


def _within(rule):
    """Return the copies of the rules within an at-rule, such as @media, under the same condition."""
    copies = _copies(tinycss2.parse_rule_list(rule.content)) if rule.content else ''
    return f'@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{copies}}}' if copies else ''


def _copy(rule):
    selectors = [
        DARK.sub(UNDECIDED, DARK.sub(f':where(body){UNDECIDED}', selector.strip(), count=1))
        for selector in tinycss2.serialize(rule.prelude).split(',')
        if DARK.search(selector) and not OTHER.search(DARK.sub('', selector))
    ]
    return f'{",".join(selectors)}{{{tinycss2.serialize(rule.content).strip()}}}' if selectors else ''
