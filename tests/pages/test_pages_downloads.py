"""The same picture as SVG, PNG and PDF, and what a hub says that cannot draw the last two."""

import pytest
from django.http import Http404

from cairn.base.svg import element, picture
from cairnhub.pages import downloads

DRAWING = picture(element("circle", cx=5, cy=5, r=4), key="dot", title="A dot", width=10, height=10)
STARTS = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}


@pytest.fixture
def without_charts(monkeypatch):
    monkeypatch.setattr(downloads, "find_spec", lambda name: None)


@pytest.mark.parametrize("ending", STARTS)
def test_a_picture_is_handed_out_in_each_form(ending):
    if ending != "svg":
        pytest.importorskip("vl_convert")
    answer = downloads.picture_response("dot", DRAWING, ending)
    assert answer.content.startswith(STARTS[ending])
    assert answer["Content-Disposition"] == f'attachment; filename="dot.{ending}"'


@pytest.mark.parametrize("ending", ["gif", "PNG", "", "svg/x"])
def test_no_other_form_has_an_address(ending):
    with pytest.raises(Http404):
        downloads.picture_response("dot", DRAWING, ending)


@pytest.mark.parametrize("ending", ["png", "pdf"])
def test_without_the_optional_part_the_address_says_what_is_missing(without_charts, ending):
    answer = downloads.picture_response("dot", DRAWING, ending)
    assert answer.status_code == 404
    assert "PNG and PDF need the optional part “charts”" in answer.content.decode()


def test_without_the_optional_part_svg_alone_is_offered(without_charts):
    assert not downloads.can_draw_files()
    assert downloads.picture_endings() == ("svg",)
    assert downloads.picture_response("dot", DRAWING, "svg").status_code == 200
