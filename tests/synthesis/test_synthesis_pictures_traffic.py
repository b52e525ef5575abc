"""Risk of bias: a shape and a sign for each judgement, what was not judged left empty, shares that sum to all."""

import re

import pytest

from cairn.base.errors import DataError, InputError
from cairn.synthesis import BiasRow, Judgement, bias_summary, judgement, traffic_lights
from cairn.synthesis.pictures.judgements import FILLS, SIGNS, sign

ROWS = [
    BiasRow("Smith 2004", {"Confounding": "serious", "Missing data": "low"}, "serious"),
    BiasRow("Jones 2010", {"Confounding": "moderate"}, "No information"),
    BiasRow("Brown 2012", {"Confounding": "critical", "Missing data": "low"}, "critical"),
    BiasRow("White 2019", {"Confounding": "low", "Missing data": "some concerns"}, "low"),
]
DOMAINS = ["Confounding", "Missing data"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("low", Judgement.LOW),
        ("Low risk of bias", Judgement.LOW),
        ("HIGH RISK", Judgement.HIGH),
        ("some", Judgement.SOME),
        ("Some concerns", Judgement.SOME),
        ("m", Judgement.MODERATE),
        ("unclear", Judgement.NO_INFORMATION),
        ("NI", Judgement.NO_INFORMATION),
    ],
)
def test_judgements_are_known_by_word_and_letter(word, meant):
    assert judgement(word) is meant


@pytest.mark.parametrize("word", ["", "s", "good"])
def test_other_words_are_refused(word):
    with pytest.raises(DataError, match="is no judgement of bias"):
        judgement(word)


def test_shape_and_sign_tell_degrees_apart_without_colour():
    def look(one):
        return re.sub(r' class="[^"]*"', "", sign(one, 0, 0))

    looks = {one: look(one) for one in Judgement}
    assert looks[Judgement.SERIOUS] == looks[Judgement.HIGH]
    assert looks[Judgement.SOME] == looks[Judgement.MODERATE]
    assert len(set(looks.values())) == len(set(SIGNS.values())) == len(set(FILLS.values())) == 5


def test_a_wrong_word_is_named_with_its_study_and_domain():
    with pytest.raises(DataError, match="Smith 2004, Confounding: 'bad'"):
        BiasRow("Smith 2004", {"Confounding": "bad"})
    with pytest.raises(DataError, match="Smith 2004, Overall: 'bad'"):
        BiasRow("Smith 2004", {}, "bad")


def test_every_judgement_has_a_sign_and_what_was_not_judged_has_none():
    drawing = traffic_lights(ROWS, DOMAINS, title="x", notes=["By two readers."])
    said = re.findall(r"<title>(\w+ \d+), ([\w ]+): ([\w ]+)</title>", drawing)
    assert len(said) == 11
    assert ("Jones 2010", "Missing data") not in {(study, domain) for study, domain, _ in said}
    assert ("Jones 2010", "Overall", "no information") in said
    assert "An empty place was not judged." in drawing
    assert "By two readers." in drawing
    assert "4 studies. Overall: 1 low, 1 serious, 1 critical, 1 no information." in drawing


def test_without_overall_judgements_there_is_no_such_column():
    drawing = traffic_lights([BiasRow("a", {"D1": "low"})], ["D1"], title="x")
    assert "Overall" not in drawing
    assert "An empty place" not in drawing
    assert ">D1</text>" in drawing


def widths(drawing, domain):
    found = re.findall(rf'<title>{domain}, ([\w ]+): (\d+)%</title><rect[^>]* width="([\d.]+)"', drawing)
    return {word: (int(percent), float(width)) for word, percent, width in found}


def test_shares_are_of_all_studies_unless_weighted():
    plain = widths(bias_summary(ROWS, DOMAINS, title="x"), "Missing data")
    assert plain == {"low": (50, 200), "some concerns": (25, 100)}
    weighted = widths(bias_summary(ROWS, DOMAINS, title="x", weights=[6, 2, 1, 1]), "Missing data")
    assert weighted == {"low": (70, 280), "some concerns": (10, 40)}


def test_shares_of_what_all_were_judged_on_sum_to_the_whole():
    found = widths(bias_summary(ROWS, DOMAINS, title="x"), "Overall")
    assert sum(width for _, width in found.values()) == 400
    assert list(found) == ["low", "serious", "critical", "no information"]


@pytest.mark.parametrize("draw", [traffic_lights, bias_summary])
def test_nothing_judged_cannot_be_drawn(draw):
    with pytest.raises(InputError, match="nothing judged"):
        draw([], DOMAINS, title="x")
    with pytest.raises(InputError, match="nothing judged"):
        draw(ROWS, [], title="x")
    with pytest.raises(InputError, match="'Overall' is no domain"):
        draw(ROWS, ["Overall"], title="x")


@pytest.mark.parametrize("weights", [[1, 2], [1, 1, 1, -1], [0, 0, 0, 0]])
def test_impossible_weights_are_refused(weights):
    with pytest.raises(InputError, match="weights for 4 studies"):
        bias_summary(ROWS, DOMAINS, title="x", weights=weights)
