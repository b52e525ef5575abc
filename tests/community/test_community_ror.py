"""ROR: an editor finds an organisation there, compares, and takes its identifier over."""

import csv
import io
import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from cairnhub.community.lookup import register
from cairnhub.community.models import Organisation
from cairnhub.community.ror import tidy, validate_ror
from cairnhub.history import actions
from cairnhub.history.models import Event
from community.answers import FAULTS, organisation, organisations
from factories import TESTS, make_organisation

pytestmark = pytest.mark.django_db
HARVARD, OTHER = "03vek6s52", "05a0ya142"
QUERY = "/ror/v2/organizations"


@pytest.fixture
def editing(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def school() -> Organisation:
    return make_organisation(name="Harvard", url="", country="")


def at(school: Organisation, end: str = "ror/") -> str:
    return f"/community/organisations/{school.pk}/{end}"


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def take(client, school, page, number: int = 0):
    answers = re.findall(r'name="answer" value="([^"]+)"', page.content.decode())
    return client.post(at(school, "ror/take/"), {"answer": answers[number]}, follow=True)


@pytest.mark.parametrize("ror", ["03vek6s52", "02mhbdp94", "05a0ya142", "042nb2s44", "05dxps055", "01an7q238"])
def test_identifiers_of_the_register_are_taken(ror):
    make_organisation(name="Listed there", ror=ror)
    assert Organisation.objects.get().ror == ror


@pytest.mark.parametrize(
    ("ror", "words"), [("03vek6s53", "mistyped"), ("03vek6t52", "mistyped"), ("3vek6s52", "looks")]
)
def test_others_are_refused_with_the_reason(ror, words):
    with pytest.raises(ValidationError, match=words):
        validate_ror(ror)


def test_an_identifier_is_kept_in_one_form():
    assert {tidy(one) for one in (" https://ror.org/03vek6s52/", "ror.org/03VEK6S52", "03vek6s52")} == {HARVARD}


class TestLookingUp:
    def test_candidates_stand_beside_the_record(self, editing, services, school):
        services.replies[QUERY] = organisations(organisation(), organisation(OTHER, "Harvard Medical School"))
        page = editing.post(at(school), {"words": "Harvard"})
        told = text(page)
        assert "Harvard University ROR 03vek6s52" in told
        assert "United States, Cambridge" in told
        assert "education, funder" in told
        assert "https://www.harvard.edu" in told
        assert "HU; Universidad de Harvard" in told
        assert "Harvard Medical School" in told
        assert services.asked == [(QUERY, {"query": "Harvard"})]
        assert Organisation.objects.get().ror == ""

    def test_the_page_offers_the_name_and_asks_nothing_by_itself(self, editing, services, school):
        assert 'value="Harvard"' in editing.get(at(school)).content.decode()
        assert services.asked == []

    def test_signs_that_are_commands_are_not_sent(self, editing, services, school):
        services.replies[QUERY] = organisations()
        page = editing.post(at(school), {"words": 'St. John\'s (NZ): "A/B" + C*'})
        assert services.asked[-1][1]["query"].split() == ["St.", "John's", "NZ", "A", "B", "C"]
        assert "ROR knows none by these words" in text(page)

    @pytest.mark.parametrize("words", [HARVARD, "https://ror.org/03vek6s52"])
    def test_an_identifier_means_one_alone(self, editing, services, school, words):
        services.replies[f"{QUERY}/{HARVARD}"] = services_reply(organisation())
        assert "Harvard University" in text(editing.post(at(school), {"words": words}))

    def test_an_unknown_identifier_is_told(self, editing, services, school):
        page = editing.post(at(school), {"words": HARVARD})
        assert page.status_code == 400
        assert "ROR does not know it; check the identifier." in text(page)

    def test_no_words_ask_nothing(self, editing, services, school):
        assert editing.post(at(school), {"words": " "}).status_code == 400
        assert services.asked == []

    @pytest.mark.parametrize(
        "odd",
        [
            {"id": "https://ror.org/03vek6s53"},
            {"id": None},
            {"names": []},
            {"names": "x"},
            {"names": [{"types": ["ror_display"], "value": ""}]},
            {"status": "withdrawn"},
        ],
    )
    def test_what_cannot_be_an_organisation_is_left_out(self, services, odd):
        services.replies[QUERY] = organisations(organisation() | odd, "x", organisation(OTHER, "Another"))
        assert [one.name for one in register.search("x")] == ["Another"]

    def test_what_is_not_said_stays_empty(self, services):
        services.replies[QUERY] = organisations(
            organisation()
            | {"locations": [], "links": [{"type": "website", "value": "javascript:alert(1)"}], "types": 7}
        )
        [one] = register.search("x")
        assert (one.country, one.place, one.website, one.types) == ("", "", "", ())

    def test_one_that_is_no_more_says_so(self, editing, services, school):
        services.replies[QUERY] = organisations(organisation(status="inactive"))
        assert "no longer active" in text(editing.post(at(school), {"words": "x"}))

    @pytest.mark.parametrize("name", FAULTS)
    def test_each_fault_is_told_in_one_sentence(self, editing, services, settings, school, name):
        settings.LOOKUP_SECONDS = 0.3 if name == "too slow" else 2.0
        services.replies[QUERY], words = FAULTS[name]
        page = editing.post(at(school), {"words": "Harvard"})
        assert page.status_code == 400
        [told] = re.findall(r"<b>Nothing was changed.</b> ([^<]+)</p>", page.content.decode())
        assert words in told
        assert re.fullmatch(r"ROR [^.]+\.", told.strip())
        assert 'value="Harvard"' in page.content.decode()

    def test_without_a_network_it_says_so(self, editing, settings, services, school):
        settings.ROR_URL = "http://127.0.0.1:1"
        assert "ROR cannot be reached: this hub may have no connection" in text(
            editing.post(at(school), {"words": "x"})
        )

    def test_switched_off_nothing_is_asked(self, editing, settings, services, school):
        settings.LOOKUP_ON = False
        assert "switched off on this hub. Write the identifier into the record by hand" in text(editing.get(at(school)))
        page = editing.post(at(school), {"words": "x"})
        assert "Looking organisations up is switched off on this hub; write the identifier" in text(page)
        assert services.asked == []


def services_reply(record: dict):
    reply = organisations()
    reply.body = record
    return reply


class TestTakingOver:
    def test_the_identifier_is_recorded_and_what_was_empty_filled(self, editing, services, school, editor):
        services.replies[QUERY] = organisations(organisation())
        page = take(editing, school, editing.post(at(school), {"words": "Harvard"}))
        assert 'href="https://ror.org/03vek6s52"' in page.content.decode()
        school.refresh_from_db()
        assert (school.ror, school.country, school.url) == (HARVARD, "United States", "https://www.harvard.edu")
        assert school.name == "Harvard"
        event = Event.objects.first()
        assert event.by_id == editor.pk
        assert event.reason.startswith("Taken over from ROR, 03vek6s52, where it is called Harvard University, ")
        actions.undo(event=event, by=editor, reason="Another school.")
        school.refresh_from_db()
        assert (school.ror, school.country, school.url) == ("", "", "")

    def test_what_the_record_says_is_never_written_over(self, editing, services):
        school = make_organisation(name="Harvard", url="https://hms.harvard.edu", country="USA")
        services.replies[QUERY] = organisations(organisation())
        take(editing, school, editing.post(at(school), {"words": "Harvard"}))
        school.refresh_from_db()
        assert (school.ror, school.country, school.url) == (HARVARD, "USA", "https://hms.harvard.edu")

    def test_an_identifier_that_another_record_has_is_shown_with_it_and_not_offered(self, editing, services, school):
        other = make_organisation(name="Harvard, again", ror=HARVARD)
        services.replies[QUERY] = organisations(organisation())
        page = editing.post(at(school), {"words": "Harvard"})
        assert "Another record has this identifier: Harvard, again" in text(page)
        assert 'name="answer"' not in page.content.decode()
        actions.remove(obj=other, by=TESTS, reason="")
        assert 'name="answer"' in editing.post(at(school), {"words": "Harvard"}).content.decode()

    def test_one_that_another_took_meanwhile_is_refused(self, editing, services, school):
        services.replies[QUERY] = organisations(organisation())
        page = editing.post(at(school), {"words": "Harvard"})
        make_organisation(name="Harvard, again", ror=HARVARD)
        assert "Not saved: “Harvard, again” has the same ROR already." in text(take(editing, school, page))
        assert Organisation.objects.get(pk=school.pk).ror == ""

    def test_two_records_with_one_identifier_are_not_both_shown(self, editing, school):
        first = make_organisation(name="Harvard, first", ror=HARVARD)
        actions.remove(obj=first, by=TESTS, reason="")
        actions.change(obj=school, by=TESTS, reason="", values={"ror": HARVARD})
        page = editing.post(f"/edit/organisation/{first.pk}/restore/", {"change_reason": "Needed."})
        assert page.status_code == 400
        assert "“Harvard” has the same ROR already." in text(page)

    def test_only_what_ror_said_about_this_record_is_taken(self, editing, services, school):
        services.replies[QUERY] = organisations(organisation())
        page = editing.post(at(school), {"words": "Harvard"})
        other = make_organisation(name="Yale")
        for refused in (
            take(editing, other, page),
            editing.post(at(school, "ror/take/"), {"answer": "x"}, follow=True),
        ):
            assert "no longer kept. Look it up again; nothing was changed." in text(refused)
        assert not Organisation.objects.exclude(ror="").exists()

    def test_typed_by_hand_a_pasted_address_is_tidied(self, editing, school):
        form = {"name": "Harvard", "organisation_type": "school", "change_reason": "Read on its page."}
        seen = {"seen_event": Event.objects.first().pk}
        address = f"/edit/organisation/{school.pk}/"
        assert editing.post(address, form | seen | {"ror": "https://ror.org/03VEK6S52"}).status_code == 302
        school.refresh_from_db()
        assert school.ror == HARVARD
        page = editing.post(address, form | {"seen_event": Event.objects.first().pk, "ror": "03vek6s53"})
        assert page.status_code == 400
        assert "mistyped" in text(page)


class TestTelling:
    def test_everybody_sees_it_and_editors_the_way_to_it(self, client, editor, school):
        button = "Find it in ROR"
        assert button not in text(Client().get(school.get_absolute_url()))
        client.force_login(editor)
        assert button in text(client.get(school.get_absolute_url()))
        actions.change(obj=school, by=TESTS, reason="", values={"ror": HARVARD})
        assert 'href="https://ror.org/03vek6s52"' in Client().get(school.get_absolute_url()).content.decode()

    def test_the_file_has_it(self, school):
        actions.change(obj=school, by=TESTS, reason="", values={"ror": HARVARD})
        table = Client().get("/community/organisations.csv").content.decode("utf-8-sig")
        assert [row["ROR"] for row in csv.DictReader(io.StringIO(table))] == [HARVARD]
