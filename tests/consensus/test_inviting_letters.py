"""Letters: each sent once, with a link that is kept nowhere, in the reader's language, in no order that tells."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django_q.models import OrmQ, Schedule

from cairnhub.consensus import actions
from cairnhub.consensus.inviting import jobs, letters, sending
from cairnhub.consensus.inviting.models import Invitation
from cairnhub.consensus.tokens import ticket
from cairnhub.history.models import Event
from consensus_builders import BY, Panellist, close, drafted, running
from inviting_builders import add, invited, send
from post_office import assert_both_parts_are_sound, html_of, post_office, text_of

pytestmark = pytest.mark.django_db
__all__ = ["post_office"]
TOKEN = re.compile(r"/rounds/[\w-]+/#([\w-]+)")


@pytest.fixture
def process():
    return running(steps=["rate"])


@pytest.fixture
def page(client, coordinator):
    client.force_login(coordinator)
    return client


def press(page, name: str, process, *args, **data):
    return page.post(reverse(f"consensus:inviting:{name}", args=[process.pk, *args]), data, follow=True).text


def tokens(post_office) -> list[str]:
    return [token for message in post_office.received for token in TOKEN.findall(text_of(message))]


def test_a_letter_leads_into_the_round(process, post_office):
    assert invited(process, {"researcher": 5}) is None
    letter = post_office.to("researcher1@example.org")[0]
    assert letter["Subject"] == "Invitation: What matters"
    for words in ("Dear Researcher 1,", "Your answers are counted among: Researchers.", "Questions: the hub"):
        assert words in " ".join(text_of(letter).split())
        assert words in " ".join(html_of(letter).split())
    assert_both_parts_are_sound(letter)
    [token] = TOKEN.findall(text_of(letter))
    assert ticket(process, token).group == "researcher"
    assert Panellist(process, token=token).enter().status_code == 302


def test_every_link_is_another_and_none_is_kept_anywhere(process, post_office, caplog):
    invited(process, {"researcher": 6, "community": 5})
    found = tokens(post_office)
    assert len(set(found)) == 11
    for model in apps.get_models():
        for row in model._base_manager.values():
            assert not any(token in str(row) for token in found), model
    assert not any(token in caplog.text for token in found)


def test_the_job_names_the_process_alone(process):
    add(process, {"researcher": 5})
    sending.send_invitations(process=process, by=BY)
    assert OrmQ.objects.get().task["args"] == (process.pk,)


def test_links_of_small_groups_carry_wider_ones(process, post_office):
    invited(process, {"researcher": 3, "steward": 2, "community": 5})
    assert Counter(ticket(process, token).group for token in tokens(post_office)) == {
        "wider Research": 5,
        "community": 5,
    }
    assert "counted among: Research." in text_of(post_office.to("steward0@example.org")[0])


def test_a_group_that_was_given_is_never_changed(process, mailoutbox):
    invited(process, {"researcher": 3, "steward": 2})
    before = dict(Invitation.objects.values_list("pk", "token_group"))
    add(process, {"community": 7})
    Invitation.objects.filter(email="community6@example.org").update(group="researcher")
    send(process)
    after = dict(Invitation.objects.values_list("pk", "token_group"))
    assert {pk: after[pk] for pk in before} == before
    assert Invitation.objects.get(email="community6@example.org").token_group == "wider Research"


def test_fewer_than_five_are_not_sent(page, process):
    add(process, {"researcher": 4})
    assert "Fewer than 5 invitations wait." in press(page, "send", process)
    assert "Waiting: 4." in page.get(reverse("consensus:inviting:index", args=[process.pk])).text
    assert not OrmQ.objects.exists()


def test_nothing_is_sent_before_the_protocol_is_fixed(page):
    process = drafted()
    add(process, {"researcher": 5})
    assert "The protocol is not fixed yet." in press(page, "send", process)
    assert set(Invitation.objects.values_list("state", flat=True)) == {"waiting"}


@pytest.mark.parametrize(
    "backend", ["cairnhub.accounts.outbox.OutboxBackend", "django.core.mail.backends.console.EmailBackend"]
)
def test_real_links_are_not_written_to_files(page, process, settings, tmp_path, backend):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = backend, tmp_path
    add(process, {"researcher": 5})
    assert "could take part in somebody" in press(page, "send", process)
    Invitation.objects.update(state="queued")
    assert jobs.send_letters(process.pk) == 0
    assert not list(tmp_path.iterdir())


def test_a_rehearsal_may_write_to_files_and_says_what_it_is(settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "cairnhub.accounts.outbox.OutboxBackend", tmp_path
    process = running(steps=["rate"], nature="rehearsal")
    add(process, {"researcher": 5})
    assert send(process) == 5
    assert "This is a rehearsal" in next(tmp_path.iterdir()).read_text()


def test_a_letter_is_written_in_the_language_of_the_invitation(process, mailoutbox, monkeypatch):
    spoken = []
    monkeypatch.setattr(letters, "_", lambda text: spoken.append(letters.translation.get_language()) or text)
    add(process, {"researcher": 5}, language="es")
    send(process)
    assert spoken == ["es"] * 5
    assert '<html lang="es">' in mailoutbox[0].alternatives[0][0]


def test_letters_go_in_another_order_than_the_list(process, mailoutbox):
    add(process, {"researcher": 12})
    listed = [f"researcher{n}@example.org" for n in range(12)]
    send(process)
    went = [message.to[0] for message in mailoutbox]
    assert sorted(went) == sorted(listed)
    assert went != listed


def test_no_letter_is_sent_twice(process, mailoutbox):
    invited(process, {"researcher": 5})
    assert jobs.send_letters(process.pk) == 0
    assert len(mailoutbox) == 5


def test_a_second_worker_does_not_take_up_what_the_first_has(process, monkeypatch):
    sent = []

    def deliver(invitation):
        sent.append(invitation.email)
        if len(sent) < 10:
            jobs.send_letters(process.pk)

    monkeypatch.setattr(letters, "send_invitation", deliver)
    invited(process, {"researcher": 5})
    assert len(sent) == len(set(sent)) == 5


def test_letters_go_out_a_minutes_worth_at_a_time(process, mailoutbox, monkeypatch):
    monkeypatch.setattr(jobs, "A_MINUTE", 4)
    invited(process, {"researcher": 6})
    assert len(mailoutbox) == 4
    later = Schedule.objects.get(func=sending.SENDING)
    assert (later.args, later.schedule_type) == (f"('{process.pk}',)", Schedule.ONCE)
    assert jobs.send_letters(process.pk) == 2


def test_a_refusal_is_told_by_its_code_and_quotes_no_link(process, post_office, caplog, page):
    echo = {"refusing": lambda message: f"550 5.7.1 Spam: {TOKEN.search(text_of(message))[0]}"}
    post_office.refusals["researcher1@example.org"] = echo["refusing"]
    invited(process, {"researcher": 5})
    one = Invitation.objects.get(state="bounced")
    assert one.trouble == "The mail server refused it: 550 5.7.1."
    assert one.trouble in page.get(reverse("consensus:inviting:index", args=[process.pk])).text
    assert "researcher1" not in caplog.text
    assert len(post_office.received) == 4


def test_a_server_that_cannot_be_reached_is_tried_again_later(process, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    settings.EMAIL_HOST = "127.0.0.1"
    add(process, {"researcher": 5})
    assert send(process) == 0
    assert set(Invitation.objects.values_list("state", flat=True)) == {"queued"}
    assert Invitation.objects.filter(trouble=jobs.UNREACHABLE).count() == 1
    assert Schedule.objects.get(func=sending.SENDING).next_run > timezone.now() + timedelta(minutes=8)


def test_a_letter_whose_sending_broke_off_is_not_sent_again_by_itself(process, monkeypatch, page, mailoutbox):
    def breaks(_):
        raise TimeoutError

    with monkeypatch.context() as broken:
        broken.setattr(letters, "send_invitation", breaks)
        invited(process, {"researcher": 5})
    assert jobs.send_letters(process.pk) == 0
    one = Invitation.objects.first()
    with pytest.raises(ValidationError):
        sending.send_new_link(invitation=one)
    Invitation.objects.update(taken_at=timezone.now() - sending.UNCLEAR - timedelta(seconds=1))
    assert "The sending was broken off" in page.get(reverse("consensus:inviting:index", args=[process.pk])).text
    assert "two links" in page.get(reverse("consensus:inviting:person", args=[process.pk, one.pk])).text
    press(page, "new_link", process, one.pk)
    assert jobs.send_letters(process.pk) == 1
    one.refresh_from_db()
    assert (one.state, one.sent_again, one.taken_at) == ("sent", 1, None)


def test_a_lost_link_is_replaced_by_another(process, post_office, page):
    invited(process, {"researcher": 5})
    one = Invitation.objects.get(email="researcher2@example.org")
    assert "they start afresh" in page.get(reverse("consensus:inviting:person", args=[process.pk, one.pk])).text
    press(page, "new_link", process, one.pk)
    assert jobs.send_letters(process.pk) == 1
    first, second = (TOKEN.findall(text_of(message)) for message in post_office.to(one.email))
    assert first != second
    one.refresh_from_db()
    assert (one.sent_again, one.token_group) == (1, "researcher")


def test_an_address_reported_back_is_marked_and_corrected(process, post_office, page):
    invited(process, {"researcher": 5})
    text = "<Researcher3@example.org>: user unknown\nstranger@example.org, again researcher3@example.org"
    body = press(page, "undeliverable", process, addresses=text)
    assert "Marked as undeliverable: 1." in body
    assert "Not invited here: stranger@example.org." in body
    one = Invitation.objects.get(state="bounced")
    assert "invited already" in press(page, "correct", process, one.pk, email="RESEARCHER1@example.org")
    assert "The address is changed." in press(page, "correct", process, one.pk, email="right@example.org")
    assert jobs.send_letters(process.pk) == 1
    assert TOKEN.findall(text_of(post_office.to("right@example.org")[0]))
    one.refresh_from_db()
    assert (one.state, one.sent_again, one.trouble) == ("sent", 0, "")
    assert press(page, "correct", process, one.pk, email="other@example.org").count("Mark it as undeliverable first")


def test_an_address_is_corrected_before_anything_is_sent(process, page):
    add(process, {"researcher": 1})
    one = Invitation.objects.get()
    press(page, "correct", process, one.pk, email="right@example.org")
    one.refresh_from_db()
    assert (one.email, one.state) == ("right@example.org", "waiting")


def test_text_without_an_address_marks_nothing(process, page):
    address = reverse("consensus:inviting:undeliverable", args=[process.pk])
    assert page.post(address, {"addresses": "nobody"}).status_code == 400


def test_a_reminder_goes_to_all_whose_letter_went_out_and_holds_no_link(process, post_office, page):
    invited(process, {"researcher": 6})
    Invitation.objects.filter(email="researcher0@example.org").update(state="bounced")
    assert "Everybody has had a letter today." in press(page, "remind", process)
    Invitation.objects.update(sent_on=timezone.localdate() - timedelta(days=3))
    post_office.received.clear()
    assert "Reminders on their way: 5." in press(page, "remind", process)
    assert jobs.send_letters(process.pk) == 5
    letter = post_office.received[0]
    assert "ignore this letter" in text_of(letter)
    assert "original link" in html_of(letter)
    assert tokens(post_office) == []
    assert "#" not in text_of(letter)
    assert_both_parts_are_sound(letter)
    assert set(Invitation.objects.filter(state="sent").values_list("reminded_on", flat=True)) == {timezone.localdate()}
    assert "Everybody has had a letter today." in press(page, "remind", process)
    assert Event.objects.filter(reason="Reminders were sent to 5 people.").count() == 1


def test_a_reminder_that_is_refused_marks_the_address(process, post_office):
    invited(process, {"researcher": 5})
    Invitation.objects.update(sent_on=timezone.localdate() - timedelta(days=3))
    post_office.refusals["researcher0@example.org"] = "550 5.1.1 Gone"
    sending.remind(process=process, by=BY)
    assert jobs.send_letters(process.pk) == 4
    assert Invitation.objects.get(state="bounced").trouble == "The mail server refused it: 550 5.1.1."


def test_nobody_is_reminded_where_no_round_is_open(process, mailoutbox):
    invited(process, {"researcher": 5})
    Invitation.objects.update(sent_on=timezone.localdate() - timedelta(days=3))
    close(process)
    with pytest.raises(ValidationError, match="No round is open"):
        sending.remind(process=process, by=BY)


def test_nothing_is_sent_after_the_end(process):
    add(process, {"researcher": 5})
    sending.send_invitations(process=process, by=BY)
    close(process)
    actions.end(process=process, by=BY, reason="done")
    assert jobs.send_letters(process.pk) == 0
    assert jobs.send_letters("no such process") == 0
