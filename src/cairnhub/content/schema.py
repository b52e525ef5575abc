"""The form of the files in a content folder: a class for each kind of record, its fields named as in the database.

`FILES` lists the files in the order in which they can be loaded: a record only names records of files above its own.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import Field

from cairnhub.agenda.models import GapKind, QuestionStatus
from cairnhub.community.models import OrganisationType
from cairnhub.data.models import AccessLevel, Grain
from cairnhub.evidence.models import (
    Bias,
    Coding,
    EffectKind,
    FindingKind,
    OutcomeLevel,
    StudyDirection,
    StudyKind,
    SynthesisKind,
)
from cairnhub.framework.models import Basis, Claim, LinkStatus, Stage, VersionStatus
from cairnhub.methods.models import DataGrain, Reach

from .base import (
    Address,
    ArticleId,
    ConstructId,
    Count,
    DataSourceId,
    Day,
    DesignId,
    LinkId,
    Record,
    ReferenceId,
    Slug,
    StudyId,
    Year,
    one_of,
)


class Construct(Record):
    kind = "construct"

    id: Slug
    name: str
    stage: Annotated[str, one_of(Stage)]
    definition: str
    parent: ConstructId | None = None
    basis: Annotated[str, one_of(Basis)]
    harm: bool = False
    smm_domain: str = ""
    source_urls: list[Address] = []
    provenance_urls: list[Address] = []


class Link(Record):
    kind = "link"

    id: Slug
    source: ConstructId = Field(alias="from")
    target: ConstructId = Field(alias="to")
    statement: str
    claim: Annotated[str, one_of(Claim)]
    mechanism: str = ""
    smallest_effect: float | None = None
    smallest_effect_unit: str = ""
    basis: Annotated[str, one_of(Basis)]
    status: Annotated[str, one_of(LinkStatus)]
    note: str = ""


class FrameworkVersion(Record):
    kind = "framework_version"

    id: Slug
    number: str
    date: Day
    status: Annotated[str, one_of(VersionStatus)]
    changelog: str


class Reference(Record):
    kind = "reference"

    id: Slug
    title: str
    title_is_paraphrase: bool = False
    authors: list[str] = []
    year: Year | None = None
    journal: str = ""
    doi: str = ""
    pmid: str = ""
    openalex: str = ""
    url: Address = ""
    complete: bool = False
    missing: list[str] = []
    provenance_url: Address = ""
    provenance_note: str = ""


class FoundingArticle(Record):
    kind = "founding_article"

    id: Slug
    reference: ReferenceId
    citation: str
    access_note: str = ""
    funding: str = ""
    parts_read: list[str] = []
    parts_not_read: list[str] = []


class FoundingClaim(Record):
    kind = "founding_claim"

    id: Slug
    article: ArticleId
    part: str
    text: str
    source_url: Address = ""
    provenance_url: Address = ""
    provenance_note: str = ""
    verified: bool = False


class Design(Record):
    kind = "design"

    id: Slug
    name: str
    use: str
    answers: list[str] = []
    threats: list[str] = []
    compares: bool | None = None
    data_grain: Annotated[str, one_of(DataGrain)] = DataGrain.UNKNOWN.value
    reach: Annotated[str, one_of(Reach)] = Reach.UNKNOWN.value
    source_urls: list[Address] = []
    provenance_urls: list[Address] = []


class Limitation(Record):
    kind = "limitation"

    id: Slug
    statement: str
    stated_by: str
    source_urls: list[Address] = []
    provenance_urls: list[Address] = []


class DataSource(Record):
    kind = "data_source"

    id: Slug
    name: str
    steward: str = ""
    url: Address = ""
    grain: str = ""
    grain_level: Annotated[str, one_of(Grain)] = Grain.UNKNOWN.value
    population: str = ""
    disciplines: list[str] = []
    years: str = ""
    update_rhythm: str = ""
    access: str = ""
    access_level: Annotated[str, one_of(AccessLevel)] = AccessLevel.UNKNOWN.value
    key_variables: list[str] = []
    constructs: list[ConstructId] = []
    limits: list[str] = []
    verified: bool = False
    source_urls: list[Address] = []
    provenance_urls: list[Address] = []


class DataNeed(Record):
    kind = "data_need"

    id: Slug
    statement: str
    # pydantic has a method of the name the database uses.
    construct_id: ConstructId | None = Field(default=None, alias="construct")
    why: str = ""

    @classmethod
    def of(cls, name: str, values: dict[str, Any]) -> Self:
        return super().of(name, {"construct_id" if key == "construct" else key: values[key] for key in values})

    def values(self) -> dict[str, Any]:
        return {"construct" if key == "construct_id" else key: value for key, value in super().values().items()}


class Programme(Record):
    kind = "programme"

    id: Slug
    name: str
    school: str = ""
    activity: ConstructId
    country: str = ""
    discipline: str = ""
    started: Year | None = None
    ended: Year | None = None
    dose: str = ""
    for_whom: str = ""
    authority: str = ""
    source_url: Address = ""
    provenance_url: Address = ""
    note: str = ""


class Organisation(Record):
    kind = "organisation"

    id: Slug
    name: str
    organisation_type: Annotated[str, one_of(OrganisationType)]
    country: str = ""
    url: Address = ""
    role: str = ""
    verified: bool = False
    source_urls: list[Address] = []
    provenance_urls: list[Address] = []


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
    ci_low: float | None = None
    ci_high: float | None = None
    authorities: list[str] = []
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
    estimate: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    comparison: str = ""
    time_point: str = ""
    data_source: DataSourceId | None = None
    bias: Annotated[str, one_of(Bias)] = ""
    bias_reason: str = ""
    outcome_level: Annotated[str, one_of(OutcomeLevel)] = ""
    statement: str = ""
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


class Question(Record):
    kind = "question"

    id: Slug
    text: str
    why: str = ""
    links: list[LinkId] = []
    gap_kind: Annotated[str, one_of(GapKind)] = ""
    decided_by: str
    decision: str
    decided_when: str = ""
    status: Annotated[str, one_of(QuestionStatus)] = QuestionStatus.PROPOSED.value
    claimed_by: str = ""
    known_grants: list[str] = []
    running_studies: list[str] = []


class ReasonOverride(Record):
    kind = "reason_override"

    id: Slug
    link: LinkId
    letter: Annotated[str, one_of(GapKind)]
    holds: bool
    explanation: str


@dataclass(frozen=True)
class File:
    """One file of a folder; an optional one may be missing where it would be empty."""

    name: str
    record: type[Record]
    optional: bool = False

    @property
    def kind(self) -> str:
        return self.record.kind


FILES = (
    File("constructs.yaml", Construct),
    File("links.yaml", Link),
    File("designs.yaml", Design),
    File("data_sources.yaml", DataSource),
    File("references.csv", Reference),
    File("article.yaml", FoundingArticle, optional=True),
    File("article_claims.yaml", FoundingClaim, optional=True),
    File("studies.csv", Study),
    File("link_exceptions.csv", PairException),
    File("findings.csv", Finding),
    File("syntheses.csv", Synthesis),
    File("limitations.yaml", Limitation),
    File("data_needs.yaml", DataNeed, optional=True),
    File("programmes.csv", Programme),
    File("organisations.yaml", Organisation),
    File("questions.yaml", Question, optional=True),
    File("reason_overrides.yaml", ReasonOverride, optional=True),
    File("framework.yaml", FrameworkVersion),
)
BY_KIND = {file.kind: file for file in FILES}
