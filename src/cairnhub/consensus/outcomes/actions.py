"""Carrying out what was agreed: all of what was chosen or nothing, through the one door for writes."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from cairnhub.accounts.authors import Author
from cairnhub.framework.actions import publish_version, refuse_unseen
from cairnhub.framework.models import Construct, FrameworkVersion, Link, LinkStatus
from cairnhub.history import actions as history
from cairnhub.history.identifiers import identifier_from
from cairnhub.history.models import Tracked

from ..actions import locked
from ..models import Item, Process
from .merging import merge
from .models import Applied
from .proposals import DOS, MODELS, ORDER, Proposal, in_words, proposals
from .told import may_act


def refuse_unless_it_acts(process: Process) -> None:
    """Raise ValidationError unless the process is real and has ended."""
    if not may_act(process):
        raise ValidationError("Only a real process that has ended can change anything.")


def mark(*, item: Item, obj: Tracked, version: FrameworkVersion | None = None) -> Applied:
    """Remember that an item has been carried out. Hold the process while you do."""
    if Applied.objects.filter(item=item).exists():
        raise ValidationError(f"Item {item.number} was carried out before: open the page anew.")
    return Applied.objects.create(item=item, kind=obj.kind, object_id=obj.pk, version=version)


@transaction.atomic
def carry_out(
    *,
    process: Process,
    chosen: Collection[int],
    version: FrameworkVersion,
    by: Author,
    seen_event: int | None = None,
) -> FrameworkVersion:
    """Carry out the proposals of the items chosen, and publish them as a version of the framework.

    Raises ValidationError, and changes nothing, where one cannot be carried out (it says which), was carried out
    before, the process may not act, or something changed after `seen_event`.
    """
    fresh = locked(process)
    refuse_unless_it_acts(fresh)
    refuse_unseen(seen_event)
    known = {one.key: one for one in proposals(fresh)}
    wanted = [known.get(key) for key in chosen]
    if not wanted or None in wanted:
        raise ValidationError("Choose what is to be carried out, of what this page offers.")
    done = [(one, _carried_out(one, by)) for one in sorted(wanted, key=lambda one: ORDER[one.do])]
    reason = f"Agreed in “{fresh.title}” ({fresh.get_absolute_url()})."
    publish_version(version=version, by=by, reason=reason)
    for one, obj in done:
        mark(item=one.told.item, obj=obj, version=version)
    return version


def _carried_out(proposal: Proposal, by: Author) -> Tracked:
    number = proposal.told.item.number
    if proposal.is_applied:
        raise ValidationError(f"Item {number} was carried out before: nothing was changed.")
    try:
        # A savepoint, so that what is said about the refusal can still be read from the database.
        with transaction.atomic():
            return _done(proposal, by, reason_of(proposal))
    except ValidationError as refusal:
        why = " ".join(refusal.messages)
        raise ValidationError(f"Item {number} ({in_words(proposal)}) cannot be carried out: {why}") from refusal


def reason_of(proposal: Proposal) -> str:
    """What the history of each object says: by whom it was decided, and where that can be read."""
    told = proposal.told
    return f"{told.decided} ({told.process.get_absolute_url()}), item {told.item.number}."


def _done(proposal: Proposal, by: Author, reason: str) -> Tracked:
    if not DOS[proposal.do]:
        return _added(proposal, by, reason)
    obj = MODELS[proposal.kind].objects.visible().filter(pk=proposal.object_id).first()
    if obj is None:
        raise ValidationError(f"the {proposal.kind} it is about is not there.")
    match proposal.do:
        case "accept_construct":
            history.note(obj=obj, by=by, reason=reason)
        case "accept_link":
            history.change(obj=obj, by=by, reason=reason, values={"status": LinkStatus.ACCEPTED})
        case "retire_link":
            history.change(obj=obj, by=by, reason=reason, values={"status": LinkStatus.RETIRED})
        case "retire_construct":
            history.remove(obj=obj, by=by, reason=reason)
        case "merge_constructs":
            for name in proposal.merged or [""]:
                merge(gone=_construct(name), stays=obj, by=by, reason=reason)
        case _:
            _refuse_unknown(proposal)
            if history.change(obj=obj, by=by, reason=reason, values=dict(proposal.values)) is None:
                raise ValidationError("it is so already.")
    return obj


def _added(proposal: Proposal, by: Author, reason: str) -> Tracked:
    model = MODELS[proposal.kind]
    _refuse_unknown(proposal)
    names = {field.name: field.attname for field in model._meta.concrete_fields}
    values = {"basis": "reasoning"} | {names[name]: value for name, value in proposal.values.items()}
    obj = model(**(values | ({"status": LinkStatus.ACCEPTED} if model is Link else {})))
    stem = proposal.object_id or (obj.name if model is Construct else f"{obj.source_id}__{obj.target_id}")
    if model is Link:
        for end in (obj.source_id, obj.target_id):
            _construct(end)
    obj.pk = proposal.object_id or identifier_from(stem, lambda taken: model.objects.filter(pk=taken).exists())
    history.add(obj=obj, by=by, reason=reason)
    return obj


def _refuse_unknown(proposal: Proposal) -> None:
    allowed = set(MODELS[proposal.kind].editable_fields)
    if unknown := sorted(set(proposal.values) - allowed):
        raise ValidationError(f"a {proposal.kind} has no field called {unknown[0]}.")


def _construct(name: str) -> Construct:
    found = Construct.objects.visible().filter(pk=name).first()
    if found is None:
        raise ValidationError(f"there is no construct “{name}”.")
    return found
