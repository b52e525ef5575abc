"""Identifiers: readable, stable, the same in content files, database and addresses."""

import re
import secrets
import unicodedata

from django.core.validators import RegexValidator

#: Longer texts are cut: an identifier is read by people.
LONGEST_STEM = 80

slug_validator = RegexValidator(
    r"^[a-z0-9][a-z0-9_.-]*\Z",
    "An identifier has small letters, digits, and _ . - only, and starts with a letter or digit.",
)


def identifier_from(text: str, taken) -> str:
    """A readable identifier for a new object, not among those taken.

    `taken` is asked with a candidate and answers whether it is in use.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9_.-]+", "_", plain).strip("_.-")[:LONGEST_STEM] or "object"
    candidate = stem
    while taken(candidate):
        candidate = f"{stem}_{secrets.token_hex(3)}"
    return candidate


def stem_of(obj, related: dict[str, list[str]]) -> str:
    """The text from which the identifier of a new object is made: its name, or what it must point at.

    `related` gives its many-to-many fields as identifiers. A link is named by its two constructs, a study by its
    first reference.
    """
    named = getattr(obj, obj.label_field, "")
    if named:
        return str(named)
    required = [field for field in obj._meta.concrete_fields if field.is_relation and not field.blank]
    targets = [str(field.value_from_object(obj) or "") for field in required]
    firsts = [related[field.name][0] for field in obj._meta.many_to_many if not field.blank and related[field.name]]
    return "__".join([*targets, *firsts])
