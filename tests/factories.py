"""Small objects for tests, made through the one door for writes. Each takes what a test cares about and fills the rest.

Every function answers the stored object. `id` is made up where it is not given.
"""

from datetime import date, timedelta
from itertools import count
from typing import NamedTuple

from django.utils import timezone

from cairn.synthesis.appraisal import INSTRUMENTS
from cairnhub.accounts.models import User
from cairnhub.agenda.models import Call, Question, WorkingGroup
from cairnhub.community.actions import give_consent, save_profile
from cairnhub.community.consent import current_version
from cairnhub.community.models import Organisation, Person
from cairnhub.community.voices.models import RepresentationTarget
from cairnhub.data.models import DataNeed, DataSource, Programme
from cairnhub.evidence.appraising.actions import appraise
from cairnhub.evidence.extraction.actions import begin, save_draft, submit
from cairnhub.evidence.models import (
    Appraisal,
    EffectThreshold,
    Extraction,
    Finding,
    PairException,
    Pooling,
    Study,
    Synthesis,
)
from cairnhub.evidence.pooling.actions import pool
from cairnhub.framework.models import Construct, FrameworkVersion, Link
from cairnhub.governance.decisions.actions import record_decision
from cairnhub.governance.models import Decision, Policy, PolicyVersion, Seat, Term
from cairnhub.governance.policies.actions import publish_version as publish_policy
from cairnhub.history import actions
from cairnhub.history.actions import System
from cairnhub.literature.models import Reference
from cairnhub.methods.models import Design, Limitation

TESTS = System("Tests")
_numbers = count(1)


def store(obj, **related):
    """Add an object; `related` gives its many-to-many fields as objects or identifiers."""
    if not obj.pk:
        obj.pk = f"{obj.kind}_{next(_numbers)}"
    identifiers = {name: [getattr(item, "pk", item) for item in items] for name, items in related.items()}
    actions.add(obj=obj, by=TESTS, related=identifiers)
    return obj


def make_construct(**fields) -> Construct:
    defaults = {"name": "Rural track", "stage": "activity", "definition": "Training in rural places."}
    return store(Construct(**(defaults | {"basis": "reasoning"} | fields)))


def make_outcome(**fields) -> Construct:
    defaults = {"name": "Rural practice", "stage": "medium_term_outcome", "definition": "Working in rural places."}
    return make_construct(**(defaults | fields))


def make_link(**fields) -> Link:
    fields.setdefault("source", None)
    fields.setdefault("target", None)
    fields["source"] = fields["source"] or make_construct()
    fields["target"] = fields["target"] or make_outcome()
    defaults = {"statement": "Rural tracks lead to rural practice.", "claim": "increase", "basis": "reasoning"}
    return store(Link(**(defaults | fields)))


def make_version(**fields) -> FrameworkVersion:
    number = next(_numbers)
    return store(FrameworkVersion(**({"number": f"0.{number}", "changelog": "First draft."} | fields)))


def make_reference(**fields) -> Reference:
    defaults = {"title": "Rural tracks and rural practice", "authors": ["Mullan F"], "year": 2010, "complete": True}
    return store(Reference(**(defaults | fields)))


def make_study(*, references=None, exposures=(), outcomes=(), look_here=(), example_of=(), **fields) -> Study:
    defaults = {"study_kind": "primary", "direction": "positive"}
    return store(
        Study(**(defaults | fields)),
        references=references or [make_reference()],
        exposures=exposures,
        outcomes=outcomes,
        look_here=look_here,
        example_of=example_of,
    )


def make_finding(**fields) -> Finding:
    if "study" not in fields:
        fields["study"] = make_study()
    if "link" not in fields:
        fields["link"] = make_link()
    return store(Finding(**({"finding_kind": "quantitative", "direction": "positive"} | fields)))


def make_synthesis(**fields) -> Synthesis:
    if "review" not in fields:
        fields["review"] = make_study(study_kind="review", direction="not_applicable")
    defaults = {
        "synthesis_kind": "study_counts",
        "predictor": "Rural background",
        "studies_positive": 3,
        "studies_not_positive": 1,
        "source_url": "https://example.org/review",
    }
    return store(Synthesis(**(defaults | fields)))


def make_pair_exception(**fields) -> PairException:
    if "study" not in fields:
        fields["study"] = make_study()
    if "source" not in fields:
        fields["source"] = make_construct()
    if "target" not in fields:
        fields["target"] = make_outcome()
    return store(PairException(**({"reason": "Nobody claims it."} | fields)))


def make_source(*, constructs=(), **fields) -> DataSource:
    return store(DataSource(**({"name": "Physician register"} | fields)), constructs=constructs)


def make_need(**fields) -> DataNeed:
    return store(DataNeed(**({"statement": "Nobody collects where graduates first practise."} | fields)))


def make_programme(**fields) -> Programme:
    if "activity" not in fields:
        fields["activity"] = make_construct()
    return store(Programme(**({"name": "A rural track", "source_url": "https://example.org/track"} | fields)))


def make_design(**fields) -> Design:
    return store(Design(**({"name": "Difference in differences", "use": "Compares changes."} | fields)))


def make_limitation(**fields) -> Limitation:
    return store(Limitation(**({"statement": "Follow-up is short.", "stated_by": "A review"} | fields)))


def make_organisation(**fields) -> Organisation:
    return store(Organisation(**({"name": "A school of medicine", "organisation_type": "school"} | fields)))


def make_person(*, user=None, consent=True, seen_by="everyone", visibility=None, **fields) -> Person:
    """A profile as its owner made it: all of it for everyone, with consent to the current words."""
    user = user or make_reader(fields.get("name", "Ada Listed").partition(" ")[0], "member")
    chosen = dict.fromkeys(Person.FIELDS, seen_by) | (visibility or {})
    fields = {"name": "Ada Listed"} | fields | {"links": [getattr(one, "pk", one) for one in fields.get("links", ())]}
    fields["organisation"] = getattr(fields.get("organisation"), "pk", fields.get("organisation"))
    made = save_profile(user=user, values=fields, visibility=chosen)
    if consent:
        give_consent(user=user, version=current_version())
        made.refresh_from_db()
    return made


def make_question(*, links=(), **fields) -> Question:
    defaults = {
        "text": "Do rural tracks raise rural practice?",
        "decided_by": "Deans of medical schools",
        "decision": "whether to open a rural track",
    }
    if fields.get("status") == "answered":
        defaults |= {"answer": "They do, by much.", "answer_source": "https://example.org/review"}
    return store(Question(**(defaults | fields)), links=links)


def make_group(*, links=(), questions=(), **fields) -> WorkingGroup:
    defaults = {"name": "Rural practice", "purpose": "Agree on how to measure it."}
    return store(WorkingGroup(**(defaults | fields)), links=links, questions=questions)


def make_call(*, links=(), questions=(), **fields) -> Call:
    defaults = {
        "title": "Schools for a cohort",
        "call_kind": "sites",
        "text": "We look for **five** schools.",
        "deadline": timezone.localdate() + timedelta(days=30),
        "how_to_answer": "By the form at https://example.org/form",
        "source_url": "https://example.org/call",
    }
    return store(Call(**(defaults | fields)), links=links, questions=questions)


def make_pooling(*findings, **fields) -> Pooling:
    """A pooling of findings that are alike, as the action makes it; without any, of one with an odds ratio."""
    findings = findings or (make_measured(),)
    settings = {"reason": "The same programme, people and outcome."} | fields
    return pool(link=findings[0].link, findings=[one.pk for one in findings], by=TESTS, **settings)


def make_measured(estimate=2.0, low=1.5, high=2.7, *, cohort="", **fields) -> Finding:
    """A finding with an odds ratio and its interval that may be pooled with its like."""
    if "study" not in fields:
        fields["study"] = make_study(cohort_id=cohort)
    given = {"effect_kind": "odds_ratio", "estimate": estimate, "ci_low": low, "ci_high": high}
    alike = {"contrast": "took part or not", "outcome_definition": "works in a rural area"}
    return make_finding(**(given | alike | fields))


def make_threshold(**fields) -> EffectThreshold:
    fields.setdefault("link", None)
    fields["link"] = fields["link"] or make_link()
    said = {"effect_kind": "odds_ratio", "value": 1.5, "reason": "Deans would act.", "proposed_by": "Ada"}
    return store(EffectThreshold(**(said | fields)))


def answers_for(instrument: str, **answers):
    """An instrument, and answers to it: low in every domain but those named."""
    tool = INSTRUMENTS[instrument]
    return tool, {one.id: "low" for one in tool.domains} | answers


def make_appraisal(*, study=None, instrument="rob2", finding=None, **answers) -> Appraisal:
    """A judgement of a study with a finding: low in every domain but those named."""
    study = study or make_finding().study
    tool, given = answers_for(instrument, **answers)
    return appraise(study=study, instrument=tool, answers=given, support={}, finding=finding, by=TESTS)


def make_reader(name: str, role: str = "reviewer") -> User:
    return User.objects.create_user(email=f"{name.casefold()}{next(_numbers)}@example.org", name=name, role=role)


def answers_to(template, **given) -> dict:
    """Every question of a form answered as not stated, but those given."""
    return {one["name"]: None for one in template.questions} | given


def make_extraction(study, reader, *, findings=(), **answers):
    """A finished extraction of a study by one reader."""
    own = begin(study=study, by=reader)
    given = answers_to(own.template, **answers)
    own = save_draft(extraction=own, answers=given, findings=list(findings), by=reader)
    return submit(extraction=own, by=reader)


class Pair(NamedTuple):
    first: Extraction
    second: Extraction


def make_pair(study=None, *, findings=(), others=None, **answers) -> Pair:
    """Two readers' finished extractions of one study; `others` are the second's findings where they differ."""
    study = study or make_study()
    first = make_extraction(study, make_reader("Ada"), findings=findings, **answers)
    second = make_extraction(study, make_reader("Ben"), findings=findings if others is None else others, **answers)
    return Pair(first, second)


def make_seat(**fields) -> Seat:
    return store(Seat(**({"name": "Chair", "purpose": "Leads the meetings."} | fields)))


def make_term(**fields) -> Term:
    """A term of which today is a day."""
    today, year = timezone.localdate(), timedelta(days=365)
    person = fields.pop("user", None) or make_reader("Una")
    defaults = {"seat": None, "starts_on": today - year, "ends_on": today + year}
    given = defaults | fields
    return Term.objects.create(user=person, **(given | {"seat": given["seat"] or make_seat()}))


def make_target(**fields) -> RepresentationTarget:
    defaults = {"voice": "group:community", "share": 20, "reason": "They are whom it is about."}
    return store(RepresentationTarget(**(defaults | fields)))


def make_decision(*, decided_by=(), stood_aside=None, supersedes=(), by=TESTS, **fields) -> Decision:
    defaults = {"title": "Publish the framework", "about": "framework", "text": "It is published.", "body": "All of us"}
    decision = Decision(**(defaults | {"id": f"decision_{next(_numbers)}"} | fields))
    given = {"decided_by": decided_by, "stood_aside": stood_aside or {}, "supersedes": [one.pk for one in supersedes]}
    return record_decision(decision=decision, by=by, **given)


def make_policy(**fields) -> Policy:
    return store(Policy(**({"title": "Code of conduct", "summary": "How we treat each other."} | fields)))


def make_policy_version(policy=None, **fields) -> PolicyVersion:
    defaults = {"text": "## Be kind\n\nAlways.", "what_changed": "First draft.", "dated": date(2026, 5, 1)}
    return publish_policy(policy=policy or make_policy(), by=TESTS, **(defaults | fields))
