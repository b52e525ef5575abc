"""What the desk says of working groups."""

from collections.abc import Iterator

from django.urls import reverse

from cairnhub.pages.desk_lines import Line, Section

from .queries import groups

NAMED = 5


def empty_groups() -> Iterator[Line]:
    """Groups at work that nobody takes part in."""
    empty = groups().filter(ended=False, number=0)
    named = [(one.name, one.get_absolute_url()) for one in empty[:NAMED]]
    label = "working groups nobody takes part in"
    yield Line(Section.REACH, "empty_groups", label, empty.count(), reverse("agenda:groups"), named=named)
