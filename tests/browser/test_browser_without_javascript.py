"""Every page is read, and every form used, without JavaScript."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def page(visit):
    return visit(java_script_enabled=False)


def test_the_roadmap_is_weighed_and_filtered_by_a_form(page):
    page.goto("/")
    page.locator("#w_uncertainty").fill("10")
    page.locator("form.controls summary").click()
    page.locator("#filter-stage").select_option("impact")
    page.get_by_role("button", name="Apply").click()

    expect(page).to_have_url(re.compile("w_uncertainty=10.*stage=impact"))
    expect(page.locator("#w_uncertainty")).to_have_value("10")
    expect(page.locator("#filter-stage")).to_have_value("impact")
    expect(page.locator("#gaps")).to_be_visible()


def test_a_link_page_shows_its_evidence(page, hub):
    page.goto(f"/framework/links/{hub.examples['link'][0]['object_id']}/")

    expect(page.locator("main h1")).to_contain_text("→")
    expect(page.locator("main table").first).to_be_attached()


def test_the_catalogue_of_data_is_filtered(page):
    page.goto("/data/")
    page.get_by_label("restricted").check()
    page.get_by_role("button", name="Show these").click()

    expect(page).to_have_url(re.compile("access=restricted"))
    expect(page.locator("#sources-heading")).to_contain_text(" of 56 sources")


def test_the_directory_is_filtered(page):
    page.goto("/community/")
    page.get_by_label("Type of organisation").select_option("foundation")
    page.get_by_role("main").get_by_role("button", name="Search").click()

    expect(page.locator("#found")).to_have_text("7 found")


def test_everything_is_searched(page):
    page.goto("/about/")
    page.get_by_label("Search everything").fill("rural")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/search/\?q=rural"))
    expect(page.locator("main")).to_contain_text("ural")
