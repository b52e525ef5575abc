"""Reads of lists on their way in, and of what became of them."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from cairnhub.history.models import Event

from ..models import Organisation
from .inviting import UNCLEAR
from .models import Batch, Draft, Invitation

#: How many earlier lists a page names.
NAMED = 20


@dataclass(frozen=True)
class Added:
    """An organisation that an import added, and whether it stands as it was added."""

    organisation: Organisation
    state: str

    @property
    def is_untouched(self) -> bool:
        return self.state == "as added"


@dataclass(frozen=True)
class Letter:
    """An invitation and how far its letter has come."""

    invitation: Invitation
    state: str
    can_be_tried: bool


def access_draft(user, kind: str, token: str) -> Draft:
    """One's own list that waits, or Http404."""
    found = Draft.objects.filter(user=user, kind=kind, token=token).first()
    if found is None:
        raise Http404("There is no such page.")
    return found


def batch_of(user, kind: str, token: str) -> Batch | None:
    """What became of one's own list that waits no more."""
    return Batch.objects.filter(by=user, kind=kind, token=token).first()


def access_batch(kind: str, batch_id: int) -> Batch:
    """What became of a list, or Http404."""
    found = batches(kind).filter(pk=batch_id).first()
    if found is None:
        raise Http404("There is no such page.")
    return found


def access_invitation(invitation_id: int) -> Invitation:
    found = Invitation.objects.filter(pk=invitation_id).select_related("batch").first()
    if found is None:
        raise Http404("There is no such page.")
    return found


def batches(kind: str) -> QuerySet[Batch]:
    """The lists of a kind that were taken in, the newest first."""
    return Batch.objects.filter(kind=kind).select_related("by")


def drafts_of(user, kind: str) -> QuerySet[Draft]:
    """One's own lists that wait."""
    return Draft.objects.filter(user=user, kind=kind)


def added_by(batch: Batch) -> list[Added]:
    """What an import added, by name."""
    events = list(Event.objects.filter(pk__in=batch.events))
    found = Organisation.objects.in_bulk([event.object_id for event in events])
    newest = _newest_events(found)
    told = [
        Added(found[one.object_id], _state(found[one.object_id], newest[one.object_id] == one.pk)) for one in events
    ]
    return sorted(told, key=lambda one: one.organisation.name.casefold())


def letters_of(batch: Batch) -> list[Letter]:
    """The invitations of a batch that still hold, in the order of the list."""
    return [_letter(one) for one in batch.invitations.all()]


def invitations_from(user) -> list[dict[str, object]]:
    """What a person invited others to; the addresses are those of the others."""
    mine = Invitation.objects.filter(by=user).order_by("pk")
    return [{"made": one.made_at.isoformat(), "role": one.role} for one in mine]


def lists_of(user) -> list[dict[str, object]]:
    """The lists a person has sent and not taken in yet."""
    return [
        {"kind": one.kind, "made": one.made_at.isoformat(), "text": one.text} for one in Draft.objects.filter(user=user)
    ]


def _newest_events(organisations: dict[str, Organisation]) -> dict[str, int]:
    rows = Event.objects.filter(kind=Organisation.kind, object_id__in=organisations).order_by("pk")
    return dict(rows.values_list("object_id", "pk"))


def _state(organisation: Organisation, is_newest: bool) -> str:
    if organisation.removed:
        return "removed"
    return "as added" if is_newest else "changed since"


def _letter(one: Invitation) -> Letter:
    if one.sent_at:
        return Letter(one, "sent", False)
    if one.failed:
        return Letter(one, "refused by the mail server", True)
    if one.taken_at and one.taken_at < timezone.now() - UNCLEAR:
        return Letter(one, "not known: the sending was broken off", True)
    return Letter(one, "waits to be sent", False)
