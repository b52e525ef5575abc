"""Who speaks for an organisation: asked by one, confirmed by another, ended at any time, shown as its owner wishes."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django_q.models import OrmQ

from behalf_builders import make_speaker
from cairnhub.accounts.actions import erase
from cairnhub.accounts.personal import about
from cairnhub.agenda.queues import queues_for
from cairnhub.community.speaking import actions, jobs, queries
from cairnhub.community.speaking.models import Speaker
from cairnhub.history import actions as history
from cairnhub.history.models import Event
from factories import make_organisation, make_person

pytestmark = pytest.mark.django_db


def address(organisation) -> str:
    return f"/community/speaking/{organisation.pk}/"


def test_somebody_asks_and_an_editor_confirms(client, member, editor):
    clinic = make_organisation()
    client.force_login(member)
    assert client.post(address(clinic), {"belongs": ""}).status_code == 400
    client.post(address(clinic), {"belongs": "I run it."})
    client.post(address(clinic), {"belongs": "Again."})
    speaker = Speaker.objects.get()
    assert (speaker.belongs, queries.speaks_for(member, clinic)) == ("I run it.", False)
    client.force_login(editor)
    assert "I run it." in client.get(address(clinic)).content.decode()
    client.post(f"{address(clinic)}{speaker.pk}/confirm/")
    assert queries.speaks_for(member, clinic)
    speaker.refresh_from_db()
    assert (speaker.belongs, speaker.confirmed_by) == ("", editor)


def test_who_is_confirmed_or_named_is_told_by_mail_and_who_ended_it_is_not(member, reviewer, editor):
    clinic = make_organisation(name="Valley Clinic")
    asked = actions.ask(organisation=clinic, user=member, belongs="I run it.")
    jobs.tell_speaker(asked.pk)
    assert (mail.outbox, OrmQ.objects.count()) == ([], 0)
    actions.confirm(speaker=asked, by=editor)
    named = actions.name(organisation=clinic, user=reviewer, by=editor)
    assert OrmQ.objects.count() == 2
    actions.end(speaker=Speaker.objects.get(user=reviewer))
    for pk in (asked.pk, named.pk or 0):
        jobs.tell_speaker(pk)
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([member.email], "Cairn: you speak for Valley Clinic")
    for body in (letter.body, letter.alternatives[0][0]):
        assert f"/community/speaking/{clinic.pk}/" in body
        assert "end it at any time" in body


def test_nobody_confirms_or_names_themselves(client, editor):
    clinic = make_organisation()
    speaker = actions.ask(organisation=clinic, user=editor, belongs="I run it.")
    client.force_login(editor)
    page = client.post(f"{address(clinic)}{speaker.pk}/confirm/", follow=True)
    assert "nobody confirms themselves" in page.content.decode()
    with pytest.raises(ValidationError, match="nobody confirms themselves"):
        actions.name(organisation=clinic, user=editor, by=editor)
    assert not queries.speaks_for(editor, clinic)


def test_an_editor_names_somebody_whether_or_not_they_asked(client, member, reviewer, editor):
    clinic = make_organisation()
    actions.ask(organisation=clinic, user=member, belongs="I run it.")
    client.force_login(editor)
    for one in (member, reviewer, reviewer):
        assert client.post(f"{address(clinic)}name/", {"person": one.pk}).status_code == 302
    assert [queries.speaks_for(one, clinic) for one in (member, reviewer)] == [True, True]
    assert Speaker.objects.count() == 2


@pytest.mark.parametrize("confirmed", [True, False])
def test_one_ends_it_at_any_time_and_nothing_says_that_one_did(client, member, confirmed):
    clinic = make_speaker(member, confirmed=confirmed).organisation
    client.force_login(member)
    client.post(f"{address(clinic)}withdraw/")
    assert not Speaker.objects.exists()
    assert not Event.objects.filter(by_id=member.pk).exists()


def test_an_editor_ends_it(client, member, editor):
    speaker = make_speaker(member)
    client.force_login(editor)
    client.post(f"{address(speaker.organisation)}{speaker.pk}/end/")
    assert not queries.speaks_for(member, speaker.organisation)
    elsewhere = make_organisation(name="Elsewhere")
    speaker = make_speaker(member)
    assert client.post(f"{address(elsewhere)}{speaker.pk}/end/").status_code == 404


def test_others_see_neither_who_asks_nor_who_speaks(client, member, reviewer):
    speaker = make_speaker(member, confirmed=False)
    client.force_login(reviewer)
    page = client.get(address(speaker.organisation)).content.decode()
    assert member.display_name not in page
    assert speaker.belongs not in page


@pytest.mark.parametrize(
    ("chosen", "visitors", "members"),
    [("everyone", True, True), ("members", False, True), ("nobody", False, False)],
)
def test_its_page_names_them_as_they_show_their_organisation(client, member, reviewer, chosen, visitors, members):
    clinic = make_speaker(member).organisation
    make_person(user=member, name="Ada Speaks", visibility={"organisation": chosen})

    def seen():
        page = client.get(clinic.get_absolute_url()).content.decode()
        assert ("Ada Speaks" in page) != ("does not show it to you" in page)
        return "Ada Speaks" in page

    assert seen() == visitors
    client.force_login(reviewer)
    assert seen() == members


def test_who_only_asked_or_has_no_profile_is_not_on_its_page(client, member, reviewer, editor):
    clinic = make_speaker(member, confirmed=False).organisation
    make_person(user=member, name="Ada Speaks")
    page = client.get(clinic.get_absolute_url()).content.decode()
    assert "Ada Speaks" not in page
    assert "Nobody yet." in page
    actions.name(organisation=clinic, user=reviewer, by=editor)
    assert "does not show it to you" in client.get(clinic.get_absolute_url()).content.decode()


def test_who_speaks_for_a_removed_organisation_speaks_for_none(member, editor):
    clinic = make_speaker(member).organisation
    history.remove(obj=clinic, by=editor, reason="Closed.")
    assert not queries.organisations_of(member).exists()


def test_editors_are_shown_who_asks(member, editor):
    make_speaker(member, confirmed=False)
    (queue,) = [one for one in queues_for(editor) if one.title == "To confirm"]
    assert (queue.count, queue.first[0].text) == (1, "Valley Clinic")
    assert not [one for one in queues_for(member) if one.title == "To confirm"]


def test_erasing_forgets_it_and_the_file_about_a_person_tells_it(client, member, editor):
    clinic = make_speaker(member).organisation
    assert about(member)["speaks for"][0]["organisation"] == "Valley Clinic"
    assert "does not show it to you" in client.get(clinic.get_absolute_url()).content.decode()
    erase(user=member)
    assert not Speaker.objects.exists()
    assert "Nobody yet." in client.get(clinic.get_absolute_url()).content.decode()


def test_who_confirmed_may_go(member, reviewer, editor):
    clinic = make_organisation()
    actions.name(organisation=clinic, user=member, by=editor)
    erase(user=editor)
    assert Speaker.objects.get().confirmed_by is None
