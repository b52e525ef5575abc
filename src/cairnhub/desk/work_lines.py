"""The desk's lines about work that waits: papers, answers, and what people sent."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Min, QuerySet
from django.urls import reverse
from django.utils import timezone

from cairnhub.accounts.permissions import Permission
from cairnhub.agenda.models import SuggestionStatus
from cairnhub.agenda.queries import incomplete_references, suggestions
from cairnhub.evidence.coding import Coding
from cairnhub.evidence.extraction.actions import OPEN
from cairnhub.evidence.extraction.queries import ready, to_read
from cairnhub.evidence.models import Extraction, Study
from cairnhub.evidence.pooling.effects import quantitative, year_of
from cairnhub.evidence.pooling.reading import Leading, leading_answers
from cairnhub.pages.desk_lines import Line, Section
from cairnhub.talk.queries import waiting as reported_comments

from .field_lines import NAMED


def extraction() -> Iterator[Line]:
    waiting = to_read().filter(open_ones=0, coding=Coding.SINGLE)
    second, agree = to_read().filter(open_ones=1), ready()
    address, section = reverse("extraction:index"), Section.EXTRACTION
    yield Line(section, "unread", "studies that wait for a reader", waiting.count(), address)
    means = _since(_open(second).aggregate(day=Min("started_at"))["day"])
    yield Line(section, "one_reader", "studies with one reader missing", second.count(), address, means)
    means = _since(_open(agree).aggregate(day=Min("submitted_at"))["day"])
    yield Line(section, "to_agree", "studies whose readers have to agree", agree.count(), address, means)


def stale() -> Iterator[Line]:
    """Pooled answers whose certainty or studies no longer match what is known."""
    leading = list(leading_answers().values())
    known = [one for one in leading if one.reading.is_known]
    section, summary = Section.STALE, reverse("certainty:index")
    outdated = [one for one in known if one.outdated]
    yield _answers(section, "outdated", "answers changed since their certainty was judged", outdated, summary)
    unjudged = [one for one in known if not one.certainty and not one.outdated]
    yield _answers(section, "unjudged", "suggested certainties nobody has confirmed", unjudged, summary)
    pooled = reverse("pooling:index")
    broken = [one for one in leading if not one.reading.is_known]
    yield _answers(section, "uncomputed", "answers that can no longer be worked out", broken, pooled)
    newer = [one for one in known if _newer_studies(one)]
    yield _answers(section, "newer", "answers with newer studies outside their pool", newer, pooled)


def moderation() -> Iterator[Line]:
    sent = suggestions(SuggestionStatus.WAITING)
    section, means = Section.MODERATION, _since(sent.aggregate(day=Min("sent_at"))["day"])
    needs, address = Permission.SUGGESTION_MODERATE, reverse("agenda:moderation")
    yield Line(section, "suggestions", "suggestions to answer", sent.count(), address, means, needs=needs)
    needs, address = Permission.COMMENT_MODERATE, reverse("talk:moderation")
    yield Line(section, "comments", "reported comments", reported_comments().count(), address, needs=needs)
    address = reverse("literature:to_complete")
    yield Line(section, "references", "references to complete", incomplete_references().count(), address)


def _open(studies: QuerySet[Study]) -> QuerySet[Extraction]:
    """What is being read of these studies now; what was agreed on or given up long ago is no wait."""
    return Extraction.objects.filter(study__in=studies.order_by().values("pk"), state__in=OPEN)


def _answers(section: Section, key: str, label: str, found: list[Leading], address: str) -> Line:
    named = [(str(one.reading.pooling.label()), one.reading.pooling.get_absolute_url()) for one in found[:NAMED]]
    return Line(section, key, label, len(found), address, named=named)


def _newer_studies(leading: Leading) -> set[str]:
    """Studies with numbers on the link that are younger than every study in the pool."""
    effects = leading.reading.effects
    newest = max((one.year for one in effects if one.year), default=None)
    if newest is None:
        return set()
    inside = {one.study for one in effects}
    findings = quantitative(leading.reading.pooling.link_id)
    return {one.study_id for one in findings if one.study_id not in inside and (year_of(one.study) or 0) > newest}


def _since(day: datetime | None) -> str:
    if day is None:
        return ""
    days = (timezone.now() - day).days
    if not days:
        return "The longest has waited less than a day."
    return f"The longest has waited {days} {'day' if days == 1 else 'days'}."


ALL = (extraction, stale, moderation)
