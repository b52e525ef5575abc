"""An editor changes a record, sees it in its history, and takes it back."""

import re

import pytest
from playwright.sync_api import expect

from browser.inspection import look


@pytest.mark.parametrize("with_javascript", [True, False])
def test_a_change_is_made_seen_and_undone(visit, with_javascript):
    page = visit("editor", java_script_enabled=with_javascript)
    page.goto("/data/sources/nppes/")
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label(re.compile("^Steward")).fill("Somebody else")
    page.get_by_label(re.compile("^(Reason|Why)")).fill("To see whether it can be undone")
    page.locator("form.stacked .actions button").click()
    page.goto("/data/sources/nppes/")
    expect(page.locator(".lead")).to_contain_text("Kept by Somebody else")

    page.get_by_role("link", name="History").click()
    expect(page.locator(".timeline li").first).to_contain_text("To see whether it can be undone")
    page.get_by_role("link", name=re.compile("^Undo this")).first.click()
    page.get_by_label(re.compile("^(Reason|Why)")).fill("It could")
    page.get_by_role("button", name="Undo").click()
    page.goto("/data/sources/nppes/")
    expect(page.locator(".lead")).not_to_contain_text("Somebody else")


def test_a_wrong_value_is_told_at_its_field(visit):
    page = visit("editor")
    page.goto("/edit/reference/erikson2022/")
    page.get_by_label("Year").fill("1492")
    page.get_by_label(re.compile("^(Reason|Why)")).fill("A slip of the hand")
    page.locator("form.stacked .actions button").click()

    year = page.get_by_label("Year")
    expect(year).to_have_attribute("aria-invalid", "true")
    expect(page.locator(f"#{year.get_attribute('aria-describedby').split()[-1]}")).to_be_visible()
    expect(page).to_have_title(re.compile("^Not saved"))
    assert look(page) == []
