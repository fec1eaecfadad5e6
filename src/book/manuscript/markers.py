"""The comments that mean something to the press: readers do not see them."""

import re

CONT = '<!--pytest-codeblocks:cont-->'
OUTPUT = '<!-- output -->'
PAGE_ONLY = '<!-- page only -->'  # above a paragraph that a notebook leaves out
LAB = '<!-- lab -->'  # above the block that a reader may pass on by a link
TO_TRANSLATE = '<!-- to translate -->'  # a page that lags behind the other language: neither woven nor compared
FROM = re.compile(r'^<!-- from: (.+?) -->$')
CLAIM = re.compile(r'^<!-- claim: (tests/\S+\.py::\w+) -->$')
POINTS = re.compile(r'^<!-- points: (S\d+(?:, S\d+)*) -->$')
LIMIT = re.compile(r'^<!-- at most: (\d+) s -->$')
ABOUT = re.compile(r'^<!-- in the page: about (\d+) s -->$')  # how long a reader waits who runs the block there
ELSEWHERE = '<!-- not in the page -->'  # above a block that needs what a browser does not have
SECONDS = 60  # a block may take, unless LIMIT says how many
