"""Where the ticks of an axis stand and what they say, by the rules of Matplotlib's AutoLocator, LogLocator and
ScalarFormatter.
"""

import math

STEPS = (1, 2, 2.5, 5, 10)
MINUS = '\N{MINUS SIGN}'


def linear(low: float, high: float, most: int, stretch: float = 1.0) -> list[float]:
    """Return round numbers that span `low` to `high`, at most about `most` of them within."""
    if high == low:
        return [low]
    power = 10 ** math.floor(math.log10((high - low) / most))
    steps = [step * power * factor for factor in (0.1, 1, 10) for step in STEPS[:-1]] + [100 * power]
    first = next(index for index, step in enumerate(steps) if step >= (high - low) / most * stretch * (1 - 1e-12))
    for step in reversed(steps[: first + 1]):
        start = math.floor(low / step + 1e-10)
        ticks = [number * step for number in range(start, math.ceil(high / step - 1e-10) + 1)]
        if len(within(ticks, low, high)) >= 2:
            break
    return ticks


def logarithmic(low: float, high: float, most: int) -> tuple[list[float], list[float]]:
    """Return major ticks at powers of ten, and minor ones between them where there is room for all."""
    least, greatest = math.ceil(math.log10(low)), math.floor(math.log10(high))
    powers = _powers(least, greatest, (math.log10(low) + math.log10(high)) / 2, most)
    small = range(least - 1, greatest + 1) if powers[1] - powers[0] == 1 and greatest - least < 9 else ()
    return [10.0**power for power in powers], [factor * 10.0**power for power in small for factor in range(2, 10)]


def _powers(least, greatest, middle, most):
    """Return the powers of ten that are ticks: `most` at most between `least` and `greatest`, and one beyond each."""
    there = greatest - least + 1
    stride = there // (most + 1) + 1
    most = min(most, math.ceil(there / stride))
    if most == 0:
        return [least - 1, greatest + 1]
    if most == 1:
        stride = max(round(middle) - (least - 1), greatest + 1 - round(middle))
        return [round(middle) + step * stride for step in (-1, 0, 1)]
    stride = (there - 1) // (most - 1)
    if stride < there / most:
        stride = there // most
    lowest = max(there - stride * most, 0)
    offset = -least % stride
    if not lowest <= offset < min(there - stride * (most - 1), stride):
        offset = lowest
    return list(range(least + offset - stride, greatest + stride + 1, stride))


def within(ticks: list[float], low: float, high: float) -> list[float]:
    """Return the ticks in view, with a little slack for rounding."""
    low, high = sorted((low, high))
    slack = (high - low) * 1e-10
    return [tick for tick in ticks if low - slack <= tick <= high + slack]


def labels(ticks: list[float], shown: list[float]) -> tuple[list[str], str]:
    """Return what stands at each of the `shown` ticks, with as few decimals as tell all `ticks` apart, and the power
    of ten that is left out of them ('' for none).
    """
    if len(ticks) < 2:
        return [plain(f'{tick:g}') for tick in shown], ''
    spread = max(ticks) - min(ticks)
    greatest = max(map(abs, shown), default=0)
    power = math.floor(math.log10(greatest)) if greatest else 0
    power = power if power <= -5 or power >= 6 else 0
    scaled = [tick / 10**power for tick in ticks]
    exponent = math.floor(math.log10(spread / 10**power))
    decimals = max(0, 3 - exponent)
    while decimals >= 0 and max(abs(tick - round(tick, decimals)) for tick in scaled) < 1e-3 * 10**exponent:
        decimals -= 1
    decimals += 1
    return [plain(f'{tick / 10**power:.{decimals}f}') for tick in shown], plain(f'1e{power}') if power else ''


def plain(text: str) -> str:
    """Return a number as axes show it: with a real minus, and no minus before nothing."""
    return text.lstrip('-').replace('-', MINUS) if text.strip('-0.') == '' else text.replace('-', MINUS)


def power_of_ten(tick: float) -> str:
    """Return a power of ten as `10^n`; the canvas raises what follows the `^`."""
    return plain(f'10^{round(math.log10(tick))}')
