"""What the pages of a first visit name, read from the database as it is."""

from collections.abc import Callable, Iterable

from django.urls import reverse

from cairnhub.agenda.calls.queries import calls
from cairnhub.agenda.models import CallKind, QuestionStatus, WorkingGroup
from cairnhub.agenda.queries import questions, standing
from cairnhub.community.queries import missing_types
from cairnhub.data.coverage import unmeasured
from cairnhub.data.queries import coverage, needs
from cairnhub.evidence.coding import Coding
from cairnhub.evidence.extraction.queries import to_read
from cairnhub.framework.models import Construct, Stage
from cairnhub.history.labels import Label

from ..queries.current import current_roadmap
from ..queries.figures import CLAIMED

#: How many of what is found a page names.
NAMED = 4
Facts = Callable[[], list[Label]]


def first_gaps() -> list[Label]:
    """The first gaps of the roadmap with no question that somebody works on."""
    roadmap = current_roadmap()
    claimed = set(standing().filter(status__in=CLAIMED).values_list("links", flat=True))
    ranked = (roadmap.links[rank.id] for rank in roadmap.ranking().links if rank.id not in claimed)
    return _labels(link for link, _ in zip(ranked, range(NAMED), strict=False))


def open_questions() -> list[Label]:
    """Questions that can be claimed."""
    return _labels(questions(QuestionStatus.PRIORITISED)[:NAMED])


def unfunded_questions() -> list[Label]:
    """Questions no funder has said it would fund, and nobody has answered."""
    waiting = questions().filter(would_fund=None).exclude(status=QuestionStatus.ANSWERED)
    return _labels(waiting[:NAMED])


def studies_to_read() -> list[Label]:
    """Studies that wait for a reader."""
    waiting = to_read().filter(coding=Coding.SINGLE, open_ones__lt=2).prefetch_related("references")
    return _labels(waiting.order_by("-open_ones", "pk")[:NAMED])


def activities() -> list[Label]:
    """What schools do, those with most links first."""
    roadmap = current_roadmap()
    found = Construct.objects.visible().filter(stage=Stage.ACTIVITY)
    numbers = dict.fromkeys((one.pk for one in found), 0)
    for link in roadmap.links.values():
        if link.source_id in numbers:
            numbers[link.source_id] += 1
    return _labels(sorted(found, key=lambda one: (-numbers[one.pk], one.name))[:NAMED])


def groups() -> list[Label]:
    """Working groups at work."""
    return _labels(WorkingGroup.objects.visible().filter(ended=False)[:NAMED])


def calls_for_people() -> list[Label]:
    """Open calls that look for somebody."""
    return _labels(calls().exclude(call_kind=CallKind.FUNDING)[:NAMED])


def missing_voices() -> list[Label]:
    """Kinds of organisations of which none is in the directory."""
    directory = reverse("community:index")
    return [Label(str(one), directory) for one in missing_types()[:NAMED]]


def unmeasured_constructs() -> list[Label]:
    """Constructs no source in the catalogue measures."""
    return _labels(one.construct for one in unmeasured(coverage())[:NAMED])


def data_needs() -> list[Label]:
    """Data people said they need."""
    address = reverse("data:index")
    return [Label(one.statement, address) for one in needs()[:NAMED]]


def _labels(objects: Iterable) -> list[Label]:
    return [Label(one.label(), one.get_absolute_url()) for one in objects]
