"""Taking part: a link, consent, one screen after another, from any device."""

import pytest

from cairnhub.consensus.ballots.models import Answer, Rater
from consensus_builders import Panellist, close, open_next, panel, running

pytestmark = pytest.mark.django_db


def test_somebody_opens_a_link_consents_and_rates():
    process = running(steps=["rate"])
    one = Panellist(process)
    assert one.enter().headers["Location"] == f"{one.address}1/"
    page = one.client.get(f"{one.address}1/")
    assert page.status_code == 200
    assert b"One" in page.content
    one.rate(7, "x", 9)
    values = dict(Answer.objects.values_list("item__text", "value"))
    assert values == {"One": 7, "Two": None, "Three": 9}


def test_what_was_answered_is_there_on_another_device_and_can_be_changed():
    process = running(steps=["rate"])
    one = Panellist(process)
    one.enter()
    one.rate(7, 8, 9)
    other = Panellist(process, token=one.token)
    assert other.enter().status_code == 302
    page = other.client.get(f"{one.address}1/").content.decode()
    assert 'value="7" checked' in page
    other.rate(2)
    assert Rater.objects.count() == 1
    assert sorted(Answer.objects.values_list("value", flat=True)) == [2, 8, 9]


def test_feedback_of_the_round_before():
    process = running(
        steps=["rate", {"title": "Again", "mode": "rate", "feedback": "groups"}],
        consensus_rule="median at least 9 overall",
    )
    people = panel(process, {"researcher": [[7, 2, 9]] * 6, "community": [[8, 3, 9]] * 5})
    close(process)
    assert process.rounds.first().results["items"][str(process.items.first().pk)]["median"] == 7
    open_next(process)
    page = people[0].client.get(f"{people[0].address}1/").content.decode()
    assert "11 people" in page
    assert "You gave 7." in page
    assert "Communities rated it highest." in page
