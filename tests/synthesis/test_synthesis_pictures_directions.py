"""Harvest and effect-direction plots: every study is seen, those that found nothing as well as the others."""

import re
from itertools import pairwise

import pytest

from cairn.base.errors import InputError
from cairn.synthesis import Direction, DirectionFinding, effect_direction_plot, harvest_plot, summarise_directions

WAYS = (Direction.BENEFIT, Direction.NONE, Direction.UNCLEAR, Direction.HARM)
LONG = "Intention to work with underserved populations after graduation from residency training"


def rows(*findings):
    return summarise_directions([DirectionFinding(*one) for one in findings])


def four(people=100):
    return rows(*((f"Study {way}", "rural practice", way, 2, people) for way in WAYS))


def test_a_bar_for_every_study_as_high_as_its_weight():
    drawing = harvest_plot(rows(*(("abc"[n], "practice", Direction.NONE, n + 1) for n in range(3))), title="x")
    assert re.findall(r'<rect[^>]* height="(\d+)" class="fill-ink-2"', drawing) == ["12", "24", "36"]


def test_bars_of_all_directions_are_alike_but_for_their_fill():
    sizes = re.findall(r'<rect[^>]* width="(\d+)" height="(\d+)" class="(\S+)"', harvest_plot(four(), title="x"))
    assert {(width, height) for width, height, _ in sizes} == {("13", "24")}
    assert len({fill for *_, fill in sizes}) == 4


def test_bars_are_named_below_the_plot():
    drawing = harvest_plot(four(), title="x")
    key = re.findall(r">(\d)</text><text[^>]*>(Study [^<]+)</text>", drawing)
    assert key == [(str(place), f"Study {way}") for place, way in enumerate(sorted(WAYS), start=1)]
    assert "rural practice: 1 benefit, 1 no effect, 1 unclear, 1 harm." in drawing


def test_many_studies_take_several_lines():
    drawing = harvest_plot(rows(*((f"S{n:02}", "practice", Direction.HARM) for n in range(80))), title="x")
    bars = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"[^>]*fill-contested', drawing)
    assert len(bars) == 80
    for foot in {y for _, y, _ in bars}:
        places = sorted(float(x) for x, y, _ in bars if y == foot)
        assert all(float(bars[0][2]) < after - before for before, after in pairwise(places))
    assert len({y for _, y, _ in bars}) == 14
    assert ">80 studies</text>" in drawing


@pytest.mark.parametrize("draw", [harvest_plot, effect_direction_plot])
def test_long_outcomes_are_kept_whole_for_those_who_ask(draw):
    drawing = draw(rows(("a", LONG, Direction.NONE)), title="x")
    assert f"<title>{LONG}</title>" in drawing
    assert "…" in drawing


@pytest.mark.parametrize("draw", [harvest_plot, effect_direction_plot])
def test_nothing_cannot_be_drawn(draw):
    with pytest.raises(InputError, match="there is no outcome"):
        draw([], title="x")


def test_each_direction_has_a_shape_of_its_own():
    drawing = effect_direction_plot(four(), title="x")
    titles = re.findall(r"<title>Study (\w+): ([\w ]+), 100 people</title><(path|circle)", drawing)
    assert titles == [
        ("benefit", "benefit", "path"),
        ("harm", "harm", "path"),
        ("none", "no effect", "path"),
        ("unclear", "unclear", "circle"),
    ]


@pytest.mark.parametrize(("people", "base"), [(49, "10"), (50, "15"), (300, "15"), (301, "20")])
def test_arrows_grow_with_the_number_of_people(people, base):
    drawing = effect_direction_plot(rows(("a", "practice", Direction.HARM, 1, people)), title="x")
    assert re.search(rf'people</title><path d="M[\d. ]+h{base}l[^"]*" class="fill-contested"', drawing)


def test_an_unknown_number_of_people_is_hollow():
    drawing = effect_direction_plot(four(people=None), title="x")
    shapes = re.findall(r'not known</title><(?:path|circle)[^>]* class="([\w-]+)"', drawing)
    assert shapes == ["stroke-accent", "stroke-contested", "stroke-ink-2", "stroke-control"]


def test_counts_stand_below_and_empty_places_are_explained():
    drawing = effect_direction_plot(
        rows(("a", "practice", Direction.NONE), ("b", "practice", Direction.NONE), ("a", "exams", Direction.HARM)),
        title="x",
    )
    counts = re.findall(r'<text[^>]*class="small" text-anchor="middle">(\d)</text>', drawing)
    assert counts == ["0", "0", "2", "0", "0", "0", "0", "1"]
    assert "An empty place" in drawing
    assert "An empty place" not in effect_direction_plot(four(), title="x")
