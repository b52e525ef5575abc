"""The least that makes a good row of each model, for tests of what makes a bad one."""

from collections.abc import Callable
from datetime import date

from django.db import models

from behalf_builders import FOR_OTHERS
from cairnhub.accounts.models import DeclaredInterest, NothingToDeclare, User
from cairnhub.agenda.behalf.models import OnBehalf, Slip
from cairnhub.agenda.models import Call, FundingInterest, Keeping, Membership, Question, Suggestion, WorkingGroup
from cairnhub.community.authors.models import AuthorClaim, AuthorCorrection, Drawing, HiddenAuthor
from cairnhub.community.bulk.models import Batch, Draft, Invitation
from cairnhub.community.duplicates.models import Distinct, Merger, Moved
from cairnhub.community.models import Consent, Facet, Listing, OrcidLink, Organisation, Person
from cairnhub.community.speaking.models import Speaker
from cairnhub.community.voices.models import RepresentationTarget
from cairnhub.consensus.inviting import models as inviting
from cairnhub.consensus.models import ChecklistWords
from cairnhub.consensus.outcomes.models import Applied
from cairnhub.content.models import LoadedRecord
from cairnhub.data.models import DataNeed, DataSource, Programme
from cairnhub.desk.models import QuarterlyReport
from cairnhub.evidence.extraction.questions import current_template
from cairnhub.evidence.models import (
    Agreement,
    Appraisal,
    Certainty,
    EffectThreshold,
    Extraction,
    ExtractionTemplate,
    Finding,
    InstrumentWording,
    PairException,
    Pooling,
    Study,
    StudyFile,
    Synthesis,
)
from cairnhub.framework.models import Construct, FrameworkVersion, Link, VersionMember
from cairnhub.governance.models import Decision, Mention, Participant, Policy, PolicyVersion, Seat, Term
from cairnhub.history import actions
from cairnhub.history.actions import System
from cairnhub.history.models import Event
from cairnhub.literature.models import FoundingArticle, FoundingClaim, Reference
from cairnhub.methods.models import Design, Limitation
from cairnhub.notices.models import Follow, Notice, Wish
from cairnhub.operations.carrying.models import Export
from cairnhub.roadmap.models import ReasonOverride, WeightsInForce
from cairnhub.search.models import SearchEntry
from cairnhub.talk.models import Comment, Report, Ruling
from consensus_builders import drafted
from consensus_rows import GOOD_CONSENSUS
from factories import (
    make_construct,
    make_decision,
    make_group,
    make_link,
    make_organisation,
    make_outcome,
    make_pair,
    make_person,
    make_policy,
    make_question,
    make_reference,
    make_seat,
    make_study,
    make_version,
)
from talk_builders import make_comment


def a_user() -> User:
    return User.objects.create_user(email="ada@example.org")


def a_suggestion() -> Suggestion:
    return Suggestion.objects.create(kind="need", text="Help")


def an_article() -> FoundingArticle:
    article = FoundingArticle(id="article", reference=make_reference(), citation="Whole.")
    actions.add(obj=article, by=System("Tests"))
    return article


def unlisted_organisation() -> Organisation:
    made = make_organisation()
    Listing.objects.filter(organisation=made).delete()
    return made


def good_link() -> dict:
    return {
        "source": make_construct(),
        "target": make_outcome(),
        "statement": "It leads there.",
        "claim": "increase",
        "basis": "reasoning",
    }


def good_reasons() -> dict:
    return {"link": make_link(), "letter": "A", "holds": True, "explanation": "One small study."}


def good_synthesis() -> dict:
    return {
        "review": make_study(),
        "synthesis_kind": "study_counts",
        "predictor": "Rural background",
        "studies_positive": 1,
        "studies_not_positive": 1,
        "source_url": "https://example.org",
    }


GOOD: dict[type[models.Model], Callable[[], dict]] = {
    User: lambda: {"email": "new@example.org", "password": "!"},
    DeclaredInterest: lambda: {"user": a_user(), "statement": "Directs a track.", "declared_on": date(2026, 5, 1)},
    NothingToDeclare: lambda: {"user": a_user(), "declared_on": date(2026, 5, 1)},
    Seat: lambda: {"name": "Chair"},
    RepresentationTarget: lambda: {"voice": "region:oceania", "share": 5, "reason": "Their share of the population."},
    Term: lambda: {
        "seat": make_seat(),
        "user": a_user(),
        "starts_on": date(2026, 5, 1),
        "ends_on": date(2027, 5, 1),
    },
    Decision: lambda: {"title": "So be it", "about": "hub", "text": "We go on."},
    Participant: lambda: {"decision": make_decision(), "user": a_user(), "part": "decided"},
    Mention: lambda: {"decision": make_decision(), "kind": "link", "object_id": "x"},
    Policy: lambda: {"title": "Code of conduct"},
    PolicyVersion: lambda: {"policy": make_policy(), "number": 1, "text": "Be kind.", "what_changed": "First draft."},
    SearchEntry: lambda: {"kind": "link", "object_id": "x", "title": "X", "url": "/x/"},
    Event: lambda: {"by_name": "Ada", "verb": "added", "kind": "link", "object_id": "x", "label": "X"},
    Construct: lambda: {"name": "Track", "stage": "activity", "definition": "Text.", "basis": "reasoning"},
    Link: good_link,
    FrameworkVersion: lambda: {"number": "9.9", "changelog": "New."},
    VersionMember: lambda: {
        "version": make_version(),
        "kind": "link",
        "object_id": "x",
        "label": "X",
        "values": {"claim": "increase"},
    },
    Reference: lambda: {"title": "A title"},
    FoundingArticle: lambda: {"reference": make_reference(), "citation": "Whole."},
    FoundingClaim: lambda: {"article": an_article(), "part": "abstract", "text": "It says so."},
    Study: lambda: {"study_kind": "primary", "direction": "null"},
    Finding: lambda: {
        "study": make_study(),
        "link": make_link(),
        "finding_kind": "quantitative",
        "direction": "null",
    },
    Synthesis: good_synthesis,
    PairException: lambda: {
        "study": make_study(),
        "source": make_construct(),
        "target": make_outcome(),
        "reason": "Nobody claims it.",
    },
    ExtractionTemplate: lambda: {"number": 9, "note": "Asks more."},
    Extraction: lambda: {
        "study": make_study(),
        "reader": a_user(),
        "reader_name": "Ada",
        "template": current_template(),
    },
    Agreement: lambda: make_pair()._asdict() | {"study": make_study(), "by_name": "Ed", "compared": 9, "same": 8},
    StudyFile: lambda: {"study": make_study(), "name": "a.pdf", "sha256": "0", "size": 9, "added_by_name": "Ada"},
    Appraisal: lambda: {"study": make_study(), "instrument": "rob2", "judged_by": "Ada"},
    InstrumentWording: lambda: {"instrument": "rob2", "domain": "missing", "text": "Who?", "source": "Page 3"},
    Pooling: lambda: {
        "link": make_link(),
        "effect_kind": "odds_ratio",
        "contrast": "took part or not",
        "outcome_definition": "rural work",
        "reason": "Alike.",
    },
    Certainty: lambda: {
        "link": make_link(),
        "body": "directions",
        "start": "low",
        "level": "low",
        "judged_by": "Ada",
    },
    EffectThreshold: lambda: {
        "link": make_link(),
        "effect_kind": "odds_ratio",
        "value": 1.5,
        "reason": "Deans would act.",
        "proposed_by": "Ada",
    },
    DataSource: lambda: {"name": "Register"},
    DataNeed: lambda: {"statement": "Nobody counts."},
    Programme: lambda: {"name": "A track", "activity": make_construct(), "source_url": "https://example.org"},
    Design: lambda: {"name": "Cohort", "use": "Follows."},
    Limitation: lambda: {"statement": "Short.", "stated_by": "A review"},
    Organisation: lambda: {"name": "A school", "organisation_type": "school"},
    Person: lambda: {"name": "Ada", "user": a_user()},
    OrcidLink: lambda: {"user": a_user(), "orcid": "0000-0002-1825-0097"},
    Consent: lambda: {"user": a_user(), "version": "1"},
    Listing: lambda: {"kind": "person", "person": make_person(consent=False), "name": "Ada"},
    Drawing: lambda: {"digest": "x"},
    AuthorCorrection: lambda: {"says": "same", "records": ["a-1", "b-2"], "names": ["A", "B"]},
    HiddenAuthor: lambda: {"marks": ["1"], "reason": "Asked for it."},
    AuthorClaim: lambda: {"person": make_person(consent=False), "record": "a-1"},
    Draft: lambda: {"user": a_user(), "kind": "organisations", "text": "name"},
    Batch: lambda: {"kind": "organisations", "token": "x"},
    Invitation: lambda: {
        "batch": Batch.objects.create(kind="invitations", token="y"),
        "by": a_user(),
        "email": "new@example.org",
    },
    inviting.Invitation: lambda: {"process": drafted(), "email": "panellist@example.org", "group": "researcher"},
    inviting.Tally: lambda: {"process": drafted(), "group": "researcher", "what": "declined"},
    inviting.AddressList: lambda: {"process": drafted(), "user": a_user(), "text": "e-mail,group"},
    Merger: lambda: {"kept": make_organisation(), "gone": make_organisation()},
    Moved: lambda: {
        "merger": Merger.objects.create(kept=make_organisation(), gone=make_organisation()),
        "model": "agenda.Call",
        "field": "organisation",
        "row": "x",
    },
    Distinct: lambda: {"first": make_organisation(), "second": make_organisation()},
    Facet: lambda: {"listing": make_organisation().listing, "facet": "discipline", "value": "x"},
    WorkingGroup: lambda: {"name": "Rural practice", "purpose": "To agree on how to measure it."},
    Membership: lambda: {"group": make_group(), "user": a_user()},
    Call: lambda: {
        "title": "Schools",
        "call_kind": "sites",
        "text": "Five.",
        "deadline": date(2027, 1, 1),
        "how_to_answer": "A form",
        "source_url": "https://example.org/call",
    },
    Follow: lambda: {"user": a_user(), "kind": "link", "object_id": "x"},
    Notice: lambda: {"user": a_user(), "kind": "link", "object_id": "x", "event_id": 1},
    Wish: lambda: {"user": a_user()},
    Keeping: lambda: {"question": make_question()},
    FundingInterest: lambda: {"question": make_question(), "organisation": make_organisation()},
    Question: lambda: {"text": "Does it?", "decided_by": "Deans", "decision": "whether to open a track"},
    Export: lambda: {"part": "public"},
    Speaker: lambda: {"organisation": make_organisation(), "user": a_user()},
    OnBehalf: lambda: {"suggestion": a_suggestion(), "organisation": make_organisation()} | FOR_OTHERS,
    Slip: lambda: {"suggestion": a_suggestion()},
    Suggestion: lambda: {"kind": "need", "text": "Help"},
    Comment: lambda: {"kind": "link", "object_id": "x", "text": "So."},
    Ruling: lambda: {"comment": make_comment(), "verdict": "hidden", "reason": "Rude."},
    QuarterlyReport: lambda: {"made_on": date(2026, 9, 30), "figures": [], "changes": {}, "decisions": []},
    Report: lambda: {"comment": make_comment(), "reason": "Rude."},
    ReasonOverride: good_reasons,
    ChecklistWords: lambda: {"process": drafted(), "checklist": "accord", "number": "O3", "text": "No funder."},
    WeightsInForce: lambda: {"process": "x", "who": "9 people", "shares": {"equity": 1}},
    Applied: lambda: {"item": drafted().items.first(), "kind": "link", "object_id": "x"},
    LoadedRecord: lambda: {"kind": "link", "object_id": "x", "values": {"claim": "increase"}},
}
GOOD |= GOOD_CONSENSUS
