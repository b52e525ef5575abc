"""For each constraint of the database a row that breaks it, told as what differs from a good row."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.db import models
from django.utils import timezone

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
from cairnhub.history.models import Event
from cairnhub.literature.models import FoundingArticle, FoundingClaim, Reference
from cairnhub.methods.models import Design, Limitation
from cairnhub.notices.models import Follow, Notice, Wish
from cairnhub.operations.carrying.models import Export
from cairnhub.roadmap.models import ReasonOverride, WeightsInForce
from cairnhub.search.models import SearchEntry
from cairnhub.talk.models import Comment, Report, Ruling
from consensus_rows import BAD_CONSENSUS
from factories import (
    make_finding,
    make_pooling,
    make_reader,
)
from good_rows import unlisted_organisation
from talk_builders import make_comment


@dataclass(frozen=True)
class Bad:
    """A row that breaks one constraint: what differs from a good one, or for uniqueness what it repeats."""

    changed: dict = field(default_factory=dict)
    repeats: tuple[str, ...] = ()
    #: Names the object itself, for rows that point at themselves.
    itself: str = ""


ANSWERED = {"status": "accepted", "answer": ""}

ROWS: dict[str, tuple[type[models.Model], Bad]] = {
    "user_role_known": (User, Bad({"role": "owner"})),
    "user_name_is_no_address": (User, Bad({"name": "ada@example.org"})),
    "user_email_unique_in_any_case": (User, Bad({"email": "NEW@example.org"}, repeats=("email",))),
    "accounts.User.email": (User, Bad(repeats=("email",))),
    "interest_ends_after_it_is_declared": (DeclaredInterest, Bad({"ended_on": date(2026, 4, 30)})),
    "interest_says_something": (DeclaredInterest, Bad({"statement": ""})),
    "nothing_declared_ends_after_it_is_declared": (NothingToDeclare, Bad({"ended_on": date(2026, 4, 30)})),
    "nothing_declared_once_at_a_time": (NothingToDeclare, Bad(repeats=("user",))),
    "target_voice_known": (RepresentationTarget, Bad({"voice": "group:kings"})),
    "target_among_known": (RepresentationTarget, Bad({"among": "kings"})),
    "target_one_measure": (RepresentationTarget, Bad({"number": 10})),
    "target_share_possible": (RepresentationTarget, Bad({"share": 101})),
    "target_number_can_be_told": (RepresentationTarget, Bad({"share": None, "number": 4})),
    "target_has_a_reason": (RepresentationTarget, Bad({"reason": ""})),
    "target_once": (RepresentationTarget, Bad(repeats=("voice", "among"))),
    "seat_named": (Seat, Bad({"name": ""})),
    "term_ends_after_it_starts": (Term, Bad({"ends_on": date(2026, 4, 30)})),
    "term_starts_once_a_day": (Term, Bad(repeats=("seat", "starts_on"))),
    "decision_about_known": (Decision, Bad({"about": "nothing"})),
    "decision_titled": (Decision, Bad({"title": ""})),
    "decision_says_something": (Decision, Bad({"text": ""})),
    "decision_not_superseded_by_itself": (Decision, Bad(itself="superseded_by_id")),
    "participant_part_known": (Participant, Bad({"part": "slept"})),
    "participant_once_per_decision": (Participant, Bad(repeats=("decision", "user"))),
    "mention_once_per_decision": (Mention, Bad(repeats=("decision", "kind", "object_id"))),
    "policy_titled": (Policy, Bad({"title": ""})),
    "policy_version_once": (PolicyVersion, Bad(repeats=("policy", "number"))),
    "policy_version_from_one": (PolicyVersion, Bad({"number": 0})),
    "policy_version_says_something": (PolicyVersion, Bad({"text": ""})),
    "policy_version_says_what_changed": (PolicyVersion, Bad({"what_changed": ""})),
    "search_entry_once_per_object": (SearchEntry, Bad(repeats=("kind", "object_id"))),
    "event_verb_known": (Event, Bad({"verb": "lost"})),
    "event_has_an_author": (Event, Bad({"by_name": ""})),
    "construct_stage_known": (Construct, Bad({"stage": "later"})),
    "construct_basis_known": (Construct, Bad({"basis": "rumour"})),
    "construct_named": (Construct, Bad({"name": ""})),
    "construct_not_its_own_parent": (Construct, Bad(itself="parent_id")),
    "link_once_per_pair": (Link, Bad(repeats=("source", "target"))),
    "link_joins_two_constructs": (Link, Bad({"target": "source"})),
    "link_claim_known": (Link, Bad({"claim": "cures"})),
    "link_status_known": (Link, Bad({"status": "loved"})),
    "link_basis_known": (Link, Bad({"basis": "rumour"})),
    "link_states_something": (Link, Bad({"statement": ""})),
    "link_smallest_effect_has_a_unit": (Link, Bad({"smallest_effect": 1.2})),
    "version_status_known": (FrameworkVersion, Bad({"status": "nearly"})),
    "version_says_what_changed": (FrameworkVersion, Bad({"changelog": ""})),
    "framework.FrameworkVersion.number": (FrameworkVersion, Bad(repeats=("number",))),
    "member_once_per_version": (VersionMember, Bad(repeats=("version", "kind", "object_id"))),
    "member_kind_known": (VersionMember, Bad({"kind": "study"})),
    "reference_doi_once": (Reference, Bad({"doi": "10.1/x"}, repeats=("doi",))),
    "reference_pmid_once": (Reference, Bad({"pmid": "123"}, repeats=("pmid",))),
    "reference_titled": (Reference, Bad({"title": ""})),
    "reference_year_plausible": (Reference, Bad({"year": 1492})),
    "founding_article_cited": (FoundingArticle, Bad({"citation": ""})),
    "literature.FoundingArticle.reference": (FoundingArticle, Bad(repeats=("reference",))),
    "founding_claim_says_something": (FoundingClaim, Bad({"text": ""})),
    "study_kind_known": (Study, Bad({"study_kind": "dream"})),
    "study_direction_known": (Study, Bad({"direction": "sideways"})),
    "study_coding_known": (Study, Bad({"coding": "triple"})),
    "study_effect_kind_known": (Study, Bad({"effect_kind": "magic"})),
    "study_at_a_school_or_more": (Study, Bad({"sites": 0})),
    "study_interval_in_order": (Study, Bad({"ci_low": 2.0, "ci_high": 1.0})),
    "study_not_its_own_reanalysis": (Study, Bad(itself="reanalysis_of_id")),
    "finding_kind_known": (Finding, Bad({"finding_kind": "dream", "statement": "So."})),
    "finding_direction_known": (Finding, Bad({"direction": "sideways"})),
    "finding_quantitative_has_direction": (Finding, Bad({"direction": ""})),
    "finding_in_words_says_something": (Finding, Bad({"finding_kind": "qualitative"})),
    "finding_effect_kind_known": (Finding, Bad({"effect_kind": "magic"})),
    "finding_interval_holds_estimate": (Finding, Bad({"estimate": 3.0, "ci_low": 1.0, "ci_high": 2.0})),
    "finding_ratio_above_zero": (Finding, Bad({"effect_kind": "odds_ratio", "estimate": 0.0})),
    "study_ratio_above_zero": (Study, Bad({"effect_kind": "odds_ratio", "ci_low": -1.0, "ci_high": 2.0})),
    "finding_bias_known": (Finding, Bad({"bias": "none"})),
    "finding_outcome_level_known": (Finding, Bad({"outcome_level": "middle"})),
    "finding_checked_by_another": (Finding, Bad({"extracted_by": "Ada", "checked_by": "Ada"})),
    "study_allocation_known": (Study, Bad({"allocation": "by magic"})),
    "study_rurality_known": (Study, Bad({"rurality": "remote"})),
    "study_level_known": (Study, Bad({"kirkpatrick": "9"})),
    "finding_subgroup_factor_known": (Finding, Bad({"subgroup_factor": "luck"})),
    "finding_cost_has_a_currency": (Finding, Bad({"cost_amount": 5})),
    "template_says_what_changed": (ExtractionTemplate, Bad({"note": ""})),
    "template_number_from_one": (ExtractionTemplate, Bad({"number": 0})),
    "evidence.ExtractionTemplate.number": (ExtractionTemplate, Bad(repeats=("number",))),
    "extraction_state_known": (Extraction, Bad({"state": "lost", "submitted_at": timezone.now})),
    "extraction_one_open_per_reader": (Extraction, Bad(repeats=("study", "reader"))),
    "extraction_submitted_on_a_day": (Extraction, Bad({"state": "submitted"})),
    "agreement_of_two_extractions": (Agreement, Bad({"second": "first"})),
    "agreement_counts_in_order": (Agreement, Bad({"same": 10})),
    "evidence.Agreement.first": (Agreement, Bad(repeats=("first", "second"))),
    "evidence.Agreement.second": (Agreement, Bad(repeats=("first", "second"))),
    "study_file_once": (StudyFile, Bad(repeats=("study", "sha256"))),
    "appraisal_by_somebody": (Appraisal, Bad({"judged_by": ""})),
    "appraisal_by_an_instrument": (Appraisal, Bad({"instrument": ""})),
    "appraisal_of_a_study_once_per_person": (Appraisal, Bad(repeats=("study", "instrument", "judged_by"))),
    "appraisal_of_a_finding_once_per_person": (
        Appraisal,
        Bad({"finding": make_finding}, repeats=("finding", "instrument", "judged_by")),
    ),
    "wording_once_per_domain": (InstrumentWording, Bad(repeats=("instrument", "domain"))),
    "wording_names_its_source": (InstrumentWording, Bad({"source": ""})),
    "pooling_effect_kind_known": (Pooling, Bad({"effect_kind": "magic"})),
    "pooling_model_known": (Pooling, Bad({"model": "guess"})),
    "pooling_interval_known": (Pooling, Bad({"interval": "wide"})),
    "pooling_has_a_reason": (Pooling, Bad({"reason": ""})),
    "pooling_risk_has_a_source": (Pooling, Bad({"comparator_risk": 0.3})),
    "pooling_one_leads_a_link": (Pooling, Bad(repeats=("link",))),
    "certainty_body_known": (Certainty, Bad({"body": "rumours"})),
    "certainty_level_known": (Certainty, Bad({"level": "total"})),
    "certainty_start_known": (Certainty, Bad({"start": "total"})),
    "certainty_names_what_it_judges": (Certainty, Bad({"body": "pooled"})),
    "certainty_once_per_pooling": (
        Certainty,
        Bad(
            {"body": "pooled", "pooling": make_pooling, "answer_digest": "0"},
            repeats=("body", "pooling", "answer_digest"),
        ),
    ),
    "certainty_once_per_body": (Certainty, Bad(repeats=("link", "body"))),
    "threshold_kind_known": (EffectThreshold, Bad({"effect_kind": "magic"})),
    "threshold_has_a_reason": (EffectThreshold, Bad({"reason": ""})),
    "threshold_settled_once": (
        EffectThreshold,
        Bad({"settled_how": "Round 1."}, repeats=("link", "settled_how")),
    ),
    "synthesis_kind_known": (Synthesis, Bad({"synthesis_kind": "dream"})),
    "synthesis_names_what_was_counted": (Synthesis, Bad({"predictor": ""})),
    "synthesis_counts_something": (Synthesis, Bad({"studies_positive": 0, "studies_not_positive": 0})),
    "pair_exception_once": (PairException, Bad(repeats=("study", "source", "target"))),
    "pair_exception_has_a_reason": (PairException, Bad({"reason": ""})),
    "source_access_known": (DataSource, Bad({"access_level": "secret"})),
    "source_grain_known": (DataSource, Bad({"grain_level": "fine"})),
    "source_named": (DataSource, Bad({"name": ""})),
    "need_says_something": (DataNeed, Bad({"statement": ""})),
    "programme_named": (Programme, Bad({"name": ""})),
    "programme_ends_after_it_starts": (Programme, Bad({"started": 2010, "ended": 2009})),
    "programme_has_a_source": (Programme, Bad({"source_url": ""})),
    "design_grain_known": (Design, Bad({"data_grain": "fine"})),
    "design_reach_known": (Design, Bad({"reach": "far"})),
    "design_named": (Design, Bad({"name": ""})),
    "limitation_says_something": (Limitation, Bad({"statement": ""})),
    "limitation_names_who_said_it": (Limitation, Bad({"stated_by": ""})),
    "organisation_type_known": (Organisation, Bad({"organisation_type": "club"})),
    "organisation_named": (Organisation, Bad({"name": ""})),
    "organisation_ror_once": (Organisation, Bad({"ror": "03vek6s52"}, repeats=("ror",))),
    "community.OrcidLink.user": (OrcidLink, Bad(repeats=("user",))),
    "community.OrcidLink.orcid": (OrcidLink, Bad(repeats=("orcid",))),
    "person_named": (Person, Bad({"name": ""})),
    "community.Person.user": (Person, Bad(repeats=("user",))),
    "consent_to_a_version": (Consent, Bad({"version": ""})),
    "consent_withdrawn_after_it_was_given": (Consent, Bad({"withdrawn_at": datetime(2020, 1, 1, tzinfo=UTC)})),
    "consent_one_holds_at_a_time": (Consent, Bad(repeats=("user",))),
    "listing_of_one_thing": (Listing, Bad({"person": None})),
    "listing_level_known": (Listing, Bad({"level": 2})),
    "community.Listing.person": (Listing, Bad(repeats=("person",))),
    "community.Listing.organisation": (
        Listing,
        Bad(
            {"kind": "organisation", "person": None, "organisation": unlisted_organisation},
            repeats=("kind", "person", "organisation"),
        ),
    ),
    "draft_kind_known": (Draft, Bad({"kind": "people"})),
    "draft_says_something": (Draft, Bad({"text": ""})),
    "bulk.Draft.token": (Draft, Bad(repeats=("token",))),
    "batch_kind_known": (Batch, Bad({"kind": "people"})),
    "bulk.Batch.token": (Batch, Bad(repeats=("token",))),
    "invitation_once_per_address": (Invitation, Bad({"email": "NEW@example.org"}, repeats=("email",))),
    "invitation_role_known": (Invitation, Bad({"role": "coordinator"})),
    "invitation_sent_after_it_was_taken_up": (Invitation, Bad({"sent_at": timezone.now()})),
    "invited_once": (inviting.Invitation, Bad({"email": "PANELLIST@example.org"}, repeats=("process", "email"))),
    "panel_invitation_state_known": (inviting.Invitation, Bad({"state": "opened"})),
    "panel_invitation_taken_up_while_sending": (inviting.Invitation, Bad({"state": "sending"})),
    "panel_invitation_reminds_after_it": (inviting.Invitation, Bad({"to_remind": True})),
    "tally_once": (inviting.Tally, Bad(repeats=("process", "group", "what"))),
    "tally_what_known": (inviting.Tally, Bad({"what": "rated"})),
    "address_list_says_something": (inviting.AddressList, Bad({"text": ""})),
    "inviting.AddressList.token": (inviting.AddressList, Bad(repeats=("token",))),
    "merger_of_two": (Merger, Bad({"gone": "kept"})),
    "merger_of_one_at_a_time": (Merger, Bad(repeats=("gone",))),
    "moved_once_per_merger": (Moved, Bad(repeats=("merger", "model", "field", "row"))),
    "distinct_pair_once": (Distinct, Bad(repeats=("first", "second"))),
    "distinct_pair_of_two": (Distinct, Bad({"second": "first"})),
    "drawing_of_some_state": (Drawing, Bad({"digest": ""})),
    "drawing_there_once_drawn": (Drawing, Bad({"svg": "<svg/>"})),
    "drawing_of_a_known_network": (Drawing, Bad({"shared": "friends"})),
    "author_correction_says_known": (AuthorCorrection, Bad({"says": "perhaps"})),
    "author_hidden_for_a_reason": (HiddenAuthor, Bad({"reason": ""})),
    "author_claim_once": (AuthorClaim, Bad(repeats=("person", "record"))),
    "author_claim_of_one_person": (
        AuthorClaim,
        Bad({"state": "confirmed", "proof": "editor"}, repeats=("record", "state", "proof")),
    ),
    "author_claim_state_known": (AuthorClaim, Bad({"state": "lost"})),
    "author_claim_confirmed_by_something": (AuthorClaim, Bad({"state": "confirmed"})),
    "author_claim_refused_with_a_reason": (AuthorClaim, Bad({"state": "refused"})),
    "authors.Drawing.digest": (Drawing, Bad(repeats=("digest",))),
    "carrying.Export.key": (Export, Bad({"part": "backup"}, repeats=("key",))),
    "export_part_known": (Export, Bad({"part": "half"})),
    "export_names_a_file": (Export, Bad({"key": ""})),
    "export_ends_with_a_file_or_a_reason": (Export, Bad({"ended_at": datetime(2026, 5, 1, tzinfo=UTC)})),
    "export_one_at_a_time": (Export, Bad(repeats=("part",))),
    "speaker_once": (Speaker, Bad(repeats=("organisation", "user"))),
    "speaker_confirmed_at_a_time": (Speaker, Bad({"confirmed_by": lambda: make_reader("Ben")})),
    "behalf.OnBehalf.suggestion": (OnBehalf, Bad(repeats=("suggestion",))),
    "behalf_agreed_known": (OnBehalf, Bad({"agreed": "perhaps"})),
    "behalf_says_whom_and_how": (OnBehalf, Bad({"heard": ""})),
    "behalf.Slip.suggestion": (Slip, Bad(repeats=("suggestion",))),
    "behalf.Slip.words": (Slip, Bad(repeats=("words",))),
    "slip_has_words": (Slip, Bad({"words": ""})),
    "facet_once_per_listing": (Facet, Bad(repeats=("listing", "facet", "value"))),
    "question_status_known": (Question, Bad({"status": "loved"})),
    "question_gap_known": (Question, Bad({"gap_kind": "Z"})),
    "question_asks_something": (Question, Bad({"text": ""})),
    "question_names_a_decision": (Question, Bad({"decision": ""})),
    "question_claimed_by_somebody": (Question, Bad({"status": "claimed"})),
    "question_only_claims_end": (Question, Bad({"claimed_until": date(2027, 1, 1)})),
    "question_answered_by_a_synthesis": (Question, Bad({"status": "answered", "answer": "Yes."})),
    "question_not_its_own_duplicate": (Question, Bad(itself="merged_into_id")),
    "agenda.Keeping.question": (Keeping, Bad(repeats=("question",))),
    "keeping_draft_rests_on_a_synthesis": (Keeping, Bad({"draft_answer": "Yes."})),
    "funder_says_it_once": (FundingInterest, Bad(repeats=("question", "organisation"))),
    "group_has_a_purpose": (WorkingGroup, Bad({"purpose": ""})),
    "membership_once": (Membership, Bad(repeats=("group", "user"))),
    "membership_role_known": (Membership, Bad({"role": "king"})),
    "call_kind_known": (Call, Bad({"call_kind": "joke"})),
    "call_says_how_to_answer": (Call, Bad({"how_to_answer": ""})),
    "follow_once": (Follow, Bad(repeats=("user", "kind", "object_id"))),
    "follow_one_or_everything": (Follow, Bad({"object_id": ""})),
    "notice_of_an_event_once": (Notice, Bad(repeats=("user", "event_id"))),
    "notice_of_a_comment_once": (
        Notice,
        Bad({"event_id": None, "comment": make_comment}, repeats=("user", "event_id", "comment")),
    ),
    "notice_of_one_thing": (Notice, Bad({"event_id": None})),
    "notices.Wish.user": (Wish, Bad(repeats=("user",))),
    "digest_known": (Wish, Bad({"digest": "hourly"})),
    "suggestion_kind_known": (Suggestion, Bad({"kind": "joke"})),
    "suggestion_status_known": (
        Suggestion,
        Bad({"status": "lost", "answer": "So.", "answered_at": timezone.now}),
    ),
    "suggestion_says_something": (Suggestion, Bad({"text": ""})),
    "suggestion_answered_means_a_reply": (Suggestion, Bad(ANSWERED)),
    "agenda.Suggestion.token": (Suggestion, Bad(repeats=("token",))),
    "comment_state_known": (Comment, Bad({"state": "lost"})),
    "comment_says_something_until_taken_back": (Comment, Bad({"text": ""})),
    "ruling_verdict_known": (Ruling, Bad({"verdict": "banned"})),
    "ruling_has_a_reason": (Ruling, Bad({"reason": ""})),
    "quarterly_report_once_a_day": (QuarterlyReport, Bad(repeats=("made_on",))),
    "quarterly_report_after_the_one_before": (QuarterlyReport, Bad({"since": date(2026, 10, 1)})),
    "report_gives_a_reason": (Report, Bad({"reason": ""})),
    "override_once_per_reason": (ReasonOverride, Bad(repeats=("link", "letter"))),
    "override_reason_known": (ReasonOverride, Bad({"letter": "Z"})),
    "weights_say_whose": (WeightsInForce, Bad({"who": ""})),
    "outcomes.Applied.item": (Applied, Bad(repeats=("item",))),
    "applied_to_something": (Applied, Bad({"object_id": ""})),
    "question_rank_says_whence": (Question, Bad({"rank": 1})),
    "override_explained": (ReasonOverride, Bad({"explanation": ""})),
    "checklist_words_once": (ChecklistWords, Bad(repeats=("process", "checklist", "number"))),
    "checklist_words_say_something": (ChecklistWords, Bad({"text": ""})),
    "loaded_record_once": (LoadedRecord, Bad(repeats=("kind", "object_id"))),
}
ROWS |= {name: (model, Bad(changed, repeats)) for name, (model, changed, repeats) in BAD_CONSENSUS.items()}
