"""Reads of working groups."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet
from django.http import Http404

from cairnhub.accounts.permissions import Permission, may
from cairnhub.framework.models import Link

from ..models import Call, Membership, WorkingGroup
from ..queries import standing
from .actions import leads

HEADER = ("id", "group", "what it wants to achieve", "people", "links", "questions", "has ended", "page")


@dataclass(frozen=True)
class Standing:
    """A group's people, and what one reader may do."""

    members: list[Membership]
    own: Membership | None
    may_join: bool
    leads: bool
    calls: list[Call]


def groups() -> QuerySet[WorkingGroup]:
    """The visible groups, those at work first, and how many people take part."""
    return with_what_it_works_on(WorkingGroup.objects.visible()).annotate(number=Count("memberships"))


def with_what_it_works_on(found: QuerySet) -> QuerySet:
    """Groups or calls with the links and questions they are about, as a page shows them."""
    links = Link.objects.visible().select_related("source", "target")
    return found.prefetch_related(Prefetch("links", queryset=links), Prefetch("questions", queryset=standing()))


def standing_of(group: WorkingGroup, user) -> Standing:
    members = list(group.memberships.select_related("user"))
    own = next((one for one in members if one.user_id == user.pk), None) if user.is_authenticated else None
    open_calls = [call for call in group.calls.filter(removed=False) if call.is_open]
    can_join = own is None and not group.ended and not group.removed and may(user, Permission.GROUP_JOIN)
    return Standing(members, own, can_join, leads(user, group), open_calls)


def access_membership(group: WorkingGroup, membership_id: int) -> Membership:
    """One membership of the group, or Http404."""
    found = group.memberships.select_related("group").filter(pk=membership_id).first()
    if found is None:
        raise Http404("There is no such page.")
    return found


def groups_of(user) -> list[dict[str, object]]:
    """The groups somebody takes part in, as JSON-able data."""
    return [
        {"group": one.group.name, "role": one.get_role_display(), "since": one.since.isoformat()}
        for one in user.memberships.select_related("group")
    ]


def row(group: WorkingGroup) -> tuple:
    return (
        group.pk,
        group.name,
        group.purpose,
        group.number,
        "; ".join(link.pk for link in group.links.all()),
        "; ".join(question.pk for question in group.questions.all()),
        group.ended,
        group.page,
    )
