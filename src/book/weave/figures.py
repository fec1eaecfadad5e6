"""Makes Matplotlib's SVG small, diffable and at home on a page: its text takes the page's font and colour."""

import re
from xml.etree import ElementTree

FORM = 2  # of a figure as `canonical` gives it: with another form, each chapter is drawn anew
SVG = 'http://www.w3.org/2000/svg'
GROUP = f'{{{SVG}}}g'
CONTAINERS = (GROUP, f'{{{SVG}}}defs', f'{{{SVG}}}clipPath')
LINK = '{http://www.w3.org/1999/xlink}href'
NUMBER = re.compile(r'-?\d+\.\d+')
REFERENCE = re.compile(r'(?:^|url\()#([A-Za-z][\w-]*)(?=$|\))')
CIRCLE = re.compile(r'M 0 ([\d.]+) C')  # how Matplotlib begins the shape of a round marker
COLOURS = {'#000000': 'currentColor', '#ff7f0e': '#d96a00'}  # Matplotlib's orange is too pale on white (2.5 to 1)
FONT = re.compile(r'([\d.]+px) .+')  # the short form: size and family in one
ElementTree.register_namespace('', SVG)


def canonical(svg: str, name: str) -> str:
    """Return the figure `name` (such as `dataset-1`) in its one form.

    Black becomes `currentColor` and white none, so that a figure reads well in light and dark; outside of
    a page that sets a colour, it is a grey that reads on both. Numbers keep two decimals (in points), places of dots
    one. Groups that say nothing go, and round markers become circles: a page has less to draw.
    Styles become attributes: a page may forbid inline styles, and its style sheet can then choose the colours.
    Only ids that are referred to stay, each prefixed with the name, so that many figures fit one page.
    """
    root = ElementTree.fromstring(svg)
    for tag in ('metadata', 'style'):
        _drop(root, tag)
    for element in root.iter():
        _clean(element)
    shapes = {f'#{path.get("id")}': path for path in root.iter(f'{{{SVG}}}path') if path.get('id')}
    _fill_what_is_black(root, shapes)
    for group in root.iter(GROUP):
        _hoist_style(group)
        _join_dots(group, shapes)
    for mark in root.iter(f'{{{SVG}}}use'):
        _round(mark, shapes)
    _rename_ids(root, name)
    _unwrap(root)
    box = root.attrib['viewBox']
    width, height = box.split()[2:]
    root.attrib = {
        'viewBox': box,
        'width': f'{width}pt',
        'height': f'{height}pt',
        'color': '#767676',
        'font-family': 'sans-serif',
        'stroke-linejoin': 'round',
        'stroke-linecap': 'butt',
    }
    return ElementTree.tostring(root, encoding='unicode') + '\n'


def _drop(root, tag):
    for parent in list(root.iter()):
        for child in parent.findall(f'{{{SVG}}}{tag}'):
            parent.remove(child)


def _clean(element):
    for key, value in _declarations(element.attrib.pop('style', '')):
        element.set(key, 'none' if (key, value) == ('fill', '#ffffff') else COLOURS.get(value, value))
    if element.tag == f'{{{SVG}}}text' and 'fill' not in element.attrib:
        element.set('fill', 'currentColor')
    if LINK in element.attrib:
        element.set('href', element.attrib.pop(LINK))
    for key, value in element.attrib.items():
        value = NUMBER.sub(lambda match: f'{float(match[0]):.2f}'.rstrip('0').rstrip('.'), value)
        element.set(key, ' '.join(value.split()) if key == 'd' else value)


def _fill_what_is_black(parent, shapes):
    """Let a closed shape that says no fill follow the page: it is black, which Matplotlib leaves to SVG to say."""
    for child in parent:
        if child.tag in (*CONTAINERS[1:], f'{{{SVG}}}pattern') or 'fill' in child.attrib:
            continue
        shape = shapes.get(child.get('href'), child)
        if shape.get('d', '').endswith('z') and 'fill' not in shape.attrib:
            child.set('fill', 'currentColor')
        _fill_what_is_black(child, shapes)


def _declarations(style):
    """Yield what a style says, as attributes: (name, value)."""
    for declaration in filter(str.strip, style.split(';')):
        key, value = (part.strip() for part in declaration.split(':', 1))
        if key == 'font' and (font := FONT.fullmatch(value)):
            yield 'font-size', font[1]
        elif key != 'font-family':  # the page's font, or that of the whole figure
            yield key, value


def _rename_ids(root, name):
    """Drop what nothing refers to; name the rest after the figure, in order."""
    used = {found for element in root.iter() for value in element.attrib.values() for found in REFERENCE.findall(value)}
    for parent in list(root.iter()):
        for child in parent.findall(f'{{{SVG}}}defs'):
            child[:] = [shape for shape in child if shape.get('id') in used]
            if not len(child):
                parent.remove(child)
    names = {}
    for element in root.iter():
        if (old := element.attrib.pop('id', None)) in used:
            names[old] = f'{name}-{len(names) + 1}'
            element.set('id', names[old])
    for element in root.iter():
        for key, value in element.attrib.items():
            element.set(
                key, REFERENCE.sub(lambda match: match[0].replace(match[1], names.get(match[1], match[1])), value)
            )


def _hoist_style(group):
    """Say once, on the group, what all its markers say."""
    styles = [
        {key: value for key, value in child.attrib.items() if key.startswith(('fill', 'stroke', 'opacity'))}
        for child in group
    ]
    if (
        len(group) > 1
        and styles[0]
        and all(style == styles[0] for style in styles)
        and not styles[0].keys() & group.attrib.keys()
    ):
        group.attrib.update(styles[0])
        for child in group:
            for key in styles[0]:
                del child.attrib[key]


def _circle(mark, shapes):
    return mark.get('href') in shapes and CIRCLE.match(shapes[mark.get('href')].get('d'))


def _join_dots(group, shapes):
    """Draw many round markers of one colour as one path of dots: thousands of elements make a page slow."""
    circle = _circle(group[0], shapes) if len(group) > 1 else None
    colour = group.get('stroke')
    if (
        not circle
        or not colour
        or group.get('fill') != colour
        or len({(dot.tag, dot.get('href'), len(dot.attrib)) for dot in group}) > 1
    ):
        return
    dots = ' '.join(
        f'M {float(dot.get("x")):.1f} {float(dot.get("y")):.1f} h 0'.replace('.0 ', ' ') for dot in group
    )  # a tenth of a point is less than a pixel
    group[:] = [ElementTree.Element(f'{{{SVG}}}path', {'d': dots})]
    width = f'{2 * float(circle[1]) + 1:.2f}'.rstrip('0').rstrip('.')  # the outline is one point wide
    group.attrib.update({'fill': 'none', 'stroke-width': width, 'stroke-linecap': 'round'})


def _round(mark, shapes):
    """Draw a round marker as a circle: a `use` costs a browser three elements."""
    if circle := _circle(mark, shapes):
        shape = shapes[mark.get('href')]
        mark.tag = f'{{{SVG}}}circle'
        mark.attrib = {'cx': mark.get('x'), 'cy': mark.get('y'), 'r': circle[1]} | {
            key: value
            for key, value in (mark.attrib | shape.attrib).items()
            if key not in ('x', 'y', 'href', 'd', 'id')
        }


def _unwrap(parent):
    """Put what a group without attributes holds in its place, and neighbours that are clipped alike into one group; one
    element a line.
    """
    children = []
    for child in parent:
        if child.tag in CONTAINERS:
            _unwrap(child)
        if child.tag == GROUP and not child.attrib:
            children += child
        elif (
            child.tag == GROUP
            and children
            and list(child.attrib) == ['clip-path']
            and children[-1].attrib == child.attrib
        ):
            children[-1].extend(child)
        else:
            children.append(child)
    parent[:] = children
    parent.text = '\n'
    for child in children:
        child.tail = '\n'
