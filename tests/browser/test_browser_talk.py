"""Something is said, answered, reported and hidden, by keyboard and on a phone, without JavaScript."""

import re

from playwright.sync_api import expect

from browser.inspection import inspect, look
from browser.keyboard import walk


def test_from_a_comment_to_its_moderation(visit, hub):
    question = f"/agenda/questions/{hub.examples['question'][0]['object_id']}/"
    member, editor, stranger = visit("member", java_script_enabled=False), visit("editor"), visit()
    member.goto(question)
    member.get_by_label("Your comment").fill("We asked this in **2019**.")
    member.get_by_role("button", name="Say it").click()
    expect(member).to_have_url(re.compile(r"/talk/question/.+#comment-\d+"))
    expect(member.locator("strong")).to_contain_text(["2019"])

    stranger.goto(question)
    expect(stranger.locator("#talk-title")).to_have_text("Talk (1)")
    stranger.get_by_role("link", name=re.compile("^Report the comment")).click()
    stranger.get_by_label("What is wrong with it").fill("It names nobody, but still.")
    stranger.get_by_role("button", name="Send").click()
    expect(stranger.locator("h1")).to_have_text("Thank you")
    assert look(stranger) == []

    editor.goto("/talk/moderation/")
    editor.get_by_role("link", name=re.compile("We asked this")).click()
    editor.get_by_label("Hide the comment").check()
    editor.get_by_label("Why").fill("Only to try it out.")
    editor.get_by_role("button", name="Decide").click()
    expect(editor.locator(".messages")).to_contain_text("Decided")

    stranger.goto(question)
    expect(stranger.locator("#talk")).to_contain_text("Nobody has said anything yet")
    member.goto(question)
    expect(member.locator("#talk")).to_contain_text("Only to try it out.")
    # Without JavaScript nothing can be inspected.
    told = visit("member")
    told.goto(question)
    assert look(told) == []


def test_the_form_of_a_member_on_a_page_is_sound_and_reached_by_keyboard(visit, window_of, hub):
    kind, pk = hub.examples["talked_about"][0].values()
    assert inspect(window_of("member"), f"{hub.url}/framework/links/{pk}/") == []
    page = visit("member")
    page.goto(f"/talk/{kind}/{pk}/")
    assert walk(page) == []


def test_an_empty_comment_is_sent_back_beside_its_field(visit, hub):
    kind, pk = hub.examples["talked_about"][1].values()
    page = visit("member")
    page.goto(f"/talk/{kind}/{pk}/")
    page.locator(".say textarea").evaluate("field => field.removeAttribute('required')")
    page.get_by_role("button", name="Say it").click()
    expect(page).to_have_title(re.compile("^Not saved"))
    expect(page.locator("main [aria-invalid=true]")).to_be_visible()
    assert look(page) == []
