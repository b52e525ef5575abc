"""What people call a reference in passing."""

import pytest

from cairnhub.literature.models import Reference
from cairnhub.literature.names import short_name

LONG = "Predictors of primary care physician practice location"


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"authors": ["Mullan F"], "year": 2010}, "Mullan 2010"),
        ({"authors": ["Mullan F", "Chen C"], "year": 2010}, "Mullan et al. 2010"),
        ({"authors": ["van Ryn M", "Burke S"], "year": None}, "van Ryn et al."),
        ({"authors": ["HRSA"], "year": 2020}, "HRSA 2020"),
        ({"authors": ["Association of American Medical Colleges"]}, "Association of American Medical Colleges"),
        ({"authors": ["Daggett JL Jr"], "year": 1999}, "Daggett 1999"),
        ({"authors": ["Chen J-L"], "year": 2022}, "Chen 2022"),
        ({"title": "Rural tracks", "year": 2010}, "Rural tracks 2010"),
        ({"title": LONG, "year": 2016}, "Predictors of primary care physician p… 2016"),
        ({"title": LONG, "title_is_paraphrase": True}, "[Predictors of primary care physician…]"),
    ],
)
def test_short_name(fields, name):
    assert short_name(Reference(**fields)) == name
