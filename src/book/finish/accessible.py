"""Gives names to what Material leaves unnamed: text in, text out."""

import re

# The drawer and the search of a phone open by a checkbox, which has no name; access.css lets a keyboard reach it.
TOGGLE = re.compile(r'<input class="md-toggle" data-md-toggle="(drawer|search)"(?![^>]*aria-label)')
DIALOG = re.compile(r'(<div class="md-search"[^>]*role="dialog")(?![^>]*aria-label)')
SWITCH = re.compile(r'<a (?=[^>]*class="md-select__link")(?=[^>]*hreflang="(\w+)")(?![^>]*\blang=)')


def mend(page, names):
    """Return the HTML of a page with the name of each toggle and of the search dialog, and with each language's name marked as such.

    `names` has the words in the page's language: `drawer` and `search`.
    """
    page = TOGGLE.sub(lambda match: f'{match[0]} aria-label="{names[match[1]]}"', page)
    page = DIALOG.sub(lambda match: f'{match[0]} aria-label="{names["search"]}"', page)
    return SWITCH.sub(lambda match: f'<a lang="{match[1]}" ', page)
