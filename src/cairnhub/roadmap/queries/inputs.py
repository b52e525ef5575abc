"""From the database to what `cairn.gaps` takes in: every link at once, in a number of queries that never grows.

Ratings are those of real consensus processes that have ended: see `people`.
Only an answer that an editor decided to pool and that leads its link is passed as pooled; review counts never are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Count

from cairn import gaps
from cairn.gaps import rules
from cairnhub.agenda.models import Question, QuestionStatus
from cairnhub.agenda.queries import standing
from cairnhub.data.models import DataSource, Programme
from cairnhub.data.models import Grain as DataSourceGrain
from cairnhub.evidence.models import COMPARING_KINDS, RATIO_KINDS, Finding
from cairnhub.evidence.pooling.reading import Leading, leading_answers
from cairnhub.framework.models import Claim, Link, LinkStatus, Stage
from cairnhub.history.models import Event
from cairnhub.methods.models import DataGrain, Design, Reach

from ..models import ReasonOverride
from .studies import Bearing, StudyFacts

#: Words of the content that stand for more than one country or discipline without naming them.
SEVERAL_IN_ONE = {"International", "interprofessional"}

#: One programme shows no contrast of when and where; two with a known first year are the least a register can tell.
PROGRAMMES_NEEDED = 2

SOURCE_GRAINS = {
    DataSourceGrain.INDIVIDUAL: gaps.Grain.INDIVIDUAL,
    DataSourceGrain.ORGANISATION: gaps.Grain.SCHOOL,
    DataSourceGrain.AREA: gaps.Grain.AREA,
    DataSourceGrain.AGGREGATE: gaps.Grain.NATIONAL,
    DataSourceGrain.UNKNOWN: gaps.Grain.UNKNOWN,
}

DESIGN_GRAINS = {
    DataGrain.INDIVIDUAL: gaps.Grain.INDIVIDUAL,
    DataGrain.ORGANISATION: gaps.Grain.SCHOOL,
    DataGrain.AREA: gaps.Grain.AREA,
    DataGrain.NONE: None,
    DataGrain.UNKNOWN: None,
}

#: The least each reach needs, as the words of its label say; what they leave open stays unknown.
REACHES = {
    Reach.ONE_PERSON: {"people": 1, "months": 12},
    Reach.ONE_SCHOOL: {"schools": 1},
    Reach.SEVERAL_SCHOOLS: {"schools": 2},
    Reach.UNKNOWN: {},
}

STUDY_KINDS = {
    "primary": gaps.StudyKind.PRIMARY,
    "review": gaps.StudyKind.REVIEW,
    "qualitative": gaps.StudyKind.QUALITATIVE,
    "cost": gaps.StudyKind.COST,
    "commentary_or_report": gaps.StudyKind.COMMENTARY,
}

REGISTER = "programme_register"
OWN_RECORDS = "own_records"


def current_links() -> list[Link]:
    """Read the links the roadmap ranks: visible, not retired, both ends visible; in the order of their identifiers."""
    rows = Link.objects.visible().filter(source__removed=False, target__removed=False)
    return list(rows.exclude(status=LinkStatus.RETIRED).select_related("source", "target").order_by("pk"))


def link_inputs(
    links: Iterable[Link],
    found: Mapping[str, Bearing],
    studies: Mapping[str, StudyFacts],
    ratings: Mapping[str, gaps.Ratings],
) -> tuple[gaps.LinkInput, ...]:
    """Build what `cairn.gaps` takes in about each link."""
    measures = _measures()
    designs = _designs()
    questions = _questions()
    overrides = _overrides()
    answers = leading_answers()
    return tuple(
        gaps.LinkInput(
            id=link.pk,
            statement=link.statement,
            claim=gaps.Claim(link.claim),
            from_label=link.source.name,
            to_label=link.target.name,
            stage_from=link.source.stage,
            stage_to=link.target.stage,
            basis=gaps.Basis(link.basis),
            smallest_effect=_smallest_effect(link, answers.get(link.pk)),
            pooled=_pooled(answers.get(link.pk)) if found[link.pk].findings else None,
            findings=tuple(_finding(row, studies[row.study_id]) for row in found[link.pk].findings),
            studies=tuple(_study_level(study, told) for study, told in found[link.pk].without_finding),
            measures=(
                *(_measure(source, gaps.End.FROM) for source in measures[link.source_id]),
                *_own_records(link),
                *(_measure(source, gaps.End.TO) for source in measures[link.target_id]),
            ),
            designs=designs,
            decisions=tuple(_decision(row) for row in questions[link.pk] if row.status != QuestionStatus.ANSWERED),
            flags=_flags(questions[link.pk]),
            ratings=ratings.get(link.pk, gaps.Ratings()),
            overrides=overrides.get(link.pk, ()),
        )
        for link in links
    )


def _pooled(leading: Leading | None) -> gaps.Pooled | None:
    """Pass an answer on the scale of its findings. Certainty counts only where it was judged on this very answer."""
    if leading is None or not leading.reading.is_known:
        return None
    reading = leading.reading
    prediction = reading.prediction or (None, None)
    return gaps.Pooled(
        estimate=reading.estimate,
        low=reading.ci[0],
        high=reading.ci[1],
        k=reading.k,
        null_value=reading.null,
        prediction_low=prediction[0],
        prediction_high=prediction[1],
        certainty=gaps.Certainty(leading.certainty.level) if leading.certainty else None,
    )


def _smallest_effect(link: Link, leading: Leading | None) -> float | None:
    """Answer the agreed smallest effect where it is on the scale of the answer and on the claimed side of no effect.

    One agreed for another measure says nothing about this answer, so the link counts as without one.
    """
    if link.smallest_effect is None or leading is None or not leading.reading.is_known:
        return link.smallest_effect
    reading = leading.reading
    if link.smallest_effect_unit != reading.pooling.get_effect_kind_display():
        return None
    side = link.smallest_effect - reading.null
    wrong = side >= 0 if link.claim == Claim.DECREASE else side <= 0
    return None if side == 0 or (wrong and link.claim != Claim.NO_WORSE) else link.smallest_effect


def _finding(row: Finding, study: StudyFacts) -> gaps.Finding:
    comparing = row.effect_kind in COMPARING_KINDS
    return gaps.Finding(
        id=row.pk,
        study=row.study_id,
        direction=gaps.Direction(row.direction),
        cohort=study.cohort or None,
        estimate=row.estimate if comparing else None,
        low=row.ci_low if comparing else None,
        high=row.ci_high if comparing else None,
        null_value=1.0 if row.effect_kind in RATIO_KINDS else 0.0,
        bias=gaps.Bias(row.bias) if row.bias else None,
        discipline=_one_or_several(study.discipline),
        country=_one_or_several(study.country),
        year=study.year,
        sites=study.sites,
        outcome_level=gaps.OutcomeLevel(row.outcome_level) if row.outcome_level else None,
        withdrawn_by=study.withdrawn_by(row.direction),
    )


def _one_or_several(name: str) -> str | None:
    return gaps.SEVERAL if name in SEVERAL_IN_ONE or ";" in name else name or None


def _study_level(study: StudyFacts, told: str) -> gaps.StudyLevel:
    known = study.direction in set(gaps.Direction)
    direction = gaps.Direction(study.direction) if known else None
    return gaps.StudyLevel(study.id, STUDY_KINDS[told], direction)


def _measures() -> defaultdict[str, list[tuple[str, str, gaps.Access, gaps.Grain]]]:
    found = defaultdict(list)
    rows = DataSource.constructs.through.objects.filter(datasource__removed=False).select_related("datasource")
    for row in rows.order_by("datasource_id"):
        source = row.datasource
        access, grain = gaps.Access(source.access_level), SOURCE_GRAINS[source.grain_level]
        found[row.construct_id].append((source.pk, source.name, access, grain))
    for activity, number in _registered():
        name = f"Cairn's programme register ({number} programmes)"
        found[activity].append((REGISTER, name, gaps.Access.OPEN, gaps.Grain.SCHOOL))
    return found


def _own_records(link: Link) -> Iterable[gaps.MeasureOption]:
    """Offer each school's own records for what schools do: who took part in an activity is known where it happens."""
    if link.source.stage == Stage.ACTIVITY:
        name, access = rules.ACCESS[gaps.Access.OWN_RECORDS].label, gaps.Access.OWN_RECORDS
        yield gaps.MeasureOption(OWN_RECORDS, name, gaps.End.FROM, access, gaps.Grain.INDIVIDUAL)


def _registered() -> Iterable[tuple[str, int]]:
    known = Programme.objects.visible().filter(started__isnull=False).order_by("activity_id")
    counted = known.values("activity_id").annotate(number=Count("pk")).filter(number__gte=PROGRAMMES_NEEDED)
    return counted.values_list("activity_id", "number")


def _measure(source: tuple[str, str, gaps.Access, gaps.Grain], end: gaps.End) -> gaps.MeasureOption:
    identifier, name, access, grain = source
    return gaps.MeasureOption(identifier, name, end, access, grain)


def _designs() -> tuple[gaps.DesignOption, ...]:
    """List the designs that compare groups: no other can test a claim. Not yet known whether it compares: left out."""
    rows = Design.objects.visible().filter(compares=True).order_by("pk")
    return tuple(
        gaps.DesignOption(
            row.pk,
            row.name,
            grain=DESIGN_GRAINS[row.data_grain],
            new_data=row.data_grain == DataGrain.NONE,
            **REACHES[row.reach],
        )
        for row in rows
    )


def _questions() -> defaultdict[str, list[Question]]:
    found = defaultdict(list)
    rows = Question.links.through.objects.filter(question__in=standing()).select_related("question")
    for row in rows.order_by("question_id"):
        found[row.link_id].append(row.question)
    return found


def _decision(row: Question) -> gaps.Decision:
    return gaps.Decision(row.pk, row.decided_by, row.decision, row.decided_when)


def _flags(rows: Iterable[Question]) -> gaps.Flags:
    """Count what questions name. None named means nobody has looked, not that there is none."""
    open_rows = [row for row in rows if row.status != QuestionStatus.ANSWERED]
    numbers = Counter()
    for row in open_rows:
        numbers.update(grants=len(row.known_grants), studies=len(row.running_studies))
    return gaps.Flags(
        claimed_by=tuple({row.claimed_by for row in open_rows if row.claimed_by}),
        known_grants=numbers["grants"] or None,
        running_studies=numbers["studies"] or None,
    )


def _overrides() -> dict[str, tuple[gaps.ReasonOverride, ...]]:
    rows = list(ReasonOverride.objects.visible().order_by("letter"))
    authors = _authors([row.pk for row in rows])
    found: dict[str, list[gaps.ReasonOverride]] = defaultdict(list)
    for row in rows:
        said = gaps.ReasonOverride(gaps.Letter(row.letter), row.holds, row.explanation, authors[row.pk])
        found[row.link_id].append(said)
    return {link: tuple(said) for link, said in found.items()}


def _authors(overrides: list[str]) -> dict[str, str]:
    events = Event.objects.filter(kind=ReasonOverride.kind, object_id__in=overrides).order_by("pk")
    return dict(events.values_list("object_id", "by_name"))
