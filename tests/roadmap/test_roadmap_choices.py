"""What a reader chose lives in the address: read, written back, and refused with a sentence."""

import pytest
from django.http import QueryDict

from cairn.base.errors import InputError
from cairn.gaps import CriterionName, Form
from cairnhub.roadmap.choices import command_line_weights, read_choices

DISCIPLINES = ("medicine", "nursing")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "w_importance=3&w_uncertainty=5&w_decision_value=5&w_equity=0",
        "w_importance=2.5&w_uncertainty=5&w_decision_value=5&w_equity=5&form=additive",
        "list=answerable_now&stage=impact&reach=one_person&status=contested&discipline=nursing",
    ],
)
def test_an_address_comes_back_as_it_was_read(address):
    choices = read_choices(QueryDict(address), DISCIPLINES)

    assert choices.errors == ()
    assert QueryDict(choices.query()) == QueryDict(address)
    assert read_choices(QueryDict(choices.query()), DISCIPLINES) == choices


@pytest.mark.parametrize("size", ["1", "5", "10"])
def test_equal_weights_are_the_default_whatever_their_size(size):
    given = "&".join(f"w_{name}={size}" for name in CriterionName)

    assert read_choices(QueryDict(given)).query() == ""


def test_a_weight_left_out_is_the_middle_of_the_scale():
    weights = read_choices(QueryDict("w_equity=10")).weights

    assert weights == {name: 10 if name is CriterionName.EQUITY else 5 for name in CriterionName}


@pytest.mark.parametrize("wrong", ["many", "-1", "11", "nan", "inf"])
def test_a_weight_that_is_no_number_of_the_scale_is_named(wrong):
    choices = read_choices(QueryDict(f"w_equity={wrong}"))

    assert choices.weights is None
    assert "equity" in choices.errors[0]
    assert "from 0 to 10" in choices.errors[0]


def test_four_weights_of_nothing_are_refused():
    choices = read_choices(QueryDict("w_importance=0&w_uncertainty=0&w_decision_value=0&w_equity=0"))

    assert choices.weights is None
    assert choices.errors == ("Every weight is 0: give at least one above 0. Equal weights are shown.",)


def test_an_unknown_filter_is_named_and_left_out():
    choices = read_choices(QueryDict("stage=heaven&form=magic&status=contested"))

    assert (choices.filters, choices.form) == ({"status": "contested"}, Form.GEOMETRIC)
    assert len(choices.errors) == 2


def test_weights_on_the_command_line():
    assert command_line_weights("importance=2, equity=0.5") == {
        CriterionName.IMPORTANCE: 2,
        CriterionName.EQUITY: 0.5,
    }


@pytest.mark.parametrize(
    ("typed", "what"),
    [("beauty=1", "beauty"), ("equity", "equity is ''"), ("equity=x", "'x'"), ("equity=1,equity=2", "twice")],
)
def test_wrong_weights_on_the_command_line_are_explained(typed, what):
    with pytest.raises(InputError, match=what):
        command_line_weights(typed)
