"""Pictures that can carry nothing but a picture."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.base import svg
from cairn.base.errors import InputError
from cairn.base.svg import Markup, element, number, path, picture, standalone

SVG = "{http://www.w3.org/2000/svg}"


def a_picture(*children, **fields):
    given_ = {"key": "p", "title": "A map", "width": 100, "height": 50}
    return picture(*children, **(given_ | fields))


def test_text_and_attributes_are_escaped():
    assert element("text", "<script>&", data_x='"><a') == ('<text data-x="&quot;&gt;&lt;a">&lt;script&gt;&amp;</text>')


def test_elements_within_elements_are_kept():
    assert element("g", element("line", x1=0), "a < b") == '<g><line x1="0"/>a &lt; b</g>'


def test_an_attribute_of_none_is_left_out_and_names_are_those_of_svg():
    assert element("text", class_="m", text_anchor="end", x=None) == '<text class="m" text-anchor="end"/>'


@pytest.mark.parametrize("tag", ["script", "style", "foreignObject", "image", "use", "svg"])
def test_only_shapes_and_words_are_elements(tag):
    with pytest.raises(InputError, match="is not a shape"):
        element(tag)


@pytest.mark.parametrize("name", ["style", "onclick", "ONLOAD", "x y", "a>b", ""])
def test_attributes_that_could_act_or_colour_are_refused(name):
    with pytest.raises(InputError, match="is not allowed"):
        element("g", **{name: "1"})


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", " https://x", "page"])
def test_unsafe_links_are_refused(href):
    with pytest.raises(InputError, match="is not safe"):
        element("a", href=href)


@pytest.mark.parametrize("href", ["/framework/", "#x", "?w=1", "https://doi.org/10.1/x", "mailto:a@b.org"])
def test_links_to_pages_are_kept(href):
    assert f'href="{href}"' in element("a", href=href)


@pytest.mark.parametrize(
    ("value", "written"),
    [(1, "1"), (1.5, "1.5"), (1.006, "1.01"), (2.0, "2"), (100, "100"), (-0.001, "0"), (1e6, "1000000"), (0, "0")],
)
def test_numbers_have_two_decimals_at_most_and_no_idle_zero(value, written):
    assert number(value) == written


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(InputError, match="is no coordinate"):
        number(value)


def test_a_picture_is_named_for_those_who_cannot_see_it():
    root = ET.fromstring(a_picture(description="Seven columns"))
    assert root.get("role") == "img"
    assert root.get("viewBox") == "0 0 100 50"
    names = {one.get("id"): one.text for one in root}
    assert [names[name] for name in root.get("aria-labelledby").split()] == ["A map", "Seven columns"]


def test_a_picture_with_links_is_a_group_so_that_they_can_be_reached():
    assert ET.fromstring(a_picture(element("a", element("rect"), href="/x/"))).get("role") == "group"


def test_templates_take_a_picture_as_safe_text():
    drawn = a_picture()
    assert isinstance(drawn, Markup)
    assert drawn.__html__() == drawn


@given(text=st.text(), value=st.text())
def test_whatever_text_is_given_the_picture_is_well_formed_and_holds_nothing_else(text, value):
    root = ET.fromstring(a_picture(element("text", text, data_x=value), title=text))
    assert {one.tag for one in root.iter()} == {f"{SVG}svg", f"{SVG}title", f"{SVG}text"}


def test_a_saved_file_has_the_light_colours_a_ground_and_no_links():
    saved = standalone(a_picture(element("a", element("rect", class_="status-supported"), href="/x/"), description="d"))
    root = ET.fromstring(saved.encode())
    style = root.find(f"{SVG}style").text
    assert "var(" not in style
    assert svg.LIGHT["s4"] in style
    assert root.get("role") == "img"
    assert (root.get("width"), root.get("height")) == ("100", "50")
    tags = [one.tag.removeprefix(SVG) for one in root]
    assert tags == ["title", "desc", "style", "rect", "rect"]


def test_the_vocabulary_names_only_colours_that_exist():
    assert set(re.findall(r"var\(--([a-z0-9-]+)\)", svg.PICTURE_CSS)) <= set(svg.LIGHT)


def test_a_line_leaves_and_arrives_level():
    assert path([(0, 0), (10, 20)]) == "M0 0C5 0 5 20 10 20"
    assert path([(0, 0), (10, 20), (20, 0)]) == "M0 0C5 0 5 20 10 20C15 20 15 0 20 0"


def test_a_line_back_to_its_own_column_is_a_bow_as_far_out_as_its_points():
    assert path([(10, 0), (40, 5), (10, 10)]) == "M10 0C50 0 50 10 10 10"
