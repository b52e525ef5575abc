"""What the items of a process propose for the framework, in words, and what each would change.

`Item.proposes` is `{"do": …}` with values by the names of the fields; `about` names the construct or link concerned:

- `add_construct` and `add_link`: the values of the new one; `id` may name it, so that other proposals can
- `change_construct` and `change_link`: the values that change
- `merge_constructs`: `merged`, the identifiers of those that become part of the one it is about
- `retire_construct` and `retire_link`: nothing more
- `accept_construct` and `accept_link`: nothing more; an item about a proposed link, or about a construct, means this
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cairnhub.framework.models import Construct, Link, LinkStatus
from cairnhub.history.labels import Labels
from cairnhub.history.models import Tracked

from ..models import Process
from .queries import applied_in
from .told import IN, OUT, Told, told_in

MODELS: Mapping[str, type[Tracked]] = {"construct": Construct, "link": Link}
#: What there is to do, and whether it begins with an object that is there already.
DOS = {
    "add_construct": False,
    "change_construct": True,
    "merge_constructs": True,
    "accept_construct": True,
    "add_link": False,
    "change_link": True,
    "accept_link": True,
    "retire_link": True,
    "retire_construct": True,
}
#: The order in which they are carried out: what others may name comes first, what must stand alone last.
ORDER = {do: at for at, do in enumerate(DOS)}
#: What says how a proposal is to be read, and is no field of what it changes.
_BESIDE = {"do", "id", "merged", "criterion"}


@dataclass(frozen=True)
class Proposal:
    """One change that follows from an item. `told` says what people made of it."""

    told: Told
    do: str
    kind: str
    object_id: str
    values: Mapping[str, object]
    merged: tuple[str, ...] = ()
    is_applied: bool = False
    version: object = None

    @property
    def key(self) -> int:
        return self.told.item.pk

    @property
    def is_rejected(self) -> bool:
        return self.told.outcome == OUT

    @property
    def is_usual(self) -> bool:
        """Whether it is ticked to begin with: what was agreed; but where it was rated how much a link matters, that
        it matters does not say that it holds.
        """
        return not self.is_rejected and not (self.do == "accept_link" and self.told.round.rates)


@dataclass(frozen=True)
class Row:
    """One line of before and after."""

    field: str
    before: str
    after: str


def proposals(process: Process) -> list[Proposal]:
    """What follows for the framework from the items that the rules settled, in the order of the items."""
    done = applied_in(process)
    found = []
    for told in told_in(process):
        known = done.get(told.item.pk)
        if told.outcome and (one := _proposal(told, known)) is not None:
            found.append(one)
    return found


def _proposal(told: Told, known) -> Proposal | None:
    said = told.item.proposes or {}
    kind, _, object_id = told.item.about.partition(":")
    do = str(said.get("do", ""))
    if told.outcome == OUT:
        do, said = _rejected(kind, object_id, do), {}
    elif told.outcome == IN and not do:
        do = _implied(kind, object_id, said, known)
    if do not in DOS:
        return None
    values = {name: value for name, value in said.items() if name not in _BESIDE}
    return Proposal(
        told, do, "link" if do.endswith("link") else "construct",
        str(said.get("id") or "") if not DOS[do] else object_id,
        values, tuple(said.get("merged", ())), known is not None, known.version if known else None,
    )  # fmt: skip


def _implied(kind: str, object_id: str, said: Mapping, known) -> str:
    """What an item about an object means that proposes nothing."""
    if said.get("criterion"):
        return ""
    if kind == "construct":
        return "accept_construct"
    is_proposed = Link.objects.visible().filter(pk=object_id, status=LinkStatus.PROPOSED).exists()
    return "accept_link" if kind == "link" and (known or is_proposed) else ""


def _rejected(kind: str, object_id: str, do: str) -> str:
    """What was rejected can be retired where it stands in the framework and nobody has accepted it."""
    if kind == "link" and do in ("", "accept_link") and _stands(object_id):
        return "retire_link"
    return ""


def _stands(link_id: str) -> bool:
    return Link.objects.visible().filter(pk=link_id).exclude(status=LinkStatus.ACCEPTED).exists()


def in_words(proposal: Proposal) -> str:
    """What it does, in a sentence."""
    name = _named(proposal.kind, proposal.object_id)
    match proposal.do:
        case "add_construct":
            return f"Add the construct “{proposal.values.get('name', '')}”"
        case "add_link":
            ends = (_named("construct", str(proposal.values.get(end, ""))) for end in ("source", "target"))
            return f"Add the link “{' → '.join(ends)}”"
        case "merge_constructs":
            gone = ", ".join(f"“{_named('construct', one)}”" for one in proposal.merged)
            return f"Make {gone} part of “{name}”: its links, studies and data move there"
        case "retire_construct":
            return f"Take the construct “{name}” out of the framework"
        case "retire_link":
            return f"Retire the link “{name}”"
        case "accept_construct":
            return f"Record that “{name}” is agreed as it stands"
        case "accept_link":
            return f"Accept the link “{name}”"
    return f"Change the {proposal.kind} “{name}”"


def before_and_after(proposal: Proposal) -> list[Row]:
    """The fields it sets, before and after, as readers see them."""
    model = MODELS[proposal.kind]
    values = dict(proposal.values)
    if proposal.do in ("accept_link", "add_link"):
        values["status"] = LinkStatus.ACCEPTED
    elif proposal.do == "retire_link":
        values["status"] = LinkStatus.RETIRED
    found = model.objects.filter(pk=proposal.object_id).first() if DOS[proposal.do] else None
    fields = {field.name: field for field in model._meta.get_fields() if hasattr(field, "verbose_name")}
    return [
        Row(
            str(fields[name].verbose_name) if name in fields else name,
            _shown(fields.get(name), getattr(found, getattr(fields.get(name), "attname", name), None)),
            _shown(fields.get(name), value),
        )
        for name, value in values.items()
    ]


def _shown(field, value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field is not None and field.is_relation:
        return _named("construct", str(value))
    return str(dict(getattr(field, "flatchoices", ())).get(value, value))


def _named(kind: str, object_id: str) -> str:
    return Labels([(kind, object_id)]).of(kind, object_id).text
