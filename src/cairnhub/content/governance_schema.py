"""The form of the files about governing in the open. Who holds a seat or took a decision is never written."""

from typing import Annotated

from cairnhub.community.voices.aspects import LABELS
from cairnhub.community.voices.models import Among
from cairnhub.governance.models import About

from .base import Address, Count, Day, PointsTo, Record, Slug, one_of

DecisionId = Annotated[Slug, PointsTo("decision")]
PolicyId = Annotated[Slug, PointsTo("policy")]


class Seat(Record):
    kind = "seat"

    id: Slug
    name: str
    purpose: str = ""
    position: Count = 100


class Decision(Record):
    kind = "decision"

    id: Slug
    title: str
    decided_on: Day
    about: Annotated[str, one_of(About)]
    text: str
    reasons: str = ""
    body: str = ""
    #: Objects as `kind:identifier`; they may lie outside of the folder.
    evidence: list[str] = []
    evidence_urls: list[Address] = []
    changed: list[str] = []
    superseded_by: DecisionId | None = None


class Policy(Record):
    kind = "policy"

    id: Slug
    title: str
    summary: str = ""
    position: Count = 100


class PolicyVersion(Record):
    kind = "policy_version"

    id: Slug
    policy: PolicyId
    number: Count
    dated: Day
    text: str
    what_changed: str
    approved_by: DecisionId | None = None


class RepresentationTarget(Record):
    kind = "representation_target"

    id: Slug
    voice: Annotated[str, one_of(LABELS)]
    among: Annotated[str, one_of(Among)] = Among.MEMBERS
    share: Count | None = None
    number: Count | None = None
    reason: str
