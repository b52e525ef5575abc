"""Reads of the data room."""

from django.db.models import Count, Prefetch, Q, QuerySet

from cairnhub.framework.models import STAGE_ORDER, Construct, Link, LinkStatus, Stage

from .coverage import Coverage, coverage_of
from .models import DataNeed, DataSource, Programme

#: What a study can have as its outcome: everything after the activities.
OUTCOME_STAGES = (Stage.OUTPUT, Stage.SHORT_TERM_OUTCOME, Stage.MEDIUM_TERM_OUTCOME, Stage.IMPACT)


def with_constructs(sources: QuerySet[DataSource]) -> QuerySet[DataSource]:
    """Each source with the constructs it measures, those that readers may see, as a list `measured`."""
    visible = Construct.objects.visible().order_by("name")
    return sources.prefetch_related(Prefetch("constructs", queryset=visible, to_attr="measured"))


def sources() -> list[DataSource]:
    """Every source of the catalogue by name, each with `measured`."""
    return list(with_constructs(DataSource.objects.visible()))


def coverage(stages: tuple[str, ...] = tuple(Stage.values)) -> list[Coverage]:
    """Every construct of these stages with the sources that measure it, in the order of the framework.

    Each construct carries `links_to_it` and `links_from_it`: how many links of the framework end or start there.
    """
    wanted = Construct.objects.visible().filter(stage__in=stages).order_by("name")
    counted = wanted.annotate(
        links_to_it=Count("links_in", filter=_living("links_in"), distinct=True),
        links_from_it=Count("links_out", filter=_living("links_out"), distinct=True),
    )
    return coverage_of(sorted(counted, key=lambda construct: STAGE_ORDER[construct.stage]), sources())


def _living(links: str) -> Q:
    return Q(**{f"{links}__removed": False}) & ~Q(**{f"{links}__status": LinkStatus.RETIRED})


def links_testable_with(source: DataSource) -> list[tuple[Construct, list[Link]]]:
    """For each construct the source measures, the links that end there: those whose outcome it could measure.

    Whether the activity at the other end is on record anywhere is another question, which this does not answer.
    """
    links = (
        Link.objects.visible()
        .filter(target__in=source.measured, source__removed=False)
        .exclude(status=LinkStatus.RETIRED)
        .select_related("source", "target")
        .order_by("source__name")
    )
    ending_at: dict[str, list[Link]] = {}
    for link in links:
        ending_at.setdefault(link.target_id, []).append(link)
    return [(construct, ending_at.get(construct.pk, [])) for construct in source.measured]


def findings_using(source: DataSource) -> list:
    """The findings whose outcome was taken from the source, with their studies and links."""
    visible = source.findings.filter(removed=False, study__removed=False, link__removed=False)
    return list(visible.select_related("study", "link__source", "link__target").prefetch_related("study__references"))


def needs() -> list[DataNeed]:
    """What somebody said is needed and nobody collects."""
    return list(DataNeed.objects.visible().select_related("construct"))


def programmes(activity: str = "") -> list[Programme]:
    """The programme register by activity and name, or the part of it about one activity."""
    found = Programme.objects.visible().select_related("activity").order_by("activity__name", "name")
    return list(found.filter(activity=activity) if activity else found)


def registered_activities() -> list[Construct]:
    """The activities with at least one programme on the register, each with `programme_count`."""
    counted = Construct.objects.visible().annotate(
        programme_count=Count("programmes", filter=Q(programmes__removed=False))
    )
    return list(counted.filter(programme_count__gt=0).order_by("name"))
