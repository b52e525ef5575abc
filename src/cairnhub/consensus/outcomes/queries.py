"""Reads of what has been carried out."""

from collections.abc import Sequence

from cairnhub.framework.agreement import Origin
from cairnhub.framework.models import FrameworkVersion
from cairnhub.history.labels import Label, Labels

from ..models import Process
from .models import Applied


def origins_of(version: FrameworkVersion) -> Sequence[Origin]:
    """The processes whose outcomes a version of the framework carried out."""
    rows = Process.objects.visible().filter(items__applied__version=version).distinct().order_by("title")
    return [Origin(one.title, one.get_absolute_url()) for one in rows]


def applied_in(process: Process) -> dict[int, Applied]:
    """What has been carried out of a process, by item."""
    rows = Applied.objects.filter(item__process=process).select_related("version")
    return {row.item_id: row for row in rows}


def became_of(process: Process) -> list[Label]:
    """The pages of what has been carried out of a process: versions of the framework, else the objects themselves."""
    rows = applied_in(process).values()
    pairs = [(row.version.kind, row.version_id) if row.version else (row.kind, row.object_id) for row in rows]
    labels = Labels(pairs)
    return [label for pair in dict.fromkeys(pairs) if (label := labels.of(*pair)).url]
