"""ORCID identifiers: sixteen digits, the last a check digit by ISO 7064 MOD 11-2."""

import re

from django.core.exceptions import ValidationError

_FORM = re.compile(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]")


def tidy(text: str) -> str:
    """An ORCID as it is kept, from whatever was pasted: an address, or digits without hyphens."""
    bare = text.strip().rstrip("/").rpartition("/")[2].replace("-", "").replace(" ", "").upper()
    return "-".join(bare[start : start + 4] for start in range(0, len(bare), 4))


def check_digit(digits: str) -> str:
    """The last character that the first fifteen digits call for."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    remainder = (12 - total % 11) % 11
    return "X" if remainder == 10 else str(remainder)


def validate_orcid(value: str) -> None:
    """Raise ValidationError where it does not look like one, or its check digit is wrong."""
    if not _FORM.fullmatch(value):
        raise ValidationError("An ORCID looks like 0000-0002-1825-0097.")
    digits = value.replace("-", "")
    if check_digit(digits[:-1]) != digits[-1]:
        raise ValidationError("One of its digits is mistyped: the last one does not fit the others. Copy it again.")
