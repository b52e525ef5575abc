"""Signing in with ORCID and connecting an account with it: what ORCID says counts, what is typed does not."""

import json
import logging
from base64 import urlsafe_b64encode
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.test import Client

from cairnhub.accounts import personal
from cairnhub.accounts.actions import erase
from cairnhub.community.actions import delete_profile, save_profile
from cairnhub.community.lookup import signing_in_views
from cairnhub.community.models import OrcidLink, Person
from cairnhub.community.orcid_links import confirmed_orcid, connect, disconnect
from community.answers import FAULTS, ORCID, OTHER_ORCID, token
from factories import make_person, make_reader
from literature.answering import Reply

pytestmark = pytest.mark.django_db
START, CALLBACK, PROFILE = "/community/orcid/", "/community/orcid/callback/", "/community/profile/"


def asked(response) -> dict[str, str]:
    """What ORCID is given along with a person."""
    return {name: values[0] for name, values in parse_qs(urlsplit(response["Location"]).query).items()}


def pass_by_orcid(client: Client, services, orcid: str = ORCID, start: str = START, **changed):
    """Go to ORCID and come back as ORCID would send one back."""
    services.replies["/orcid/oauth/token"] = token(orcid)
    state = asked(client.get(start))["state"]
    return client.get(CALLBACK, {"code": "Q70Y3A", "state": state} | changed, follow=True)


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


@pytest.fixture
def connected(member):
    # The address was proven by the first code; without that, signing in asks for it.
    member.emailaddress_set.update(verified=True)
    connect(user=member, orcid=ORCID)
    return member


class TestTheWayThere:
    def test_orcid_is_told_who_asks_and_where_to_send_the_person_back(self, client, services, settings):
        settings.PUBLIC_URL = "https://cairn.example.org"
        response = client.get(START)
        assert response["Location"].startswith(f"{services.url}/orcid/oauth/authorize?")
        given = asked(response)
        assert given["client_id"] == settings.ORCID_CLIENT_ID
        assert (given["response_type"], given["scope"]) == ("code", "/authenticate")
        assert given["redirect_uri"] == "https://cairn.example.org" + CALLBACK
        assert "no-store" in response["Cache-Control"]

    def test_the_code_is_bound_to_this_visit(self, client, services, member):
        client.force_login(member)
        challenge = asked(client.get(START))
        response = client.get(CALLBACK, {"code": "Q70Y3A", "state": challenge["state"]})
        assert response.status_code == 302
        [(path, fields)] = services.sent
        assert path == "/orcid/oauth/token"
        digest = urlsafe_b64encode(sha256(fields["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        assert (challenge["code_challenge"], challenge["code_challenge_method"]) == (digest, "S256")
        assert fields["grant_type"] == "authorization_code"
        assert fields["redirect_uri"] == challenge["redirect_uri"]

    def test_each_visit_has_a_state_of_its_own(self, client, services):
        assert len({asked(client.get(START))["state"] for _ in range(3)}) == 3

    def test_the_secret_is_sent_to_orcid_and_stands_nowhere_else(self, client, services, settings, member, caplog):
        caplog.set_level(logging.DEBUG)
        client.force_login(member)
        page = pass_by_orcid(client, services)
        assert services.sent[0][1]["client_secret"] == settings.ORCID_CLIENT_SECRET
        kept = [
            page.content.decode(),
            caplog.text,
            json.dumps(dict(client.session)),
            json.dumps(personal.about(member)),
        ]
        for words in (settings.ORCID_CLIENT_SECRET, "f5af9f51-07e6-4332-8f1a-c0c11c1e3728", "Sofia Garcia"):
            assert not any(words in text for text in kept)

    @pytest.mark.parametrize("name", ["ORCID_CLIENT_ID", "ORCID_CLIENT_SECRET", "LOOKUP_ON"])
    def test_without_what_it_needs_it_is_off_and_says_so(self, client, services, settings, member, name):
        assert "Sign in with ORCID" in client.get("/accounts/login/").content.decode()
        setattr(settings, name, "")
        assert "Sign in with ORCID" not in client.get("/accounts/login/").content.decode()
        assert "not set up on this hub. Sign in by e-mail" in said(client.get(START, follow=True))
        client.force_login(member)
        assert "not set up on this hub" in client.get(PROFILE).content.decode()

    def test_it_is_not_done_without_end(self, client, services):
        for _ in range(20):
            client.get(START)
        assert "Try again later." in said(client.get(START, follow=True))


class TestConnecting:
    def test_a_member_is_connected_and_shown_as_confirmed(self, client, services, member):
        person = make_person(user=member)
        client.force_login(member)
        page = pass_by_orcid(client, services)
        assert f"ORCID confirmed that {ORCID} is yours" in said(page)
        assert confirmed_orcid(member) == ORCID
        person.refresh_from_db()
        assert person.orcid == ORCID
        assert "confirmed by ORCID" in Client().get(person.get_absolute_url()).content.decode()

    def test_what_was_typed_is_not_shown_as_confirmed(self):
        person = make_person(orcid=ORCID)
        page = Client().get(person.get_absolute_url()).content.decode()
        assert ORCID in page
        assert "confirmed by ORCID" not in page
        assert confirmed_orcid(person.user) == ""

    def test_a_hidden_orcid_does_not_show_that_it_was_confirmed(self, member):
        person = make_person(user=member, visibility={"orcid": "members"})
        connect(user=member, orcid=ORCID)
        assert "confirmed by ORCID" not in Client().get(person.get_absolute_url()).content.decode()

    def test_the_one_of_orcid_takes_the_place_of_the_one_that_was_typed(self, client, services, member):
        make_person(user=member, orcid=OTHER_ORCID)
        client.force_login(member)
        assert f"in place of {OTHER_ORCID}" in said(pass_by_orcid(client, services))
        assert Person.objects.get().orcid == ORCID

    def test_without_a_profile_it_waits_for_one(self, client, services, member):
        client.force_login(member)
        pass_by_orcid(client, services)
        assert confirmed_orcid(member) == ORCID
        assert ORCID in client.get("/community/profile/edit/").content.decode()
        save_profile(user=member, values={"name": "Ada"}, visibility={})
        assert confirmed_orcid(member) == ORCID

    def test_one_orcid_is_connected_to_one_account(self, client, services, connected, reviewer):
        client.force_login(reviewer)
        assert "connected to another account" in said(pass_by_orcid(client, services))
        assert confirmed_orcid(reviewer) == ""
        assert confirmed_orcid(connected) == ORCID

    def test_one_account_is_connected_to_one_orcid(self, client, services, connected):
        client.force_login(connected)
        pass_by_orcid(client, services, OTHER_ORCID)
        assert [link.orcid for link in OrcidLink.objects.all()] == [OTHER_ORCID]

    def test_typing_another_ends_it_and_says_so(self, client, connected):
        make_person(user=connected, orcid=ORCID)
        client.force_login(connected)
        assert f"ORCID confirmed that {ORCID} is yours" in client.get("/community/profile/edit/").content.decode()
        sent = {f"seen_by_{name}": "nobody" for name in Person.FIELDS} | {"name": "Ada"}
        client.post("/community/profile/edit/", sent | {"orcid": ORCID})
        assert confirmed_orcid(connected) == ORCID
        page = client.post("/community/profile/edit/", sent | {"orcid": OTHER_ORCID}, follow=True)
        assert "you are no longer connected with ORCID" in said(page)
        assert confirmed_orcid(connected) == ""

    def test_disconnecting_leaves_the_number_as_one_that_was_typed(self, client, connected):
        make_person(user=connected, orcid=ORCID)
        client.force_login(connected)
        assert "Disconnected." in said(client.post("/community/orcid/disconnect/", follow=True))
        assert confirmed_orcid(connected) == ""
        assert Person.objects.get().orcid == ORCID
        assert client.post("/community/orcid/disconnect/").status_code == 302

    def test_a_page_in_memory_is_made_anew(self, client, member):
        person = make_person(user=member, orcid=ORCID)
        assert "confirmed by ORCID" not in client.get(person.get_absolute_url()).content.decode()
        connect(user=member, orcid=ORCID)
        assert "confirmed by ORCID" in client.get(person.get_absolute_url()).content.decode()
        disconnect(user=member)
        assert "confirmed by ORCID" not in client.get(person.get_absolute_url()).content.decode()


class TestSigningIn:
    def test_a_visitor_whose_orcid_is_connected_is_signed_in(self, client, services, connected):
        page = pass_by_orcid(client, services, start=f"{START}?next=/community/profile/")
        assert page.redirect_chain[-1][0] == PROFILE
        assert int(client.session["_auth_user_id"]) == connected.pk

    def test_it_leads_nowhere_outside(self, client, services, connected):
        page = pass_by_orcid(client, services, start=f"{START}?next=https://evil.example/")
        assert page.redirect_chain[-1][0] == "/workspace/"

    def test_an_unknown_one_is_told_to_sign_in_by_email_first(self, client, services, member):
        page = pass_by_orcid(client, services)
        assert "Sign in by e-mail, or sign up, then connect it" in said(page)
        assert page.redirect_chain[-1][0] == "/accounts/login/?next=/community/profile/"
        assert "_auth_user_id" not in client.session
        assert not OrcidLink.objects.exists()

    def test_one_that_was_merely_typed_lets_nobody_in(self, client, services, member):
        make_person(user=member, orcid=ORCID)
        pass_by_orcid(client, services)
        assert "_auth_user_id" not in client.session

    def test_whoever_may_not_sign_in_is_not_let_in_by_orcid(self, client, services, connected):
        connected.is_active = False
        connected.save(update_fields=["is_active"])
        pass_by_orcid(client, services)
        assert "_auth_user_id" not in client.session

    def test_an_address_that_nobody_proved_is_asked_for_its_code(self, client, services, member):
        connect(user=member, orcid=ORCID)
        page = pass_by_orcid(client, services)
        assert page.redirect_chain[-1][0] == "/accounts/confirm-email/"
        assert "_auth_user_id" not in client.session


class TestFaults:
    @pytest.mark.parametrize("changed", [{"state": "guessed"}, {"state": ""}])
    def test_an_answer_that_is_not_of_this_visit_does_nothing(self, client, services, connected, changed):
        assert said(pass_by_orcid(client, services, **changed)) == signing_in_views.ANOTHER_VISIT
        assert services.sent == []
        assert "_auth_user_id" not in client.session

    def test_an_answer_counts_once(self, client, services, member):
        client.force_login(member)
        state = asked(client.get(START))["state"]
        services.replies["/orcid/oauth/token"] = token()
        client.get(CALLBACK, {"code": "Q70Y3A", "state": state})
        again = client.get(CALLBACK, {"code": "Q70Y3A", "state": state}, follow=True)
        assert signing_in_views.ANOTHER_VISIT in said(again)
        assert len(services.sent) == 1

    def test_an_answer_for_a_visitor_connects_no_member(self, client, services, member):
        state = asked(client.get(START))["state"]
        client.force_login(member)
        client.get(CALLBACK, {"code": "Q70Y3A", "state": state})
        assert services.sent == []
        assert not OrcidLink.objects.exists()

    def test_whoever_does_not_let_orcid_tell_is_left_alone(self, client, services, member):
        client.force_login(member)
        page = pass_by_orcid(client, services, code="", error="access_denied")
        assert "because you did not let it. Nothing was changed." in said(page)
        assert services.sent == []

    @pytest.mark.parametrize("name", FAULTS)
    @pytest.mark.parametrize("signed_in", [False, True])
    def test_each_fault_is_told_in_one_sentence(self, client, services, settings, connected, name, signed_in):
        reply, words = FAULTS[name]
        settings.LOOKUP_SECONDS = 0.3 if name == "too slow" else 2.0
        if signed_in:
            client.force_login(connected)
        state = asked(client.get(START))["state"]
        services.replies["/orcid/oauth/token"] = reply
        page = client.get(CALLBACK, {"code": "Q70Y3A", "state": state}, follow=True)
        assert words in said(page)
        assert said(page).startswith("ORCID ")
        assert said(page).count(".") == 1
        assert page.status_code == 200
        assert ("_auth_user_id" in client.session) == signed_in

    @pytest.mark.parametrize("orcid", ["", None, 7, "0000-0002-1825-0098", "../../etc"])
    def test_what_is_no_orcid_is_not_believed(self, client, services, member, orcid):
        client.force_login(member)
        assert "without saying who you are" in said(pass_by_orcid(client, services, orcid))
        assert not OrcidLink.objects.exists()

    def test_a_refused_code_is_told(self, client, services, member):
        client.force_login(member)
        state = asked(client.get(START))["state"]
        services.replies["/orcid/oauth/token"] = Reply({"error": "invalid_grant"}, status=400)
        page = client.get(CALLBACK, {"code": "old", "state": state}, follow=True)
        assert "ORCID answered with an error (400); try again later, or sign in by e-mail." in said(page)

    def test_without_a_network_it_says_so(self, client, services, settings, member):
        client.force_login(member)
        state = asked(client.get(START))["state"]
        settings.ORCID_URL = "http://127.0.0.1:1"
        page = client.get(CALLBACK, {"code": "Q70Y3A", "state": state}, follow=True)
        assert "ORCID cannot be reached: this hub may have no connection to the internet" in said(page)


class TestErasure:
    def test_it_goes_with_the_account(self, connected, coordinator):
        erase(user=connected)
        assert not OrcidLink.objects.exists()

    def test_it_goes_with_the_profile(self, connected):
        make_person(user=connected, orcid=ORCID)
        delete_profile(connected)
        assert not OrcidLink.objects.exists()

    def test_one_gets_it_in_the_file_about_oneself(self, connected):
        told = json.loads(json.dumps(personal.about(connected)))["profile"]["confirmed by ORCID"]
        assert told["iD"] == ORCID
        assert told["since"].startswith("20")


def test_nobody_in_particular_has_none(connected):
    assert confirmed_orcid(AnonymousUser()) == ""
    assert confirmed_orcid(make_reader("Ben", "member")) == ""


def test_a_second_account_is_refused_by_the_action_itself(connected, reviewer):
    with pytest.raises(ValidationError, match="another account"):
        connect(user=reviewer, orcid=ORCID)
