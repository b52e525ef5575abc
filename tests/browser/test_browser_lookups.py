"""Asking ORCID and ROR in a real browser: the way to ORCID and back, choosing works, comparing organisations."""

import re
from urllib.parse import parse_qs, urlsplit

from django.urls import reverse
from playwright.sync_api import Page, expect

from browser.inspection import HEIGHT, WIDTHS, look
from browser.keyboard import walk
from community.answers import FAULTS, ORCID, organisation, organisations, token, work, works
from literature.answering import Reply

LONG = "Averyverylongwordthatbreaksnowhere" * 3


def wrong_with(page: Page) -> list[str]:
    """What is wrong with the page as it stands, on a phone and on a wide screen."""
    found = []
    for width in reversed(WIDTHS):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found += look(page)
    return found


def by_way_of_orcid(page: Page, hub, services, link: str) -> None:
    """Follow a link to ORCID, say yes there, and come back."""
    services.replies["/orcid/oauth/authorize"] = Reply(b"<title>ORCID</title>Authorize?", kind="text/html")
    services.replies["/orcid/oauth/token"] = token()
    page.get_by_role("link", name=link).click()
    expect(page).to_have_title("ORCID")
    state = parse_qs(urlsplit(page.url).query)["state"][0]
    page.goto(f"{hub.url}{reverse('community:orcid_callback')}?code=Q70Y3A&state={state}")


def test_from_orcid_to_works_on_ones_profile_and_away_again(visit, hub, services):
    page = visit("member")
    page.goto("/community/profile/")
    by_way_of_orcid(page, hub, services, "Connect with ORCID")
    expect(page.locator(".messages")).to_contain_text(f"ORCID confirmed that {ORCID} is yours.")
    assert wrong_with(page) == []

    page.goto("/community/profile/works/")
    services.replies[f"/pub/v3.0/{ORCID}/works"] = works(
        work("Who stays", key=1, doi="10.1000/a"), work(LONG, key=2, year=None, type="conference-paper")
    )
    page.get_by_role("button", name="Ask ORCID").click()
    assert wrong_with(page) == []
    assert walk(page) == []
    page.get_by_label("Who stays").check()
    page.get_by_label("Who sees").select_option("everyone")
    page.get_by_role("button", name="Save what is ticked").click()
    expect(page.locator(".messages")).to_contain_text("your profile keeps 1 work.")

    stranger = visit()
    stranger.goto(reverse("community:person", kwargs=hub.examples["person"][0]))
    expect(stranger.locator("#works + ul")).to_contain_text("Who stays")
    expect(stranger.locator(".head")).to_contain_text("confirmed by ORCID")
    assert wrong_with(stranger) == []

    services.replies[f"/pub/v3.0/{ORCID}/works"] = FAULTS["too many questions"][0]
    page.goto("/community/profile/works/")
    page.get_by_role("button", name="Ask again").click()
    expect(page.get_by_role("alert")).to_contain_text("ORCID asks this hub to wait; try again in 30 seconds.")
    assert wrong_with(page) == []

    page.goto("/community/profile/")
    page.get_by_role("button", name="Disconnect").click()
    expect(page.locator(".messages")).to_contain_text("Disconnected.")


def test_a_visitor_unknown_to_this_hub_is_told_what_to_do(visit, hub, services):
    page = visit(java_script_enabled=False)
    page.goto("/accounts/login/")
    by_way_of_orcid(page, hub, services, "Sign in with ORCID")
    expect(page.locator(".messages")).to_contain_text("No account here is connected to this ORCID.")
    expect(page.locator("h1")).to_have_text("Sign in")


def test_an_editor_compares_what_ror_says(visit, hub, services):
    page = visit("editor")
    page.goto(reverse("community:organisation", kwargs=hub.examples["organisation"][0]))
    page.get_by_role("link", name="Find it in ROR").click()
    services.replies["/ror/v2/organizations"] = FAULTS["an error"][0]
    page.get_by_role("button", name="Ask ROR").click()
    expect(page.get_by_role("alert")).to_contain_text("ROR answered with an error (500)")
    assert wrong_with(page) == []

    services.replies["/ror/v2/organizations"] = organisations(
        organisation(), organisation("05a0ya142", LONG, status="inactive", locations=[], links=[])
    )
    page.get_by_role("button", name="Ask ROR").click()
    expect(page.get_by_role("heading", name="Harvard University")).to_be_visible()
    assert wrong_with(page) == []
    assert walk(page) == []
    page.get_by_role("button", name=re.compile("^This one.*Harvard University")).click()
    expect(page.get_by_role("link", name="03vek6s52")).to_have_attribute("href", "https://ror.org/03vek6s52")
