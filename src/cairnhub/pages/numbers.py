"""Numbers in words."""


def ordinal(number: int) -> str:
    """Write a place: 1st, 2nd, 11th, 23rd."""
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"
