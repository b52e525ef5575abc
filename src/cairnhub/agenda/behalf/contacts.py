"""Keeping addresses and telephone numbers out of fields about people who are represented."""

import re

from django.core.exceptions import ValidationError

_ADDRESS = re.compile(r"\S+@\S+|\bwww\.|https?://", re.IGNORECASE)
#: Days and spans of years hold as many figures as a telephone number and are none.
_DAYS = re.compile(
    r"\b(?:19|20)\d\d-\d{1,2}-\d{1,2}\b|\b\d{1,2}[./]\d{1,2}[./](?:19|20)?\d\d\b|\b(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d\b"
)
_TELEPHONE = re.compile(r"\+?\(?\d(?:[ ()/.–-]{0,2}\d){6,}")


def refuse_contacts(words: str) -> None:
    """Raise ValidationError where the words hold an address of the net or what reads as a telephone number."""
    if _ADDRESS.search(words):
        raise ValidationError("Leave out addresses: nobody represented may be found by what is written here.")
    if _TELEPHONE.search(_DAYS.sub(" ", words)):
        raise ValidationError("Leave out telephone numbers: nobody represented may be found by what is written here.")
