"""Who sees what of a profile: every field, for every audience, wherever profiles are told of."""

import csv
import io
import json

import pytest
from django.test import Client

from cairnhub.accounts.models import User
from cairnhub.community.actions import save_profile
from cairnhub.community.models import Person
from factories import make_construct, make_link, make_organisation, make_outcome, make_person

pytestmark = pytest.mark.django_db

#: Field, what it says, and the words that give it away.
SAID = {
    "orcid": ("0000-0002-1825-0097", "0000-0002-1825-0097"),
    "groups": (["accreditor_or_regulator"], "Accreditors and regulators"),
    "roles": (["librarian"], "Librarian"),
    "disciplines": (["indigenous_studies"], "Indigenous studies"),
    "career_stage": ("retired", "Retired"),
    "region": ("oceania", "Oceania"),
    "country": ("Vanuatu", "Vanuatu"),
    "languages": (["Yolŋu Matha"], "Yolŋu Matha"),
    "methods_expertise": (["realist"], "Realist evaluation"),
    "data_expertise": (["claims"], "Claims and payments"),
    "offers": ("Offers zymurgy.", "zymurgy"),
    "about": ("Knows xylography.", "xylography"),
    "self_described": ("Is of the quillwort people.", "quillwort"),
}
RELATED = ("organisation", "links", "constructs")
AUDIENCES = ("everyone", "members", "nobody")
OPEN = dict.fromkeys(Person.FIELDS, "everyone")


def related(name: str):
    if name == "organisation":
        made = make_organisation(name="Quixotic College")
        return made.pk, "Quixotic College"
    if name == "constructs":
        return [make_construct(name="Ombudsing").pk], "Ombudsing"
    return [make_link(source=make_construct(name="Jousting"), target=make_outcome(name="Valour")).pk], "Jousting"


def as_(role: str) -> Client:
    client = Client()
    if role == "member":
        client.force_login(User.objects.get_or_create(email="reader@example.org")[0])
    return client


def places(person: Person, words: str) -> dict[str, str]:
    """Every place that tells of profiles; those that are lists of people show this one alone."""
    return {
        "page": person.get_absolute_url(),
        "csv": "/community/people.csv",
        "json": "/community/people.json",
        "directory": "/community/?kind=person",
        "found by words": f"/community/?kind=person&q={words}",
        "search": f"/search/?kind=person&q={words}",
    }


def text_at(client: Client, address: str) -> str:
    # What the reader typed comes back in the field of the search.
    page = client.get(address).content.decode("utf-8-sig")
    return page.split('id="found"', 1)[-1]


def cells(client: Client) -> dict:
    table = client.get("/community/people.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    return rows[0] if rows else {}


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", [*SAID, *RELATED])
def test_a_field_is_seen_by_those_its_owner_chose_and_by_nobody_else(name, audience):
    value, words = SAID[name] if name in SAID else related(name)
    person = make_person(**{name: value}, visibility={name: audience})
    for role, sees in (("visitor", audience == "everyone"), ("member", audience != "nobody")):
        client = as_(role)
        for place in ("page", "csv", "json"):
            said = text_at(client, places(person, words)[place])
            assert (words in said) == sees, f"{place} as {role}"
        found = text_at(client, places(person, words)["found by words"])
        assert (person.get_absolute_url() in found) == sees, f"directory as {role}"
        if not sees:
            assert words not in client.get("/community/?kind=person").content.decode()
        search = text_at(client, places(person, words)["search"])
        assert (person.get_absolute_url() in search) == (audience == "everyone"), f"search as {role}"


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_name_stands_for_the_whole_profile(audience):
    college = make_organisation(name="Quixotic College")
    link = make_link()
    person = make_person(
        name="Zuleika Dobson", organisation=college.pk, links=[link.pk], visibility={"name": audience}, offers="Tea"
    )
    for role, sees in (("visitor", audience == "everyone"), ("member", audience != "nobody")):
        client = as_(role)
        assert client.get(person.get_absolute_url()).status_code == (200 if sees else 404)
        for place in ("csv", "json", "directory", "found by words"):
            assert ("Zuleika" in text_at(client, places(person, "Dobson")[place])) == sees, f"{place} as {role}"
        assert ("Zuleika" in client.get(college.get_absolute_url()).content.decode()) == sees
        public = audience == "everyone"
        assert ("Zuleika" in text_at(client, places(person, "Dobson")["search"])) == public
        assert ("Zuleika" in client.get(link.get_absolute_url()).content.decode()) == public


@pytest.mark.parametrize("name", [*SAID, *RELATED])
def test_hidden_looks_like_empty(name):
    value, words = SAID[name] if name in SAID else related(name)
    person = make_person(**{name: value}, visibility={name: "nobody"})
    client = as_("visitor")
    hidden = {place: client.get(address).content for place, address in places(person, words).items()}
    empty = [] if isinstance(value, list) else None if name == "organisation" else ""
    save_profile(user=person.user, values={name: empty}, visibility=OPEN)
    assert {place: client.get(address).content for place, address in places(person, words).items()} == hidden


def test_a_hidden_profile_is_answered_as_one_that_never_was(client):
    person = make_person(visibility={"name": "nobody"})
    hidden, absent = client.get(person.get_absolute_url()), client.get("/community/people/neverwas/")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert hidden.content.replace(person.pk.encode(), b"") == absent.content.replace(b"neverwas", b"")


def test_a_field_without_a_choice_is_seen_by_nobody(client):
    person = make_person(seen_by="nobody", visibility={"name": "everyone"}, offers="Tea")
    del person.visibility["offers"]
    person.save()
    assert "Tea" not in client.get(person.get_absolute_url()).content.decode()


def test_a_facet_finds_only_those_who_let_this_reader_see_the_field():
    person = make_person(disciplines=["geography"], visibility={"disciplines": "members"})
    address = "/community/?discipline=geography"
    assert person.get_absolute_url() not in as_("visitor").get(address).content.decode()
    assert person.get_absolute_url() in as_("member").get(address).content.decode()


def test_the_file_names_no_field_that_is_hidden():
    make_person(offers="Tea", about="Long", visibility={"about": "nobody"})
    (told,) = json.loads(as_("member").get("/community/people.json").content)["people"]
    assert told["offers"] == "Tea"
    assert "about" not in told
    assert cells(as_("member"))["about you"] == ""
