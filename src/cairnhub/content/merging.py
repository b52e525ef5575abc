"""Three-way merge by field: what the files changed is taken, unless the hub changed the same field otherwise."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Conflict:
    """A field changed in the hub and, to another value, in the files. The hub's value stays."""

    field: str
    hub: Any
    file: Any


@dataclass(frozen=True)
class Merge:
    """`take` are the values to set in the hub; `conflicts` those where the hub wins."""

    take: dict[str, Any]
    conflicts: list[Conflict]


def merge(*, base: dict[str, Any], file: dict[str, Any], hub: dict[str, Any]) -> Merge:
    """Merge one record.

    `base` holds the values last loaded, `file` those in the files now, `hub` those in the database. Each field of
    `file` must be in both others. Equal values never conflict; a field the files did not change keeps the hub's value.
    """
    take, conflicts = {}, []
    for field, wanted in file.items():
        if wanted in (base[field], hub[field]):
            continue
        if hub[field] == base[field]:
            take[field] = wanted
        else:
            conflicts.append(Conflict(field, hub[field], wanted))
    return Merge(take, conflicts)
