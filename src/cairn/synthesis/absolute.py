"""An effect in numbers of people, and a standardised difference in the units of an instrument.

The risks themselves come from `certainty.absolute_effect`. Differences for so many people: Cochrane Handbook, section
15.4.4. Standardised differences times the standard deviation of a familiar instrument: section 15.5.3.2.
"""

from cairn.base.errors import InputError
from cairn.synthesis.certainty.absolute import Absolute
from cairn.synthesis.numbers import Interval


def of_people(found: Absolute, people: int = 1000) -> str:
    """Say risks as people of a hundred or a thousand: how many with it and without, and the difference.

    A difference that is smaller than one person is said to be so, never rounded to none, and a risk that was cut off at
    none or all is said to be.
    """
    if people < 1:
        raise InputError(f"{people} people are too few", remedy="use 100 or 1000")
    with_it, without = (round(people * risk) for risk in (found.with_it, found.without))
    low, high = (_difference(end, people) for end in found.difference_ci)
    middle = _difference(found.difference, people)
    cut = (
        f"; cut off at {'all' if found.with_it == 1 else 'none'}: it cannot hold at this risk" if found.cut_off else ""
    )
    return f"{with_it:,} of {people:,} people instead of {without:,}: {middle} ({low} to {high}){cut}"


def in_units(estimate: float, ci: Interval, sd: float) -> tuple[float, Interval]:
    """Re-express a standardised mean difference and its interval in the units of an instrument with this deviation.

    The deviation is one that people of this kind show on the instrument, from a study that used it; uncertainty about
    it is not carried into the interval.
    """
    if not 0 < sd < float("inf"):
        raise InputError(f"a standard deviation of {sd:g} is impossible", remedy="give one above zero")
    return estimate * sd, (ci[0] * sd, ci[1] * sd)


def _difference(share: float, people: int) -> str:
    if share == 0:
        return "no difference"
    count, which = round(people * abs(share)), "more" if share > 0 else "fewer"
    return f"{count:,} {which}" if count else f"less than 1 {which}"
