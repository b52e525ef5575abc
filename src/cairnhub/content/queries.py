"""Reads of what loading left for editors."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from cairnhub.agenda.queues import Queue
from cairnhub.history.differences import Difference, Differences
from cairnhub.history.labels import Label, Labels, name_of_kind
from cairnhub.history.models import Event

from .models import Load


def loads() -> QuerySet[Load]:
    """The loads that found something new in the files, newest first."""
    return Load.objects.all()


def open_questions() -> Load | None:
    """The newest load that left an editor something to look at: a conflict, a record gone or refused, a notice."""
    return Load.objects.exclude(conflicts=[], gone=[], refused=[], notices=[]).first()


def differences_waiting() -> Queue:
    """What the newest load left for editors, as a queue of the workspace."""
    load = open_questions()
    count = len(load.conflicts) + len(load.gone) + len(load.refused) + len(load.notices) if load else 0
    return Queue(
        title="Content files",
        explanation="Where the files and the hub disagree. What was edited in the hub was kept.",
        count=count,
        all_at=reverse("content:loads") if count else "",
    )


@dataclass(frozen=True)
class Told:
    """One object a load has something to say about: how the files would differ from the hub, or why not taken."""

    kind: str
    kind_name: str
    id: str
    object: Label
    differences: list[Difference]
    why: str = ""


@dataclass(frozen=True)
class ToldLoad:
    """A load as a page tells it: what conflicted, what left the files, what was refused."""

    load: Load
    conflicts: list[Told]
    gone: list[Told]
    refused: list[Told]


def tell(load: Load) -> ToldLoad:
    """A load in words, objects by their names."""
    everything = [*load.conflicts, *load.gone, *load.refused]
    labels = Labels((one["kind"], one["id"]) for one in everything)
    conflicts = _as_changes(load)
    differences = Differences(conflicts, private=True)

    def told(kind: str, name: str, *, differs: list[Difference] | None = None, why: str = "") -> Told:
        return Told(kind, name_of_kind(kind), name, labels.of(kind, name), differs or [], why)

    return ToldLoad(
        load=load,
        conflicts=[told(one.kind, one.object_id, differs=differences.of(one)) for one in conflicts],
        gone=[told(one["kind"], one["id"]) for one in load.gone],
        refused=[told(one["kind"], one["id"], why=one["why"]) for one in load.refused],
    )


def _as_changes(load: Load) -> list[Event]:
    """The conflicts as if the files had won, an unsaved event for each object, so that they read like the history."""
    changes: dict[tuple[str, str], dict] = {}
    for one in load.conflicts:
        changes.setdefault((one["kind"], one["id"]), {})[one["field"]] = [one["hub"], one["file"]]
    return [Event(kind=kind, object_id=name, changes=fields) for (kind, name), fields in changes.items()]
