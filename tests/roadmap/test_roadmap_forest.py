"""Findings drawn side by side."""

import re

import pytest

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


def squares(drawing: str) -> list[float]:
    return [float(x) + 5 for x in re.findall(r'<rect x="([\d.]+)"', drawing)]


def no_effect(drawing: str) -> float:
    return float(re.search(r'<line x1="([\d.]+)" x2="\1"', drawing).group(1))


def test_a_ratio_and_its_inverse_lie_as_far_from_no_effect():
    drawing = forest([row(estimate=2, low=1.5, high=3), row(estimate=0.5, low=0.3, high=0.7)], "Both ways")

    above, below = squares(drawing)
    assert above - no_effect(drawing) == pytest.approx(no_effect(drawing) - below, abs=0.05)


def test_a_difference_of_nothing_lies_on_no_effect():
    drawing = forest([row(estimate=0, low=-2, high=2, effect_kind="percentage points", on_ratio_scale=False)], "Null")

    assert squares(drawing) == [pytest.approx(no_effect(drawing), abs=0.01)]


def test_an_interval_beyond_the_axis_ends_in_an_arrow():
    assert "Z" in forest([row(estimate=12, low=2, high=400)], "Wide")
    assert "Z" not in forest([row()], "Narrow")


def test_nothing_is_drawn_where_no_finding_has_an_interval():
    assert forest([row(low=None, high=None)], "None") is None


def test_each_kind_of_difference_has_its_own_axis():
    kinds = ["percentage points", "regression coefficient"]
    drawing = forest([row(effect_kind=kind, on_ratio_scale=False) for kind in kinds], "Two")

    assert all(f">{kind}<" in drawing for kind in kinds)
    assert len(re.findall(r'class="stroke-control"', drawing)) > 2


def test_a_disputed_finding_is_drawn_otherwise():
    assert "fill-contested" in forest([row(withdrawn_by="again")], "Disputed")
    assert "fill-contested" not in forest([row()], "Undisputed")
