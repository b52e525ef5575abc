"""A name on a publication is claimed and confirmed; two names are counted as one, and that is undone."""

import re

from playwright.sync_api import expect

from browser.inspection import look
from browser.keyboard import walk


def test_a_claim_from_the_authors_page_to_the_profile(visit, hub):
    key = hub.examples["author"][1]["key"]
    member, editor, stranger = visit("member", java_script_enabled=False), visit("coordinator"), visit()
    member.goto(f"/community/authors/{key}/")
    member.get_by_role("link", name="This is me").click()
    member.get_by_label("How can an editor tell?").fill("My own page lists it.")
    member.get_by_role("button", name="This is me").click()
    expect(member.locator(".messages")).to_contain_text("You are told once it is decided")
    name = member.locator("li", has_text="waits for an editor").locator("a").inner_text()

    editor.goto("/community/authors/claims/")
    editor.get_by_role("link", name=f"Ada Listed: {name}").click()
    editor.get_by_role("button", name="Refuse").click()
    expect(editor).to_have_title(re.compile("^Not done"))
    assert look(editor) == []
    editor.get_by_role("button", name="Confirm").click()
    expect(editor.locator(".messages")).to_contain_text("Decided")

    stranger.goto(f"/community/authors/{key}/")
    expect(stranger.locator(".lead")).to_contain_text("Claimed by Ada Listed")
    member.goto("/community/authors/mine/")
    member.get_by_role("button", name=f"Withdraw your claim on {name}", exact=True).click()
    stranger.reload()
    expect(stranger.locator(".lead")).to_contain_text("no person has claimed it")


def test_two_names_are_set_side_by_side_counted_as_one_and_undone(visit, hub):
    two = hub.examples["two_authors"][0]
    editor = visit("editor")
    editor.goto(f"/community/authors/{two['key']}/apart/")
    assert walk(editor) == []
    editor.goto(f"/community/authors/{two['key']}/same/{two['other']}/")
    editor.get_by_label("Why").evaluate("field => field.removeAttribute('required')")
    editor.get_by_role("button", name="They are one author").click()
    expect(editor).to_have_title(re.compile("^Not done"))
    assert look(editor) == []
    editor.get_by_label("Why").fill("Her own page lists both.")
    editor.get_by_role("button", name="They are one author").click()
    expect(editor.locator("main")).to_contain_text("Placeholder, Anna")
    row = editor.locator("#corrected + ul li", has_text="Placeholder A and Placeholder, Anna")
    row.get_by_role("link", name="undo").click()
    editor.get_by_label("Why").fill("Two people after all.")
    editor.get_by_role("button", name="Remove").click()

    editor.goto(f"/community/authors/{two['other']}/")
    expect(editor.locator("h1")).to_have_text("Placeholder, Anna")
