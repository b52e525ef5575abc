"""Numbers and lists as people say them."""

from collections.abc import Iterable

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NAMED = 3


def count(number: int, thing: str, things: str = "") -> str:
    """Say a number of things: "one study", "12 studies"."""
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{word} {thing if number == 1 else things or thing + 's'}"


def listed(names: Iterable[str]) -> str:
    """Say a list of at least one name; of a long one the first three and how many more there are."""
    said = list(names)
    if len(said) > _NAMED + 1:
        said = [*said[:_NAMED], f"{len(said) - _NAMED} more"]
    *most, last = said
    return f"{', '.join(most)} and {last}" if most else last
