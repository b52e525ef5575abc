"""Six people come for the first time, on a phone: each reaches something useful in three clicks from the home page."""

import pytest
from playwright.sync_api import expect

from browser.inspection import look

#: For each visitor the words of the link to press on their page, and where it leads.
WAYS = {
    "a researcher": ("The complete ranking", "ranking"),
    "a dean": ("The programme register", "programmes"),
    "a student": ("Suggest a question", "suggest"),
    "from a community organisation": ("Describe a need", "suggest"),
    "a funder": ("The agenda", "agenda"),
    "a data steward": ("What measures what", "coverage"),
}


@pytest.mark.parametrize("who", WAYS)
def test_three_clicks_lead_to_something_useful(visit, who):
    words, place = WAYS[who]
    page = visit(viewport={"width": 390, "height": 800})
    page.goto("/")
    page.get_by_role("navigation", name="First visit").get_by_role("link", name=who).click()
    expect(page.locator("h1")).to_have_text(f"You are {who}")
    assert look(page) == []
    page.get_by_role("link", name=words, exact=True).click()
    page.wait_for_url(f"**/*{place}*/**")
    expect(page.locator("h1")).to_be_visible()
