"""What people call a reference in passing."""

from .models import Reference

LONGEST_TITLE = 40


def short_name(reference: Reference) -> str:
    """First author and year, as in "Mullan et al. 2010"; the shortened title and year where no author is known."""
    year = f" {reference.year}" if reference.year else ""
    if not reference.authors:
        return f"{_shortened(reference)}{year}"
    surname = reference.authors[0].rsplit(" ", 1)[0]
    return f"{surname}{' et al.' if len(reference.authors) > 1 else ''}{year}"


def _shortened(reference: Reference) -> str:
    title = reference.shown_title
    if len(title) <= LONGEST_TITLE:
        return title
    # A paraphrase keeps its closing bracket: without it, it would read as a title.
    return f"{title[: LONGEST_TITLE - 2].rstrip()}…{']' if reference.title_is_paraphrase else ''}"
