"""An effect in numbers of people, and a standardised difference in the units of an instrument.

The risks themselves come from `certainty.absolute_effect`. Differences for so many people: Cochrane Handbook, section
15.4.4. Standardised differences times the standard deviation of a familiar instrument: section 15.5.3.2.
"""

from cairn.base.errors import InputError
from cairn.synthesis.certainty.absolute import Absolute
from cairn.synthesis.numbers import Interval


def of_people(found: Absolute, people: int = 1000) -> str:
    """Say risks as people of a hundred or a thousand: how many with it and without, and the difference.

    A difference that is smaller than one person is said to be so, never rounded to none. Risks that were cut off at
    nobody or everybody are said to be.
    """
    if people < 1:
        raise InputError(f"{people} people are too few", remedy="use 100 or 1000")
    with_it, without = (round(people * risk) for risk in (found.with_it, found.without))
    low, high = (_difference(end, people) for end in found.difference_ci)
    middle = _difference(found.difference, people)
    return f"{with_it:,} of {people:,} people instead of {without:,}: {middle} ({low} to {high}){_cut(found, people)}"


def in_units(estimate: float, ci: Interval, sd: float) -> tuple[float, Interval]:
    """Re-express a standardised mean difference and its interval in the units of an instrument with this deviation.

    The deviation is one that people of this kind show on the instrument, from a study that used it; uncertainty about
    it is not carried into the interval.
    """
    if not 0 < sd < float("inf"):
        raise InputError(f"a standard deviation of {sd:g} is impossible", remedy="give one above zero")
    return estimate * sd, (ci[0] * sd, ci[1] * sd)


def _cut(found: Absolute, people: int) -> str:
    if found.cut_off:
        return f"; cut off at {round(people * found.with_it):,}, as this effect cannot hold at this risk"
    if found.ci_cut_off:
        ends = [f"{people * end:,.0f}" for end in found.with_ci if end in (0, 1)]
        return f"; the interval is cut off at {' and '.join(ends)}"
    return ""


def _difference(share: float, people: int) -> str:
    if share == 0:
        return "no difference"
    count, which = round(people * abs(share)), "more" if share > 0 else "fewer"
    return f"{count:,} {which}" if count else f"less than 1 {which}"
