"""Works from one's ORCID record: asked for by a button, chosen by their author, told of where their author wants it."""

import csv
import io
import json
import re

import pytest
from django.test import Client

from cairnhub.accounts import personal
from cairnhub.accounts.models import User
from cairnhub.community.actions import delete_profile
from cairnhub.community.models import Listing, Person
from cairnhub.community.orcid_links import connect
from cairnhub.community.works import MOST, Work, listed, works_of
from cairnhub.history import actions
from cairnhub.search.models import SearchEntry
from community.answers import FAULTS, ORCID, OTHER_ORCID, identifier, work, works
from factories import TESTS, make_person, make_reference, make_study

pytestmark = pytest.mark.django_db
PAGE, KEEP = "/community/profile/works/", "/community/profile/works/keep/"
AT_ORCID = f"/pub/v3.0/{ORCID}/works"


@pytest.fixture
def owner(client, member):
    client.force_login(member)
    return make_person(user=member, orcid=ORCID, visibility={"works": "nobody"})


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def ask(client, services, *groups):
    services.replies[AT_ORCID] = works(*groups)
    return client.post(PAGE)


def boxes(response) -> dict[str, bool]:
    """Each box of the page by its value, and whether it is ticked."""
    found = re.findall(r'name="keep" value="([^"]+)" id="[^"]+"( checked)?', response.content.decode())
    return {value: bool(checked) for value, checked in found}


def keep(client, response, *keys: str, seen_by: str = "nobody", follow: bool = True):
    answer = re.search(r'name="answer" value="([^"]+)"', response.content.decode())[1]
    return client.post(KEEP, {"answer": answer, "keep": keys, "seen_by_works": seen_by}, follow=follow)


def kept() -> list[Work]:
    return works_of(Person.objects.get())


class TestReading:
    def test_a_work_is_read_as_its_author_lists_it(self, client, services, owner):
        ids = (identifier("pmid", "20547907"), identifier("doi", "10.1/book", "part-of"))
        page = ask(client, services, work("Rural <i>tracks</i>", key=7, doi="https://doi.org/10.1000/ABC", ids=ids))
        keep(client, page, "7")
        [one] = kept()
        assert one == Work(
            "7", "Rural tracks", 2019, "Rural and Remote Health", "journal article", "10.1000/abc", "20547907"
        )
        assert services.asked[-1] == (AT_ORCID, {})

    @pytest.mark.parametrize(
        "group",
        [
            work(None),
            work("  "),
            {"work-summary": []},
            {"work-summary": None},
            {"work-summary": ["x"]},
            "x",
            work("Odd", title=7),
        ],
    )
    def test_what_has_no_title_is_left_out(self, client, services, owner, group):
        page = ask(client, services, group, work("Rural tracks", key=2))
        assert list(boxes(page)) == ["2"]

    def test_what_is_not_said_stays_empty(self, client, services, owner):
        odd = {"external-ids": None, "journal-title": None, "type": None}
        page = ask(client, services, work("Rural tracks", year=None, **odd) | {"external-ids": None})
        keep(client, page, "1")
        assert kept() == [Work("1", "Rural tracks")]
        assert "year not given" in text(client.get(PAGE))

    def test_they_stand_newest_first(self, client, services, owner):
        page = ask(
            client, services, work("Old", key=1, year="1999"), work("New", key=2), work("No year", key=3, year=None)
        )
        assert list(boxes(page)) == ["2", "1", "3"]

    def test_one_doi_in_two_groups_is_one_work(self, client, services, owner):
        page = ask(client, services, work("A", key=1, doi="10.1000/a"), work("A again", key=2, doi="10.1000/A"))
        assert list(boxes(page)) == ["1"]

    def test_a_preprint_of_the_same_title_stays_a_work_of_its_own(self, client, services, owner):
        page = ask(
            client, services, work("A", key=1, doi="10.1000/a"), work("A", key=2, doi="10.2000/a", type="preprint")
        )
        assert len(boxes(page)) == 2

    def test_of_very_many_the_newest_are_offered_and_that_is_said(self, client, services, owner):
        groups = [work(f"Work {at}", key=at, year=str(1990 + at % 30)) for at in range(MOST + 40)]
        page = ask(client, services, *groups)
        assert len(boxes(page)) == MOST
        assert f"The newest {MOST} are offered; 40 older ones are left off." in text(page)
        assert keep(client, page, *boxes(page), follow=False).status_code == 302
        assert len(kept()) == MOST


class TestChoosing:
    def test_nothing_is_kept_before_it_is_chosen(self, client, services, owner):
        ask(client, services, work("Rural tracks"))
        assert kept() == []

    def test_what_is_ticked_is_kept_and_nobody_sees_it_at_first(self, client, services, owner):
        page = ask(client, services, work("Rural tracks", key=1), work("Bird song", key=2))
        assert "Saved: your profile keeps 1 work." in text(keep(client, page, "1"))
        assert [one.title for one in kept()] == ["Rural tracks"]
        assert Person.objects.get().visibility["works"] == "nobody"
        assert "Rural tracks" not in text(Client().get(owner.get_absolute_url()))

    def test_at_first_those_are_ticked_that_this_hub_knows(self, client, services, owner):
        make_reference(doi="10.1000/a")
        page = ask(client, services, work("A", key=1, doi="10.1000/a"), work("B", key=2, doi="10.1000/b"))
        assert boxes(page) == {"1": True, "2": False}

    def test_asked_again_it_is_brought_up_to_date_without_repeats(self, client, services, owner):
        keep(client, ask(client, services, work("Rual tracks", key=1, doi="10.1000/a"), work("B", key=2)), "1", "2")
        # Its author corrected one title and prefers another source, so that ORCID numbers it anew; and added a work.
        page = ask(client, services, work("Rural tracks", key=9, doi="10.1000/a"), work("B", key=2), work("C", key=3))
        assert boxes(page) == {"2": True, "3": False, "9": True}
        keep(client, page, "9", "2")
        assert sorted(one.title for one in kept()) == ["B", "Rural tracks"]

    def test_what_orcid_lists_no_longer_is_told_and_may_stay(self, client, services, owner):
        keep(client, ask(client, services, work("A", key=1), work("B", key=2)), "1", "2")
        page = ask(client, services, work("B", key=2))
        assert boxes(page) == {"1": True, "2": True}
        assert text(page).count("Your ORCID record lists it no longer.") == 1
        keep(client, page, "1", "2")
        assert len(kept()) == 2

    def test_without_asking_works_can_be_taken_off_again(self, client, services, settings, owner):
        keep(client, ask(client, services, work("A", key=1), work("B", key=2)), "1", "2")
        settings.LOOKUP_ON = False
        page = client.get(PAGE)
        assert boxes(page) == {"1": True, "2": True}
        keep(client, page, "2")
        assert [one.title for one in kept()] == ["B"]

    def test_only_what_orcid_said_can_be_kept(self, client, services, owner, editor):
        page = ask(client, services, work("A", key=1))
        assert keep(client, page, "1", "99").status_code == 400
        forged = client.post(KEEP, {"answer": "forged", "keep": ["1"], "seen_by_works": "everyone"})
        assert forged.status_code == 400
        assert "no longer kept. Ask it again" in text(forged)
        # The answer about one person is none about another.
        other = Client()
        make_person(user=editor)
        other.force_login(editor)
        assert "no longer kept" in text(keep(other, page, "1"))
        assert [kept_by(editor), kept_by(owner.user)] == [[], []]

    def test_an_unknown_audience_is_refused_and_what_was_ticked_stays(self, client, services, owner):
        page = keep(client, ask(client, services, work("A", key=1), work("B", key=2)), "2", seen_by="aliens")
        assert page.status_code == 400
        assert boxes(page) == {"1": False, "2": True}
        assert kept() == []

    def test_saving_the_rest_of_the_profile_leaves_them(self, client, services, owner):
        keep(client, ask(client, services, work("A", key=1)), "1", seen_by="members")
        sent = {f"seen_by_{name}": "everyone" for name in Person.FIELDS} | {"name": "Ada", "orcid": ORCID}
        client.post("/community/profile/edit/", sent)
        assert len(kept()) == 1
        assert Person.objects.get().visibility["works"] == "everyone"

    def test_with_another_number_they_are_taken_off(self, client, services, owner):
        keep(client, ask(client, services, work("A", key=1)), "1")
        sent = {f"seen_by_{name}": "everyone" for name in Person.FIELDS} | {"name": "Ada"}
        page = client.post("/community/profile/edit/", sent | {"orcid": OTHER_ORCID}, follow=True)
        assert f"The works you chose from the record of {ORCID} are taken off." in text(page)
        assert kept() == []

    def test_orcid_confirming_another_number_takes_them_off(self, client, services, owner):
        keep(client, ask(client, services, work("A", key=1)), "1")
        connect(user=owner.user, orcid=ORCID)
        assert len(kept()) == 1
        connect(user=owner.user, orcid=OTHER_ORCID)
        assert kept() == []

    def test_without_a_profile_or_a_number_it_says_what_to_do(self, client, services, member):
        client.force_login(member)
        assert "Write it first" in text(client.post(PAGE))
        assert client.post(KEEP).status_code == 302
        make_person(user=member)
        assert "Your profile has no ORCID. Connect with ORCID , or type it ." in text(client.post(PAGE))
        assert services.asked == []


def kept_by(user: User) -> list:
    return Person.objects.get(user=user).works


class TestFaults:
    @pytest.mark.parametrize("name", FAULTS)
    def test_each_is_told_in_one_sentence_and_changes_nothing(self, client, services, settings, owner, name):
        keep(client, ask(client, services, work("A", key=1)), "1")
        settings.LOOKUP_SECONDS = 0.3 if name == "too slow" else 2.0
        services.replies[AT_ORCID], words = FAULTS[name]
        page = client.post(PAGE)
        assert page.status_code == 400
        [told] = re.findall(r'role="alert">([^<]+)</p>', page.content.decode())
        assert words in told
        assert re.fullmatch(r"ORCID [^.]+\.", told)
        assert boxes(page) == {"1": True}
        assert len(kept()) == 1

    def test_without_a_network_it_says_so(self, client, services, settings, owner):
        settings.ORCID_API_URL = "http://127.0.0.1:1"
        words = (
            "ORCID cannot be reached: this hub may have no connection to the internet; nothing was changed; try again"
        )
        assert words in text(client.post(PAGE))

    def test_switched_off_nothing_is_asked(self, client, services, settings, owner):
        settings.LOOKUP_ON = False
        assert "switched off on this hub" in text(client.get(PAGE))
        assert "Asking ORCID for works is switched off on this hub; everything else" in text(client.post(PAGE))
        assert services.asked == []

    def test_a_record_without_public_works_is_told(self, client, services, owner):
        page = ask(client, services)
        assert page.status_code == 200
        assert f"ORCID lists no public works of {ORCID}." in text(page)

    def test_orcid_is_not_asked_without_end(self, client, services, owner):
        for _ in range(20):
            assert ask(client, services).status_code == 200
        assert "You asked ORCID many times" in text(ask(client, services))


class TestTelling:
    @pytest.fixture
    def told(self, client, services, owner):
        """A profile with works; the title stands nowhere else."""

        def by(seen_by: str) -> Person:
            page = ask(client, services, work("On quillworts", key=1, doi="10.1000/a"))
            keep(client, page, "1", seen_by=seen_by)
            return Person.objects.get()

        return by

    @pytest.mark.parametrize("seen_by", ["everyone", "members", "nobody"])
    def test_they_are_seen_by_those_their_author_chose(self, told, seen_by, editor):
        person = told(seen_by)
        reader = Client()
        reader.force_login(editor)
        for client, sees in ((Client(), seen_by == "everyone"), (reader, seen_by != "nobody")):
            for address in (person.get_absolute_url(), "/community/people.csv", "/community/people.json"):
                assert ("On quillworts" in client.get(address).content.decode()) == sees, address

    def test_they_stand_with_year_type_and_doi(self, told):
        page = Client().get(told("everyone").get_absolute_url())
        assert "On quillworts Journal article 2019 Rural and Remote Health DOI 10.1000/a" in text(page)
        assert 'href="https://doi.org/10.1000/a"' in page.content.decode()

    def test_whose_record_they_are_from_is_not_claimed_before_orcid_confirmed_it(self, told):
        person = told("everyone")
        assert "from an ORCID record they call theirs." in text(Client().get(person.get_absolute_url()))
        connect(user=person.user, orcid=ORCID)
        assert "from their ORCID record." in text(Client().get(person.get_absolute_url()))

    def test_nobody_is_found_by_them(self, told):
        told("everyone")
        assert not Listing.objects.filter(words__contains="quillwort").exists()
        assert not Listing.objects.filter(member_words__contains="quillwort").exists()
        assert not SearchEntry.objects.filter(body__contains="quillwort").exists()

    def test_files_give_them(self, told):
        told("everyone")
        table = Client().get("/community/people.csv").content.decode("utf-8-sig")
        [row] = csv.DictReader(io.StringIO(table))
        assert row["works"] == "On quillworts (Rural and Remote Health, 2019) https://doi.org/10.1000/a"
        assert Client().get("/community/people.json").json()["people"][0]["works"] == [
            {
                "title": "On quillworts",
                "year": 2019,
                "journal": "Rural and Remote Health",
                "type": "journal article",
                "doi": "10.1000/a",
            }
        ]

    def test_one_sees_them_as_others_do(self, client, told):
        told("members")
        assert "On quillworts" not in text(client.get("/community/profile/preview/?as=everyone"))
        assert "On quillworts" in text(client.get("/community/profile/preview/?as=members"))

    def test_the_file_about_oneself_holds_all_that_is_kept(self, told, member):
        told("nobody")
        about = json.loads(json.dumps(personal.about(member)))["profile"]
        assert (
            about["profile"]["works"][0] | {"title": "On quillworts", "doi": "10.1000/a"}
            == about["profile"]["works"][0]
        )
        assert about["seen by"]["works"] == "nobody"

    def test_they_go_with_the_profile(self, told, member):
        told("everyone")
        delete_profile(member)
        assert "On quillworts" not in Client().get("/community/people.csv").content.decode()

    def test_a_work_that_is_a_study_of_this_hub_leads_to_it(self, told):
        reference = make_reference(doi="10.1000/A", title="On quillworts here")
        person = told("everyone")
        assert f'href="{reference.get_absolute_url()}">In this hub' in page_of(person)
        study = make_study(references=[reference])
        assert f'href="{study.get_absolute_url()}">In this hub' in page_of(person)

    def test_one_that_was_removed_is_not_pointed_at(self, told):
        reference = make_reference(doi="10.1000/a")
        person = told("everyone")
        actions.remove(obj=reference, by=TESTS, reason="")
        assert "In this hub" not in page_of(person)

    def test_many_works_ask_the_database_no_more_than_one(self, owner, django_assert_max_num_queries):
        for at in range(6):
            make_study(references=[make_reference(doi=f"10.1000/{at}")])
        with django_assert_max_num_queries(2):
            found = listed(Work(str(at), "A", doi=f"10.1000/{at}") for at in range(6))
        assert all(one.here for one in found)


def page_of(person: Person) -> str:
    return Client().get(person.get_absolute_url()).content.decode()
