"""What the desk says of missing voices."""

from collections.abc import Iterator

from django.urls import reverse

from cairnhub.pages.desk_lines import Line, Section

from .models import RepresentationTarget
from .reading import counted, gaps

NAMED = 5


def missing_voices() -> Iterator[Line]:
    """How many targets for who should take part are not reached."""
    found = gaps(counted())
    number = RepresentationTarget.objects.visible().count()
    means = f"Of {number} set." if number else "No target has been set yet, so nothing can be missed."
    named = [(gap.target.label(), gap.target.get_absolute_url()) for gap in found[:NAMED]]
    label = "targets for who takes part not reached"
    yield Line(Section.REACH, "missing_voices", label, len(found), reverse("voices:index"), means, named)
