"""Colours by name, and the colour maps that this book uses."""

from .missing import refuse

TABLEAU = {
    'tab:blue': '#1f77b4',
    'tab:orange': '#d96a00',  # Matplotlib's own is too pale on a white page
    'tab:green': '#2ca02c',
    'tab:red': '#d62728',
    'tab:purple': '#9467bd',
    'tab:brown': '#8c564b',
    'tab:pink': '#e377c2',
    'tab:gray': '#7f7f7f',
    'tab:olive': '#bcbd22',
    'tab:cyan': '#17becf',
}
CYCLE = list(TABLEAU.values())
NAMES = {
    'black': 'currentColor', 'k': 'currentColor', 'white': '#ffffff', 'w': '#ffffff', 'none': 'none',
    'blue': '#0000ff', 'b': '#0000ff', 'red': '#ff0000', 'r': '#ff0000', 'green': '#008000', 'g': '#008000',
    'orange': '#ffa500', 'purple': '#800080', 'brown': '#a52a2a', 'pink': '#ffc0cb', 'gray': '#808080',
    'grey': '#808080', 'yellow': '#ffff00', 'y': '#bfbf00', 'cyan': '#00ffff', 'c': '#00bfbf', 'magenta': '#ff00ff',
    'm': '#bf00bf', 'lightgray': '#d3d3d3', 'darkred': '#8b0000', 'darkblue': '#00008b', 'darkgreen': '#006400',
    'navy': '#000080', 'teal': '#008080', 'gold': '#ffd700', 'salmon': '#fa8072', 'steelblue': '#4682b4',
    'crimson': '#dc143c', 'coral': '#ff7f50', 'tomato': '#ff6347', 'violet': '#ee82ee', 'olive': '#808000',
}  # fmt: skip
# A colour map as its colours at equal distances (from Matplotlib's own tables).
MAPS = {
    'coolwarm': '3b4cc0 4961d2 5977e3 6a8bef 7b9ff9 8db0fe 9ebeff afcafc c0d4f5 cfdaea dddcdc e9d5cb f2cbb7 f6bda2'
    ' f7ac8e f4987a ee8468 e36c55 d65244 c53334 b40426',
    'viridis': '440154 471365 482475 463480 414487 3b528b 355f8d 2f6c8e 2a788e 25848e 21918c 1e9c89 22a884 2fb47c'
    ' 44bf70 5ec962 7ad151 9bd93c bddf26 dfe318 fde725',
    'gray': '000000 ffffff',
}


def color(name: object) -> str:
    """Return a colour as SVG writes it: of a name, `#rrggbb`, `C0`, or three or four numbers from 0 to 1."""
    if isinstance(name, str):
        if name.startswith('#'):
            return name
        if name.startswith('C') and name[1:].isdigit():
            return CYCLE[int(name[1:]) % len(CYCLE)]
        if name.lower() in TABLEAU or name.lower() in NAMES:
            return {**NAMES, **TABLEAU}[name.lower()]
        if name.replace('.', '', 1).isdigit() and float(name) <= 1:
            return _hex([float(name)] * 3)
        raise ValueError(f'{name!r} is not a valid value for color')
    return _hex(list(name)[:3])


def mapped(values: list[float], name: str) -> list[str]:
    """Return each value's colour: the least has the first colour of the map, the greatest the last."""
    low, high = min(values), max(values)
    return [at((value - low) / (high - low or 1), name) for value in values]


def at(share: float, name: str) -> str:
    """Return the colour of a map at a place from 0 to 1."""
    if name not in MAPS:
        raise refuse(f'cmap={name!r} ({", ".join(MAPS)} are here)')
    stops = [[int(stop[i : i + 2], 16) / 255 for i in (0, 2, 4)] for stop in MAPS[name].split()]
    place = min(max(share, 0), 1) * (len(stops) - 1)
    first = min(int(place), len(stops) - 2)
    return _hex([a + (b - a) * (place - first) for a, b in zip(stops[first], stops[first + 1], strict=True)])


def _hex(parts):
    return '#' + ''.join(f'{round(255 * part):02x}' for part in parts)
