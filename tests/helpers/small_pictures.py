"""Pictures of the small Matplotlib, read as the page reads them."""

import sys
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).parents[2] / 'src'))
from tinyplot import pyplot as small  # noqa: E402


def elements(program):
    """Run a program; return all elements of its picture, read as the page reads it."""
    small.close()
    exec(program, {'plt': small})
    text = small.gcf().svg()
    small.close()
    return [(each.tag.rpartition('}')[2], each) for each in ElementTree.fromstring(text).iter()]


def words(program):
    return [''.join(each.itertext()) for tag, each in elements(program) if tag == 'text']
