"""A study's whole way: from first entry, through two readers and a pooled answer, to a changed roadmap."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser.inspection import look

TITLE = "Do bursaries bring nurses to small towns?"
NUMBERS = {"events1": "40", "n1": "100", "events2": "20", "n2": "100"}


@pytest.fixture(scope="module")
def link(hub) -> str:
    """A link of the framework that nobody has studied."""
    return hub.examples["unstudied_link"][0]["object_id"]


def test_from_first_entry_to_a_changed_roadmap(visit, hub, link):
    editor = visit("editor")
    editor.goto(f"/framework/links/{link}/")
    expect(editor.locator(".strip.answers")).to_contain_text("no studies")
    before = standing(editor, link)

    study = enter(editor, hub.examples["unstudied_link"][0])
    read(visit("reviewer"), study, link, NUMBERS)
    read(visit("coordinator"), study, link, NUMBERS | {"events1": "44"})
    agree(editor, study)
    expect(editor.locator("#findings")).to_contain_text("odds ratio 2.67 (1.42 to 5.02)")
    expect(editor.locator("#readers")).to_contain_text("They said the same in")

    editor.goto(f"/framework/links/{link}/")
    expect(editor.locator(".strip.answers")).to_contain_text("unsettled")
    assert standing(editor, link) != before
    pool(editor, link)
    judge(editor, link)
    expect(editor.locator("#pooled")).to_contain_text("judged by Some editor")
    assert look(editor) == []


def standing(page: Page, link: str) -> str:
    """The line of a link in the file of the roadmap's ranking."""
    rows = page.request.get("/roadmap/ranking.csv").text().splitlines()
    return next(row for row in rows if link in row)


def enter(page: Page, ends: dict) -> str:
    """Add the reference and the study by hand, as an editor does; answers the study's address."""
    page.goto("/edit/reference/add/")
    page.get_by_label("Title", exact=True).fill(TITLE)
    page.get_by_label(re.compile("^Authors")).fill("Quinn Q")
    page.get_by_label(re.compile("^Year")).fill("2024")
    page.get_by_label(re.compile("^Why")).fill("Found by hand")
    page.locator("form.stacked .actions button").click()
    page.goto("/edit/study/add/")
    page.locator("fieldset", has_text="References").get_by_label(TITLE).check()
    page.get_by_label("Kind of study").select_option("primary")
    page.get_by_label("Direction of the whole study").select_option("not_extracted")
    page.get_by_label(re.compile("^Why")).fill("To be extracted")
    page.locator("form.stacked .actions button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    return page.url


def read(page: Page, study: str, link: str, numbers: dict[str, str]) -> None:
    """Extract the study as one reader: nothing stated but one finding with its counts."""
    page.goto(study)
    page.get_by_role("button", name="Extract it").click()
    page.get_by_role("button", name="Hand it in").wait_for()  # all() takes what is there, and waits for nothing
    for box in page.locator("input[name$=__silent]").all():
        box.check()
    page.get_by_role("button", name="Save and add a finding").click()
    finding = page.locator("[data-finding]")
    for name, value in {"link": link, "direction": "positive", "effect_kind": "odds_ratio", "way": "counts"}.items():
        finding.locator(f"select[name$=-{name}]").select_option(value)
    finding.get_by_label("Contrast").fill("had a bursary or not")
    finding.get_by_label("Outcome as defined").fill("works in a small town")
    for name, value in numbers.items():
        finding.locator(f"[name$=counts__{name}]").fill(value)
    expect(finding.locator("[data-said]")).to_contain_text(re.compile(r"odds ratio \d"))
    assert look(page) == []
    page.get_by_role("button", name="Hand it in").click()
    expect(page.locator(".messages")).to_contain_text("Handed in")


def agree(page: Page, study: str) -> None:
    """Bring both readers together: what the first has is right."""
    page.goto("/evidence/extraction/")
    page.locator("[aria-labelledby=agree]").get_by_role("link", name=TITLE).click()
    expect(page.locator("tr.differs").first).to_be_visible()
    assert look(page) == []
    page.get_by_label("as Some reviewer has it").check()
    page.get_by_role("button", name=re.compile("^Agree")).click()
    expect(page).to_have_url(study)


def pool(page: Page, link: str) -> None:
    page.goto(f"/evidence/pooled/links/{link}/")
    page.get_by_role("link", name="Pool it").click()
    page.get_by_label("Why these may be pooled").fill("One cohort so far; the next of its kind joins.")
    page.get_by_role("button", name="Pool", exact=True).click()
    expect(page.locator(".lead")).to_contain_text("One cohort alone: odds ratio 2.67")
    assert look(page) == []


def judge(page: Page, link: str) -> None:
    """Confirm what the rules suggest; where they cannot judge, say why it is left as it is."""
    page.get_by_role("link", name=re.compile("^What else may be pooled")).wait_for()
    page.goto(f"/framework/links/{link}/")
    page.get_by_role("link", name=re.compile("what the rules suggest")).click()
    page.get_by_role("link", name="Judge it").click()
    page.get_by_role("button", name="Confirm").wait_for()
    for reason in page.get_by_label(re.compile("^Why: the rules could not judge")).all():
        reason.fill("Nobody knows yet")
    page.get_by_role("button", name="Confirm").click()
    expect(page).to_have_url(re.compile(f"/framework/links/{link}/$"))
