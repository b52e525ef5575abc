"""The desk's line about organisations that may stand there twice."""

from collections.abc import Iterator

from django.urls import reverse

from cairnhub.accounts.permissions import Permission
from cairnhub.pages.desk_lines import Line, Section

from . import queries

NAMED = 5


def lines() -> Iterator[Line]:
    pairs = queries.waiting()
    yield Line(
        section=Section.MODERATION,
        key="duplicates",
        label="pairs of organisations that may be one",
        count=len(pairs),
        address=reverse("duplicates:index"),
        named=[(f"{one.first.name} and {one.second.name}", one.address) for one in pairs[:NAMED]],
        needs=Permission.OBJECT_EDIT,
    )
