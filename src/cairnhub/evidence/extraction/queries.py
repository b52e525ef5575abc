"""Reads of extractions. Nobody but its reader reaches one before two readers have agreed."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from cairnhub.accounts.models import User
from cairnhub.accounts.permissions import Permission, may
from cairnhub.framework.models import Link, LinkStatus
from cairnhub.history.labels import choices_of

from ..models import Agreement, Extraction, ExtractionState, Finding, Study, StudyFile, StudyKind
from ..queries import with_references
from .actions import OPEN, READERS
from .comparing import Comparison

_MISSING = "There is no such page."


def access_own(user: User, extraction_id: int) -> Extraction:
    """The reader's own extraction; Http404 for anybody else's, as for one that never was."""
    found = _with_all(Extraction.objects.filter(pk=extraction_id, reader=user)).first()
    if found is None:
        raise Http404(_MISSING)
    return found


def draft_of(user: User, study: Study) -> Extraction | None:
    """What this reader is writing on a study, if anything."""
    return study.extractions.filter(reader=user, state=ExtractionState.DRAFT).first()


def access_agreed(user: User, extraction_id: int) -> Extraction:
    """An extraction that two readers have agreed on, or one's own."""
    agreed = Q(state=ExtractionState.AGREED) | Q(reader=user)
    found = _with_all(Extraction.objects.filter(agreed, pk=extraction_id)).first()
    if found is None:
        raise Http404(_MISSING)
    return found


def access_pair(study: Study) -> tuple[Extraction, Extraction]:
    """The two finished extractions of a study, in the order they were begun; Http404 until both are."""
    found = list(study.extractions.filter(state=ExtractionState.SUBMITTED).select_related("study", "template"))
    if len(found) != READERS:
        raise Http404(_MISSING)
    return found[0], found[1]


def access_paper(user: User, file_id: int) -> StudyFile:
    found = StudyFile.objects.filter(pk=file_id, study__removed=False).first()
    if found is None or not may(user, Permission.STUDY_EXTRACT):
        raise Http404(_MISSING)
    return found


def _with_all(found: QuerySet[Extraction]) -> QuerySet[Extraction]:
    return found.filter(study__removed=False).select_related("study", "template")


@dataclass(frozen=True)
class Work:
    """What waits: one's own, studies another reader has begun, pairs to agree on, and studies nobody has begun."""

    mine: list[Extraction]
    second: list[Study]
    to_agree: list[Study]
    agrees: bool
    untouched: list[Study]
    untouched_count: int


#: How many studies that nobody has begun are named.
NAMED = 40


def work_for(user: User, words: str = "") -> Work:
    """What this reader may do next; `words` narrow the studies nobody has begun."""
    mine = Extraction.objects.filter(reader=user, state__in=OPEN).select_related("study")
    taken = mine.values("study")
    second = to_read().filter(open_ones=1).exclude(pk__in=taken)
    untouched = with_references(to_read().filter(open_ones=0, coding="single"))
    named = [one for one in untouched if _has(one, words)]
    agrees = may(user, Permission.EXTRACTION_AGREE)
    return Work(
        mine=list(mine.prefetch_related("study__references")),
        second=list(with_references(second)),
        to_agree=list(with_references(ready())) if agrees else [],
        agrees=agrees,
        untouched=named[:NAMED],
        untouched_count=len(named),
    )


def _has(study: Study, words: str) -> bool:
    text = f"{study.label()} {study.pk}".casefold()
    return all(word in text for word in words.casefold().split())


def to_read() -> QuerySet[Study]:
    """Primary studies with the number of open extractions of each."""
    counted = Count("extractions", filter=Q(extractions__state__in=OPEN))
    return Study.objects.visible().filter(study_kind=StudyKind.PRIMARY).annotate(open_ones=counted).order_by("pk")


def ready() -> QuerySet[Study]:
    """Studies both of whose readers have finished."""
    finished = Count("extractions", filter=Q(extractions__state=ExtractionState.SUBMITTED))
    return Study.objects.visible().annotate(finished=finished).filter(finished=READERS).order_by("pk")


def agreements_of(study: Study) -> list[Agreement]:
    return list(study.agreements.select_related("first", "second"))


def found_by_neither(comparison: Comparison) -> list[Finding]:
    """Findings one reader recorded before, on links that neither of the two has: an agreement leaves them."""
    read = {(one["link"], one["finding_kind"]) for pair in comparison.findings for one in pair.readings}
    known = Finding.objects.visible().filter(study=comparison.first.study, checked_by="")
    known = known.select_related("study", "link__source", "link__target")
    return [one for one in known if (one.link_id, one.finding_kind) not in read]


@dataclass(frozen=True)
class Standing:
    """Where the extraction of a study stands for one reader: their own draft, or why they cannot begin."""

    own: Extraction | None
    hindrance: str
    to_agree: bool


def standing(user: User, study: Study) -> Standing:
    """Where a study stands for somebody who may extract. It tells nobody who the others are."""
    known = list(study.extractions.filter(state__in=OPEN))
    own = next((one for one in known if one.reader_id == user.pk), None)
    finished = sum(one.state == ExtractionState.SUBMITTED for one in known) == READERS
    hindrance = ""
    if own is not None and own.state == ExtractionState.SUBMITTED:
        hindrance = "You have finished. " + ("So has the other reader." if finished else "The second reader has not.")
    elif own is None and len(known) >= READERS:
        hindrance = "Two readers are at it."
    return Standing(own, hindrance, finished and may(user, Permission.EXTRACTION_AGREE))


def extractions_by(user: User) -> list[dict]:
    """What a person extracted, as JSON-able data: a part of the file about that person."""
    return [
        {
            "study": one.study_id,
            "state": one.get_state_display(),
            "begun": one.started_at.isoformat(),
            "answers": one.answers,
            "findings": one.findings,
        }
        for one in Extraction.objects.filter(reader=user)
    ]


def links_for(study: Study) -> list[tuple[str, list[tuple[str, str]]]]:
    """The links a finding may speak to, in two groups: those whose two ends the study looked at first."""
    ends = Q(source__in=study.exposures.all(), target__in=study.outcomes.all())
    visible = Link.objects.visible()
    near = set(visible.filter(ends | Q(starting_studies=study)).values_list("pk", flat=True))
    known = set(visible.exclude(status=LinkStatus.RETIRED).values_list("pk", flat=True))
    offered = [pair for pair in choices_of("link") if pair[0] in known]
    first = [pair for pair in offered if pair[0] in near]
    rest = [pair for pair in offered if pair[0] not in near]
    return [group for group in (("Where this study looked", first), ("All other links", rest)) if group[1]]
