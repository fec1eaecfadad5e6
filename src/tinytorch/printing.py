"""Tensors as text, exactly as PyTorch prints them. Source: `torch/_tensor_str.py` of PyTorch."""

import math

PRECISION, WIDTH, EDGE, MOST = 4, 80, 3, 1000


class Format:
    """How numbers of one tensor are written: all with the same width."""

    def __init__(self, values, floating):
        self.floating, self.scientific, self.whole, self.width = floating, False, True, 1
        if not floating:
            self.width = max([len(str(value)) for value in values], default=1)
            return
        shown = [value for value in values if math.isfinite(value) and value != 0]
        if not shown:
            return
        sizes = [abs(value) for value in shown]
        largest, smallest = max(sizes), min(sizes)
        self.whole = all(value == math.ceil(value) for value in shown)
        self.scientific = largest / smallest > 1000 or largest > 1e8 or (not self.whole and smallest < 1e-4)
        if self.scientific:
            self.width = max(len(f'{value:.{PRECISION}e}') for value in shown)
        elif self.whole:
            self.width = max(len(f'{value:.0f}') + 1 for value in shown)
        else:
            self.width = max(len(f'{value:.{PRECISION}f}') for value in shown)

    def _plain(self, value):
        return f'{value:.0f}.' if math.isfinite(value) else f'{value}'

    def __call__(self, value) -> str:
        """Return one number as text."""
        if not self.floating:
            text = str(value)
        elif self.scientific:
            text = f'{value:.{PRECISION}e}'
        elif self.whole:
            text = self._plain(value)
        else:
            text = f'{value:.{PRECISION}f}'
        return text.rjust(self.width)


def text(tensor) -> str:
    """Return what `print` shows of a tensor."""
    body = _numbers(tensor)
    suffixes = []
    if not tensor.numel() and tensor.dim() != 1:
        suffixes.append(f'size={tuple(tensor.shape)}')
    if tensor.dtype.name not in (('float32', 'int64', 'bool') if tensor.numel() else ('float32',)):
        suffixes.append(f'dtype={tensor.dtype}')
    if tensor.grad_fn is not None:
        suffixes.append(f'grad_fn=<{type(tensor.grad_fn).__name__}>')
    elif tensor.requires_grad:
        suffixes.append('requires_grad=True')
    return _with(f'tensor({body}', suffixes)


def _with(body, suffixes):
    """Put suffixes behind the numbers, on a line of their own where they do not fit."""
    length = len(body) - body.rfind('\n') + 1  # two more than there are, as PyTorch counts
    for suffix in suffixes:
        if length + len(suffix) + 2 > WIDTH:
            body, length = f'{body},\n       {suffix}', 7 + len(suffix)
        else:
            body, length = f'{body}, {suffix}', length + len(suffix) + 2
    return f'{body})'


def _numbers(tensor):
    summarize = tensor.numel() > MOST
    values = _flat(_edges(tensor.tolist(), tensor.dim())) if summarize else tensor._data
    if not tensor.numel():
        return '[]'
    shape = Format(values, tensor.dtype.is_floating_point)
    if tensor.dim() == 0:
        return shape(tensor._data[0]).strip() if not tensor.dtype.is_floating_point else shape(tensor._data[0])
    return _rows(tensor.tolist(), tensor.dim(), shape, len('tensor('), summarize)


def _edges(values, dims):
    """Return nested lists with only the first and last of what is too long to be shown."""
    if dims == 0:
        return values
    values = values if len(values) <= 2 * EDGE else values[:EDGE] + values[-EDGE:]
    return [_edges(value, dims - 1) for value in values]


def _flat(values):
    return [number for value in values for number in _flat(value)] if isinstance(values, list) else [values]


def _rows(values, dims, shape, indent, summarize):
    short = summarize and len(values) > 2 * EDGE
    if dims == 1:
        words = [shape(value) for value in (values[:EDGE] + values[-EDGE:] if short else values)]
        if short:
            words.insert(EDGE, ' ...')
        per_line = max(1, (WIDTH - indent) // (shape.width + 2))
        lines = [words[i : i + per_line] for i in range(0, len(words), per_line)]
        return '[' + (',\n' + ' ' * (indent + 1)).join(', '.join(line) for line in lines) + ']'
    shown = values[:EDGE] + values[-EDGE:] if short else values
    parts = [_rows(value, dims - 1, shape, indent + 1, summarize) for value in shown]
    if short:
        parts.insert(EDGE, '...')
    return '[' + (',' + '\n' * (dims - 1) + ' ' * (indent + 1)).join(parts) + ']'
