"""The map of which activity was studied for which outcome."""

import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest

import factories
from cairn.synthesis.certainty import Override, suggest
from cairnhub.evidence.certainty.actions import judge
from cairnhub.evidence.certainty.bodies import directions_body
from cairnhub.evidence.gapmap import Cell, bubbles, gap_map, marked
from cairnhub.evidence.models import Study
from cairnhub.history import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def track():
    return factories.make_construct(id="track")


@pytest.fixture
def practice():
    return factories.make_outcome(id="practice")


@pytest.fixture
def link(track, practice):
    return factories.make_link(id="track__practice", source=track, target=practice)


def whole_map(**options):
    return gap_map(list(Study.objects.visible().values_list("pk", flat=True)), **options)


def only_cell(**options) -> Cell:
    ((cell,),) = [row.cells for row in whole_map(**options).rows]
    return cell


def study(track, practice, **fields):
    return factories.make_study(exposures=[track], outcomes=[practice], **fields)


def test_a_direction_of_a_whole_study_says_nothing_about_a_pair(track, practice):
    study(track, practice, direction="positive")
    assert only_cell().directions == ("not_extracted",)


def test_a_finding_on_the_link_of_the_pair_does(track, practice, link):
    factories.make_finding(study=study(track, practice), link=link, direction="null")
    assert only_cell().directions == ("null",)


@pytest.mark.parametrize(
    ("directions", "shown"),
    [(["positive", "positive"], "positive"), (["positive", "null"], "mixed"), (["null", "contested"], "contested")],
)
def test_a_study_counts_once_however_many_findings_it_has(track, practice, link, directions, shown):
    found = study(track, practice)
    for direction in directions:
        factories.make_finding(study=found, link=link, direction=direction)
    assert only_cell().directions == (shown,)


def test_reviews_stand_apart_and_commentaries_are_left_out(track, practice):
    study(track, practice, study_kind="review")
    study(track, practice, study_kind="commentary_or_report")
    cell = only_cell()
    assert (cell.directions, cell.reviews) == ((), 1)


def test_removed_findings_and_studies_are_not_counted(track, practice, link, editor):
    finding = factories.make_finding(study=study(track, practice), link=link)
    gone = study(track, practice)
    actions.remove(obj=finding, by=editor, reason="wrong link")
    actions.remove(obj=gone, by=editor, reason="twice")
    assert only_cell().directions == ("not_extracted",)


def test_only_the_studies_asked_for_are_on_it(track, practice):
    study(track, practice)
    assert gap_map([]).rows == []


def test_a_link_that_nobody_studied_is_a_gap(track, practice, link):
    factories.make_construct(id="other", name="Another activity")
    drawn = whole_map(everything=True)
    cells = {row.construct.pk: row.cells[0] for row in drawn.rows}
    assert (cells["track"].link_id, cells["track"].studied, cells["other"].link_id) == (link.pk, False, "")
    assert [one.pk for one in drawn.unstudied_activities] == ["other", "track"]
    assert [one.pk for one in drawn.unstudied_outcomes] == ["practice"]


def test_a_retired_link_is_no_gap(track, practice, link, editor):
    actions.change(obj=link, by=editor, reason="nobody claims it", values={"status": "retired"})
    assert only_cell(everything=True).link_id == ""


def test_without_everything_only_what_was_studied_has_a_row(track, practice, link):
    assert (whole_map().rows, whole_map().columns) == ([], [])


def test_other_exposures_come_after_activities(track, practice):
    study(track, practice)
    study(factories.make_construct(name="Law", stage="context"), practice)
    assert [stage for stage, _ in whole_map().row_stages()] == ["Social mission activities", "Other exposures"]
    assert whole_map().column_stages() == [("Medium-term outcomes (practice and workforce)", 1)]


def test_rows_and_columns_can_be_limited(track, practice):
    other = factories.make_construct(name="Another activity")
    factories.make_study(exposures=[track, other], outcomes=[practice, factories.make_outcome(name="Retention")])
    limited = whole_map(exposures=["track"], outcomes=["practice"])
    assert [row.construct.pk for row in limited.rows] == ["track"]
    assert [column.pk for column in limited.columns] == ["practice"]


@pytest.mark.parametrize(
    ("directions", "reviews", "words"),
    [
        ((), 0, "no study"),
        (("null",), 0, "1 primary study (1 no effect found)"),
        (
            ("positive", "negative", "not_extracted", "not_extracted"),
            2,
            "4 primary studies (1 as the link claims, 1 the opposite of what the link claims, "
            "2 study-level, not extracted), 2 reviews",
        ),
        ((), 1, "1 review"),
    ],
)
def test_a_cell_says_what_it_shows(directions, reviews, words):
    assert Cell("a", "b", directions, reviews, "").words() == words


def test_it_takes_as_many_queries_for_many_studies_as_for_one(track, practice, django_assert_num_queries):
    ids = [study(track, practice).pk for _ in range(5)]
    with django_assert_num_queries(9):
        gap_map(ids)


# Bubbles and the file of its own


def test_a_bubble_is_as_large_in_area_as_its_number():
    areas = [(bubbles.radius(number) - bubbles.radius(1)) ** 2 for number in (2, 5, 10)]
    assert areas[1] / areas[0] == pytest.approx(4)
    assert bubbles.radius(16) == bubbles.radius(400)


def test_certainty_counts_where_somebody_judged_it(track, practice, link):
    factories.make_finding(study=study(track, practice), link=link, direction="null")
    assert only_cell().certainty == ""
    facts = dict.fromkeys(("confounding_remains", "confounding_would_reduce", "dose_response"))
    judged = directions_body(link, facts)
    overrides = {domain: Override(0, "Looked at.") for domain in suggest(judged.body).not_judged}
    made = judge(judged=judged, facts=facts, overrides=overrides, by=factories.TESTS)
    cell = only_cell()
    assert cell.certainty == made.level
    assert cell.words().endswith(f"{made.level.replace('_', ' ')} certainty")
    assert f">1{bubbles.LEVELS[made.level][0]}<" in bubbles.bubbles_picture(whole_map())


def test_the_map_is_shown_as_bubbles_with_its_files(client, track, practice, link):
    factories.make_finding(study=study(track, practice), link=link, direction="null")
    page = client.get("/evidence/map/?view=bubbles").content.decode()
    assert "certainty not judged" in page
    assert "1 no effect found" in page
    assert "map.svg?&amp;view=bubbles" in page
    assert "by number of studies and certainty" in client.get("/evidence/map.svg?view=bubbles").content.decode()
    assert client.get("/evidence/map.exe").status_code == 404


def test_the_file_of_its_own_asks_nothing_of_any_network(client, track, practice, link):
    reference = factories.make_reference(title="</script><b>Odd & long</b>", doi="10.1000/x")
    found = factories.make_study(references=[reference], exposures=[track], outcomes=[practice], country="Chile")
    factories.make_finding(study=found, link=link, direction="null")
    answer = client.get("/evidence/map-standalone.html?country=Chile")
    page = answer.content.decode()
    assert "attachment" in answer["Content-Disposition"]
    assert page.count("</script>") == 2
    assert not re.search(r'(?:src|href)="(?!https?://)', page)
    assert "<link" not in page
    data = json.loads(re.search(r'<script id="data" type="application/json">(.*?)</script>', page).group(1))
    assert data["studies"][0]["title"] == "</script><b>Odd & long</b>"
    assert data["cells"]["track|practice"]["found"] == {found.pk: "no effect found"}
    for kind, tag in (("style", "style"), ("script", "script")):
        inside = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)[0]
        digest = b64encode(sha256(inside.encode()).digest()).decode()
        assert f"{kind}-src &#x27;sha256-{digest}&#x27;" in page


def test_taking_a_filter_away_leaves_the_map_as_it_was(client, track, practice):
    study(track, practice, country="Chile")
    page = client.get("/evidence/map/?country=Chile&all=1&view=bubbles").content.decode()
    assert page.count('href="/evidence/map/?&amp;all=1&amp;view=bubbles"') == 2, "the chip, and the view chosen"
    assert '<a class="small" href="/evidence/map/?&amp;all=1&amp;view=bubbles">Clear all</a>' in page


def test_a_picture_writes_long_names_in_full_and_explains_every_mark(track, practice):
    name = "A very long name of an activity that no single line of a picture could ever hold"
    study(factories.make_construct(name=name), practice)
    for drawing in (bubbles.bubbles_picture(whole_map()), marked.marked_picture(whole_map())):
        assert "…" not in drawing
        assert all(word in drawing for word in name.split())
        assert "link of the framework, no study; empty: no study, and no link claimed" in drawing
        assert "reviews" in drawing


def test_the_file_has_bubbles_as_large_as_the_picture_and_says_what_was_left_out(client, track, practice):
    for _ in range(3):
        study(track, practice, country="Chile")
    study(track, practice, country="Peru")
    page = client.get("/evidence/map-standalone.html?country=Chile").content.decode()
    side = round(2 * bubbles.radius(3))
    assert f".n3 {{ width: {side}px; height: {side}px; }}" in page
    assert 'class="bubble n3 unjudged"' in page
    assert "Only studies with country “Chile”." in page
    assert "Only studies with" not in client.get("/evidence/map-standalone.html").content.decode()


def test_the_file_says_so_where_filters_leave_nothing(client, track):
    assert "None of these studies" in client.get("/evidence/map-standalone.html").content.decode()
