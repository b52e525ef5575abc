"""Write what the hub holds as a content folder, so that an empty hub loaded from it holds the same."""

from pathlib import Path

from cairnhub.framework.models import VersionMember
from cairnhub.history.registry import model_of

from .reading import Content
from .schema import FILES
from .writing import write


def export(folder: Path, *, force: bool = False) -> dict[str, int]:
    """Write every file of the folder; answer how many records each holds. People and accounts are never written.

    Removed objects are written too and named in removed.csv, since others may name them.

    Raises:
        InputError: a file would be overwritten and `force` is not given.
    """
    return write(snapshot(), folder, force=force)


def snapshot() -> Content:
    """Return what the hub holds, as records."""
    content = Content()
    for file in FILES:
        for obj in model_of(file.kind).objects.all():
            values = obj.values()
            if values.pop("removed"):
                content.removed.add((file.kind, obj.pk))
            content.records[file.kind][obj.pk] = file.record.of(obj.pk, values)
    for member in VersionMember.objects.order_by("kind", "object_id"):
        row = {"kind": member.kind, "object_id": member.object_id, "label": member.label, "values": member.values}
        content.frozen.setdefault(member.version_id, []).append(row)
    return content
