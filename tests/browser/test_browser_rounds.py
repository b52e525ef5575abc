"""Panellists in a real browser: from the link of an invitation to the last answer, whatever happens on the way."""

import os
import re
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.inspection import HEIGHT, look
from browser.keyboard import tab_to, walk

MODES = ("rate", "suggest", "vote", "criteria", "choose", "order", "best_worst", "points")
VIEWS = ((1280, "dark"), (320, "light"))
#: A rating screen on a slow phone: page, styles and script together.
MOST_BYTES = 60_000
_fresh = count(2)


@pytest.fixture
def links(hub):
    return {one["mode"]: one for one in hub.examples["round_links"]}


@pytest.fixture
def rated(links):
    """A process in its second round, with a link that nobody has opened."""
    return links["rate"] | {"token": links["rate"]["mailed"][next(_fresh)]}


def path_of(process, place: object = "") -> str:
    return f"/rounds/{process['process_id']}/{f'{place}/' if place else ''}"


def follow(page, process, token=None):
    page.goto(f"{path_of(process)}#{token or process['token']}")
    expect(page.locator("[data-screen], [name=consent], .errors, .places").first).to_be_visible()


def begin(page, process, token=None):
    follow(page, process, token)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Agree and begin").click()
    expect(page).to_have_url(re.compile("/1/$"))


def step(page, value):
    return page.locator(f".step input[value='{value}']")


def rate(page, value):
    step(page, value).check()
    expect(page.locator("[data-saved]")).to_have_text("Saved")


def test_a_link_leaves_the_address_bar_and_is_posted_once(visit, rated):
    page = visit()
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.url, request.post_data or "")))
    follow(page, rated)

    assert rated["token"] not in page.url
    assert [method for method, _url, data in asked if rated["token"] in data] == ["POST"]
    assert not [url for _method, url, _data in asked if rated["token"] in url.partition("#")[0]]
    assert page.evaluate("document.cookie") == "" or "panel=" not in page.evaluate("document.cookie")
    page.go_back()
    assert rated["token"] not in page.url


def test_consent_and_rating_by_keyboard_alone(visit, rated):
    page = visit()
    follow(page, rated)
    tab_to(page, "[name=consent]")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/1/$"))
    tab_to(page, "a[target=_blank]")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(page.locator("[data-saved]")).to_have_text("Saved")
    page.reload()
    expect(step(page, 5)).to_be_checked()
    tab_to(page, "[name=reason]")
    page.keyboard.type("Because it matters.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/2/$"))


def test_every_stop_of_a_rating_screen_is_reached_and_seen(visit, rated):
    page = visit()
    begin(page, rated)
    # One stop for the nine steps together: arrow keys go on from there.
    left = [part for part in walk(page) if 'type="radio"' not in part]
    assert left == []


def test_somebody_goes_on_at_the_first_open_item_on_another_device(visit, rated):
    page = visit()
    begin(page, rated)
    rate(page, 8)
    page.get_by_role("button", name="Next").click()
    expect(page).to_have_url(re.compile("/2/$"))
    page.get_by_label("cannot judge this").check()
    page.get_by_role("button", name="Next").click()
    expect(page).to_have_url(re.compile("/3/$"))
    assert page.locator("progress").get_attribute("value") == "3"

    other = visit()
    follow(other, rated)
    expect(other).to_have_url(re.compile("/3/$"))
    other.get_by_role("button", name="Back").click()
    expect(other.get_by_label("cannot judge this")).to_be_checked()
    other.get_by_role("button", name="Back").click()
    expect(step(other, 8)).to_be_checked()


def test_a_reason_is_saved_after_a_pause_and_on_leaving(visit, rated):
    page = visit()
    begin(page, rated)
    page.locator("#reason").fill("After a pause")
    expect(page.locator("[data-saved]")).to_have_text("Saved")
    page.locator("#reason").fill("On leaving")
    page.get_by_role("link", name="All pages").click()
    expect(page).to_have_url(re.compile("/mine/$"))
    page.goto(path_of(rated, 1))
    expect(page.locator("#reason")).to_have_value("On leaving")


def test_without_a_connection_the_page_stays_and_saves_once_it_is_back(visit, rated):
    page = visit()
    begin(page, rated)
    page.route("**/1/", lambda route: route.abort())
    step(page, 7).check()
    said = page.locator("[data-saved]")
    expect(said).to_have_text("Not saved yet: trying again")
    page.get_by_role("button", name="Next").click()
    expect(said).to_contain_text("this page stays open")
    expect(page).to_have_url(re.compile("/1/$"))
    page.unroute("**/1/")
    expect(said).to_have_text("Saved", timeout=20_000)
    page.get_by_role("button", name="Next").click()
    expect(page).to_have_url(re.compile("/2/$"))
    page.goto(path_of(rated, 1))
    expect(step(page, 7)).to_be_checked()


def test_on_a_slow_network_the_last_answer_is_the_one_kept(visit, rated):
    page = visit()
    begin(page, rated)
    waits = iter((1500, 0, 0, 0))

    def late(route):
        page.wait_for_timeout(next(waits, 0))
        route.continue_()

    page.route("**/1/", late)
    step(page, 3).check()
    page.wait_for_timeout(400)
    step(page, 9).check()
    page.get_by_role("button", name="Next").click()
    expect(page).to_have_url(re.compile("/2/$"))
    page.unroute("**/1/")
    page.goto(path_of(rated, 1))
    expect(step(page, 9)).to_be_checked()


def test_a_round_that_closes_while_its_page_is_open(visit, hub, links):
    page = visit()
    process = links["closing"] | {"token": links["closing"]["mailed"][next(_fresh)]}
    begin(page, process)
    rate(page, 6)
    script = Path(__file__).with_name("close_round.py")
    environment = os.environ | {"CAIRN_HOME": str(hub.home)}
    subprocess.run([sys.executable, str(script), process["process_id"]], env=environment, check=True)
    step(page, 9).check()
    expect(page.locator("[data-saved]")).to_have_text("This round has closed. What you answered before is kept.")
    page.get_by_role("button", name="Next").click()
    expect(page.locator("main")).to_contain_text("The round you were in has closed.")
    expect(page.locator(".mine b")).to_have_text("6")


def test_a_second_tab_takes_nothing_back(visit, rated):
    page = visit()
    begin(page, rated)
    old = page.context.new_page()
    old.goto(path_of(rated, 1))
    rate(page, 4)
    page.locator("#reason").fill("Written in the first tab")
    page.get_by_role("button", name="Next").click()
    expect(page).to_have_url(re.compile("/2/$"))
    old.get_by_role("button", name="Next").click()
    expect(old).to_have_url(re.compile("/2/$"))
    old.goto(path_of(rated, 1))
    expect(step(old, 4)).to_be_checked()
    expect(old.locator("#reason")).to_have_value("Written in the first tab")


def test_the_second_round_shows_what_was_said_in_the_first(visit, rated, links):
    page = visit()
    follow(page, rated, links["rate"]["mailed"][0])
    expect(page.locator("header")).to_contain_text("Round 2 of 3 · closes ")
    expect(page.locator(".before")).to_contain_text("Round 1: 13 people, median 8, middle half 7 to 9. You gave 6.")
    expect(page.locator(".before")).to_contain_text("Communities rated it highest.")
    expect(page.locator(".hist rect.me")).to_have_count(1)
    expect(page.locator("blockquote")).to_have_count(2)
    assert page.get_by_role("group", name=re.compile("Item 1 of 4 · How important.*Does training")).is_visible()
    assert page.get_by_role("radio", name=re.compile("^1 ?, not important$")).count() == 1
    assert page.get_by_role("radio", name=re.compile("^9 ?, critical$")).count() == 1
    assert page.locator("[data-saved]").get_attribute("role") == "status"
    # Each box stands over its bar.
    box, bar = step(page, 6).bounding_box(), page.locator(".hist rect.me").bounding_box()
    assert abs(box["x"] - bar["x"]) < 4


def test_a_shared_link_gives_a_link_of_ones_own(visit, rated, links):
    page = visit()
    begin(page, rated, links["rate"]["shared"])
    rate(page, 2)
    page.goto(path_of(rated, "mine"))
    own = page.get_by_label("Your link").input_value().partition("#")[2]
    assert own != links["rate"]["shared"]
    expect(page.get_by_role("heading", name="What I answered")).to_be_visible()
    other = visit()
    follow(other, rated, own)
    expect(other).to_have_url(re.compile("/2/$"))


def test_a_cut_link_explains_itself(visit, rated):
    page = visit()
    follow(page, rated, rated["token"][:12])
    expect(page.get_by_role("alert")).to_contain_text("a part of it is missing")
    assert rated["token"][:12] not in page.content()
    page.get_by_role("link", name="Español").click()
    expect(page.get_by_label("Su enlace")).to_be_visible()


def test_the_pages_are_read_in_spanish(visit, rated):
    page = visit()
    begin(page, rated)
    page.get_by_role("link", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("legend")).to_contain_text("¿Qué importancia tiene saber esto?")
    expect(page.locator("h1 [lang=en]")).to_contain_text("Does training")
    step(page, 7).check()
    expect(page.locator("[data-saved]")).to_have_text("Guardado")
    assert look(page) == []
    page.get_by_role("button", name="Siguiente").click()
    expect(page).to_have_url(re.compile("/2/$"))
    expect(page.get_by_role("button", name="Atrás")).to_be_visible()


def test_everything_works_without_javascript(visit, rated):
    page = visit(java_script_enabled=False)
    page.goto(path_of(rated))
    page.get_by_label("Your link, or what stands in it").fill(f"https://hub.example/rounds/x/#{rated['token']}")
    page.get_by_role("button", name="Open").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Agree and begin").click()
    expect(page.locator("header")).to_contain_text("each page is saved when you leave it")
    step(page, 6).check(force=True)
    page.get_by_label("Your reason").fill("Typed without a script")
    page.get_by_role("button", name="Next").click()
    expect(page).to_have_url(re.compile("/2/$"))
    page.get_by_role("button", name="Back").click()
    expect(step(page, 6)).to_be_checked()
    expect(page.locator("#reason")).to_have_value("Typed without a script")


def test_answers_are_taken_back_and_a_device_forgets(visit, rated):
    page = visit()
    begin(page, rated)
    rate(page, 5)
    page.goto(path_of(rated, "mine"))
    page.get_by_text("Take my answers back").click()
    assert look(page) == []
    page.get_by_role("button", name="Delete my answers").click()
    expect(page.get_by_role("heading", name="Your answers are deleted")).to_be_visible()
    assert look(page) == []
    page.goto(path_of(rated, "mine"))
    expect(page.get_by_label("Your link, or what stands in it")).to_be_visible()
    follow(page, rated)
    expect(page.get_by_role("checkbox")).to_be_visible()


def test_a_rating_screen_is_light(visit, rated):
    page = visit()
    begin(page, rated)
    taken = {}
    page.on("response", lambda answer: taken.update({answer.url: len(answer.body())}) if answer.ok else None)
    page.reload(wait_until="networkidle")
    assert 0 < sum(taken.values()) <= MOST_BYTES, taken


@pytest.mark.parametrize("gone", ["[data-saved]", "[data-problem]", "[data-as-you-go]", "[name=round]", "#reason"])
def test_a_page_without_one_of_its_parts_still_saves(visit, rated, gone):
    page = visit()
    begin(page, rated)
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.evaluate("part => document.querySelector(part).remove()", gone)
    with page.expect_response("**/1/") as answer:
        step(page, 4).check()
    assert answer.value.status == 200
    page.get_by_role("button", name="Next").click()
    expect(page).to_have_url(re.compile("/2/$"))
    assert wrong == []


def test_nothing_moves_for_whoever_asked_for_that(visit, rated):
    page = visit(reduced_motion="reduce")
    begin(page, rated)
    moving = """[...document.querySelectorAll('body *')].filter(part => {
      const style = getComputedStyle(part);
      return style.transitionDuration !== '0s' || style.animationName !== 'none';
    }).map(part => part.outerHTML.slice(0, 100))"""
    assert page.evaluate(moving) == []


@pytest.mark.parametrize("mode", MODES)
def test_every_screen_is_sound_on_a_phone_and_a_wide_screen(visit, links, mode):
    page = visit()
    process = links[mode] | {"token": links[mode]["mailed"][next(_fresh)]}
    follow(page, process)
    assert _looked_at(page) == []
    begin(page, process)
    assert _looked_at(page) == []
    small = page.evaluate(
        "[...document.querySelectorAll('.step > span, .go button, .cannot, .pair label, .rows select')]"
        ".filter(part => part.getBoundingClientRect().height < 44).map(part => part.outerHTML)"
    )
    assert small == []
    page.goto(path_of(process, "mine"))
    assert _looked_at(page) == []


def _looked_at(page) -> list[str]:
    found = []
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += look(page)
    return found


def test_points_and_places_say_what_is_wrong_with_them(visit, links):
    page = visit()
    begin(page, links["points"], links["points"]["mailed"][next(_fresh)])
    fields = page.locator("[data-points]")
    fields.nth(0).fill("70")
    expect(page.locator("[data-left]")).to_have_text("30 points left to share out")
    fields.nth(1).fill("40")
    expect(page.locator("[data-left]")).to_have_text("10 points too many")
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("alert")).to_have_text("There are 10 points too many.")
    fields.nth(1).fill("30")
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
