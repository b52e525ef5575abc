"""What an organisation sends for people without e-mail or account, and how everybody hears what became of it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from behalf_builders import FOR_OTHERS, make_behalf, make_speaker
from cairnhub.accounts.actions import erase
from cairnhub.accounts.personal import about
from cairnhub.agenda import jobs
from cairnhub.agenda.actions import accept_suggestion, decline_suggestion
from cairnhub.agenda.behalf import actions
from cairnhub.agenda.behalf.contacts import refuse_contacts
from cairnhub.agenda.behalf.models import OnBehalf, Slip, new_words
from cairnhub.agenda.behalf.wordlist import WORDS
from cairnhub.agenda.behalf.words import heard_from, people_in_words
from cairnhub.agenda.models import Suggestion
from cairnhub.pages.desk_lines import sections
from factories import make_link, make_need, make_organisation, make_question, make_reader

pytestmark = pytest.mark.django_db

SENT = FOR_OTHERS | {"kind": "need", "text": "Who stays when the doctor leaves?"}
HEARD = "Heard from about 40 people represented by Valley Clinic"


def sending(speaker, **changed):
    return SENT | {"organisation": speaker.organisation_id} | changed


def shown(client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def answered(behalf: OnBehalf, editor, became=None) -> OnBehalf:
    accept_suggestion(suggestion=behalf.suggestion, by=editor, answer="We look for it.", became=became)
    behalf.refresh_from_db()
    return behalf


def test_who_speaks_for_an_organisation_sends_for_its_people(client, member):
    speaker = make_speaker(member)
    client.force_login(member)
    done = client.post("/suggest/on-behalf/", sending(speaker))
    behalf = OnBehalf.objects.get()
    assert (done.status_code, done.url) == (302, behalf.suggestion.get_absolute_url())
    assert (behalf.organisation, behalf.sent_by, behalf.people) == (speaker.organisation, member, "about 40")
    assert behalf.suggestion.sender_email == member.email
    page = shown(client, done.url)
    assert HEARD in page
    assert "At a meeting in the clinic." in page


@pytest.mark.parametrize("name", ["people", "heard", "answer_goes"])
@pytest.mark.parametrize("said", ["ask rosa@example.org", "call 555 123-4567", "see https://example.org/rosa"])
def test_addresses_and_telephone_numbers_are_refused_beside_their_field(client, member, name, said):
    speaker = make_speaker(member)
    client.force_login(member)
    page = client.post("/suggest/on-behalf/", sending(speaker, **{name: said}))
    assert page.status_code == 400
    assert "nobody represented may be found" in str(page.context["behalf"].errors[name])
    assert said in page.content.decode()
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize(
    "said", ["2026-03-12 and 14.03.2026", "in 2019-2025", "1,200 to 1,500", "8 villages, 40 homes"]
)
def test_days_years_and_counts_are_no_telephone_numbers(said):
    assert refuse_contacts(said) is None


@pytest.mark.parametrize("said", ["+49 30 1234567", "(555) 123-4567", "0301234567", "call 2026-03-12 555 1234567"])
def test_telephone_numbers_are_found_however_they_are_written(said):
    with pytest.raises(ValidationError, match="telephone"):
        refuse_contacts(said)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("about 40", "about 40 people"),
        ("40 people", "40 people"),
        ("a dozen", "a dozen people"),
        ("twenty-five", "twenty-five people"),
        ("a dozen mothers", "a dozen mothers"),
        ("dozens of families", "dozens of families"),
        ("3", "fewer than five people"),
        ("two people", "fewer than five people"),
        ("Four", "fewer than five people"),
        ("5", "5 people"),
    ],
)
def test_how_many_is_told_in_words_and_very_few_are_not_counted(said, told):
    assert people_in_words(said) == told


def test_who_was_not_asked_and_who_is_no_longer_listed_is_said(member):
    behalf = make_behalf(member, agreed="not_asked")
    assert heard_from(behalf) == HEARD + ", who were not asked whether they agree"
    behalf.organisation.removed = True
    assert "represented by an organisation that is no longer listed" in heard_from(behalf)


def test_nobody_sends_for_an_organisation_they_do_not_speak_for(client, member, reviewer):
    mine = make_speaker(member)
    theirs = make_speaker(reviewer, make_organisation(name="Other", organisation_type="foundation"))
    make_speaker(member, theirs.organisation, confirmed=False)
    client.force_login(member)
    assert client.post("/suggest/on-behalf/", sending(theirs)).status_code == 400
    with pytest.raises(ValidationError, match="Only who speaks"):
        make_behalf(member, theirs.organisation)
    assert not Suggestion.objects.exists()
    assert client.post("/suggest/on-behalf/", sending(mine)).status_code == 302


@pytest.mark.parametrize("signed_in", [False, True])
def test_who_speaks_for_nobody_is_told_how_one_comes_to(client, member, signed_in):
    if signed_in:
        client.force_login(member)
    page = shown(client, "/suggest/on-behalf/")
    assert "Ask to speak for it" in page
    assert ("Sign in</a> <a" in page) != signed_in


def test_sending_counts_with_all_suggestions(client, member, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"suggest": "1/h/ip"}
    speaker = make_speaker(member)
    client.force_login(member)
    codes = [client.post("/suggest/on-behalf/", sending(speaker)).status_code for _ in range(2)]
    assert codes == [302, 429]


def test_the_machines_trap_refuses_here_too(client, member):
    client.force_login(member)
    assert client.post("/suggest/on-behalf/", sending(make_speaker(member), website="x")).status_code == 400


def test_what_it_became_says_from_whom_it_was_heard(client, member, editor):
    for number, became in enumerate((make_question(), make_link(), make_need())):
        sender = make_reader(f"Reader{number}", "member")
        behalf = make_behalf(sender, make_speaker(sender, make_organisation(name=f"Clinic {number}")).organisation)
        assert "Heard from" not in shown(client, became.get_absolute_url())
        answered(behalf, editor, became)
        page = shown(client, became.get_absolute_url())
        assert f"Heard from about 40 people represented by Clinic {number}" in page
        assert behalf.organisation.get_absolute_url() in page


def test_the_organisations_page_tells_what_it_brought_but_no_unchecked_words(client, member, editor):
    first = make_behalf(member, text="Waiting words.")
    page = shown(client, first.organisation.get_absolute_url())
    assert "for about 40 people" in page
    assert "Waits for an answer." in page
    assert "Waiting words." not in page
    decline_suggestion(suggestion=first.suggestion, by=editor, answer="Known.")
    assert "Declined on" in shown(client, first.organisation.get_absolute_url())
    need = make_need()
    second = answered(make_behalf(member, first.organisation), editor, need)
    page = shown(client, second.organisation.get_absolute_url())
    assert need.label() in page
    assert "Not yet taken back to the people." in page


def test_who_speaks_notes_that_the_answer_was_taken_back(client, member, editor):
    behalf = answered(make_behalf(member), editor)
    client.force_login(member)
    address = f"/workspace/on-behalf/{behalf.pk}/taken-back/"
    today = timezone.localdate()
    assert client.post(address, {"taken_back_on": today + timedelta(days=1)}).status_code == 400
    page = client.post(address, {"taken_back_on": today - timedelta(days=1)})
    assert (page.status_code, "from the day of the answer" in page.content.decode()) == (400, True)
    assert client.post(address, {"taken_back_on": today}, follow=True).status_code == 200
    behalf.refresh_from_db()
    assert behalf.taken_back_on == today
    client.logout()
    for place in (behalf.organisation.get_absolute_url(), behalf.suggestion.get_absolute_url()):
        assert f"{today:%B} {today.year}" in shown(client, place)


def test_what_has_no_answer_cannot_be_taken_back(member):
    with pytest.raises(ValidationError, match="no answer yet"):
        actions.take_back(behalf=make_behalf(member), on=timezone.localdate(), by=member)


def test_only_who_speaks_for_it_takes_back_also_after_the_sender_is_gone(client, member, reviewer, editor):
    behalf = answered(make_behalf(member), editor)
    with pytest.raises(ValidationError, match="Only who speaks"):
        actions.take_back(behalf=behalf, on=timezone.localdate(), by=reviewer)
    make_speaker(reviewer, behalf.organisation)
    erase(user=member)
    behalf.refresh_from_db()
    assert (behalf.sent_by, behalf.suggestion.sender_email) == (None, "")
    assert actions.take_back(behalf=behalf, on=timezone.localdate(), by=reviewer).taken_back_on


def test_the_list_is_read_by_who_speaks_and_moderators_alone(client, member, reviewer, editor):
    behalf = make_behalf(member)
    for ending in ("", "brought.csv"):
        address = f"/workspace/on-behalf/{behalf.organisation_id}/{ending}"
        for person, code in ((member, 200), (editor, 200), (reviewer, 404)):
            client.force_login(person)
            assert client.get(address).status_code == code
    client.force_login(member)
    assert "Valley Clinic" in client.get(f"/workspace/on-behalf/{behalf.organisation_id}/brought.csv").content.decode()


def test_the_sender_hears_by_mail_and_is_asked_to_take_it_back(member, editor):
    behalf = answered(make_behalf(member), editor)
    jobs.tell_sender(behalf.suggestion_id)
    (letter,) = mail.outbox
    assert letter.to == [member.email]
    assert "take the answer back to them (At the next meeting.)" in letter.body
    assert f"/workspace/on-behalf/{behalf.organisation_id}/" in letter.body


def test_a_slip_leads_back_without_account_or_mail(client):
    suggestion = Suggestion.objects.create(kind="need", text="How long do they stay?")
    assert "/slip/" in shown(client, suggestion.get_absolute_url())
    page = shown(client, f"/suggest/sent/{suggestion.token}/slip/")
    assert f"Your suggestion no. {suggestion.pk}" in page
    words = Slip.objects.get().words
    assert words.replace("-", " ") in page
    assert client.get("/suggest/sent/no-such-token/slip/").status_code == 404
    for typed in (words, words.upper().replace("-", "  "), words.replace("-", ", ") + "."):
        found = client.post("/suggest/answer/", {"words": typed})
        assert (found.status_code, found.url) == (302, suggestion.get_absolute_url())
    client.get(f"/suggest/sent/{suggestion.token}/slip/")
    assert Slip.objects.get().words == words


def test_words_nobody_has_are_all_answered_alike(client):
    actions.slip_of(Suggestion.objects.create(kind="need", text="Help"))
    said = set()
    for typed in ("willow lamp river field 1", "nonsense", "!!!", "1"):
        page = client.post("/suggest/answer/", {"words": typed})
        assert page.status_code == 400
        said.add(re.sub(r'value="[^"]*"', "", page.content.decode()))
    assert len(said) == 1


def test_looking_up_is_limited(client, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"look_up_answer": "2/h/ip"}
    words = actions.slip_of(Suggestion.objects.create(kind="need", text="Help")).words
    codes = [client.post("/suggest/answer/", {"words": typed}).status_code for typed in ("a", "b", words)]
    assert codes == [400, 400, 429]


def test_words_are_plain_and_many():
    assert len(WORDS) == len(set(WORDS)) == 256
    assert all(re.fullmatch("[a-z]{3,8}", word) for word in WORDS)
    assert re.fullmatch(r"([a-z]+-){4}[1-9][0-9]{2}", new_words())
    assert len({new_words() for _ in range(200)}) == 200


def test_the_desk_counts_what_waits_and_leads_to_it(client, member, editor):
    def counts():
        lines = [line for _, lines in sections() for line in lines if line.key.startswith("behalf_")]
        client.force_login(editor)
        return [(line.count, len(client.get(line.address).context["rows"])) for line in lines]

    behalf = make_behalf(member)
    assert counts() == [(1, 1), (0, 0)]
    answered(behalf, editor)
    assert counts() == [(0, 0), (1, 1)]
    actions.take_back(behalf=behalf, on=timezone.localdate(), by=member)
    assert counts() == [(0, 0), (0, 0)]
    assert "Valley Clinic" in client.get("/workspace/on-behalf/all.csv?show=back").content.decode()


def test_the_workspace_counts_for_who_speaks(client, member, editor):
    client.force_login(member)
    assert "You speak for" not in shown(client, "/workspace/")
    behalf = make_behalf(member)
    assert "1 waits for an answer" in shown(client, "/workspace/")
    answered(behalf, editor)
    assert "1 answered and not yet taken back" in shown(client, "/workspace/")


def test_moderators_read_whom_it_was_heard_from(client, member, editor):
    behalf = make_behalf(member)
    client.force_login(editor)
    assert HEARD in shown(client, f"/workspace/suggestions/{behalf.suggestion_id}/")


def test_the_file_about_a_person_names_what_they_sent(member):
    make_behalf(member)
    assert about(member)["sent on behalf of others"][0]["organisation"] == "Valley Clinic"


def test_the_list_asks_as_often_for_many_as_for_one(client, member, editor, django_assert_max_num_queries):
    behalf = answered(make_behalf(member), editor, make_need())
    client.force_login(member)
    address = f"/workspace/on-behalf/{behalf.organisation_id}/"
    client.get(address)
    for number in range(8):
        answered(make_behalf(member, behalf.organisation, text=f"Need {number}"), editor, make_need())
    with django_assert_max_num_queries(14):
        client.get(address)
    client.logout()
    with django_assert_max_num_queries(18):
        client.get(behalf.organisation.get_absolute_url())
