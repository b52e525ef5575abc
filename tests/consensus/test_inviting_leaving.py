"""Forgetting addresses: by declining, with an account, at the end; and who is counted as a panellist."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.urls import reverse

from cairnhub.accounts import personal
from cairnhub.accounts.actions import erase
from cairnhub.accounts.models import User
from cairnhub.community.voices.models import Among
from cairnhub.community.voices.pools import pools
from cairnhub.consensus import actions
from cairnhub.consensus.ballots.models import Rater
from cairnhub.consensus.inviting import leaving, queries
from cairnhub.consensus.inviting.letters import decline_token
from cairnhub.consensus.inviting.models import AddressList, Invitation
from cairnhub.history.models import Event
from consensus_builders import BY, Panellist, close, running
from inviting_builders import invited, keep, list_of, make_it

pytestmark = pytest.mark.django_db


@pytest.fixture
def process(mailoutbox):
    made = running(steps=["rate"])
    invited(made, {"researcher": 5, "community": 5})
    return made


def test_the_letter_declines_by_a_button_and_not_by_being_opened(process, client, mailoutbox):
    letter = next(one for one in mailoutbox if one.to == ["researcher1@example.org"])
    address = letter.body.split("/run/invitations/declined/")[1].split()[0]
    address = f"/consensus/{process.pk}/run/invitations/declined/{address}"
    assert "Decline the invitation?" in client.get(address).text
    assert Invitation.objects.count() == 10
    assert "Your address is forgotten." in client.post(address).text
    assert not Invitation.objects.filter(email="researcher1@example.org").exists()
    assert "no such invitation any more" in client.get(address).text
    assert client.get(address[:-3] + "/").status_code == 404
    flow = queries.flow(process)["researcher"]
    assert (flow.invited, flow.declined) == (5, 1)


def test_declining_belongs_to_its_process(process, client):
    one = Invitation.objects.first()
    other = reverse("consensus:inviting:decline", args=["another", decline_token(one)])
    assert "no such invitation" in client.post(other).text
    assert Invitation.objects.count() == 10


def test_who_tells_the_coordinator_is_declined_by_a_button(process, client, coordinator):
    client.force_login(coordinator)
    one = Invitation.objects.get(email="community1@example.org")
    client.post(reverse("consensus:inviting:declined", args=[process.pk, one.pk]))
    assert queries.flow(process)["community"].declined == 1
    keep(process, list_of({"community": 1}), coordinator)
    preview = reverse("consensus:inviting:preview", args=[process.pk, AddressList.objects.get().token])
    assert "Declined so far: 1." in client.get(preview).text


def test_addresses_are_deleted_at_the_end_and_the_numbers_stay(process, client, coordinator):
    client.force_login(coordinator)
    address = reverse("consensus:inviting:delete", args=[process.pk])
    assert "once the process has ended" in client.get(address).text
    with pytest.raises(ValidationError):
        leaving.delete_addresses(process=process, by=BY)
    Panellist(process).enter()
    Invitation.objects.filter(email="researcher1@example.org").update(state="bounced")
    Invitation.objects.filter(email="community1@example.org").update(sent_again=2)
    keep(process, list_of({"researcher": 1}), coordinator)
    before = queries.flow(process)
    close(process)
    actions.end(process=process, by=BY, reason="done")
    assert "Delete 10 addresses" in client.get(address).text
    assert "Addresses deleted: 10." in client.post(address, follow=True).text
    assert not Invitation.objects.exists()
    assert not AddressList.objects.exists()
    assert queries.flow(process) == before
    assert (before["researcher"].bounced, before["community"].again) == (1, 2)
    assert Rater.objects.count() == 1
    assert Event.objects.filter(reason__startswith="The addresses of those invited were deleted").count() == 1


def test_an_erased_account_is_invited_nowhere(process, coordinator):
    user = User.objects.create_user(email="Researcher1@example.org")
    EmailAddress.objects.create(user=user, email="community1@example.org")
    keep(process, list_of({"researcher": 2}), coordinator)
    told = personal.about(user)["invitations to consensus processes"]
    assert [one["process"] for one in told] == ["What matters"] * 2
    erase(user=user)
    assert Invitation.objects.count() == 8
    assert not AddressList.objects.exists()
    assert queries.flow(process)["researcher"].invited == 5


def test_lists_that_wait_belong_to_what_is_held_about_their_sender(process, coordinator):
    keep(process, list_of({"researcher": 1}), coordinator)
    assert len(personal.about(coordinator)["lists of people to be invited"]) == 1


def test_accounts_among_those_invited_are_panellists_of_real_processes(process):
    pool = next(one for one in pools() if one.among == Among.PANELLISTS)
    assert pool.people() == set()
    user = User.objects.create_user(email="RESEARCHER2@example.org")
    User.objects.create_user(email="stranger@example.org")
    assert pool.people() == {user.pk}
    make_it(process, nature="rehearsal")
    assert pool.people() is None
