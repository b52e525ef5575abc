"""The roadmap and a link's page used by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from browser.keyboard import tab_to, walk


def test_the_first_stop_leads_past_the_navigation(visit):
    page = visit()
    page.goto("/")

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#content")).to_be_focused()


def test_weights_filters_and_gaps_are_used_by_keyboard(visit):
    page = visit()
    page.goto("/")

    tab_to(page, "#w_uncertainty")
    page.keyboard.press("End")
    expect(page).to_have_url(re.compile("w_uncertainty=10"))
    expect(page.locator("[data-said]")).to_have_text("The order has changed.")

    tab_to(page, "form.controls summary")
    page.keyboard.press("Enter")
    tab_to(page, "#filter-stage")
    page.keyboard.type("Impact")
    expect(page).to_have_url(re.compile("stage=impact"))

    tab_to(page, "form.controls button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("form=geometric"))
    expect(page.locator("#w_uncertainty")).to_have_value("10")

    tab_to(page, "#gaps h4 a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/framework/links/*/")


@pytest.mark.parametrize("number", [0, 1])
def test_everything_on_a_link_page_is_reached(visit, hub, number):
    page = visit()
    page.goto(f"/framework/links/{hub.examples['link'][number]['object_id']}/")
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")

    assert walk(page) == []


def test_everything_on_the_roadmap_is_reached(visit):
    page = visit()
    page.goto("/")
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")

    assert walk(page) == []


def test_every_stop_in_a_field_for_a_date_is_seen(window_of, hub):
    page = window_of("coordinator")
    page.goto(f"{hub.url}/governance/steering/{hub.examples['seat'][0]['object_id']}/term/")

    assert walk(page) == []


def test_a_stop_that_cannot_be_seen_is_noticed(visit):
    page = visit()
    page.set_content("<main><a href='#' tabindex='0'>Seen</a></main>")
    page.add_style_tag(content="a:focus { outline: none !important }")

    with pytest.raises(AssertionError, match="cannot be seen"):
        walk(page)


def test_what_is_never_reached_is_noticed(visit):
    page = visit()
    page.set_content("<main><a href='#'>Reached</a><a href='#' tabindex='-1'>Not reached</a></main>")

    assert len(walk(page)) == 1
