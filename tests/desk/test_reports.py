"""A report keeps the figures of its day, says what changed since, and is public only once a coordinator says so."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from cairnhub.accounts.models import User
from cairnhub.desk.models import QuarterlyReport
from cairnhub.desk.reports import actions, queries
from cairnhub.history import actions as history
from factories import make_decision, make_link, make_organisation

pytestmark = pytest.mark.django_db

TODAY = date(2026, 10, 1)
BEFORE = TODAY - timedelta(days=92)


def figure(told: queries.Told, label: str) -> queries.Figure:
    return next(one for _, figures in told.figures for one in figures if one.label == label)


def change(told: queries.Told, name: str) -> list[int]:
    return next((one.counts for one in told.changes if one.name == name), [])


def published(day: date = TODAY) -> QuarterlyReport:
    report = actions.make(day=day)
    actions.set_published(report=report, published=True)
    return report


def people(number: int) -> None:
    for at in range(number):
        User.objects.create_user(email=f"person{User.objects.count()}.{at}@example.org", name="Ada Named")


def test_a_report_keeps_the_figures_of_its_day():
    make_organisation()
    report = actions.make(day=TODAY)
    make_organisation(name="Came later")
    told = queries.tell(QuarterlyReport.objects.get(pk=report.pk))
    assert figure(told, "organisations").now == "1"
    assert (report.since, told.before) == (None, None)


def test_a_day_has_one_report():
    first = actions.make(day=TODAY)
    make_organisation()
    assert actions.make(day=TODAY).figures == first.figures
    assert QuarterlyReport.objects.count() == 1


def test_figures_stand_beside_those_of_the_report_before():
    make_organisation()
    actions.make(day=BEFORE)
    make_organisation(name="Another")
    make_organisation(name="A third")
    told = queries.tell(actions.make(day=TODAY))
    assert told.report.since == BEFORE
    assert figure(told, "organisations") == queries.Figure("organisations", "1", "3", 2)
    assert figure(told, "reported comments").signed == "0"


def test_what_shrank_and_what_is_counted_on_one_side_only_is_said():
    before, now = actions.make(day=BEFORE), actions.make(day=TODAY)
    line = {"section": "Data", "people": False}
    before.figures = [
        line | {"key": "a", "label": "old words", "count": 5},
        line | {"key": "b", "label": "b", "count": 1},
    ]
    now.figures = [line | {"key": "a", "label": "words", "count": 3}, line | {"key": "c", "label": "c", "count": 2}]
    before.save()
    (_, figures), *_ = queries.tell(now).figures
    assert [(one.label, one.then, one.now, one.signed) for one in figures] == [
        ("words", "5", "3", "−2"),
        ("c", "not counted", "2", "not told"),
        ("b", "1", "not counted", "not told"),
    ]


def test_changes_of_the_record_are_counted_from_the_report_before_on():
    link = make_link()
    actions.make(day=BEFORE)
    kept, gone = make_organisation(), make_organisation(name="Gone")
    by = history.System("Tests")
    history.change(obj=link, by=by, reason="Plainer.", values={"note": "Read with care."})
    history.remove(obj=gone, by=by, reason="Twice.")
    told = queries.tell(actions.make(day=TODAY))
    assert change(told, "organisation") == [2, 0, 1, 0]
    assert change(told, "link") == [0, 1, 0, 0]
    assert change(told, "construct") == []
    assert kept.label() not in str(told.report.changes)


def test_decisions_of_the_period_are_told_by_title_and_one_day_belongs_to_one_report():
    make_decision(title="Long ago", decided_on=BEFORE - timedelta(days=1))
    make_decision(title="That morning", decided_on=BEFORE)
    first = actions.make(day=BEFORE)
    make_decision(title="That evening", decided_on=BEFORE)
    seven = make_decision(title="Seven seats", decided_on=TODAY)
    make_decision(title="Not yet", decided_on=TODAY + timedelta(days=1))
    second = actions.make(day=TODAY)
    assert [one.title for one in queries.tell(first).decisions] == ["Long ago", "That morning"]
    assert [one.title for one in queries.tell(second).decisions] == ["That evening", "Seven seats"]
    history.remove(obj=seven, by=history.System("Tests"), reason="A mistake.")
    assert [one.title for one in queries.tell(second).decisions] == ["That evening"]


def test_few_people_are_not_told_by_their_number_nor_by_a_difference(client):
    people(4)
    actions.make(day=BEFORE)
    people(2)
    told = queries.tell(published())
    assert figure(told, "accounts") == queries.Figure("accounts", "fewer than 5", "6", None)
    page = client.get(f"/reports/{TODAY}/").content.decode()
    assert "Ada Named" not in page
    assert "fewer than 5" in page


def test_five_people_are_told():
    people(5)
    assert figure(queries.tell(actions.make(day=TODAY)), "accounts").now == "5"


def test_a_hidden_report_looks_as_if_there_were_none(client, member, editor):
    actions.make(day=TODAY)
    for address in (f"/reports/{TODAY}/", f"/reports/{TODAY}/report.csv", f"/reports/{TODAY}/report.docx"):
        hidden, absent = client.get(address), client.get(address.replace("-10-", "-11-"))
        assert hidden.status_code == absent.status_code == 404
        assert hidden.content == absent.content.replace(b"-11-", b"-10-")
    assert "No report has been published yet." in client.get("/reports/").content.decode()
    client.force_login(member)
    assert client.get(f"/reports/{TODAY}/").status_code == 404
    client.force_login(editor)
    assert client.get(f"/reports/{TODAY}/").status_code == 200
    assert "not published" in client.get("/reports/").content.decode()


@pytest.mark.parametrize("day", ["nonsense", "20261001", "2026-13-01"])
def test_another_address_names_no_report(client, day):
    published()
    assert client.get(f"/reports/{day}/").status_code == 404


def test_a_coordinator_publishes_and_takes_back_what_visitors_have_seen(client, coordinator):
    actions.make(day=TODAY)
    address = reverse("reports:publish", args=[TODAY])
    client.force_login(coordinator)
    client.post(address, {"published": "yes"})
    client.logout()
    client.cookies.clear()
    assert "1 October 2026" in client.get("/reports/").content.decode()
    assert client.get(f"/reports/{TODAY}/").status_code == 200
    client.force_login(coordinator)
    client.post(address, {"published": "no"})
    client.logout()
    client.cookies.clear()
    assert client.get(f"/reports/{TODAY}/").status_code == 404


def test_an_editor_makes_the_report_and_publishes_none(client, editor):
    client.force_login(editor)
    made = client.post("/reports/make/")
    assert made.url == f"/reports/{timezone.localdate()}/"
    assert client.post(f"{made.url}publish/", {"published": "yes"}).status_code == 403
    assert not QuarterlyReport.objects.get().published


def test_the_page_leads_to_the_report_before_only_where_it_may_be_read(client, editor):
    actions.make(day=BEFORE)
    published()
    assert f'href="/reports/{BEFORE}/"' not in client.get(f"/reports/{TODAY}/").content.decode()
    client.force_login(editor)
    assert f'href="/reports/{BEFORE}/"' in client.get(f"/reports/{TODAY}/").content.decode()


def test_the_report_comes_as_a_table_and_as_a_word_file(client):
    make_organisation()
    actions.make(day=BEFORE)
    make_organisation(name="Another")
    make_decision(title="Seven seats", decided_on=TODAY)
    published()
    table = client.get(f"/reports/{TODAY}/report.csv").content.decode()
    for row in ("organisations,1,2,1", "organisation: added,,1,", "Decisions,Seven seats,,2026-10-01,"):
        assert row in table
    document = Document(BytesIO(client.get(f"/reports/{TODAY}/report.docx").content))
    cells = [[cell.text for cell in row.cells] for one in document.tables for row in one.rows]
    assert ["organisations", "1", "2", "+1"] in cells
    assert ["organisation", "1", "0", "0", "0"] in cells
    assert "Seven seats (2026-10-01)" in [one.text for one in document.paragraphs]
