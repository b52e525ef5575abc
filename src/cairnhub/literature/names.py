"""What people call a reference in passing."""

import re

from .models import Reference

LONGEST_TITLE = 40
_INITIALS = re.compile(r"(?P<surname>.+?) [^\W\d_a-z](?:[^\W\d_a-z]|-)*(?: (?:Jr|Sr|[1-4](?:st|nd|rd|th)|I{2,3}))?")


def short_name(reference: Reference) -> str:
    """First author and year, as in "Mullan et al. 2010"; the shortened title and year where no author is known."""
    year = f" {reference.year}" if reference.year else ""
    if not reference.authors:
        return f"{_shortened(reference)}{year}"
    return f"{surname(reference.authors[0])}{' et al.' if len(reference.authors) > 1 else ''}{year}"


def surname(author: str) -> str:
    """An author's name without initials; a group's whole name."""
    person = _INITIALS.fullmatch(author)
    return person["surname"] if person else author


def _shortened(reference: Reference) -> str:
    title = reference.shown_title
    if len(title) <= LONGEST_TITLE:
        return title
    # A paraphrase keeps its closing bracket: without it, it would read as a title.
    return f"{title[: LONGEST_TITLE - 2].rstrip()}…{']' if reference.title_is_paraphrase else ''}"
