"""What panellists meet when pages stay open: closings, several tabs, several links on one device; and days in words."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from cairnhub.consensus.ballots.models import Answer, Rater, Remark, Seen
from cairnhub.consensus.taking.words import closing, time_left
from cairnhub.consensus.tokens import shared_token
from consensus_builders import Panellist, close, open_next, panel, running

pytestmark = pytest.mark.django_db
TWICE = {"steps": ["rate", {"title": "Again", "mode": "rate", "feedback": "groups"}],
         "consensus_rule": "median at least 10 overall"}  # fmt: skip


def one_in(process):
    one = Panellist(process)
    one.enter()
    return one


def fields(process, **given):
    item = process.items.first()
    return {f"item_{item.pk}" if name == "rating" else name: value for name, value in given.items()}


def test_a_page_left_open_through_a_closing_says_so_and_keeps_nothing():
    process = running(**TWICE)
    one = one_in(process)
    close(process)
    answer = one.answer(1, **fields(process, rating=7, round="1", go="next"))
    assert answer.status_code == 409
    assert "closed" in answer.json()["said"]
    assert "has closed" in one.client.get(answer.json()["to"]).content.decode()
    assert not Answer.objects.exists()


def test_a_page_of_one_round_is_not_taken_for_one_of_the_next():
    process = running(**TWICE)
    one = one_in(process)
    close(process)
    open_next(process)
    assert one.answer(1, **fields(process, rating=7, round="1")).status_code == 409
    assert not Answer.objects.exists()
    assert one.answer(1, **fields(process, rating=7, round="2")).status_code == 200


def test_a_device_that_lost_the_link_is_told_to_open_it_again():
    process = running(steps=["rate"])
    answer = Panellist(process).answer(1, **fields(process, rating=7))
    assert answer.status_code == 409
    assert "Open your link again" in answer.json()["said"]


def test_a_second_tab_takes_nothing_back():
    process = running(steps=["rate"])
    one = one_in(process)
    one.answer(1, **fields(process, rating=7, reason="Because.", reason_was=""))
    one.answer(1, **fields(process, reason="", reason_was="", go="next"))
    assert Answer.objects.get().value == 7
    assert Remark.objects.get().text == "Because."
    one.answer(1, **fields(process, reason="", reason_was="Because."))
    assert not Remark.objects.exists()


def test_ends_of_lines_count_as_one_letter():
    process = running(steps=["rate"])
    one = one_in(process)
    assert one.answer(1, reason="a\r\n" * 1000).status_code == 200
    assert one.answer(1, reason="a\r\n" * 1100).status_code == 422


def test_a_shared_link_opened_again_leads_to_the_same_answers():
    process = running(steps=["rate"])
    link = shared_token(process, "community")
    one = Panellist(process, token=link)
    one.enter()
    one.rate(7, 8, 9)
    one.enter()
    assert Rater.objects.count() == 1
    other = Panellist(process, token=link)
    other.enter()
    assert Rater.objects.count() == 2


def test_somebody_elses_link_on_the_same_device_is_theirs():
    process = running(steps=["rate"])
    one = one_in(process)
    one.rate(7, 8, 9)
    other = Panellist(process)
    other.client = one.client
    other.enter()
    assert Rater.objects.count() == 2
    assert 'value="7" checked' not in other.client.get(f"{one.address}1/").content.decode()


@pytest.mark.parametrize(
    "around", ["{}", "<{}>", "https://hub.example/rounds/x/#{}", "https://hub.example/#{}.", " {} "]
)
def test_what_an_e_mail_program_hangs_on_a_link_does_no_harm(around):
    one = Panellist(running(steps=["rate"]))
    given = around.format(one.token)
    assert one.client.post(f"{one.address}enter/", {"code": given}).status_code == 302


def test_a_cut_link_explains_itself_and_can_be_read_in_spanish():
    one = Panellist(running(steps=["rate"]))
    answer = one.client.post(f"{one.address}enter/", {"code": one.token[:-9]})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "a part of it is missing" in text
    assert one.token[:-9] not in text
    assert f'href="{one.address}?language=es' in text


def test_what_somebody_could_not_judge_is_told_back_as_that():
    process = running(**TWICE)
    people = panel(process, {"researcher": [["x", 5, 5], *[[7, 5, 5]] * 6]})
    close(process)
    open_next(process)
    assert "You said you cannot judge." in people[0].client.get(f"{people[0].address}1/").content.decode()
    assert Seen.objects.get().content["own_value"] == "x"


def test_the_workshop_sees_places_of_the_shortlist():
    steps = ["choose", {"title": "Workshop", "mode": "order", "feedback": "groups"}]
    process = running("jla", steps=steps)
    first, second, _third = process.items.all()
    for _number in range(6):
        one = one_in(process)
        one.answer(1, **{f"item_{first.pk}": "2", f"item_{second.pk}": "1"})
    close(process)
    open_next(process)
    page = one.client.get(f"{one.address}1/").content.decode()
    assert "place 1 overall" in page
    assert "You gave 2." in page
    assert Seen.objects.count() == 3


def test_ones_own_page_lists_what_one_answered():
    process = running(steps=["rate"])
    one = one_in(process)
    one.rate(7, "x")
    one.answer(1, **fields(process, rating=7, reason="Because <b>."))
    page = one.client.get(f"{one.address}mine/").content.decode()
    assert "What I answered" in page
    assert "<b>7</b>" in page
    assert "<b>cannot judge</b>" in page
    assert "Because &lt;b&gt;." in page
    close(process)
    assert "<b>7</b>" in one.client.get(f"{one.address}mine/").content.decode()


@pytest.mark.parametrize(
    ("mode", "values"),
    [("vote", {"": "-1"}), ("criteria", {"-answerable": "2"}), ("choose", {"": "1"}), ("order", {"": "1"}),
     ("points", {"": "100"})],
)  # fmt: skip
def test_answers_of_every_kind_are_told_in_words(mode, values):
    process = running("chnri" if mode == "criteria" else "delphi", steps=[mode])
    one = one_in(process)
    item = process.items.first()
    assert one.answer(1, **{f"item-{item.pk}{end}": value for end, value in values.items()}).status_code == 200
    page = one.client.get(f"{one.address}mine/").content.decode()
    words = {"vote": "Disagree", "criteria": "and ethically? Yes", "points": "100"}
    assert f"{words.get(mode, 'place 1')}</b>" in page


def test_best_and_worst_are_told_in_words():
    process = running("best_worst", steps=["best_worst"])
    one = one_in(process)
    first, second, _third = process.items.all()
    assert one.answer(1, best=first.pk, worst=second.pk).status_code == 200
    page = one.client.get(f"{one.address}mine/").content.decode()
    assert "<b>Most important</b>" in page
    assert "<b>Least important</b>" in page


def test_the_closing_day_in_words():
    today = timezone.localdate()
    assert closing(None) == time_left(None) == ""
    assert closing(today) == "closes today"
    assert time_left(today) == "1 day left"
    assert closing(today + timedelta(days=1)) == "closes tomorrow"
    assert closing(today + timedelta(days=3)) == f"closes {today + timedelta(days=3):%A}"
    later = today + timedelta(days=400)
    assert closing(later) == f"closes {later.day} {later:%B} {later.year}"
    assert closing(today - timedelta(days=1)) == "closes soon"
    with translation.override("es"):
        assert " de " in closing(today + timedelta(days=30))
