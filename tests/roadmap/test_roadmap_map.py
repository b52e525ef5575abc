"""The map of links, and what is kept between changes."""

import pytest

from cairn import gaps
from cairnhub.history import actions
from cairnhub.roadmap.queries import current_roadmap
from cairnhub.roadmap.queries.field_map import FEW_COLUMNS, small_map, whole_map
from cairnhub.roadmap.queries.gaps import overlapping_the_first
from factories import TESTS, make_construct, make_link, make_outcome


def rank(name: str, low: int, high: int) -> gaps.LinkRank:
    return gaps.LinkRank(name, (low + high) / 2, (low, high), 0.0)


def ranking(*ranks: gaps.LinkRank) -> gaps.Ranking:
    return gaps.Ranking(ranks, {}, gaps.Form.GEOMETRIC, None, 1, 1, 20, True)


@pytest.mark.django_db
def test_the_small_map_keeps_a_stage_with_few_links():
    track = make_construct()
    for number in range(FEW_COLUMNS + 3):
        for source in (track, make_construct(name=f"Activity {number}")):
            make_link(source=source, target=make_outcome(name=f"Practice {number} {source.pk}"))
    make_link(source=track, target=make_outcome(name="Health", stage="impact"))

    roadmap = current_roadmap()
    small = small_map(roadmap, roadmap.ranking())

    assert len(small.columns) == FEW_COLUMNS
    assert small.columns[-1].name == "Health"
    assert small.column_stages()[-1] == ("Impact", 1)
    assert small.shown < small.total == len(roadmap.links)


def test_the_whole_map_shows_every_link_once(field):
    make_link(source=field.practice, target=make_outcome(id="out_access", name="Access", stage="impact"))

    roadmap = current_roadmap()
    whole = whole_map(roadmap, roadmap.ranking())

    assert whole.shown == whole.total == 4
    assert [stage for stage, _ in whole.row_stages()] == [
        "Inputs",
        "Social mission activities",
        "Medium-term outcomes (practice and workforce)",
    ]


def test_a_dot_is_filled_only_where_the_order_is_steady(field):
    ranks = [gaps.LinkRank("track__practice", 1, (1, 1), 0.9), gaps.LinkRank("track__health", 2, (1, 3), 0.2)]
    cells = [cell for row in whole_map(current_roadmap(), ranking(*ranks)).rows for cell in row.cells if cell]

    assert {cell.state.id: cell.priority for cell in cells} == {
        "track__practice": "steady",
        "track__health": "first",
        "clinic__practice": "",
    }


def test_intervals_that_overlap_that_of_the_first_are_counted():
    assert overlapping_the_first(ranking(rank("a", 1, 4), rank("b", 4, 9), rank("c", 5, 9))) == 1
    assert overlapping_the_first(ranking()) == 0


def test_it_is_computed_once_until_something_changes(field):
    first = current_roadmap()
    assert current_roadmap() is first
    assert first.ranking({gaps.CriterionName.EQUITY: 2}) is first.ranking({gaps.CriterionName.EQUITY: 1})

    actions.change(obj=field.studied, by=TESTS, reason="Clearer.", values={"statement": "Tracks raise rural work."})
    assert current_roadmap() is not first
