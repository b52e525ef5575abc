"""Words in all pictures: inside the frame, large enough to read, and names of studies never alike."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.base.letters import SIZE, SMALL, is_strong, size_of, text_width
from cairn.base.svg import PICTURE_CSS
from cairn.synthesis import (
    BiasRow,
    Direction,
    DirectionFinding,
    ForestRow,
    baujat,
    baujat_points,
    bias_summary,
    cumulative_plot,
    effect_direction_plot,
    fit,
    forest,
    funnel,
    harvest_plot,
    influence,
    influence_plot,
    summarise_directions,
    traffic_lights,
)
from cairn.synthesis.pictures.forest_columns import WIDEST
from cairn.synthesis.pictures.names import written_names

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Longitudinal integrated clerkships and subsequent practice in underserved areas"
NAMES = [f"{LONG}, {author} et al. {year}" for author, year in (("Hirsh", 2012), ("Walters", 2013), ("Hirsh", 2014))]
Y, V = [0.1, 0.5, 0.3], [0.04, 0.09, 0.02]
MEASURE = "Standardised mean difference in knowledge of social determinants of health among final-year students"
NOTE = (
    "Judged by two readers independently; where they disagreed a third one settled it, which was rare, as it should be."
)
DOMAINS = ["Bias due to confounding", "Bias in selection of participants into the study", "Bias due to missing data"]
JUDGED = ["low", "some concerns", "moderate", "serious", "high", "critical", "no information"]
BIAS = [BiasRow(f"{n} {LONG}", dict.fromkeys(DOMAINS, word), word) for n, word in enumerate(JUDGED)]
FOUND = summarise_directions(
    [DirectionFinding(name, LONG, way, 2, 80) for name, way in zip(NAMES, Direction, strict=False)]
)
ROWS = [
    ForestRow(name, y, (y - 0.4, y + 0.4), 100 / 3, group=LONG, bias=tuple((f"{at} {LONG}", "low") for at in range(9)))
    for name, y in zip(NAMES, Y, strict=True)
]
PICTURES = {
    "forest": forest(ROWS, title="x", pooled=fit(Y, V), measure=MEASURE, sides=(LONG, LONG), notes=[NOTE], ratio=True),
    "cumulative": cumulative_plot(Y, V, [2001, 2002, 2003], title="x", measure=MEASURE, ratio=True),
    "funnel": funnel(NAMES, Y, V, fit(Y, V), title="x", measure=MEASURE, ratio=True),
    "baujat": baujat(NAMES, baujat_points(Y, V), title="x"),
    "influence": influence_plot(NAMES, influence(Y, V), title="x"),
    "traffic": traffic_lights(BIAS, DOMAINS, title="x", notes=[NOTE]),
    "bias": bias_summary(BIAS, DOMAINS, title="x", notes=[NOTE]),
    "harvest": harvest_plot(FOUND, title="x"),
    "directions": effect_direction_plot(FOUND, title="x"),
}


def lines(drawing):
    """Return each line of words with its left and right end."""
    for text in ET.fromstring(drawing).iter(f"{SVG}text"):
        spans = text.findall(f"{SVG}tspan")
        said = "".join(text.itertext()).removeprefix(text.findtext(f"{SVG}title", ""))
        for line, x in [(span.text, span.get("x")) for span in spans] or [(said, text.get("x"))]:
            wide = text_width(line, size_of(text.get("class")), strong=is_strong(text.get("class")))
            left = float(x) - wide * {"middle": 0.5, "end": 1}.get(text.get("text-anchor"), 0)
            yield line, left, left + wide


@pytest.mark.parametrize("name", PICTURES)
def test_no_words_leave_the_picture(name):
    width = float(ET.fromstring(PICTURES[name]).get("width"))
    assert [line for line, left, right in lines(PICTURES[name]) if left < -1 or right > width + 1] == []


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_drawn_at_the_size_of_their_letters(name):
    root = ET.fromstring(PICTURES[name])
    assert root.get("width") == root.get("viewBox").split()[2]


def test_no_letter_is_smaller_than_people_read_and_letters_are_measured_as_they_are_drawn():
    sizes = {float(size) for size in re.findall(r"font-size:([\d.]+)px", PICTURE_CSS)}
    assert sizes == {SIZE, SMALL}
    assert min(sizes) >= 12


def test_notes_are_read_without_scrolling_though_judgements_widen_the_picture():
    noted = [right for line, _, right in lines(PICTURES["forest"]) if re.match(r"Risk of bias|Judged|How much", line)]
    assert float(ET.fromstring(PICTURES["forest"]).get("width")) > WIDEST
    assert len(noted) == 3
    assert max(noted) <= WIDEST


@pytest.mark.parametrize("name", ["forest", "influence", "traffic", "harvest", "directions"])
def test_long_names_keep_their_beginning_and_are_told_apart(name):
    texts = ET.fromstring(PICTURES[name]).iter(f"{SVG}text")
    whole = {text.findtext(f"{SVG}title"): [span.text for span in text.findall(f"{SVG}tspan")] for text in texts}
    written = [whole[study] for study in ([row.name for row in BIAS] if name == "traffic" else NAMES)]
    assert len({tuple(one) for one in written}) == len(written)
    assert all(len(one) == 2 for one in written)
    if name != "traffic":
        assert [one[1][-4:] for one in written] == ["2012", "2013", "2014"]


@pytest.mark.parametrize("rows", [1, 2])
def test_names_that_differ_in_their_middle_alone_show_it(rows):
    names = [f"{LONG} in {place}, a cohort study of all graduates since the start, 2012" for place in ("Ohio", "Peru")]
    written = written_names(names, 170, lines=rows)
    assert all(place in " ".join(written[name]) for name, place in zip(names, ("Ohio", "Peru"), strict=True))
    assert all(written[name][-1].endswith("2012") for name in names)


@given(st.lists(st.text("abW 1", max_size=90), max_size=8), st.floats(120, 230), st.sampled_from([1, 2]))
def test_names_fit_and_are_never_alike_unless_they_are(names, width, rows):
    names = [name for name in names if name.strip()]
    written = written_names(names, width, lines=rows)
    assert all(len(one) <= rows and max(map(text_width, one)) <= width for one in written.values())
    assert len(set(written.values())) == len({*written})
