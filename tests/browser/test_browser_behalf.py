"""People without e-mail are heard: their organisation sends, a slip finds the answer, and it is taken back to them."""

import re

from playwright.sync_api import expect

from browser.inspection import look

NEED = "Whether the night bus to the clinic will come back"


def test_what_an_organisation_brings_is_answered_found_by_its_slip_and_taken_back(visit):
    speaker, editor, neighbour = visit("member", java_script_enabled=False), visit("editor"), visit()
    speaker.goto("/suggest/on-behalf/")
    speaker.get_by_label("You speak for").select_option("Has brought nothing")
    speaker.get_by_label(re.compile("^How many people")).fill("ask Rosa, 555 123 4567")
    speaker.get_by_label("How they were heard").fill("On the bench at the bus stop.")
    speaker.get_by_label("yes, each of them").check()
    speaker.get_by_label("How you will take the answer back to them").fill("On the same bench.")
    speaker.get_by_label("What you need").fill(NEED)
    speaker.get_by_role("button", name="Send").click()
    expect(speaker.locator("main")).to_contain_text("Leave out telephone numbers")
    speaker.get_by_label(re.compile("^How many people")).fill("two dozen")
    speaker.get_by_role("button", name="Send").click()
    expect(speaker.locator("main")).to_contain_text("Heard from two dozen people represented by Has brought nothing")
    speaker.get_by_role("link", name="Print a slip").click()
    words = speaker.locator(".slip-words").inner_text()

    neighbour.goto("/suggest/")
    neighbour.get_by_role("link", name="Look up what became of one").click()
    neighbour.get_by_label("The words on your slip").fill("willow lamp river field 1")
    neighbour.get_by_role("button", name="Look it up").click()
    expect(neighbour.locator("main")).to_contain_text("No suggestion has these words")
    assert look(neighbour) == []

    editor.goto("/workspace/suggestions/")
    editor.get_by_role("link", name=re.compile(NEED[:30])).click()
    editor.get_by_label(re.compile("answer", re.IGNORECASE)).fill("It comes back in spring.")
    editor.get_by_role("button", name="Accept and save").click()

    neighbour.get_by_label("The words on your slip").fill(words.upper())
    neighbour.get_by_role("button", name="Look it up").click()
    expect(neighbour.locator("main")).to_contain_text("It comes back in spring.")
    assert look(neighbour) == []
    neighbour.goto("/data/unmeasured/")
    expect(neighbour.locator("main")).to_contain_text("Heard from two dozen people represented by Has brought nothing")

    speaker.goto("/workspace/")
    speaker.get_by_role("link", name="Has brought nothing").click()
    speaker.get_by_role("button", name="We took it back").click()
    expect(speaker.locator(".messages")).to_contain_text("Noted.")
    expect(speaker.locator("main")).to_contain_text("Taken back to the people on")
