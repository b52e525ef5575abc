"""The form of the files in a content folder: a class for each kind of record, its fields named as in the database.

The classes of studies, findings and what is judged of them stand in `evidence_schema`.
`FILES` lists the files in the order in which they can be loaded: a record only names records of files above its own.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field

from cairnhub.agenda.models import CallKind, GapKind, QuestionStatus
from cairnhub.community.authors.models import Says
from cairnhub.community.models import OrganisationType
from cairnhub.community.ror import tidy
from cairnhub.data.models import AccessLevel, Grain
from cairnhub.framework.models import Basis, Claim, LinkStatus, Stage, VersionStatus
from cairnhub.methods.models import DataGrain, Reach

from .base import (
    Address,
    ArticleId,
    ConstructId,
    Count,
    Day,
    LinkId,
    Number,
    PointsTo,
    PoolingId,
    Record,
    ReferenceId,
    Slug,
    Year,
    one_of,
)
from .consensus_schema import Process, WeightsInForce
from .evidence_schema import (
    Appraisal,
    Certainty,
    EffectThreshold,
    ExtractionTemplate,
    Finding,
    InstrumentWording,
    PairException,
    Pooling,
    Study,
    Synthesis,
)
from .governance_schema import Decision, Policy, PolicyVersion, RepresentationTarget, Seat


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
    smallest_effect: Number | None = None
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


class AuthorCorrection(Record):
    kind = "author_correction"

    id: Slug
    says: Annotated[str, one_of(Says)]
    records: list[str]
    names: list[str]
    works: list[str] = []


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
    ror: Annotated[str, AfterValidator(tidy)] = ""
    role: str = ""
    verified: bool = False
    source_urls: list[Address] = []
    provenance_urls: list[Address] = []


OrganisationId = Annotated[Slug, PointsTo("organisation")]
QuestionId = Annotated[Slug, PointsTo("question")]


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
    claimed_until: Day | None = None
    known_grants: list[str] = []
    running_studies: list[str] = []
    answer: str = ""
    answer_pooling: PoolingId | None = None
    answer_source: Address = ""
    rank: Count | None = None
    rank_words: str = ""
    ranked_in: str = ""
    merged_into: QuestionId | None = None


GroupId = Annotated[Slug, PointsTo("working_group")]


class WorkingGroup(Record):
    kind = "working_group"

    id: Slug
    name: str
    purpose: str
    page: str = ""
    links: list[LinkId] = []
    questions: list[QuestionId] = []
    ended: bool = False


class Call(Record):
    kind = "call"

    id: Slug
    title: str
    call_kind: Annotated[str, one_of(CallKind)]
    text: str
    deadline: Day
    how_to_answer: str
    source_url: Address = ""
    organisation: OrganisationId | None = None
    group: GroupId | None = None
    links: list[LinkId] = []
    questions: list[QuestionId] = []
    closed: bool = False


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
    File("effect_thresholds.yaml", EffectThreshold, optional=True),
    File("designs.yaml", Design),
    File("data_sources.yaml", DataSource),
    File("references.csv", Reference),
    File("author_corrections.yaml", AuthorCorrection, optional=True),
    File("article.yaml", FoundingArticle, optional=True),
    File("article_claims.yaml", FoundingClaim, optional=True),
    File("extraction_templates.yaml", ExtractionTemplate, optional=True),
    File("instrument_wordings.yaml", InstrumentWording, optional=True),
    File("studies.csv", Study),
    File("link_exceptions.csv", PairException),
    File("findings.csv", Finding),
    File("appraisals.yaml", Appraisal, optional=True),
    File("poolings.yaml", Pooling, optional=True),
    File("certainties.yaml", Certainty, optional=True),
    File("syntheses.csv", Synthesis),
    File("limitations.yaml", Limitation),
    File("data_needs.yaml", DataNeed, optional=True),
    File("programmes.csv", Programme),
    File("organisations.yaml", Organisation),
    File("questions.yaml", Question, optional=True),
    File("working_groups.yaml", WorkingGroup, optional=True),
    File("calls.yaml", Call, optional=True),
    File("reason_overrides.yaml", ReasonOverride, optional=True),
    File("weights_in_force.yaml", WeightsInForce, optional=True),
    File("seats.yaml", Seat, optional=True),
    File("representation_targets.yaml", RepresentationTarget, optional=True),
    File("decisions.yaml", Decision, optional=True),
    File("policies.yaml", Policy, optional=True),
    File("policy_versions.yaml", PolicyVersion, optional=True),
    File("framework.yaml", FrameworkVersion),
    # Last: its first items are made of what a version of the framework holds.
    File("processes.yaml", Process, optional=True),
)
BY_KIND = {file.kind: file for file in FILES}
