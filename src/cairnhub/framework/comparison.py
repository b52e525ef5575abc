"""What differs between two states of the framework, told in readers' words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cairnhub.history.models import Tracked

from .models import Construct, Link

_MODELS: dict[str, type[Tracked]] = {model.kind: model for model in (Construct, Link)}
#: Where copies were read is for editors; a comparison is for everybody.
_SHOWN = {
    kind: [name for name in model.editable_fields if name != "provenance_urls"] for kind, model in _MODELS.items()
}


@dataclass(frozen=True, slots=True)
class Member:
    """A construct or link as it stood: `values` is `Tracked.values()` of that time."""

    kind: str
    id: str
    label: str
    values: Mapping

    @property
    def url(self) -> str:
        """Where it is told today; the page is hidden where it has been removed since."""
        return _MODELS[self.kind](id=self.id).get_absolute_url()


@dataclass(frozen=True)
class State:
    """The framework at one time. `name` is how readers call it, e.g. "0.2-draft" or "now"."""

    name: str
    members: Mapping[tuple[str, str], Member]

    @classmethod
    def of(cls, name: str, members: Iterable[Member]) -> "State":
        return cls(name, {(member.kind, member.id): member for member in members})

    def of_kind(self, kind: str) -> list[Member]:
        return [member for member in self.members.values() if member.kind == kind]

    def name_of(self, construct_id: str) -> str:
        """The name a construct had; its identifier where this state does not hold it."""
        member = self.members.get((Construct.kind, construct_id))
        return member.label if member else construct_id


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field on both sides, as readers see it; empty means it said nothing."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    member: Member
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What `after` holds that `before` does not, what it lacks, and what reads differently; each by kind and label."""

    added: tuple[Member, ...]
    removed: tuple[Member, ...]
    changed: tuple[Changed, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed)


def compare(before: State, after: State) -> Comparison:
    """Compare two states member by member, field by field. A renamed construct changes no link."""
    both = before.members.keys() & after.members.keys()
    changed = (Changed(after.members[key], _fields(before, after, key)) for key in both)
    return Comparison(
        added=_ordered(member for key, member in after.members.items() if key not in both),
        removed=_ordered(member for key, member in before.members.items() if key not in both),
        changed=tuple(sorted((c for c in changed if c.fields), key=lambda c: _order(c.member))),
    )


def shown(name: str, member: Member, state: State) -> str:
    """A field's value in readers' words: choices by their label, constructs by their name, lists with commas.

    Empty for what says nothing, and for a field that did not exist yet when the member was frozen.
    """
    value = member.values.get(name)
    field = _MODELS[member.kind]._meta.get_field(name)
    if _is_nothing(value):
        return ""
    if value is True:
        return "yes"
    if field.is_relation:
        return state.name_of(value)
    if isinstance(value, list):
        return ", ".join(value)
    return str(dict(field.flatchoices).get(value, value))


def _fields(before: State, after: State, key: tuple[str, str]) -> tuple[FieldChange, ...]:
    old, new = before.members[key], after.members[key]
    differing = [name for name in _SHOWN[old.kind] if _said(old, name) != _said(new, name)]
    return tuple(
        FieldChange(_field_label(old.kind, name), shown(name, old, before), shown(name, new, after))
        for name in differing
    )


def _said(member: Member, name: str):
    """The value itself, so that renaming a construct changes no link; nothing said and a missing field are the same."""
    value = member.values.get(name)
    return None if _is_nothing(value) else value


def _is_nothing(value) -> bool:
    # 0 is a value: a margin of 0 says something.
    return value is None or value is False or value in ("", [])


def _field_label(kind: str, name: str) -> str:
    return str(_MODELS[kind]._meta.get_field(name).verbose_name)


def _ordered(members: Iterable[Member]) -> tuple[Member, ...]:
    return tuple(sorted(members, key=_order))


def _order(member: Member) -> tuple[str, str, str]:
    return member.kind, member.label.casefold(), member.id
