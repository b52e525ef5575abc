"""Load a content folder into the hub: new records are added, changed ones merged, edits made in the hub win."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from cairn.base.errors import DataError
from cairnhub.framework.actions import publish_version
from cairnhub.framework.models import FrameworkVersion, VersionMember
from cairnhub.history import actions as history
from cairnhub.history.actions import System
from cairnhub.history.models import Tracked
from cairnhub.history.registry import model_of

from .base import Record
from .checking import check
from .merging import merge
from .models import Load, LoadedRecord
from .problems import Problem
from .reading import Content, digest, read
from .schema import FILES

AUTHOR = System("content")
REASON = "Loaded from the content files."


class ContentError(DataError):
    """A content folder cannot be loaded. `problems` holds every one; the message is the first and their number."""

    def __init__(self, folder: Path, problems: list[Problem]) -> None:
        self.problems = problems
        first, others = problems[0], len(problems) - 1
        see = f"{first.remedy}; {others} more: cairn content check {folder}" if others else first.remedy
        super().__init__(first.what, where=first.where(), remedy=see)


@dataclass
class Report:
    """What a load did. `unchanged` means that the files are those of the last load, so that nothing was looked at."""

    unchanged: bool = False
    added: int = 0
    changed: int = 0
    conflicts: list[dict[str, Any]] = field(default_factory=list)
    gone: list[dict[str, str]] = field(default_factory=list)
    refused: list[dict[str, str]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return what an editor should look at, a line each."""
        kept = "changed in the hub and in the files, the hub's value was kept"
        gone = "left the files, it stays in the hub until an editor removes it"
        return [
            *(f"{_name(one)}, field {one['field']}: {kept}" for one in self.conflicts),
            *(f"{_name(one)}: {gone}" for one in self.gone),
            *(f"{_name(one)}: left out: {one['why']}" for one in self.refused),
            *self.notices,
        ]


def _name(one: dict[str, Any]) -> str:
    return f"{one['kind'].replace('_', ' ')} {one['id']}"


def read_checked(folder: Path) -> tuple[Content, list[Problem]]:
    """Read a folder and check it; answer the records and every problem, sorted by file and line.

    Raises:
        InputError: there is no such folder.
    """
    content, problems = read(folder)
    return content, sorted([*problems, *check(content)])


def load(folder: Path) -> Report:
    """Bring the hub up to date with a folder, all or nothing. Loading the same folder again changes nothing.

    A record the hub cannot take, because of what was made there, is left out and reported. Objects whose record left
    the files are reported, not removed; objects removed in the hub stay removed.

    Raises:
        ContentError: the folder holds mistakes; nothing was loaded.
        InputError: there is no such folder.
    """
    if _is_last_load(digest(folder)):
        return Report(unchanged=True)
    content, problems = read_checked(folder)
    blocking = [problem for problem in problems if problem.blocks]
    if blocking:
        raise ContentError(folder, blocking)
    with transaction.atomic():
        return _Loader(content, [str(problem) for problem in problems]).run()


def _is_last_load(fingerprint: str) -> bool:
    last = Load.objects.first()
    # What was refused may fit now that the hub has changed, so it is tried again.
    return last is not None and last.digest == fingerprint and not last.refused


class _Loader:
    def __init__(self, content: Content, notices: list[str]) -> None:
        self.content = content
        self.report = Report(notices=notices)
        self.base = {(row.kind, row.object_id): row for row in LoadedRecord.objects.all()}
        self.loaded: dict[tuple[str, str], dict[str, Any]] = {}
        self.changed: set[tuple[str, str]] = set()
        self.to_remove: list[Tracked] = []

    def run(self) -> Report:
        for file in FILES:
            self._load_kind(file.kind)
        # What points at others goes out of sight before what it points at.
        for obj in reversed(self.to_remove):
            self._remove(obj)
        self._report_gone()
        self._remember()
        self.report.changed = len(self.changed)
        done = asdict(self.report)
        del done["unchanged"]
        Load.objects.create(digest=self.content.digest, **done)
        return self.report

    def _load_kind(self, kind: str) -> None:
        model, records = model_of(kind), self.content.of(kind)
        standing = set(model.objects.values_list("pk", flat=True))
        for record in _named_first(records, model):
            values = record.values() | {"removed": (kind, record.id) in self.content.removed}
            load_one = self._merge if record.id in standing else self._add
            try:
                load_one(model, record.id, values)
            except ValidationError as error:
                self._refuse(kind, record.id, error)
            else:
                self.loaded[kind, record.id] = values

    def _add(self, model: type[Tracked], name: str, values: dict[str, Any]) -> None:
        obj, related = _built(model, name, values)
        if isinstance(obj, FrameworkVersion):
            self._add_version(obj)
        else:
            history.add(obj=obj, by=AUTHOR, reason=REASON, related=related)
        self.report.added += 1

    def _add_version(self, version: FrameworkVersion) -> None:
        if version.pk not in self.content.frozen:
            publish_version(version=version, by=AUTHOR, reason=REASON)
            return
        history.add(obj=version, by=AUTHOR, reason=REASON)
        VersionMember.objects.bulk_create(
            VersionMember(version=version, **member) for member in self.content.frozen[version.pk]
        )

    def _merge(self, model: type[Tracked], name: str, values: dict[str, Any]) -> None:
        row = self.base.get((model.kind, name))
        if row is not None and row.values == values:
            return
        obj = model.objects.get(pk=name)
        # A field that was never loaded counts as loaded empty: what the hub holds is then an edit, unless empty too.
        base = _empty_values(model) | (row.values if row else {})
        merged = merge(base=base, file=values, hub=obj.values())
        removed = merged.take.pop("removed", None)
        with transaction.atomic():
            if removed is False:
                history.restore(obj=obj, by=AUTHOR, reason=REASON)
            if merged.take:
                history.change(obj=obj, by=AUTHOR, reason=REASON, values=merged.take)
        if removed:
            self.to_remove.append(obj)
        if merged.take or removed is False:
            self.changed.add((model.kind, name))
        self.report.conflicts += [{"kind": model.kind, "id": name, **asdict(one)} for one in merged.conflicts]

    def _remove(self, obj: Tracked) -> None:
        try:
            history.remove(obj=obj, by=AUTHOR, reason=REASON)
        except ValidationError as error:
            self._refuse(obj.kind, obj.pk, error)
            self.loaded[obj.kind, obj.pk]["removed"] = False
        else:
            self.changed.add((obj.kind, obj.pk))

    def _refuse(self, kind: str, name: str, error: ValidationError) -> None:
        self.report.refused.append({"kind": kind, "id": name, "why": " ".join(error.messages)})

    def _remember(self) -> None:
        known = {key: row.values for key, row in self.base.items()}
        LoadedRecord.objects.bulk_create(
            (
                LoadedRecord(kind=kind, object_id=name, values=values)
                for (kind, name), values in self.loaded.items()
                if known.get((kind, name)) != values
            ),
            update_conflicts=True,
            unique_fields=["kind", "object_id"],
            update_fields=["values"],
        )

    def _report_gone(self) -> None:
        for kind, name in sorted(self.base):
            left = kind not in self.content.records or name not in self.content.of(kind)
            if left and model_of(kind).objects.visible().filter(pk=name).exists():
                self.report.gone.append({"kind": kind, "id": name})


def _built(model: type[Tracked], name: str, values: dict[str, Any]) -> tuple[Tracked, dict[str, list[str]]]:
    many = {field.name for field in model._meta.many_to_many}
    plain = {model._meta.get_field(key).attname: value for key, value in values.items() if key not in many}
    return model(id=name, **plain), {key: values[key] for key in many}


def _empty_values(model: type[Tracked]) -> dict[str, Any]:
    plain = {field.name: field.get_default() for field in model._meta.concrete_fields if not field.primary_key}
    return plain | {field.name: [] for field in model._meta.many_to_many}


def _named_first(records: dict[str, Any], model: type[models.Model]) -> Iterator[Record]:
    """Give each record after the records of its own kind that it names, such as a parent."""
    own = [field.name for field in model._meta.concrete_fields if field.related_model is model]
    done: set[str] = set()

    def visit(name: str) -> Iterator[Record]:
        if name in done or name not in records:
            return
        done.add(name)
        for column in own:
            if above := getattr(records[name], column):
                yield from visit(above)
        yield records[name]

    for name in records:
        yield from visit(name)
