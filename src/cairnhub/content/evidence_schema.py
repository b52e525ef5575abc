"""The form of the files about studies, what each found, how that was judged and what it all comes to."""

from collections.abc import Iterable
from typing import Annotated, Any, Self

from pydantic import Field

from cairn.synthesis import WAYS
from cairn.synthesis.appraisal import INSTRUMENTS
from cairn.synthesis.certainty import COMPONENTS, Domain
from cairnhub.evidence.certainty.bodies import FACTS
from cairnhub.evidence.models import (
    Allocation,
    Bias,
    CertaintyLevel,
    Coding,
    EffectKind,
    EquityFactor,
    EvidenceBody,
    FindingKind,
    IntervalRule,
    KirkpatrickLevel,
    OutcomeLevel,
    PoolingModel,
    Rurality,
    StudyDirection,
    StudyKind,
    SynthesisKind,
)

from .base import (
    Address,
    ConstructId,
    Count,
    DataSourceId,
    DesignId,
    FindingId,
    LinkId,
    Number,
    Part,
    PoolingId,
    Record,
    ReferenceId,
    Slug,
    StudyId,
    Year,
    one_of,
)

#: What is kept of a judgement of certainty, in the order it is written in.
JUDGED = ("levels", "suggested", "rule", "because", "known", "concern", "reason")


def _in_order(given: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Order pairs as these names are, others after them by name: no database promises to keep another order."""
    places = {name: place for place, name in enumerate(names)}
    return dict(sorted(given.items(), key=lambda pair: (places.get(pair[0], len(places)), pair[0])))


class ExtractionQuestion(Part):
    name: str
    label: str
    kind: str
    help: str = ""
    choices: list[str] = []
    target: str = ""


class ExtractionTemplate(Record):
    kind = "extraction_template"

    id: Slug
    number: Count
    note: str
    questions: list[ExtractionQuestion] = []

    @classmethod
    def of(cls, name: str, values: dict[str, Any]) -> Self:
        questions = [ExtractionQuestion.model_construct(**one) for one in values["questions"] or []]
        return super().of(name, values | {"questions": questions})


class InstrumentWording(Record):
    kind = "instrument_wording"

    id: Slug
    instrument: Annotated[str, one_of(INSTRUMENTS)]
    domain: str
    text: str
    source: str


class Study(Record):
    kind = "study"

    id: Slug
    references: list[ReferenceId]
    study_kind: Annotated[str, one_of(StudyKind)]
    cohort_id: str = ""
    design_text: str = ""
    design: DesignId | None = None
    example_of: list[DesignId] = []
    discipline: str = ""
    country: str = ""
    setting: str = ""
    years: str = ""
    sites: Count | None = None
    n_text: str = ""
    n: Count | None = None
    exposures: list[ConstructId] = []
    outcomes: list[ConstructId] = []
    look_here: list[LinkId] = []
    direction: Annotated[str, one_of(StudyDirection)]
    effect_measure: str = ""
    effect_kind: Annotated[str, one_of(EffectKind)] = ""
    effect_value: str = ""
    ci_low: Number | None = None
    ci_high: Number | None = None
    authorities: list[str] = []
    allocation: Annotated[str, one_of(Allocation)] = ""
    learners: str = ""
    rurality: Annotated[str, one_of(Rurality)] = ""
    dose: str = ""
    comparator: str = ""
    equity_factors: list[Annotated[str, one_of(EquityFactor)]] = []
    kirkpatrick: Annotated[str, one_of(KirkpatrickLevel)] = ""
    funding: str = ""
    conflicts: str = ""
    extracted: dict[str, Any] = {}
    reanalysis_of: StudyId | None = None
    coding: Annotated[str, one_of(Coding)]
    notes: str = ""


class PairException(Record):
    kind = "pair_exception"

    id: Slug
    study: StudyId
    source: ConstructId = Field(alias="from")
    target: ConstructId = Field(alias="to")
    reason: str


class Finding(Record):
    kind = "finding"

    id: Slug
    study: StudyId
    link: LinkId
    finding_kind: Annotated[str, one_of(FindingKind)]
    direction: Annotated[str, one_of(StudyDirection)] = ""
    effect_measure: str = ""
    effect_kind: Annotated[str, one_of(EffectKind)] = ""
    effect_text: str = ""
    estimate: Number | None = None
    ci_low: Number | None = None
    ci_high: Number | None = None
    way: Annotated[str, one_of(WAYS)] = ""
    numbers: dict[str, Number] = {}
    contrast: str = ""
    comparison: str = ""
    outcome_definition: str = ""
    adjusted_for: str = ""
    subgroup: str = ""
    subgroup_factor: Annotated[str, one_of(EquityFactor)] = ""
    time_point: str = ""
    data_source: DataSourceId | None = None
    bias: Annotated[str, one_of(Bias)] = ""
    bias_reason: str = ""
    outcome_level: Annotated[str, one_of(OutcomeLevel)] = ""
    statement: str = ""
    theme: str = ""
    quotation: str = ""
    cost_amount: Number | None = None
    cost_currency: str = ""
    cost_year: Year | None = None
    cost_perspective: str = ""
    place: str = ""
    extracted_by: str = ""
    checked_by: str = ""


class Synthesis(Record):
    kind = "synthesis"

    id: Slug
    review: StudyId
    link: LinkId | None = None
    synthesis_kind: Annotated[str, one_of(SynthesisKind)]
    predictor: str
    theme: str = ""
    studies_positive: Count
    studies_not_positive: Count
    source_url: Address
    notes: str = ""


class Appraisal(Record):
    kind = "appraisal"

    id: Slug
    study: StudyId
    finding: FindingId | None = None
    instrument: Annotated[str, one_of(INSTRUMENTS)]
    answers: dict[str, str] = {}
    support: dict[str, str] = {}
    overall: str = ""
    overall_reason: str = ""
    judged_by: str

    @classmethod
    def of(cls, name: str, values: dict[str, Any]) -> Self:
        tool = INSTRUMENTS.get(values["instrument"])
        domains = [one.id for one in tool.domains] if tool else []
        ordered = {column: _in_order(values[column] or {}, domains) for column in ("answers", "support")}
        return super().of(name, values | ordered)


class Pooling(Record):
    kind = "pooling"

    id: Slug
    link: LinkId
    findings: list[FindingId] = []
    effect_kind: Annotated[str, one_of(EffectKind)]
    contrast: str
    outcome_definition: str
    model: Annotated[str, one_of(PoolingModel)] = PoolingModel.REML.value
    interval: Annotated[str, one_of(IntervalRule)] = IntervalRule.KNAPP_HARTUNG.value
    reason: str
    leading: bool = True
    open_to_new: bool = True
    comparator_risk: Number | None = None
    risk_source: str = ""


class Certainty(Record):
    kind = "certainty"

    id: Slug
    link: LinkId
    pooling: PoolingId | None = None
    body: Annotated[str, one_of(EvidenceBody)]
    answer_digest: str = ""
    facts: dict[str, bool] = {}
    start: Annotated[str, one_of(CertaintyLevel)]
    judgements: dict[str, dict[str, Any]]
    level: Annotated[str, one_of(CertaintyLevel)]
    judged_by: str
    note: str = ""

    @classmethod
    def of(cls, name: str, values: dict[str, Any]) -> Self:
        judged = {domain: _in_order(one, JUDGED) for domain, one in (values["judgements"] or {}).items()}
        facts = _in_order(values["facts"] or {}, FACTS)
        return super().of(name, values | {"facts": facts, "judgements": _in_order(judged, (*Domain, *COMPONENTS))})


class EffectThreshold(Record):
    kind = "effect_threshold"

    id: Slug
    link: LinkId
    effect_kind: Annotated[str, one_of(EffectKind)]
    value: Number
    reason: str
    proposed_by: str
    settled_how: str = ""
