"""Numbers and names as the report writes them."""

from ..models.processes import SMALLEST

FEW = f"fewer than {SMALLEST}"
EVERYBODY = "everybody"


def told(number: int | None) -> int | str | None:
    """A number of people, unless it is of a few."""
    return FEW if number is not None and 0 < number < SMALLEST else number


def short(number: float | None, digits: int = 2) -> str:
    """A measure for a page; empty where it is not known."""
    return "" if number is None else f"{number:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{number:.0f}"


def percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f}%"


def listed(parts: list[str]) -> str:
    """One, another and a third."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
