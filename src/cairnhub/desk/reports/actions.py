"""Making a report, and publishing it."""

from datetime import date

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from cairnhub.governance.models import Decision
from cairnhub.history.actions import touch
from cairnhub.history.models import Event
from cairnhub.history.registry import kinds
from cairnhub.pages.desk_lines import sections

from ..models import QuarterlyReport


@transaction.atomic
def make(*, day: date) -> QuarterlyReport:
    """The report of this day, made now unless there is one already."""
    before = QuarterlyReport.objects.filter(made_on__lt=day).first()
    now = timezone.now()
    made = {
        "made_at": now,
        "since": before.made_on if before else None,
        "figures": _figures(),
        "changes": _changes(before, now),
        "decisions": _decisions(before, day),
    }
    report, _ = QuarterlyReport.objects.get_or_create(made_on=day, defaults=made)
    return report


@transaction.atomic
def set_published(*, report: QuarterlyReport, published: bool) -> None:
    """Show the report to everybody, or take that back."""
    report.published = published
    report.full_clean()
    report.save(update_fields=["published"])
    touch()


def _figures() -> list[dict]:
    return [
        {"section": section.value, "key": line.key, "label": line.label, "count": line.count, "people": line.people}
        for section, lines in sections()
        for line in lines
    ]


def _changes(before: QuarterlyReport | None, now) -> dict[str, dict[str, int]]:
    events = Event.objects.filter(kind__in=kinds(), at__lte=now)
    if before:
        events = events.filter(at__gt=before.made_at)
    counts: dict[str, dict[str, int]] = {}
    for kind, verb, number in events.order_by().values_list("kind", "verb").annotate(Count("pk")):
        counts.setdefault(kind, {})[verb] = number
    return counts


def _decisions(before: QuarterlyReport | None, day: date) -> list[str]:
    found = Decision.objects.visible().filter(decided_on__lte=day)
    if before:
        # Decided on the day of the report before, but recorded after it was made.
        found = found.filter(decided_on__gte=before.made_on).exclude(pk__in=before.decisions)
    return list(found.order_by("decided_on", "pk").values_list("pk", flat=True))
