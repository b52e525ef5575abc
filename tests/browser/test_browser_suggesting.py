"""A stranger says what is needed, an editor accepts it, the stranger hears back, and readers see it."""

import re

from playwright.sync_api import expect

from browser.inspection import look

NEED = "How long graduates of rural tracks stay where they first practise"


def test_a_need_is_suggested_accepted_and_answered(visit):
    stranger, editor = visit(java_script_enabled=False), visit("editor")
    stranger.goto("/data/unmeasured/")
    stranger.get_by_role("link", name="propose one").first.click()
    stranger.locator("main form textarea").first.fill(NEED)
    stranger.get_by_role("button", name="Send").click()
    expect(stranger.locator("h1")).to_contain_text("Thank you")
    private_page = stranger.url

    editor.goto("/workspace/suggestions/")
    editor.get_by_role("link", name=re.compile(NEED[:30])).click()
    editor.get_by_label(re.compile("answer", re.IGNORECASE)).fill("Yes: nobody publishes that.")
    editor.get_by_role("button", name="Accept and save").click()
    expect(editor.locator(".messages")).to_contain_text("Accepted")
    assert look(editor) == []

    stranger.goto(private_page)
    expect(stranger.locator("main")).to_contain_text("Yes: nobody publishes that.")
    expect(stranger.locator("main")).to_contain_text("It became")
    stranger.goto("/data/unmeasured/")
    expect(stranger.locator("main")).to_contain_text(NEED)


def test_a_message_without_words_is_sent_back_with_the_reason(visit):
    page = visit()
    page.goto("/suggest/?kind=need")
    page.get_by_role("button", name="Send").click()

    expect(page).to_have_title(re.compile("^Not sent"))
    expect(page.locator("main form [aria-invalid=true]").first).to_be_visible()
    assert look(page) == []
