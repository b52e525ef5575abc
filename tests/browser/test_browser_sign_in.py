"""Signing up and in with a code from the outbox, through the pages a person sees."""

import re

from playwright.sync_api import expect

from browser.inspection import inspect


def newest_code(hub) -> str:
    """The code in the newest e-mail, which stands on a line of its own."""
    newest = max((hub.home / "outbox").iterdir(), key=lambda file: file.stat().st_mtime_ns)
    [code] = re.findall(r"^([A-Z0-9]{4,}(?:-[A-Z0-9]+)*)\s*$", newest.read_text(encoding="utf-8"), re.MULTILINE)
    return code


def enter_code(page, hub):
    expect(page.locator("h1")).to_have_text("Enter your code")
    page.get_by_label(re.compile("code", re.IGNORECASE)).fill(newest_code(hub))
    page.get_by_role("button", name="Continue").click()


def test_somebody_new_signs_up_without_javascript(visit, hub):
    page = visit(java_script_enabled=False)
    page.goto("/accounts/signup/")
    page.locator("main input[type=email]").fill("new@example.org")
    page.locator("main form button").first.click()
    enter_code(page, hub)

    expect(page).to_have_url(re.compile("/workspace/"))
    expect(page.locator("header.site")).to_contain_text("Workspace")


def test_a_member_signs_in_and_out(visit, hub):
    page = visit()
    page.goto("/accounts/login/")
    page.locator("main input[type=email]").fill("member@example.org")
    page.get_by_role("button", name="Send me a code").click()
    assert inspect(page, page.url) == []
    enter_code(page, hub)
    expect(page).to_have_url(re.compile("/workspace/"))

    page.goto("/accounts/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("header.site")).to_contain_text("Sign in")
