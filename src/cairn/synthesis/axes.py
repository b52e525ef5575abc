"""Axes of the plots: where numbers stand, which are written, and how."""

from dataclasses import dataclass
from math import ceil, exp, floor, log, log10

LETTER = 6.6
"""Width of a middling letter of the pictures' 13-unit type."""
WISHED_TICKS = 6
RATIOS = (1, 2, 5)


@dataclass(frozen=True)
class Scale:
    """A straight scale from numbers `low` to `high` to places `left` to `right`."""

    low: float
    high: float
    left: float
    right: float

    def at(self, value: float) -> float:
        """Return the place of a number, kept inside the scale."""
        inside = min(max(value, self.low), self.high)
        return self.left + (inside - self.low) / (self.high - self.low) * (self.right - self.left)


def ticks_of(low: float, high: float, ratio: bool = False) -> list[float]:
    """Return round numbers between two ends; with `ratio` ends and ticks are logarithms."""
    if ratio:
        decades = range(floor(low / log(10)) - 1, ceil(high / log(10)) + 1)
        every = [log(one) + decade * log(10) for decade in decades for one in RATIOS]
        inside = [tick for tick in every if low <= tick <= high]
        if len(inside) > WISHED_TICKS + 2:
            tens = [decade * log(10) for decade in decades if low <= decade * log(10) <= high]
            inside = tens[:: ceil(len(tens) / (WISHED_TICKS + 1))]
        if len(inside) >= 2:
            return inside
        return [log(tick) for tick in ticks_of(exp(low), exp(high)) if tick > 0]
    step = _round_step((high - low) / WISHED_TICKS)
    first = ceil(low / step)
    return [round(count * step, 12) for count in range(first, floor(high / step) + 1)]


def number_text(value: float) -> str:
    """Write a number for readers: two decimals, more digits for small ones, none for large ones."""
    size = abs(value)
    if size >= 1e6 or 0 < size < 0.001:
        return f"{value:.1e}".replace("-", "−")
    text = f"{value:.0f}" if size >= 100 else f"{value:.1f}" if size >= 10 else f"{value:.2f}"
    text = f"{value:.3f}" if 0 < size < 0.01 else text
    return text.replace("-", "−") if float(text) else text.lstrip("-")


def tick_text(value: float) -> str:
    """Write the number beside a tick with no superfluous nought."""
    return f"{value:.6g}".replace("-", "−")


def shortened(text: str, width: float) -> str:
    """Return the text, or as much of it as fits the width, with an ellipsis."""
    letters = int(width / LETTER)
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def _round_step(step: float) -> float:
    power = 10.0 ** floor(log10(step))
    return next(one * power for one in (1, 2, 2.5, 5, 10) if one * power >= step * 0.999)
