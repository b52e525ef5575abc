"""Numbers of the roadmap as readers see them; formatted here, because a template does it ten times slower."""

from datetime import date, datetime

from cairnhub.pages.numbers import ordinal as ordinal


def rank_number(expected: float) -> str:
    """Write an expected rank: one decimal among the first ten, none beyond, where it would feign precision."""
    return f"{expected:.1f}" if round(expected, 1) < 10 else f"{expected:.0f}"


def share(value: float) -> str:
    """Write a share of draws: `under 1%`, `37%`, `over 99%`; 0 and 1 stay what they are."""
    percent = 100 * value
    if 0 < percent < 1:
        return "under 1%"
    if 99 < percent < 100:
        return "over 99%"
    return f"{percent:.0f}%"


def count(number: int, one: str, many: str = "") -> str:
    """Write a number of things: `1 study`, `no studies`, `12 studies`."""
    return f"{number or 'no'} {one if number == 1 else many or one + 's'}"


def day(moment: date | datetime | None) -> str:
    """Write a date: 3 November 2026; `never` where there is none."""
    return f"{moment.day} {moment:%B %Y}" if moment else "never"
