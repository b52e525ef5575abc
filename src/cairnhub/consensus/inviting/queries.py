"""Reads of the identity store."""

from collections import Counter
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.http import Http404

from cairnhub.accounts.models import User

from ..models import Nature, Process
from ..protocol import groups_of
from .leaving import counts_for
from .models import AddressList, Invitation, InvitationState, Tally, What
from .sending import assign_token_groups, is_broken_off, with_links


@dataclass(frozen=True)
class Flow:
    """How many of a group were invited, and what is known of their letters. `invited` holds the other two."""

    invited: int = 0
    declined: int = 0
    bounced: int = 0
    again: int = 0


def access_list(user, process: Process, token: str) -> AddressList:
    """One's own list that waits, or Http404."""
    found = AddressList.objects.filter(process=process, user=user, token=token).first()
    if found is None:
        raise Http404("There is no such page.")
    found.process = process
    return found


def access_invitation(process: Process, invitation_id: int) -> Invitation:
    found = process.invitations.filter(pk=invitation_id).first()
    if found is None:
        raise Http404("There is no such page.")
    found.process = process
    return found


def lists_of(user, process: Process) -> QuerySet[AddressList]:
    """One's own lists that wait."""
    return AddressList.objects.filter(process=process, user=user)


def flow(process: Process) -> dict[str, Flow]:
    """The numbers of each group by its code, with those whose addresses are deleted."""
    numbers: dict[str, Counter[str]] = {one.code: Counter() for one in groups_of(process)}
    for one in process.invitations.all():
        numbers.setdefault(one.group, Counter()).update(counts_for(one))
    for one in Tally.objects.filter(process=process):
        numbers.setdefault(one.group, Counter())[one.what] += one.number
    return {group: Flow(**{what: counts[what] for what in What.values}) for group, counts in numbers.items()}


def links_by_token_group(process: Process) -> dict[str, int]:
    """How many links that were sent carry each group. Addresses that are deleted are not among them."""
    return Counter(with_links(process).values_list("token_group", flat=True))


def states(process: Process) -> list[tuple[str, str, int]]:
    """Each state of an invitation, what it is called, and how many are in it."""
    counts = Counter(process.invitations.values_list("state", flat=True))
    return [(state.value, state.label, counts[state.value]) for state in InvitationState]


def in_trouble(process: Process) -> list[Invitation]:
    """Invitations somebody must look at: undeliverable, not yet accepted by the mail server, or broken off."""
    found = process.invitations.exclude(state__in=(InvitationState.SENT, InvitationState.WAITING))
    return [one for one in found if one.state == InvitationState.BOUNCED or one.trouble or is_broken_off(one)]


def forecast(process: Process) -> dict[str, int]:
    """Which groups the links would carry if the letters that wait were sent now, and how many each."""
    waiting = list(process.invitations.filter(state=InvitationState.WAITING))
    assign_token_groups(process, waiting)
    return Counter(one.token_group for one in waiting)


def invitations_of(user) -> list[dict[str, object]]:
    """Which processes an account was invited to, by any of its addresses."""
    found = Invitation.objects.annotate(key=Lower("email")).filter(key__in=_addresses(user)).select_related("process")
    return [
        {
            "process": one.process.title,
            "letter": one.get_state_display(),
            "sent on": one.sent_on.isoformat() if one.sent_on else None,
        }
        for one in found
    ]


def address_lists_of(user) -> list[dict[str, object]]:
    """The lists a person has sent and not taken in yet."""
    return [{"made": one.made_at.isoformat(), "text": one.text} for one in AddressList.objects.filter(user=user)]


def panellists() -> set[int] | None:
    """The accounts among those invited to real processes; None where no invitation is known."""
    sent = Invitation.objects.filter(state=InvitationState.SENT, process__nature=Nature.REAL, process__removed=False)
    addresses = set(sent.annotate(key=Lower("email")).values_list("key", flat=True))
    if not addresses:
        return None
    accounts = User.objects.filter(is_active=True).annotate(key=Lower("email"))
    return {pk for pk, key in accounts.values_list("pk", "key") if key in addresses}


def _addresses(user) -> set[str]:
    second = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return {user.email.lower(), *(one.lower() for one in second)}
