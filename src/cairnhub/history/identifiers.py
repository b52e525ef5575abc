"""Identifiers: readable, stable, the same in content files, database and addresses."""

import re
import secrets
import unicodedata

from django.core.validators import RegexValidator

slug_validator = RegexValidator(
    r"^[a-z0-9][a-z0-9_.-]*\Z",
    "An identifier has small letters, digits, and _ . - only, and starts with a letter or digit.",
)


def identifier_from(text: str, taken) -> str:
    """A readable identifier for a new object, not among those taken.

    `taken` is asked with a candidate and answers whether it is in use.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:60] or "object"
    candidate = stem
    while taken(candidate):
        candidate = f"{stem}_{secrets.token_hex(3)}"
    return candidate
