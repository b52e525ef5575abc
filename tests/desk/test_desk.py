"""The desk counts what waits, and each number leads to where it is mended."""

import pytest
from django.utils import timezone

from cairnhub.agenda import actions
from cairnhub.agenda.models import Suggestion
from cairnhub.evidence.models import Certainty, Extraction
from cairnhub.pages import desk_lines
from consensus_builders import running, suggested
from factories import (
    make_extraction,
    make_link,
    make_measured,
    make_organisation,
    make_pair,
    make_pooling,
    make_question,
    make_reader,
    make_reference,
    make_source,
    make_study,
    store,
)

pytestmark = pytest.mark.django_db


def lines() -> dict[str, desk_lines.Line]:
    return {line.key: line for _, found in desk_lines.sections() for line in found}


def test_who_is_here_is_counted_from_the_directory(member):
    make_organisation(country="Ghana", organisation_type="school")
    make_organisation(name="Another", country="Ghana", organisation_type="school")
    make_organisation(name="A third", country="", organisation_type="foundation")
    found = lines()
    assert (found["organisations"].count, found["countries"].count, found["accounts"].count) == (3, 1, 1)
    assert "foundations" not in found["missing_types"].means


def test_a_claimed_link_is_no_unclaimed_gap():
    link = make_link()
    assert lines()["unclaimed"].named == [(link.label(), link.get_absolute_url())]
    make_question(links=[link], status="claimed", claimed_by="A school")
    assert lines()["unclaimed"].count == 0


def test_a_measured_end_of_a_gap_is_no_need():
    link = make_link()
    assert lines()["unmeasured"].count == 2
    make_source(constructs=[link.target])
    assert [text for text, _ in lines()["unmeasured"].named] == [link.source.label()]


def test_studies_are_counted_where_they_wait():
    make_study(coding="single")
    make_pair()
    found = lines()
    assert (found["unread"].count, found["one_reader"].count, found["to_agree"].count) == (1, 0, 1)
    assert found["to_agree"].means == "The longest has waited less than a day."


def test_what_was_given_up_is_no_wait():
    reading = make_extraction(make_study(), make_reader("Ada"))
    Extraction.objects.update(started_at=timezone.now() - timezone.timedelta(days=2))
    Extraction.objects.create(
        study=reading.study,
        reader=make_reader("Ben"),
        template=reading.template,
        state="withdrawn",
        started_at=timezone.now() - timezone.timedelta(days=90),
    )
    assert lines()["one_reader"].means == "The longest has waited 2 days."


def test_an_answer_is_to_be_judged_and_a_newer_study_outside_it_is_told():
    link = make_link()
    pool = make_pooling(make_measured(link=link), make_measured(link=link, estimate=1.5, low=1.1, high=2.1))
    found = lines()
    assert found["unjudged"].named == [(pool.label(), pool.get_absolute_url())]
    assert (found["outdated"].count, found["newer"].count) == (0, 0)


def test_a_younger_study_outside_a_closed_pool_is_told():
    link = make_link()
    inside, outside = (make_study(references=[make_reference(year=year)]) for year in (2010, 2020))
    pool = make_pooling(make_measured(link=link, study=inside), open_to_new=False)
    make_measured(link=link, study=make_study(references=[make_reference(year=2005)]))
    assert lines()["newer"].count == 0
    make_measured(link=link, study=outside)
    assert lines()["newer"].named == [(pool.label(), pool.get_absolute_url())]


def test_a_certainty_judged_on_another_answer_is_out_of_date():
    pool = make_pooling()
    judged = {"link": pool.link, "pooling": pool, "body": "pooled", "start": "low", "level": "low", "judged_by": "Ada"}
    judged["judgements"] = {"imprecision": {"levels": 0, "suggested": 0, "rule": "", "because": ""}}
    store(Certainty(**judged, answer_digest="another"))
    found = lines()
    assert (found["outdated"].count, found["unjudged"].count) == (1, 0)


def test_the_longest_wait_is_told_in_days():
    actions.send_suggestion(kind="need", text="Help")
    Suggestion.objects.update(sent_at=timezone.now() - timezone.timedelta(days=3))
    line = lines()["suggestions"]
    assert (line.count, line.means) == (1, "The longest has waited 3 days.")


def test_rounds_and_words_that_wait_are_counted_without_rehearsals(client, editor):
    process = suggested().round.process
    running(nature="rehearsal")
    client.force_login(editor)
    lines = {line.key: line for _, found in client.get("/workspace/desk/").context["sections"] for line, _ in found}
    assert [lines[key].count for key in ("process_drafts", "open_rounds", "remarks_held")] == [0, 1, 1]
    assert lines["open_rounds"].named == [
        (f"What matters: {process.rounds.first().title}", f"/consensus/{process.pk}/run/")
    ]


def test_a_number_leads_only_where_its_reader_may_go(client, editor, coordinator):
    client.force_login(editor)
    assert ">accounts</a>" not in client.get("/workspace/desk/").content.decode()
    client.force_login(coordinator)
    assert ">accounts</a>" in client.get("/workspace/desk/").content.decode()


def test_the_figures_come_as_a_file(client, editor):
    client.force_login(editor)
    assert "suggestions to answer" in client.get("/workspace/desk/figures.csv").content.decode()


def test_a_room_puts_its_own_lines_on_the_desk(client, editor, monkeypatch):
    monkeypatch.setattr(desk_lines, "_sources", [])
    line = desk_lines.Line(desk_lines.Section.ROUNDS, "open", "rounds open", 2, "/agenda/")
    desk_lines.contribute(lambda: [line])
    client.force_login(editor)
    assert '<b class="num">2</b> <a href="/agenda/">rounds open</a>' in client.get("/workspace/desk/").content.decode()
