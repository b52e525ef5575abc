"""Items made of what the hub holds: links and constructs of the framework, the questions of the agenda."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from cairnhub.framework.models import Construct, Link, LinkStatus, VersionMember
from cairnhub.history.registry import kinds

from .items import add_item
from .models import Item, Process
from .protocol import Gather


def offered(process: Process) -> dict[str, list[tuple[str, str]]]:
    """What could become an item and is none yet: a heading to pairs of `kind:identifier` and text."""
    taken = set(process.items.values_list("about", flat=True))
    everything = {
        "Links that are proposed": _links(LinkStatus.PROPOSED),
        "Links that are accepted": _links(LinkStatus.ACCEPTED),
        "Constructs": [(f"construct:{one.pk}", f"{one.name}: {one.definition}") for one in Construct.objects.visible()],
        "Questions of the agenda": [
            (f"question:{one.pk}", one.text)
            for one in kinds()["question"].objects.visible().exclude(status__in=["answered", "merged"])
        ],
    }
    left = {name: [row for row in rows if row[0] not in taken] for name, rows in everything.items()}
    return {name: rows for name, rows in left.items() if rows}


@transaction.atomic
def gather_first(process: Process) -> None:
    """Make the items a process is added with."""
    for one in (Gather(**part) for part in process.gathers):
        made = _first_links(one) if one.what == "links" else _first_constructs(one)
        first = process.items.count() + 1
        Item.objects.bulk_create(
            Item(process=process, number=str(at), position=at, about=about, text=text[:1000], part=one.part)
            for at, (about, text) in enumerate(made, start=first)
        )


def _first_links(one: Gather) -> list[tuple[str, str]]:
    rows = _of_version(Link.objects.visible().exclude(status=LinkStatus.RETIRED), one)
    return [(f"link:{row.pk}", row.statement) for row in rows]


def _first_constructs(one: Gather) -> list[tuple[str, str]]:
    rows = _of_version(Construct.objects.visible(), one)
    rows = rows.filter(stage__in=one.stages) if one.stages else rows
    return [(f"construct:{row.pk}", f"{row.name}: {row.definition}") for row in rows]


def _of_version(rows: QuerySet, one: Gather) -> QuerySet:
    if not one.version:
        return rows
    members = VersionMember.objects.filter(version=one.version, kind=rows.model.kind)
    return rows.filter(pk__in=members.values("object_id"))


def _links(status: str) -> list[tuple[str, str]]:
    return [(f"link:{one.pk}", one.statement) for one in Link.objects.visible().filter(status=status)]


@transaction.atomic
def add_all(*, process: Process, chosen: Iterable[str], part: str = "") -> list[Item]:
    """Make items of these, in the order offered; what is not on offer any more is left out."""
    wanted = set(chosen)
    rows = [row for group in offered(process).values() for row in group if row[0] in wanted]
    return [add_item(process=process, text=text[:1000], about=about, part=part) for about, text in rows]
