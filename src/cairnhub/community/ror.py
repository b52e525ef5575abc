"""ROR identifiers of organisations: a zero, six letters or digits, and two check digits by ISO 7064 MOD 97-10."""

import re

from django.core.exceptions import ValidationError
from django.db import models

_FORM = re.compile(r"0([0-9a-hjkmnp-tv-z]{6})([0-9]{2})")
#: Crockford's base 32: no letter that looks like a digit.
_SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"


def tidy(text: str) -> str:
    """An identifier as it is kept, from whatever was pasted, such as an address."""
    return text.strip().rstrip("/").rpartition("/")[2].lower()


def check_digits(signs: str) -> str:
    """The two digits that the six signs before them call for."""
    number = 0
    for sign in signs:
        number = number * 32 + _SIGNS.index(sign)
    return f"{98 - number * 100 % 97:02}"


def is_ror(value: str) -> bool:
    """Whether it is a well-formed identifier, be there such an organisation or not."""
    found = _FORM.fullmatch(value)
    return bool(found) and check_digits(found[1]) == found[2]


def validate_ror(value: str) -> None:
    """Raise ValidationError where it does not look like one, or its check digits are wrong."""
    if not _FORM.fullmatch(value):
        raise ValidationError("A ROR identifier looks like 03vek6s52 or https://ror.org/03vek6s52.")
    if not is_ror(value):
        raise ValidationError("One of its signs is mistyped: its last two digits do not fit. Copy it again.")


class RorField(models.CharField):
    """An identifier. What people paste into its form, such as an address, is longer than what is kept."""

    def formfield(self, **kwargs):
        return super().formfield(**({"max_length": 200} | kwargs))
