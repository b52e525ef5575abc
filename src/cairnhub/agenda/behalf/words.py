"""For whom something was sent, in words that everybody may read."""

import re

from .models import Agreed, OnBehalf

#: After these words “people” follows; after others it is said already who they are: a dozen mothers.
_COUNTING = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty|hundred|thousand|"
    r"dozen|few|many|several|more|so))$",
    re.IGNORECASE,
)
_VERY_FEW = {"1", "2", "3", "4", "one", "two", "three", "four"}


def people_in_words(people: str) -> str:
    """How many people, with the word for them; so few that they might be known are not counted."""
    said = " ".join(people.split()).rstrip(".")
    alone = re.sub(r"\s*(?:people|persons?)$", "", said, flags=re.IGNORECASE)
    if alone.casefold() in _VERY_FEW:
        return "fewer than five people"
    return f"{alone} people" if _COUNTING.search(alone) else said


def heard_from(behalf: OnBehalf) -> str:
    """The sentence shown wherever the suggestion or what became of it is."""
    by = behalf.organisation.name if not behalf.organisation.removed else "an organisation that is no longer listed"
    asked = ", who were not asked whether they agree" if behalf.agreed == Agreed.NOT_ASKED else ""
    return f"Heard from {people_in_words(behalf.people)} represented by {by}{asked}"
