"""The gap map as one file, as a reader has it: opened from a disk, without a network, by keyboard, printed."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser.inspection import HEIGHT, SCHEMES, look

WIDTHS = (1280, 390)
#: More stops than lie before the first cell.
STOPS = 20
_HERE = "[document.activeElement.dataset.filter, document.activeElement.dataset.pair].find(Boolean) || ''"


@pytest.fixture(scope="module")
def file(window_of, tmp_path_factory):
    """The file as the map's own link hands it out."""
    page = window_of()
    page.goto("/evidence/map/")
    with page.expect_download() as download:
        page.get_by_role("link", name="as one HTML file").click()
    path = tmp_path_factory.mktemp("file") / download.value.suggested_filename
    download.value.save_as(path)
    return path


@pytest.fixture(params=WIDTHS)
def opened(request, visit, file):
    """The file in a window without a network; at the end it has asked for nothing but itself and found no fault."""
    page = visit(viewport={"width": request.param, "height": HEIGHT}, offline=True)
    asked, said = [], []
    page.on("request", lambda one: asked.append(one.url))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: message.type == "error" and said.append(message.text))
    page.goto(file.as_uri())
    yield page
    assert {url.split("#")[0] for url in asked} == {file.as_uri()}
    assert said == []


def go_to(page: Page, name: str) -> None:
    """Press Tab until a filter, or the cell of a pair, has the focus."""
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        if re.fullmatch(name, page.evaluate(_HERE)):
            return
    pytest.fail(f"{name} was not reached with {STOPS} presses of Tab")


def test_it_keeps_the_rules_of_access(opened):
    for scheme in SCHEMES:
        opened.emulate_media(color_scheme=scheme)
        assert look(opened) == []
    opened.locator("button[data-pair]").first.click()
    assert look(opened) == []


def test_filter_and_cell_work_by_keyboard(opened):
    go_to(opened, "country")
    opened.keyboard.type("Australia")
    expect(opened.get_by_label("Country")).to_have_value("Australia")
    shown = opened.locator("li[data-study]:visible")
    expect(shown.first).to_contain_text("Australia")
    left = shown.count()
    assert left < opened.locator("li[data-study]").count()

    go_to(opened, r".+\|.+")
    cell = opened.locator("button:focus")
    number = sum(map(int, re.findall(r"(\d+) (?:primary stud|review)", cell.inner_text())))
    opened.keyboard.press("Enter")
    expect(opened.locator("#studies")).to_be_focused()
    expect(opened.locator("#studies")).to_contain_text("→")
    expect(shown).to_have_count(number)
    expect(shown.first).to_be_in_viewport()
    assert number < left
    expect(shown.first.get_by_role("link")).to_have_attribute("href", re.compile("^https?://"))

    opened.keyboard.press("Escape")
    expect(shown).to_have_count(left)
    expect(opened.locator("button[data-pair]:focus")).to_be_in_viewport()


def test_the_address_keeps_filter_and_cell(opened):
    opened.get_by_label("Country").select_option("Australia")
    opened.locator("button[data-pair]:visible").first.click()
    heading = opened.locator("#studies").inner_text()
    said = opened.locator("#said").inner_text()
    opened.reload()
    expect(opened.get_by_label("Country")).to_have_value("Australia")
    expect(opened.locator("#studies")).to_have_text(heading)
    expect(opened.locator("#said")).to_have_text(said)
    opened.get_by_role("button", name="Show all").click()
    expect(opened.locator("#studies")).to_have_text("Studies")


def test_a_focused_cell_is_not_hidden_under_the_names(opened):
    hidden = opened.evaluate("""() => [...document.querySelectorAll('button[data-pair]')].filter(cell => {
        cell.focus();
        const box = cell.getBoundingClientRect();
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return !cell.contains(top);
    }).map(cell => cell.dataset.pair)""")
    assert hidden == []


def test_it_reads_without_a_script(visit, file):
    page = visit(java_script_enabled=False, offline=True)
    page.goto(file.as_uri())
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("li[data-study]").first).to_be_visible()
