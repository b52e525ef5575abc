"""Reads of calls."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from ..groups.queries import with_what_it_works_on
from ..models import Call

HEADER = (
    "id",
    "call",
    "what is looked for",
    "open until",
    "is open",
    "made by",
    "how to answer",
    "page",
    "links",
    "questions",
    "text",
)


def calls(*, kind: str = "", still_open: bool = True) -> QuerySet[Call]:
    """The visible calls: open ones by the day they end, closed ones the latest first."""
    today = timezone.localdate()
    answerable = Q(closed=False, deadline__gte=today)
    found = Call.objects.visible().filter(answerable if still_open else ~answerable)
    if kind:
        found = found.filter(call_kind=kind)
    ordered = found.order_by("deadline", "pk") if still_open else found.order_by("-deadline", "pk")
    return with_what_it_works_on(ordered.select_related("organisation", "group"))


def made_by(call: Call) -> str:
    """Who makes a call, in words."""
    names = [one.name for one in (call.organisation, call.group) if one is not None and not one.removed]
    return " and ".join(names)


def row(call: Call) -> tuple:
    return (
        call.pk,
        call.title,
        call.get_call_kind_display(),
        call.deadline,
        call.is_open,
        made_by(call),
        call.how_to_answer,
        call.source_url,
        "; ".join(link.pk for link in call.links.all()),
        "; ".join(question.pk for question in call.questions.all()),
        call.text,
    )
