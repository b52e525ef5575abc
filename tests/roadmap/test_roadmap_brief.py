"""One sheet about one link: the same words on the page, on paper and in the Word file."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.contrib.auth.models import AnonymousUser
from docx import Document

from cairnhub.roadmap.brief import MOST_FINDINGS, brief_of
from cairnhub.roadmap.queries.link import link_facts
from factories import make_finding, make_study, make_version

ADDRESS = "/framework/links/track__practice/brief"


def brief(link="track__practice"):
    return brief_of(link_facts(AnonymousUser(), link), date(2026, 11, 23))


def all_words(one) -> list[str]:
    tiles = [word for tile in one.tiles for word in (tile.about, tile.answer, tile.detail)]
    lines = [word for section in one.sections for word in (section.heading, *section.lines)]
    return [one.title, one.statement, one.marks, *tiles, *lines]


def test_the_page_and_the_word_file_say_the_same(client, field):
    page = unescape(client.get(f"{ADDRESS}/").content.decode())
    file = Document(BytesIO(client.get(f"{ADDRESS}.docx").content))
    written = [paragraph.text for paragraph in file.paragraphs]
    cells = [cell.text for row in file.tables[0].rows for cell in row.cells]

    for words in all_words(brief()):
        assert words in page
        assert words in written + cells


def test_every_number_of_the_brief_stands_on_the_page_of_the_link(client, field):
    page = unescape(client.get("/framework/links/track__practice/").content.decode())

    for tile in brief().tiles:
        assert tile.answer in page
        assert tile.detail in page
    effects = re.findall(r"\((2\.10 .+?, odds ratio)\)", " ".join(brief().sections[0].lines))
    assert effects == ["2.10 (1.4 to 3.2), odds ratio"]
    assert effects[0] in page


def test_it_can_be_cited_with_version_state_address_and_day(field):
    make_version(number="0.9", status="draft")

    assert brief().citation.startswith(
        "Cairn. Rural track → Rural practice: what is known and what is missing; framework 0.9"
    )
    assert "http://localhost:8000/framework/links/track__practice/" in brief().citation
    assert "Retrieved 23 November 2026." in brief().citation


def test_a_null_finding_stands_in_the_brief_like_a_positive_one(field):
    lines = brief().sections[0].lines

    assert any(": no effect (" in line for line in lines)
    assert any(": for (" in line for line in lines)


def test_what_does_not_fit_on_the_sheet_is_counted(field):
    for _ in range(MOST_FINDINGS):
        make_finding(link=field.studied)

    assert "And 2 more findings on the page." in brief().sections[0].lines


def test_what_was_not_counted_is_named(field):
    make_study(study_kind="review", look_here=[field.studied])

    assert "Beside these, never counted: 1 study not extracted, 1 review or report." in brief().sections[0].lines


@pytest.mark.parametrize("link", ["clinic__practice", "track__health"])
def test_a_link_of_which_little_is_known_has_a_brief(field, link):
    assert "No finding on this link has been extracted." in brief(link).sections[0].lines


def test_the_sheet_carries_the_day_it_was_retrieved_and_is_never_kept(client, field, monkeypatch):
    client.get(f"{ADDRESS}/")
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2030, 1, 2))

    assert "Retrieved 2 January 2030." in client.get(f"{ADDRESS}/").content.decode()
