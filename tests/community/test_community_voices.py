"""Whose voice is missing: counts of what people say of themselves, against targets."""

import csv
import io
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cairnhub.community.actions import withdraw_consent
from cairnhub.community.voices import pools
from cairnhub.community.voices.desk import missing_voices
from cairnhub.community.voices.models import Among
from cairnhub.community.voices.reading import counted, gaps
from cairnhub.community.voices.suggestions import whom_to_ask
from cairnhub.evidence.extraction.actions import begin
from cairnhub.evidence.models import Extraction
from factories import make_organisation, make_person, make_reader, make_study, make_target

pytestmark = pytest.mark.django_db
PAGE = "voices:index"


def members(number: int, **fields) -> list:
    return [make_person(**fields) for _ in range(number)]


def at_least(voice: str, among: str = "members") -> int:
    key, _, code = voice.partition(":")
    (one,) = [one for one in counted() if one.aspect.key == key and one.pool.among == among]
    (group,) = [group for group in one.representation.groups if group.name == code]
    return group.at_least


def lines(client) -> list[dict]:
    text = client.get(reverse("voices:voices_csv")).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_members_are_counted_by_what_they_say_also_where_they_show_it_to_nobody():
    members(5, groups=["community"], seen_by="nobody")
    assert at_least("group:community") == 5


def test_nobody_is_counted_who_did_not_agree_or_took_it_back():
    people = members(5, groups=["community"])
    members(5, groups=["community"], consent=False)
    assert at_least("group:community") == 5
    withdraw_consent(user=people[0].user)
    assert at_least("group:community") == 0


@pytest.mark.parametrize("number", range(5))
def test_fewer_than_five_look_like_nobody_everywhere(client, number):
    members(number, groups=["funder"], disciplines=["medicine"])
    page, file = client.get(reverse(PAGE)), lines(client)
    make_person(groups=["school"])
    assert {line["at least"] for line in file if line["voice"] == "Funders"} == {"0"}
    assert "Fewer than 5 among members, and among authors, and among reviewers: Researchers, " in page.text


def test_the_page_of_nobody_and_of_four_is_the_same(client):
    empty = client.get(reverse(PAGE)).content
    members(4, groups=["funder"], region="oceania", career_stage="early")
    assert client.get(reverse(PAGE)).content == empty


def test_no_number_on_the_page_changes_by_less_than_five(client):
    make_target(voice="group:community", share=25)
    seen = []
    for _ in range(12):
        make_person(groups=["community"], disciplines=["nursing"])
        seen.append({(line["aspect"], line["voice"], line["among"]): line for line in lines(client)})
    for before, after in pairwise(seen):
        for key, line in after.items():
            assert int(line["at least"]) - int(before[key]["at least"]) in (0, 5)
            assert int(line["at least told"]) - int(before[key]["at least told"]) in (0, 5)


def test_a_gap_is_named_with_its_target_and_the_reason(client):
    make_target(voice="group:community", share=50, reason="They are whom it is about.")
    members(20, groups=["researcher"])
    members(5, groups=["community"])
    (gap,) = gaps(counted())
    assert (gap.label, gap.group.at_least, gap.group.wanted) == ("Community organisations and members", 5, 13)
    page = client.get(reverse(PAGE)).text
    assert "among members: at least 5, and 13 are wanted." in page
    assert "They are whom it is about." in page


def test_gaps_come_the_furthest_from_their_target_first():
    members(15, groups=["researcher", "community"])
    make_target(voice="group:researcher", share=None, number=20)
    make_target(voice="group:funder", share=None, number=10)
    assert [gap.voice for gap in gaps(counted())] == ["group:funder", "group:researcher"]


def test_a_reached_target_is_no_gap_and_a_tiny_one_cannot_be_told(client):
    members(10, groups=["researcher"])
    make_target(voice="group:researcher", share=100)
    make_target(voice="group:funder", share=10)
    assert gaps(counted()) == []
    standing = {line["voice"]: line["standing"] for line in lines(client) if line["among"] == "Members"}
    assert (standing["Researchers"], standing["Funders"]) == ("reached", "unknown")


def test_the_type_of_institution_comes_from_the_organisation_somebody_chose():
    clinic = make_organisation(name="Clinic", organisation_type="community_or_health_center")
    members(5, organisation=clinic)
    assert at_least("type:community_or_health_center") == 5


def test_reviewers_are_those_who_finished_reading_a_study():
    for number in range(6):
        reader = make_reader(f"Reader{number}")
        make_person(user=reader, groups=["student_or_trainee"])
        begin(study=make_study(id=f"study_{number}"), by=reader)
    assert at_least("group:student_or_trainee", "reviewers") == 0
    Extraction.objects.update(state="submitted", submitted_at="2026-05-01T00:00Z")
    assert at_least("group:student_or_trainee", "reviewers") == 5


def test_nobody_counts_panellists_while_nobody_has_been_invited(client):
    assert {one.pool.among for one in counted()} == {Among.MEMBERS, Among.AUTHORS, Among.REVIEWERS}
    assert "While nobody has been invited" in client.get(reverse(PAGE)).text


def test_a_room_contributes_its_people(monkeypatch):
    monkeypatch.setattr(pools, "_pools", dict(pools._pools))
    people = [person.user_id for person in members(5, groups=["clinician"])]
    members(5, groups=["clinician"])
    pools.contribute(pools.Pool(Among.PANELLISTS, "Panellists", "Of the first round.", lambda: people))
    assert at_least("group:clinician", "panellists") == 5
    assert at_least("group:clinician") == 10


def gap_of(voice: str, **target):
    make_target(voice=voice, **({"share": None, "number": 10} | target))
    (gap,) = [gap for gap in gaps(counted()) if gap.voice == voice]
    return gap


def test_organisations_of_the_directory_are_suggested_for_members():
    make_organisation(name="Clinic", organisation_type="community_or_health_center")
    make_organisation(name="Bureau", organisation_type="foundation")
    make_person(name="Ada", groups=["community"])
    asked = whom_to_ask(gap_of("group:community"), 0)
    assert [label.text for label in asked.first] == ["Clinic"]


def test_organisations_of_a_region_are_found_by_their_country():
    make_organisation(name="Far", country="New Zealand")
    make_organisation(name="Near", country="Canada")
    assert [label.text for label in whom_to_ask(gap_of("region:oceania"), 0).first] == ["Far"]


def test_people_are_suggested_as_reviewers_as_far_as_the_reader_sees_them():
    make_person(name="Open", disciplines=["nursing"])
    make_person(name="Shy", disciplines=["nursing"], visibility={"disciplines": "members"})
    make_person(name="Hidden", disciplines=["nursing"], visibility={"disciplines": "nobody"})
    gap = gap_of("discipline:nursing", among="reviewers")
    assert {label.text for label in whom_to_ask(gap, 0).first} == {"Open"}
    assert {label.text for label in whom_to_ask(gap, 1).first} == {"Open", "Shy"}


def test_a_few_are_named_and_the_others_counted(client):
    for number in range(9):
        make_organisation(name=f"Clinic {number}", organisation_type="community_or_health_center")
    asked = whom_to_ask(gap_of("group:community"), 0)
    assert (len(asked.first), asked.more) == (5, 4)
    assert "and 4 more." in client.get(reverse(PAGE)).text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"share": None}, "Give a share or a number"),
        ({"number": 10}, "Give a share or a number"),
        ({"share": 0}, "greater than or equal to 1"),
        ({"share": None, "number": 4}, "greater than or equal to 5"),
        ({"voice": "group:kings"}, "not a valid choice"),
        ({"reason": ""}, "cannot be blank"),
    ],
)
def test_a_target_that_cannot_be_says_what_to_do(fields, says):
    with pytest.raises(ValidationError, match=says):
        make_target(**fields)


def test_a_second_target_for_the_same_is_refused():
    make_target()
    with pytest.raises(ValidationError, match="among already"):
        make_target(share=30)


def test_coordinators_set_targets_and_editors_do_not(client, coordinator, editor):
    address = reverse("editing:add", args=["representation_target"])
    client.force_login(editor)
    assert client.get(address).status_code == 403
    assert "Set a target" not in client.get(reverse(PAGE)).text
    client.force_login(coordinator)
    sent = {"voice": "group:community", "among": "members", "share": "20", "reason": "Agreed.", "change_reason": "So."}
    assert client.post(address, sent).status_code == 302
    assert "Community organisations and members among members: 20%" in client.get(reverse(PAGE)).text


def test_the_desk_counts_what_is_not_reached():
    (line,) = missing_voices()
    assert (line.count, line.means) == (0, "No target has been set yet, so nothing can be missed.")
    gap_of("group:community")
    (line,) = missing_voices()
    assert (line.count, line.means) == (1, "Of 1 set.")
    assert line.named[0][0] == "Community organisations and members among members"


def test_the_page_asks_as_often_for_many_people_as_for_few(client, django_assert_max_num_queries):
    for voice in ("group:community", "group:funder", "region:oceania"):
        gap_of(voice)
    members(12, groups=["researcher"])
    with django_assert_max_num_queries(24):
        assert client.get(reverse(PAGE)).status_code == 200
