"""Axes of the plots: where numbers stand, which are written, and how."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, exp, floor, isfinite, isinf, log, log10
from statistics import median

from cairn.synthesis.numbers import Interval

WISHED_TICKS = 6
FEWEST_TICKS = 4
RATIOS = ((1, 2, 5), (1, 1.5, 2, 3, 5, 7))
LARGEST_EXPONENT = 700.0
PLAIN_RATIOS = (0.05, 99.995)
"""Between these ratios two decimals say enough, and are not too many."""
IMPRECISE = 3.0
"""An interval so many times wider than a middling one decides neither an axis nor how its numbers are written."""
SIGNIFICANT = "Ratios are rounded to three significant digits, from 100 on to whole numbers."


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

    def holds(self, value: float) -> bool:
        """Tell whether a number lies on the scale."""
        return self.low <= value <= self.high


def ticks_of(low: float, high: float, ratio: bool = False) -> list[float]:
    """Return round numbers between two ends; with `ratio` ends and ticks are logarithms."""
    if ratio:
        return _ratio_ticks(low, high)
    step = _round_step((high - low) / WISHED_TICKS)
    first = ceil(low / step)
    return [round(count * step, 12) for count in range(first, floor(high / step) + 1)]


def apart(places: list[float], widths: list[float], always: int) -> list[int]:
    """Return which of several labels to write so that none touches another: each n-th, one of them always."""
    for step in range(1, len(places) + 1):
        kept = [at for at in range(len(places)) if (at - always) % step == 0]
        edges = [(places[at] - widths[at] / 2, places[at] + widths[at] / 2) for at in kept]
        if all(one[1] + 6 <= other[0] for one, other in pairwise(edges)):
            return kept
    return [always]


def number_text(value: float) -> str:
    """Write a number for readers: two decimals, more digits for small ones, none for large ones.

    What is nearer to nought than 0.0001 is written as such; from a million on words follow. An infinite end of an
    interval has its sign.
    """
    size = abs(value)
    if isinf(value):
        return "∞" if value > 0 else "−∞"
    if 0 < size < 0.0001:
        return "<0.0001" if value > 0 else ">−0.0001"
    if size >= 1e6:
        return _large(value)
    decimals = 0 if size >= 100 else 1 if size >= 10 else 2
    if 0 < size < 0.01:
        decimals = max(3, -floor(log10(size)))
    text = f"{value:.{decimals}f}"
    return text.replace("-", "−") if float(text) else text.lstrip("-")


def scaled_text(value: float, ratio: bool) -> str:
    """Write a number of the analysis scale as readers know it: with `ratio` its exponential."""
    if not ratio:
        return number_text(value)
    return number_text(exp(value)) if value <= LARGEST_EXPONENT else "∞"


@dataclass(frozen=True)
class Writing:
    """How the numbers of one axis are written: with the same decimals, or ratios with three significant digits.

    Ratios have significant digits (`decimals` is `None`) where one that is precise is so small that decimals would make
    it nought, or so large that they would say too much.
    """

    ratio: bool = False
    decimals: int | None = 2

    @property
    def note(self) -> str:
        """Return what readers must be told of the numbers."""
        return SIGNIFICANT if self.decimals is None else ""

    def text(self, value: float) -> str:
        """Write a number of the analysis scale."""
        if not self.ratio:
            return _plain(value, self.decimals or 0)
        if value > LARGEST_EXPONENT:
            return "∞"
        return _ratio(exp(value), self.decimals) if self.decimals is not None else _significant(exp(value))

    def interval(self, ci: Interval) -> str:
        """Write an interval."""
        return f"[{self.text(ci[0])}, {self.text(ci[1])}]"

    def effect(self, estimate: float, ci: Interval) -> str:
        """Write an effect with its interval."""
        return f"{self.text(estimate)} {self.interval(ci)}"


def writing_of(effects: Iterable[tuple[float, Interval]], ratio: bool) -> Writing:
    """Return how to write effects and their intervals, all alike.

    Differences have as many decimals as half the width of a middling interval deserves, two from 0.05 to 5.
    """
    found = list(effects)
    widths = [width for _, ci in found if isfinite(width := ci[1] - ci[0]) and width > 0]
    if not ratio:
        return Writing(False, decimals_of(median(widths) / 2) if widths else 2)
    widest = IMPRECISE * median(widths) if widths else 0.0
    ends = [end for estimate, ci in found if ci[1] - ci[0] <= widest for end in (estimate, *ci)]
    low, high = (log(one) for one in PLAIN_RATIOS)
    return Writing(True, 2 if all(low <= end < high for end in ends) else None)


def decimals_of(size: float) -> int:
    """Return how many decimals numbers deserve that matter from about a tenth of `size` on."""
    for decimals, least in enumerate((50, 5, 0.05)):
        if size >= least:
            return decimals
    return min(1 - floor(log10(size)), 6)


def p_text(p: float) -> str:
    """Write a p value with its sign of comparison: `= .031`, `< .001`, `> .99`."""
    if p < 0.001:
        return "< .001"
    if p > 0.99:
        return "> .99"
    return f"= {p:.{3 if p < 0.1 else 2}f}".replace("= 0", "= ")


def tick_text(value: float) -> str:
    """Write the number beside a tick with no superfluous nought."""
    if abs(value) >= 1e6:
        return _large(value).replace(".0 ", " ")
    return f"{value:.10f}".rstrip("0").rstrip(".").replace("-", "−")


def _plain(value: float, decimals: int) -> str:
    if isinf(value) or abs(value) >= 1e6:
        return number_text(value)
    text = f"{value:.{decimals}f}"
    return text.replace("-", "−") if float(text) else text.lstrip("-")


def _ratio(value: float, decimals: int) -> str:
    """Write a ratio with decimals; one that they would make nought is less than the smallest they can write."""
    least = 10.0**-decimals
    return f"<{least:.{decimals}f}" if 0 < value < least / 2 else _plain(value, decimals)


def _significant(value: float) -> str:
    if value == 0:
        return "0"
    if value < 0.0001 or value >= 1e6:
        return number_text(value)
    return f"{value:.{max(0, 2 - floor(log10(value)))}f}"


def _large(value: float) -> str:
    size = abs(value)
    if size >= 1e12:
        return f"{value:.0e}".replace("e+", "e").replace("-", "−")
    millions, word = (value / 1e6, "million") if size < 1e9 else (value / 1e9, "billion")
    return f"{millions:.1f} {word}".replace("-", "−")


def _ratio_ticks(low: float, high: float) -> list[float]:
    """Return logarithms of round ratios: the coarsest set with four of them, powers of ten where that is too many."""
    decades = range(floor(low / log(10)) - 1, ceil(high / log(10)) + 1)
    inside: list[float] = []
    for ratios in RATIOS:
        every = [log(one) + decade * log(10) for decade in decades for one in ratios]
        inside = [tick for tick in every if low <= tick <= high]
        if len(inside) > WISHED_TICKS + 2:
            return _tens(low, high)
        if len(inside) >= FEWEST_TICKS:
            return inside
    return [log(tick) for tick in ticks_of(exp(low), exp(high)) if tick > 0]


def _tens(low: float, high: float) -> list[float]:
    """Return powers of ten as logarithms, few enough, and 1 among them: the ratio of no effect."""
    powers = range(ceil(low / log(10)), floor(high / log(10)) + 1)
    step = ceil(len(powers) / (WISHED_TICKS + 1))
    return [power * log(10) for power in powers if power % step == 0]


def _round_step(step: float) -> float:
    power = 10.0 ** floor(log10(step))
    return next(one * power for one in (1, 2, 2.5, 5, 10) if one * power >= step * 0.999)
