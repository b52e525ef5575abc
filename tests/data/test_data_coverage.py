"""Which construct is measured by what, and what nothing measures."""

import pytest

from cairnhub.data import queries
from cairnhub.data.coverage import not_ready, restricted_only, unmeasured
from cairnhub.data.picture import coverage_matrix
from cairnhub.history import actions
from factories import TESTS, make_link, make_outcome, make_source

pytestmark = pytest.mark.django_db


def names(coverages):
    return [coverage.construct.name for coverage in coverages]


def test_groups_are_by_the_easiest_access():
    for level in ("registration", "fee", "application", "restricted", "unknown"):
        make_source(access_level=level, constructs=[make_outcome(name=level)])
    make_source(access_level="restricted", constructs=[make_outcome(name="mixed", id="mixed")])
    make_source(access_level="fee", constructs=["mixed"])
    make_outcome(name="nothing")
    covered = queries.coverage(queries.OUTCOME_STAGES)

    assert names(unmeasured(covered)) == ["nothing"]
    assert names(restricted_only(covered)) == ["restricted"]
    assert sorted(names(not_ready(covered))) == ["application", "fee", "mixed", "unknown"]


def test_the_construct_with_most_links_waiting_stands_first():
    few, many = make_outcome(name="a few"), make_outcome(name="b many")
    make_link(target=few)
    make_link(target=many)
    make_link(target=many)
    make_link(target=few, status="retired")

    waiting = unmeasured(queries.coverage(queries.OUTCOME_STAGES))

    assert [(item.construct.name, item.construct.links_to_it) for item in waiting] == [("b many", 2), ("a few", 1)]


def test_removed_sources_measure_nothing():
    outcome = make_outcome()
    source = make_source(constructs=[outcome])
    actions.remove(obj=source, by=TESTS, reason="Twice in the list.")

    assert names(unmeasured(queries.coverage(queries.OUTCOME_STAGES))) == [outcome.name]


def test_words_name_every_level_from_the_easiest():
    outcome = make_outcome()
    for level in ("restricted", "open", "open"):
        make_source(access_level=level, constructs=[outcome])
    [covered] = queries.coverage(queries.OUTCOME_STAGES)

    assert covered.words == "3 sources: 2 open, 1 restricted"
    assert [source.access_level for source in covered.sources] == ["open", "open", "restricted"]


def test_the_matrix_marks_what_is_measured_and_hatches_what_is_not():
    make_source(name="Open <file>", access_level="open", constructs=[make_outcome(name="Rural practice")])
    make_outcome(name="Health equity", stage="impact")

    drawing = coverage_matrix(queries.coverage(queries.OUTCOME_STAGES))

    assert "Open &lt;file&gt; (open) measures Rural practice" in drawing
    assert drawing.count("url(#coverage-nothing)") == 3  # in the legend, beside the number, across the row
    assert "style=" not in drawing


def test_an_empty_framework_has_an_empty_matrix():
    assert "0 constructs by 0 data sources" in coverage_matrix([])
