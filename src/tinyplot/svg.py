"""A canvas that writes SVG, and knows how much of it was drawn on."""

import contextlib
from collections.abc import Iterator, Sequence

PAD = 7.2  # points around everything, as `bbox_inches='tight'` leaves
INK = 'currentColor'  # the page's own, light or dark
DASHES = {'--': (3.7, 1.6), ':': (1, 1.65), '-.': (6.4, 1.6, 1, 1.6)}  # in widths of the line
Point = tuple[float, float]


class Canvas:
    """Shapes in points, y downwards. What is drawn later lies on top."""

    def __init__(self) -> None:
        self.elements: list[str] = []
        self.xs: list[float] = []
        self.ys: list[float] = []

    def add(self, tag: str, text: str = '', **attributes: object) -> None:
        """Add an element; of a name, `_` is written as `-`; what is None is left out."""
        said = ''.join(
            f' {name.replace("_", "-")}="{escape(number(value) if isinstance(value, float) else str(value))}"'
            for name, value in attributes.items()
            if value is not None
        )
        self.elements.append(f'<{tag}{said}>{text}</{tag}>' if text else f'<{tag}{said} />')

    @contextlib.contextmanager
    def clip(self, left: float, top: float, wide: float, high: float) -> Iterator[None]:
        """Cut what is drawn within to a frame."""
        box = ' '.join(map(number, (left, top, wide, high)))
        size = f'x="{number(left)}" y="{number(top)}" width="{number(wide)}" height="{number(high)}"'
        before = len(self.elements), len(self.xs)
        yield
        inside = self.elements[before[0] :]
        self.elements[before[0] :] = [f'<svg {size} viewBox="{box}">', *inside, '</svg>'] if inside else []
        del self.xs[before[1] :], self.ys[before[1] :]

    def reach(self, *points: Point) -> None:
        """Let the picture be large enough for these points."""
        for x, y in points:
            self.xs.append(x)
            self.ys.append(y)

    def line(
        self, points: Sequence[Point], color: str = INK, width: float = 0.8, style: str = '-', **more: object
    ) -> None:
        """Draw a line through points; where one is None, it is broken off."""
        self.reach(*filter(None, points))
        dashes = ' '.join(number(length * width) for length in DASHES[style]) if style in DASHES else None
        self.add('path', d=path(points), fill='none', stroke=color, stroke_width=width, stroke_dasharray=dashes, **more)

    def text(
        self, place: Point, words: str, size: float = 11, anchor: str = 'middle', angle: float = 0, color: str = INK
    ) -> None:
        """Write words on the baseline through `place`; what follows a `^` is raised."""
        x, y = place
        wide = width(words, size)
        left = x - wide * {'start': 0, 'middle': 0.5, 'end': 1}[anchor]
        box = ((left, y - 0.76 * size), (left + wide, y + 0.24 * size))
        if angle:
            box = ((x - 0.76 * size, y - wide / 2), (x + 0.24 * size, y + wide / 2))
        self.reach(*box)
        turn = f'rotate({number(-angle)} {number(x)} {number(y)})' if angle else None
        base, raised, power = words.partition('^')
        inner = escape(base)
        if raised and base == '10':
            inner += f'<tspan dy="-{number(0.4 * size)}" font-size="{number(0.7 * size)}px">{escape(power)}</tspan>'
        else:
            inner = escape(words)
        self.add('text', inner, x=x, y=y, transform=turn, font_size=f'{number(size)}px', text_anchor=anchor, fill=color)

    def svg(self) -> str:
        """Return the whole picture, cut to what was drawn on, and PAD around it."""
        left, top = min(self.xs, default=0) - PAD, min(self.ys, default=0) - PAD
        wide, high = max(self.xs, default=0) + PAD - left, max(self.ys, default=0) + PAD - top
        box = ' '.join(map(number, (left, top, wide, high)))
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"'
            f' width="{number(wide)}pt" height="{number(high)}pt" color="#767676" font-family="sans-serif"'
            ' stroke-linejoin="round" stroke-linecap="butt">'
        )
        return '\n'.join([head, *self.elements, '</svg>'])


def escape(text: str) -> str:
    """Return text as XML has it (the standard library's own `escape` would load a megabyte of others)."""
    return text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;').replace('"', '&quot;')


def number(value: float) -> str:
    """Return a number with at most two decimals."""
    text = f'{value:.2f}'.rstrip('0').rstrip('.')
    return '0' if text == '-0' else text


def path(points: Sequence[Point | None]) -> str:
    """Return the `d` of a line through points, broken off at each None."""
    parts, command = [], 'M'
    for point in points:
        if point is None:
            command = 'M'
            continue
        parts.append(f'{command} {number(point[0])} {number(point[1])}')
        command = 'L'
    return ' '.join(parts)


def width(words: str, size: float) -> float:
    """Return about how wide words are: the page's font decides."""
    return (
        max((sum(1 if ord(letter) > 0x2E7F else 0.58 for letter in line) for line in words.split('\n')), default=0)
        * size
    )
