"""An erased account leaves nothing that names its owner, in any table of the hub."""

import json

import pytest
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder

from behalf_builders import make_behalf, make_speaker
from cairn.synthesis.appraisal import INSTRUMENTS
from cairnhub.accounts import actions as accounts
from cairnhub.accounts.models import User
from cairnhub.agenda.actions import decline_suggestion, send_suggestion
from cairnhub.community.actions import give_consent, save_profile, save_works
from cairnhub.community.authors.claims.actions import claim, confirm
from cairnhub.community.authors.correcting.actions import hide
from cairnhub.community.authors.reading import Field
from cairnhub.community.bulk.actions import keep_draft
from cairnhub.community.bulk.invitations import COLUMNS
from cairnhub.community.bulk.models import Batch, Invitation
from cairnhub.community.consent import current_version
from cairnhub.community.duplicates.actions import merge, seen_state, tell_apart
from cairnhub.community.orcid_links import connect
from cairnhub.community.speaking.actions import ask
from cairnhub.community.works import Work
from cairnhub.consensus.inviting import models as inviting
from cairnhub.evidence.appraising.actions import appraise
from cairnhub.evidence.extraction.actions import agree, begin
from cairnhub.evidence.extraction.papers import add_paper
from cairnhub.evidence.models import Appraisal, Certainty, EffectThreshold, Extraction
from cairnhub.history import actions
from cairnhub.history.models import Event
from cairnhub.operations.carrying.models import Export
from consensus_builders import drafted
from factories import (
    make_decision,
    make_extraction,
    make_finding,
    make_link,
    make_organisation,
    make_person,
    make_reader,
    make_reference,
    make_study,
    make_term,
)
from talk_builders import make_comment, make_report, make_ruling

pytestmark = pytest.mark.django_db

NAME, ADDRESS = "Wilhelmina Unmistakable", "wilhelmina@unmistakable.example"
ORCID = "0000-0002-1694-233X"


@pytest.fixture
def person() -> User:
    return User.objects.create_user(email=ADDRESS, name=NAME, role="editor")


def rows_naming(*words: str) -> list[str]:
    """Every table's rows that hold one of the words, in any field, in any case of letters."""
    found = []
    for model in apps.get_models():
        for row in model._base_manager.all().values():
            text = json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False, default=str).casefold()
            found += [f"{model._meta.label} {row}" for word in words if word.casefold() in text]
    return found


def leave_traces_everywhere(person: User, coordinator: User) -> None:
    """Everything a person can do that stores who did it. A room that stores a name adds its own line here."""
    accounts.declare_interest(user=person, statement="Directs a track.")
    accounts.grant_role(user=person, role="reviewer", by=coordinator, reason="Asked for it.")
    accounts.grant_role(user=person, role="editor", by=coordinator, reason="Asked for it.")
    actions.change(obj=make_link(), by=person, reason="Clearer.", values={"mechanism": "They know the place."})
    mine = send_suggestion(kind="need", text="How long?", sender_name=NAME, sender_email=ADDRESS.upper())
    decline_suggestion(suggestion=mine, by=person, answer="It is known.")
    study = make_study()
    first, second = make_extraction(study, person), make_extraction(study, make_reader("Ben"))
    agree(first=first, second=second, answers={}, findings=[], by=person)
    begin(study=make_study(), by=person)
    make_term(user=person)
    make_decision(decided_by=[person], by=person)
    make_decision(stood_aside={person: f"{NAME} directs the track."})
    add_paper(study=make_study(), name="a.pdf", content=b"%PDF-1.7", by=person)
    judge_twice_and_undo(person, coordinator)
    talk_about_it(person)
    be_an_author(person, coordinator)
    Export.objects.create(part="public", asked_by=person)
    make_behalf(person, make_speaker(person).organisation)
    ask(organisation=make_organisation(name="Another"), user=person, belongs=f"{NAME} works there.")
    send_lists_and_merge(person, coordinator)
    be_listed(person)


def be_listed(person: User) -> None:
    """Keep a profile, with what ORCID said."""
    save_profile(user=person, values={"name": NAME}, visibility={"name": "everyone", "orcid": "everyone"})
    connect(user=person, orcid=ORCID)
    give_consent(user=person, version=current_version())
    save_works(user=person, works=[Work("1", f"Letters of {NAME}")], seen_by="everyone")


def judge_twice_and_undo(person: User, coordinator: User) -> None:
    """Judgements of studies and links hold the judge's name in a tracked field, and so do their events."""
    finding = make_finding(effect_kind="odds_ratio", estimate=2.0, ci_low=1.5, ci_high=2.5)
    judge = {"study": finding.study, "instrument": INSTRUMENTS["rob2"], "support": {}}
    low = {one.id: "low" for one in judge["instrument"].domains}
    made = appraise(**judge, answers=low, by=person)
    appraise(**judge, answers=low | {"missing": "high"}, by=person)
    actions.change(obj=made, by=coordinator, reason="Not hers.", values={"judged_by": "Ben"})
    event = Event.objects.filter(kind="appraisal").first()
    actions.undo(event=event, by=coordinator, reason="Hers.")
    given = {"body": "directions", "start": "low", "level": "low", "judgements": {"risk_of_bias": {"levels": 0}}}
    certain = Certainty(id="sure", link=finding.link, judged_by=NAME, **given)
    actions.add(obj=certain, by=person, reason="Judged.")
    threshold = EffectThreshold(id="least", link=finding.link, effect_kind="odds_ratio", value=2, reason="So.")
    threshold.proposed_by = NAME
    actions.add(obj=threshold, by=person, reason="Proposed.")


def talk_about_it(person: User) -> None:
    """Say something in one's own name, report somebody and decide about somebody."""
    make_comment(by=person, text=f"I am {NAME}, write to {ADDRESS}.")
    make_ruling(make_report(by=person).comment, by=person)


def be_an_author(person: User, coordinator: User) -> None:
    """Claim the record of a name, decide about a claim, and hide somebody."""
    make_person(user=person, name=NAME)
    make_study(references=[make_reference(authors=["Wun A", "Chen C", "Gone G"])])
    field = Field()
    named = {author.name: author for author in field.authors.values()}
    mine, other, gone = (named[name] for name in ("Wun A", "Chen C", "Gone G"))
    confirm(claim=claim(field=field, author=mine, user=person, why=f"I am {NAME}."), by=coordinator)
    confirm(claim=claim(field=field, author=other, user=make_person().user), by=person)
    hide(field=field, author=gone, by=person, reason="Asked for it.")


def send_lists_and_merge(person: User, coordinator: User) -> None:
    """Send lists that name the person, be invited, and let a merger move the person's own rows."""
    keep_draft(kind="invitations", text=f"e-mail\n{ADDRESS}\n", columns=COLUMNS, by=person)
    batch = Batch.objects.create(kind="invitations", token="x", by=person)
    Invitation.objects.create(batch=batch, by=coordinator, email=ADDRESS.upper(), name=NAME)
    be_a_panellist(person)
    kept, gone = make_organisation(), make_organisation()
    save_profile(user=person, values={"organisation": gone.pk}, visibility={})
    tell_apart(one=kept, other=gone, by=person)
    given = {"values": {}, "reason": "One.", "seen": seen_state(kept, gone)}
    merge(kept=kept, gone=gone, by=person, **given)


def be_a_panellist(person: User) -> None:
    """Be invited to a process, and stand in a list that somebody is about to take in."""
    process = drafted()
    inviting.Invitation.objects.create(process=process, email=ADDRESS.upper(), name=NAME, group="researcher")
    text = f"e-mail,group\n{ADDRESS},researcher\n"
    inviting.AddressList.objects.create(process=process, user=make_reader("Cleo"), text=text)


def test_nothing_in_any_table_names_an_erased_person(person, coordinator, client):
    client.force_login(person)
    leave_traces_everywhere(person, coordinator)
    assert rows_naming(NAME, ADDRESS)
    assert rows_naming(ORCID)
    accounts.erase(user=person)
    assert rows_naming(NAME, ADDRESS, ORCID) == []


def test_what_the_person_did_stays(person, coordinator):
    leave_traces_everywhere(person, coordinator)
    finished, changes = Extraction.objects.exclude(state="draft").count(), Event.objects.count()
    accounts.erase(user=person)
    assert Extraction.objects.exclude(state="draft").count() == finished
    assert Event.objects.count() == changes
    assert Event.objects.filter(by_name="A former member", reason="Clearer.").count() == 1


def test_others_keep_their_names(person, coordinator):
    other = User.objects.create_user(email="other@example.org", name="Someone Else")
    actions.change(obj=make_link(), by=other, reason="Clearer.", values={"mechanism": "They know the place."})
    accounts.erase(user=person)
    assert Event.objects.filter(by_name="Someone Else", by_id=other.pk).count() == 1


def test_two_former_members_who_judged_the_same_stay_two(person, coordinator):
    study = make_finding().study
    other = User.objects.create_user(email="ben@example.org", name="Ben", role="editor")
    for by in (person, other):
        low = {one.id: "low" for one in INSTRUMENTS["rob2"].domains}
        appraise(study=study, instrument=INSTRUMENTS["rob2"], answers=low, support={}, by=by)
        accounts.erase(user=by)
    names = Appraisal.objects.order_by("judged_by").values_list("judged_by", flat=True)
    assert list(names) == ["A former member", "A former member (2)"]


def test_a_namesake_keeps_the_judgement(person, coordinator):
    study = make_finding().study
    namesake = User.objects.create_user(email="other@example.org", name=NAME, role="editor")
    low = {one.id: "low" for one in INSTRUMENTS["rob2"].domains}
    made = appraise(study=study, instrument=INSTRUMENTS["rob2"], answers=low, support={}, by=namesake)
    accounts.erase(user=person)
    made.refresh_from_db()
    assert made.judged_by == NAME


def test_the_last_coordinator_is_asked_to_hand_over_first(client, coordinator):
    client.force_login(coordinator)
    page = client.post("/accounts/erase/", {"email": coordinator.email})
    assert page.status_code == 400
    assert "You are the last coordinator." in page.content.decode()
    assert User.objects.filter(pk=coordinator.pk).exists()


def test_a_wrong_address_erases_nothing(client, person):
    client.force_login(person)
    page = client.post("/accounts/erase/", {"email": "other@example.org"})
    assert page.status_code == 400
    assert "Nothing was erased." in page.content.decode()
    assert User.objects.filter(pk=person.pk).exists()


def test_one_erases_oneself_and_is_signed_out(client, person):
    client.force_login(person)
    page = client.post("/accounts/erase/", {"email": ADDRESS.upper()}, follow=True)
    assert page.status_code == 200
    assert "is erased" in page.content.decode()
    assert not User.objects.filter(pk=person.pk).exists()
    assert client.get("/accounts/").status_code == 302
