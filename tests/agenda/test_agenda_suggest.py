"""Anyone suggests something without an account, and hears back."""

import pytest
from django.core import mail
from django.test import Client

from cairnhub.agenda.forms import FORMS
from cairnhub.agenda.models import Suggestion, SuggestionKind
from factories import make_construct

pytestmark = pytest.mark.django_db

FILLED = {
    "question": {"text": "Does it?", "decided_by": "Deans"},
    "study": {"title": "A study", "authors": "Mullan F\nRosenblatt R", "year": "2012", "doi": "https://doi.org/10.1/x"},
    "correction": {"text": "It was 1,234.", "about": "https://hub.example.org/data/?a=b#c"},
    "link": {"text": "Tracks lead to practice."},
    "need": {"text": "How long do they stay?"},
}


def test_every_kind_has_a_form():
    assert set(FORMS) == set(SuggestionKind.values) == set(FILLED)


def test_the_page_without_a_kind_offers_all_of_them_and_keeps_what_it_is_about(client):
    page = client.get("/suggest/?about=/data/").content.decode()
    for kind in SuggestionKind.values:
        assert f"?kind={kind}&amp;about=%2Fdata%2F" in page


@pytest.mark.parametrize("kind", FILLED)
def test_a_suggestion_of_every_kind_is_kept_and_leads_to_a_private_page(client, kind):
    assert client.get(f"/suggest/?kind={kind}").status_code == 200
    done = client.post("/suggest/", FILLED[kind] | {"kind": kind, "sender_email": "dean@example.org"})
    suggestion = Suggestion.objects.get()
    assert (done.status_code, done.url) == (302, f"/suggest/sent/{suggestion.token}/")
    assert (suggestion.kind, suggestion.status, suggestion.sender_email) == (kind, "waiting", "dean@example.org")
    page = client.get(done.url).content.decode()
    assert suggestion.text in page
    assert done.url in page


def test_what_was_filled_in_is_kept_by_field(client):
    client.post("/suggest/", FILLED["study"] | {"kind": "study"})
    suggestion = Suggestion.objects.get()
    assert suggestion.text == "A study"
    assert suggestion.details == {"authors": ["Mullan F", "Rosenblatt R"], "year": 2012, "doi": "10.1/x"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://hub.example.org/data/?a=b#c", "/data/"),
        ("/data/?a=b#c", "/data/"),
        ("//elsewhere.example.org/x", "/elsewhere.example.org/x"),
        ("the page on rural tracks", "the page on rural tracks"),
        ("", ""),
    ],
)
def test_an_address_is_kept_as_a_path_of_this_hub(client, typed, kept):
    client.post("/suggest/", {"kind": "correction", "text": "Wrong.", "about": typed})
    assert Suggestion.objects.get().about == kept


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"kind": "question", "text": ""}, "text"),
        ({"kind": "study", "title": "A study", "year": "12"}, "year"),
        ({"kind": "need", "text": "Help", "sender_email": "dean"}, "sender_email"),
        ({"kind": "need", "text": "a\0b"}, "text"),
        ({"kind": "link", "text": "So.", "source": "no_such_construct"}, "source"),
    ],
)
def test_errors_stand_beside_their_fields_and_nothing_is_kept(client, sent, field):
    page = client.post("/suggest/", sent)
    assert page.status_code == 400
    assert field in page.context["form"].errors
    assert not Suggestion.objects.exists()


def test_an_unknown_kind_offers_the_choice_again_and_says_so(client):
    answer = client.post("/suggest/", {"kind": "poem", "text": "Roses."})
    assert answer.status_code == 400
    assert "choose first what you want to suggest" in answer.content.decode()
    assert not Suggestion.objects.exists()


def test_a_machine_that_fills_in_every_field_is_refused(client):
    page = client.post("/suggest/", FILLED["need"] | {"kind": "need", "website": "https://spam.example.org"})
    assert page.status_code == 400
    assert not Suggestion.objects.exists()


def test_one_network_may_send_ten_an_hour_and_loses_nothing_by_the_eleventh(client):
    sent = FILLED["need"] | {"kind": "need"}
    answers = [Client(REMOTE_ADDR="192.0.2.1").post("/suggest/", sent) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert "How long do they stay?" in answers[-1].content.decode()
    assert Client(REMOTE_ADDR="192.0.2.2").post("/suggest/", sent).status_code == 302
    assert Suggestion.objects.count() == 11


def test_a_mistake_does_not_count_as_a_suggestion(client):
    for _ in range(12):
        client.post("/suggest/", {"kind": "need", "text": ""})
    assert client.post("/suggest/", FILLED["need"] | {"kind": "need"}).status_code == 302


def test_the_private_page_is_kept_by_nobody_and_found_by_no_guess(client):
    suggestion = Suggestion.objects.create(kind="need", text="Help")
    answer = client.get(suggestion.get_absolute_url())
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert client.get("/suggest/sent/guess/").status_code == 404


def test_constructs_of_a_suggested_link_are_shown_by_name(client):
    track = make_construct(name="Rural track")
    done = client.post("/suggest/", {"kind": "link", "text": "So.", "source": track.pk}, follow=True)
    assert ("From", "Rural track") in [(label, value.text) for label, value in done.context["details"]]


def test_sending_mails_nobody():
    Client().post("/suggest/", FILLED["need"] | {"kind": "need", "sender_email": "victim@example.org"})
    assert mail.outbox == []
