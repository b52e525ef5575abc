"""A finding corrected in the browser: only its own fields are asked for, and the effect is told as one types."""

import re

from django.urls import reverse
from playwright.sync_api import expect


def test_a_corrected_number_moves_the_effect_as_it_is_typed_and_the_study_once_saved(visit, hub):
    address = reverse("extraction:correct", kwargs=hub.examples["finding"][0])
    page = visit("editor")
    page.goto(hub.url + address)
    expect(page.get_by_label("Theme")).to_be_hidden()
    expect(page.get_by_label("Currency")).to_be_hidden()
    said = page.locator("[data-said]")
    expect(said).to_contain_text("odds ratio")
    page.get_by_label("Interval to").fill("2.9")
    expect(said).to_contain_text("1.39 to 2.88")
    page.get_by_role("textbox", name="Why").fill("Misread.")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile("#finding-"))
    expect(page.locator(".messages")).to_contain_text("Saved.")
