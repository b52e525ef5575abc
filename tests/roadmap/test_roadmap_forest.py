"""Findings drawn side by side."""

from cairn.gaps import Direction
from cairnhub.roadmap.pictures.forest import forest
from cairnhub.roadmap.queries.link_studies import FindingRow


def row(**fields) -> FindingRow:
    texts = dict.fromkeys(
        [
            "study_title",
            "url",
            "comparison",
            "time_point",
            "bias",
            "bias_judgement",
            "bias_reason",
            "outcome_level",
            "data_source",
            "statement",
            "discipline",
            "country",
            "cohort",
            "coded_by",
            "withdrawn_by",
        ],
        "",
    )
    defaults = {
        "id": "f", "study": "Playford 2017", "year": 2017, "direction": Direction.POSITIVE, "effect": "3.10",
        "effect_kind": "odds ratio", "estimate": 3.1, "low": 1.95, "high": 4.93, "single_coded": True,
        "on_ratio_scale": True,
    }  # fmt: skip
    return FindingRow(**(texts | defaults | fields))


def test_ratios_share_one_logarithmic_axis_and_each_kind_of_difference_has_its_own():
    kinds = ["percentage points", "regression coefficient"]
    drawing = forest([row(), row(), *(row(effect_kind=kind, on_ratio_scale=False) for kind in kinds)], "Three")

    assert drawing.count("log scale") == 1
    assert all(f">{kind}<" in drawing for kind in kinds)


def test_numbers_beside_the_line_are_those_of_the_paper():
    assert "3.10 (1.95 to 4.93)" in forest([row()], "One")


def test_nothing_is_drawn_where_no_finding_has_an_interval():
    assert forest([row(low=None, high=None)], "None") is None


def test_findings_without_an_interval_are_counted():
    assert "1 finding without an interval" in forest([row(), row(low=None, high=None)], "Two")


def test_a_ratio_whose_interval_begins_at_nothing_is_drawn_to_the_edge():
    assert forest([row(low=0.0)], "Wide")


def test_a_disputed_finding_is_drawn_otherwise():
    assert "fill-contested" in forest([row(withdrawn_by="again")], "Disputed")
    assert "fill-contested" not in forest([row()], "Undisputed")


def test_a_judgement_of_bias_stands_in_a_column_of_its_own():
    assert "Risk of bias" in forest([row(bias_judgement="high")], "Judged")
    assert "Risk of bias" not in forest([row()], "Not judged")
