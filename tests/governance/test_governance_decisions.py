"""The decision log: recorded with its people, found again, shown beside what it changed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cairnhub.accounts import actions as accounts
from cairnhub.accounts.models import DeclaredInterest
from cairnhub.governance.decisions import actions
from cairnhub.governance.models import Decision, Participant
from cairnhub.history import actions as history
from cairnhub.history.models import Event
from factories import make_construct, make_decision, make_link, make_reader, make_threshold

pytestmark = pytest.mark.django_db

GOOD = {"title": "Publish it", "decided_on": "2026-05-01", "about": "framework", "text": "It is **published**."}


@pytest.fixture
def door(client, coordinator):
    client.force_login(coordinator)
    return client


def text_of(answer) -> str:
    return answer.content.decode()


def test_a_decision_is_recorded_with_its_people_evidence_and_changes(door, coordinator):
    link, ann, ben = make_link(), make_reader("Ann"), make_reader("Ben")
    change = Event.objects.get(kind="link")
    sent = GOOD | {
        "evidence": f"http://localhost:8000{link.get_absolute_url()}#findings\n",
        "evidence_urls": "https://example.org/report",
        "changed": f"{link.history_url()}#event-{change.pk}",
        "decided_by": [ann.pk],
        "aside_1": ben.pk,
        "because_1": "Directs the track.",
    }
    answer = door.post("/governance/decisions/record/", sent)
    made = Decision.objects.get()
    assert answer.url == made.get_absolute_url()
    assert (made.evidence, made.changed) == ([f"link:{link.pk}"], [f"event:{change.pk}"])
    page = text_of(door.get(answer.url))
    assert "<strong>published</strong>" in page
    for said in (link.get_absolute_url(), "https://example.org/report", "Ann", "Directs the track.", "in force"):
        assert said in page


def test_names_stay_out_of_the_history(door):
    ann = make_reader("Annabella")
    made = make_decision(decided_by=[ann])
    answer = door.post(
        f"{made.get_absolute_url()}people/", {"aside_1": ann.pk, "because_1": "Paid.", "change_reason": "Was wrong."}
    )
    assert answer.status_code == 302
    assert Participant.objects.get().part == "stood_aside"
    told = [f"{event.label} {event.reason} {event.changes}" for event in Event.objects.filter(kind="decision")]
    assert len(told) == 2
    assert not any("Annabella" in one for one in told)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"evidence": "/framework/links/no_such/"}, "evidence"),
        ({"changed": "event:99999"}, "changed"),
        ({"evidence_urls": "ftp://x"}, "evidence_urls"),
        ({"title": ""}, "title"),
        ({"body": ""}, "decided_by"),
        ({"aside_1": "", "because_1": "Paid."}, "aside_1"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(door, changed, field):
    page = door.post("/governance/decisions/record/", GOOD | {"body": "The group"} | changed)
    assert page.status_code == 400
    assert field in page.context["form"].errors
    assert Decision.objects.count() == 0


def test_nobody_both_decides_and_stands_aside():
    ann = make_reader("Ann")
    with pytest.raises(ValidationError, match="cannot both"):
        make_decision(decided_by=[ann], stood_aside={ann: "Paid."})
    assert Decision.objects.count() == 0


def test_interests_are_those_of_the_day_of_the_decision(client):
    ann, ben, cas = make_reader("Ann"), make_reader("Ben"), make_reader("Cas")
    day = timezone.localdate() - timedelta(days=10)
    DeclaredInterest.objects.create(user=ann, statement="Ran a track.", declared_on=day, ended_on=day)
    accounts.declare_interest(user=ben, statement="Declared later.")
    accounts.declare_none(user=cas)
    made = make_decision(decided_by=[ann, ben], decided_on=day)
    page = text_of(client.get(made.get_absolute_url()))
    assert "Ran a track." in page
    assert "Declared later." not in page
    assert page.count("Had declared nothing.") == 1
    assert "Had declared that there is none" in text_of(client.get(make_decision(decided_by=[cas]).get_absolute_url()))


def test_an_erased_decider_becomes_a_former_member_and_the_decision_stays(client):
    ann = make_reader("Annabella")
    made = make_decision(decided_by=[make_reader("Ben")], stood_aside={ann: "Annabella directs it."})
    accounts.erase(user=ann)
    page = text_of(client.get(made.get_absolute_url()))
    assert "A former member" in page
    assert "Annabella" not in page


def test_a_correction_keeps_former_members(coordinator):
    ann = make_reader("Ann")
    made = make_decision(decided_by=[ann], body="")
    accounts.erase(user=ann)
    actions.set_participants(decision=made, decided_by=[], stood_aside={}, by=coordinator, reason="Looked again.")
    assert [one.name for one in made.participants.all()] == ["A former member"]


def test_a_later_decision_supersedes_an_earlier_one(client, coordinator):
    first = make_decision(title="Five seats")
    later = make_decision(title="Seven seats", supersedes=[first])
    first.refresh_from_db()
    assert (first.superseded_by, first.status, later.status) == (later, "superseded", "in force")
    assert "Seven seats" in text_of(client.get(first.get_absolute_url()))
    with pytest.raises(ValidationError, match="superseded already"):
        make_decision(supersedes=[first])
    with pytest.raises(ValidationError, match="in a circle"):
        history.change(obj=later, by=coordinator, reason="Odd.", values={"superseded_by": first.pk})
    assert [one["decision"].pk for one in _told(client, status="in_force")] == [later.pk]


def _told(client, **query):
    page = client.get("/governance/decisions/", query)
    return [{"decision": one.decision} for one in page.context["told"]]


def titles(client, **query) -> list[str]:
    return [one["decision"].title for one in _told(client, **query)]


def test_the_log_is_found_by_year_subject_words_and_object(client):
    link = make_link()
    make_decision(title="Old", decided_on=date(2025, 3, 1), about="people", text="Ada is welcome: xylophone.")
    make_decision(title="New", decided_on=date(2026, 3, 1), evidence=[f"link:{link.pk}"])
    assert titles(client) == ["New", "Old"]
    assert titles(client, year="2025") == ["Old"]
    assert titles(client, about="people") == ["Old"]
    assert titles(client, q="xylophone") == ["Old"]
    assert titles(client, names=f"link:{link.pk}") == ["New"]
    assert titles(client, year="nonsense", about="nonsense") == ["New", "Old"]
    assert "No decision fits" in text_of(client.get("/governance/decisions/?q=nosuchword"))
    assert "xylophone" in text_of(client.get("/search/?q=xylophone"))


def test_feed_and_file_take_the_same_choices(client):
    make_decision(title="Old & wise", decided_on=date(2025, 3, 1), decided_by=[make_reader("Ann")])
    make_decision(title="New", decided_on=date(2026, 3, 1))
    feed = client.get("/governance/decisions/feed.atom?year=2025")
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert "Old &amp; wise" in text_of(feed)
    assert "<title>New</title>" not in text_of(feed)
    assert "2025-03-01T00:00:00+00:00" in text_of(feed)
    rows = client.get("/governance/decisions.csv?year=2025").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert "All of us; Ann" in rows[1]


def test_a_decision_stands_beside_the_change_and_the_object_it_names(client, editor):
    link = make_link()
    history.change(obj=link, by=editor, reason="As decided.", values={"mechanism": "They know the place."})
    change = Event.objects.filter(kind="link").first()
    made = make_decision(title="Say how it works", changed=[f"event:{change.pk}", f"link:{link.pk}"])
    page = text_of(client.get(link.history_url()))
    assert page.count("Say how it works") == 2
    assert "By decision:" in text_of(client.get("/history/"))
    assert "They know the place." in text_of(client.get(made.get_absolute_url()))
    history.remove(obj=made, by=editor, reason="Never taken.")
    assert "Say how it works" not in text_of(client.get(link.history_url()))


def test_changes_of_removed_objects_stay_hidden_from_readers(client, editor):
    gone = make_construct(name="Nevermore")
    change = Event.objects.get(kind="construct")
    made = make_decision(changed=[f"event:{change.pk}"])
    history.remove(obj=gone, by=editor, reason="Wrong.")
    assert "Nevermore" not in text_of(client.get(made.get_absolute_url()))


def test_editors_do_not_change_decisions(client, editor):
    made = make_decision()
    client.force_login(editor)
    assert client.post(f"/edit/decision/{made.pk}/remove/", {"change_reason": "Mine."}).status_code == 403
    assert client.post("/governance/decisions/record/", GOOD | {"body": "Me"}).status_code == 403


def test_a_coordinator_edits_a_decision_with_addresses(door):
    link = make_link()
    made = make_decision(evidence=[f"link:{link.pk}"])
    page = door.get(f"/edit/decision/{made.pk}/")
    assert link.get_absolute_url() in text_of(page)
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {
        "title": "Said better",
        "change_reason": "Plainer.",
    }
    sent["evidence"] = link.get_absolute_url()
    assert door.post(f"/edit/decision/{made.pk}/", sent).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.evidence) == ("Said better", [f"link:{link.pk}"])


def test_narrowing_the_list_of_people_saves_nothing_and_keeps_what_was_typed(door):
    make_reader("Ann"), make_reader("Ben")
    page = door.post("/governance/decisions/record/", GOOD | {"narrow": "decided_by", "decided_by-words": "ann"})
    assert page.status_code == 200
    assert Decision.objects.count() == 0
    html = text_of(page)
    assert "Publish it" in html
    assert "Ben (" not in html.split('name="aside_1"')[0]


def test_publishing_a_version_offers_to_record_the_decision(door):
    make_construct()
    done = door.post(
        "/framework/publish/",
        {"number": "1.0", "date": "2026-11-01", "status": "draft", "changelog": "All.", "seen_event": 10**6},
        follow=True,
    )
    address = _offered(done)
    form = door.get(address).context["form"]
    assert form["title"].value() == "Publish version 1.0 of the framework"
    assert f"#event-{Event.objects.filter(kind='framework_version').first().pk}" in form["changed"].value()


def test_settling_a_threshold_offers_to_record_the_decision(door):
    threshold = make_threshold()
    done = door.post(f"/evidence/certainty/thresholds/{threshold.pk}/settle/", {"settled_how": "Round 1."}, follow=True)
    assert "about=evidence" in _offered(done)


def _offered(done) -> str:
    html = text_of(done)
    start = html.index("/governance/decisions/record/?")
    return html[start : html.index('"', start)].replace("&amp;", "&")


def test_granting_a_role_offers_to_record_the_decision_without_a_name(door, member):
    done = door.post(f"/accounts/members/{member.pk}/", {"role": "editor", "reason": "Asked."}, follow=True)
    assert f"role_of={member.pk}" in text_of(done)
    form = door.get(f"/governance/decisions/record/?role_of={member.pk}").context["form"]
    event = Event.objects.get(kind="role")
    assert (form["title"].value(), form["about"].value()) == ("Grant the role of editor", "people")
    sent = GOOD | {"body": "All", "changed": form["changed"].value()}
    assert door.post("/governance/decisions/record/", sent).status_code == 302
    assert Decision.objects.get().changed == [f"event:{event.pk}"]


def test_what_a_person_decided_is_in_the_file_about_them(client, member):
    make_decision(title="So be it", stood_aside={member: "Paid."})
    client.force_login(member)
    told = client.get("/accounts/data.json").json()["decisions"]
    assert told == [
        {"decision": "So be it", "on": timezone.localdate().isoformat(), "part": "stood aside", "because": "Paid."}
    ]


def test_the_log_asks_few_questions_of_the_database(client, django_assert_max_num_queries):
    for number in range(12):
        make_decision(decided_by=[make_reader(f"Reader{number}")])
    with django_assert_max_num_queries(9):
        client.get("/governance/decisions/")
