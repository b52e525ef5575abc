"""What the desk says of governing: seats that need somebody, and people who have not said what interests they have."""

from collections.abc import Iterator

from django.urls import reverse

from cairnhub.pages.desk_lines import Line, Section

from .register.queries import NOTHING, entries
from .steering.queries import places

NAMED = 5


def governing() -> Iterator[Line]:
    section, open_seats = Section.GOVERNING, [one for one in places() if one.needs]
    named = [(f"{one.seat.name}: {one.needs}", one.seat.get_absolute_url()) for one in open_seats[:NAMED]]
    label = "seats that are vacant, or whose term ends within 90 days with nobody to follow"
    yield Line(section, "open_seats", label, len(open_seats), reverse("governance:steering"), named=named)
    silent = [one for one in entries() if one.stance == NOTHING]
    label = "people who steer or keep the hub and have declared nothing about their interests"
    yield Line(section, "undeclared", label, len(silent), reverse("governance:register"), people=True)
