"""A profile is its owner's: made, agreed to, hidden, deleted and erased by them alone."""

import json
from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError

from cairnhub.accounts import personal
from cairnhub.accounts.actions import erase
from cairnhub.agenda.models import Suggestion
from cairnhub.community import consent
from cairnhub.community.actions import delete_profile, give_consent, save_profile, withdraw_consent
from cairnhub.community.listing import unlist_outdated
from cairnhub.community.models import Consent, Facet, Listing, Person
from cairnhub.community.orcid import tidy, validate_orcid
from cairnhub.history import actions
from cairnhub.history.models import Event
from cairnhub.search.models import SearchEntry
from factories import TESTS, make_construct, make_link, make_organisation, make_person

pytestmark = pytest.mark.django_db


def sent(**fields) -> dict:
    seen_by = {f"seen_by_{name}": "nobody" for name in Person.FIELDS}
    return {"name": "Ada"} | seen_by | fields


def is_listed(client, person) -> bool:
    page = client.get("/community/").content.decode()
    shown = client.get(person.get_absolute_url()).status_code == 200
    assert shown == (person.get_absolute_url() in page)
    return shown


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"])
def test_orcids_of_their_owners_documentation_are_taken(orcid, member):
    save_profile(user=member, values={"name": "Ada", "orcid": orcid}, visibility={})
    assert Person.objects.get().orcid == orcid


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0098", "0000-0002-1825-009X", "0000-0002-1285-0097"])
def test_a_mistyped_orcid_is_told_by_its_check_digit(orcid):
    with pytest.raises(ValidationError, match="mistyped"):
        validate_orcid(orcid)


@pytest.mark.parametrize(
    "orcid", ["0000-0002-1825", "0000-0002-1825-00977", "A000-0002-1825-0097", "٠٠٠٠-0002-1825-0097"]
)
def test_what_is_no_orcid_is_refused(orcid):
    with pytest.raises(ValidationError):
        validate_orcid(orcid)


def test_an_orcid_is_kept_in_one_form():
    pasted = ("https://orcid.org/0000-0002-1694-233x", " 000000021694233X ", "orcid.org/0000-0002-1694-233X/")
    assert {tidy(text) for text in pasted} == {"0000-0002-1694-233X"}


class TestTheForm:
    def test_a_profile_is_made_hidden_then_agreed_to_then_shown(self, client, member):
        client.force_login(member)
        assert "You have none." in client.get("/community/profile/").content.decode()
        offered = sent(seen_by_name="everyone", offers="Interviews", groups=["researcher", "community"])
        assert client.post("/community/profile/edit/", offered).status_code == 302
        person = Person.objects.get(user=member)
        assert person.groups == ["researcher", "community"]
        assert not is_listed(client, person)
        client.post("/community/profile/agree/", {"version": consent.current_version()})
        assert is_listed(client, person)
        assert "Interviews" not in client.get(person.get_absolute_url()).content.decode()

    def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_saved(self, client, member):
        client.force_login(member)
        page = client.post("/community/profile/edit/", sent(orcid="0000-0002-1825-0098", country="Atlantis"))
        assert page.status_code == 400
        assert "mistyped" in page.content.decode()
        assert set(page.context["form"].errors) == {"orcid", "country"}
        assert not Person.objects.exists()

    def test_lists_narrow_without_saving(self, client, member):
        client.force_login(member)
        make_link(source=make_construct(name="Rural track"))
        page = client.post("/community/profile/edit/", sent(narrow="languages", **{"languages-words": "welsh"}))
        assert page.status_code == 200
        assert page.content.decode().count('name="languages"') == 1
        assert not Person.objects.exists()

    def test_interests_are_kept_and_shown(self, client, member):
        client.force_login(member)
        link, construct = make_link(), make_construct(name="Mentoring")
        fields = {f"seen_by_{name}": "everyone" for name in Person.FIELDS}
        client.post(
            "/community/profile/edit/", {"name": "Ada", "links": [link.pk], "constructs": [construct.pk]} | fields
        )
        give_consent(user=member, version=consent.current_version())
        page = client.get(Person.objects.get().get_absolute_url()).content.decode()
        assert link.get_absolute_url() in page
        assert "Mentoring" in page
        assert "Ada" in client.get(link.get_absolute_url()).content.decode()

    def test_nobody_writes_the_profile_of_another(self, client, member, coordinator):
        person = make_person(user=member)
        client.force_login(coordinator)
        client.post("/community/profile/edit/", sent(name="Somebody else"))
        person.refresh_from_db()
        assert person.name == "Ada Listed"
        assert Person.objects.get(user=coordinator).name == "Somebody else"
        assert client.get("/edit/person/add/").status_code == 404

    def test_one_sees_it_as_others_do(self, client, member):
        make_person(user=member, offers="Tea", visibility={"offers": "members"})
        client.force_login(member)
        assert "Tea" not in client.get("/community/profile/preview/?as=everyone").content.decode()
        assert "Tea" in client.get("/community/profile/preview/?as=members").content.decode()


class TestConsent:
    def test_it_is_recorded_with_version_and_time(self, member):
        make_person(user=member)
        held = Consent.objects.get(user=member)
        assert (held.version, held.withdrawn_at) == (consent.current_version(), None)
        give_consent(user=member, version=consent.current_version())
        assert Consent.objects.count() == 1

    def test_without_it_nothing_is_shown(self, client):
        assert not is_listed(client, make_person(consent=False))
        assert not Listing.objects.filter(kind="person").exists()
        assert not SearchEntry.objects.filter(kind="person").exists()

    def test_withdrawn_it_hides_at_once_and_given_again_it_shows(self, client, member):
        person = make_person(user=member)
        assert is_listed(client, person)
        withdraw_consent(user=member)
        assert not is_listed(client, person)
        assert not SearchEntry.objects.filter(kind="person").exists()
        assert Consent.objects.get().withdrawn_at is not None
        give_consent(user=member, version=consent.current_version())
        assert is_listed(client, person)
        assert Consent.objects.count() == 2

    def test_a_new_version_hides_and_asks_again(self, client, member, tmp_path, monkeypatch):
        person = make_person(user=member)
        held = consent.current_version()
        new = str(int(held) + 1)
        for version in (held, new):
            (tmp_path / f"{version}.html").write_text(f"<p>Words {version}</p>")
        monkeypatch.setattr(consent, "_FOLDER", tmp_path)
        actions.touch()
        assert not is_listed(client, person)
        assert unlist_outdated() == 1
        assert not SearchEntry.objects.filter(kind="person").exists()
        client.force_login(member)
        page = client.get("/community/profile/").content.decode()
        assert f"You agreed to version {held}. Version {new} counts now" in page
        client.post("/community/profile/agree/", {"version": held})
        assert not is_listed(client, person)
        client.post("/community/profile/agree/", {"version": new})
        assert is_listed(client, person)
        assert f"Words {held}" in client.get(f"/community/consent/{held}/").content.decode()

    def test_published_words_never_change(self):
        known = {"1": "b8354df81f9c6f33", "2": "14ca1935b0749e1d"}
        found = {one: sha256(consent.words_of(one).encode()).hexdigest()[:16] for one in consent.versions()}
        assert found == known, "Write a new version instead of changing words that people agreed to."

    def test_an_unknown_version_is_not_found(self, client):
        assert client.get("/community/consent/..%2f1/").status_code == 404
        assert client.get("/community/consent/0/").status_code == 404


class TestErasure:
    def test_a_deleted_profile_leaves_nothing(self, client, member):
        person = make_person(user=member, name="Wilhelmina", disciplines=["nursing"])
        delete_profile(member)
        assert not is_listed(client, person)
        assert not Listing.objects.filter(kind="person").exists()
        assert not Facet.objects.filter(facet="discipline").exists()
        assert not SearchEntry.objects.filter(title="Wilhelmina").exists()
        assert Consent.objects.get().withdrawn_at is not None

    def test_no_profile_is_kept_in_the_history(self, member):
        make_person(user=member, name="Wilhelmina")
        assert not Event.objects.filter(kind="person").exists()

    def test_an_erased_account_takes_its_profile_along(self, member, coordinator):
        make_person(user=member)
        erase(user=member)
        assert not Person.objects.exists()
        assert not Consent.objects.exists()
        assert not SearchEntry.objects.filter(kind="person").exists()

    def test_one_gets_all_of_it_as_a_file(self, member):
        make_person(user=member, offers="Tea", visibility={"offers": "nobody"})
        told = json.loads(json.dumps(personal.about(member)))["profile"]
        assert told["profile"]["offers"] == ["Tea"]
        assert told["seen by"]["offers"] == "nobody"
        assert told["agreed to"][0]["version"] == consent.current_version()


class TestItsSurroundings:
    def test_a_removed_organisation_is_no_longer_named(self, client):
        school = make_organisation(name="Quixotic College")
        person = make_person(organisation=school.pk)
        assert "Quixotic" in client.get(person.get_absolute_url()).content.decode()
        actions.remove(obj=school, by=TESTS, reason="")
        assert "Quixotic" not in client.get(person.get_absolute_url()).content.decode()
        assert not SearchEntry.objects.filter(kind="person", body__contains="Quixotic").exists()
        assert not Listing.objects.filter(words__contains="quixotic").exists()

    def test_a_renamed_organisation_is_found_by_its_new_name(self, client):
        school = make_organisation(name="Quixotic College")
        person = make_person(organisation=school.pk)
        actions.change(obj=school, by=TESTS, reason="", values={"name": "Sober College"})
        assert person.get_absolute_url() in client.get("/community/?q=sober").content.decode()
        assert person.get_absolute_url() not in client.get("/community/?q=quixotic").content.decode()

    def test_an_unknown_link_is_refused(self, member):
        with pytest.raises(ValidationError):
            save_profile(user=member, values={"name": "Ada", "links": ["nowhere"]}, visibility={})
        assert not Person.objects.exists()

    def test_a_suggestion_about_a_profile_is_answered_without_a_form_to_change_it(self, client, editor):
        about = make_person().get_absolute_url()
        asked = Suggestion.objects.create(kind="correction", text="This is not her.", about=about)
        client.force_login(editor)
        assert client.get(f"/workspace/suggestions/{asked.pk}/").status_code == 200
