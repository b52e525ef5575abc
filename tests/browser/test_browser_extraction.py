"""A paper beside the form, a form that saves itself, and two readers brought together line by line."""

import re

from playwright.sync_api import Page, expect

from browser.inspection import look

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
LINK = "act_rural_track__out_rural_practice"


def add_finding(page: Page, *, people: str, place: str) -> None:
    page.get_by_role("button", name="Save and add a finding").click()
    finding = page.locator("[data-finding]")
    chosen = {"link": LINK, "direction": "positive", "effect_kind": "odds_ratio", "way": "counts"}
    for name, value in chosen.items():
        finding.locator(f"select[name$=-{name}]").select_option(value)
    finding.get_by_label("Contrast").fill("in the track or not")
    finding.get_by_label("Outcome as defined").fill("practises in a rural place")
    finding.get_by_label("Page or table").fill(place)
    for name, value in {"events1": "40", "n1": people, "events2": "20", "n2": "100"}.items():
        finding.locator(f"[name$=counts__{name}]").fill(value)
    expect(finding.locator("[data-said]")).to_contain_text(re.compile(r"odds ratio \d"))


def finish(page: Page) -> None:
    page.get_by_role("button", name="Hand it in").wait_for()  # all() takes what is there, and waits for nothing
    for box in page.locator("input[name$=__silent]").all():
        box.check()
    page.get_by_role("button", name="Hand it in").click()
    expect(page.locator(".messages")).to_contain_text("Handed in")


def begin(page: Page) -> str:
    """Begin the first study that waits and answer its title."""
    page.goto("/evidence/extraction/")
    row = page.locator("[aria-labelledby=new] li").first
    title = row.get_by_role("link").inner_text()
    row.get_by_role("button").click()
    return title


def save_itself(page: Page) -> None:
    """The form saves itself, and says what it could not save."""
    page.locator("[name=a-country]").fill("Peru")
    expect(page.locator("[data-saved]")).to_contain_text("Saved", timeout=8000)
    expect(page.locator("[data-progress]")).to_contain_text("1 of 22")
    page.locator("[name=a-n]").fill("-4")
    expect(page.locator("[data-saved]")).to_contain_text("Not saved", timeout=8000)
    page.locator("[name=a-n]").fill("240")


def add_paper(page: Page) -> None:
    """What was typed is kept before a file is sent."""
    form = page.url
    page.locator("input[type=file]").set_input_files(
        {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.get_by_role("button", name="Put it beside the form").click()
    expect(page.locator("iframe")).to_be_visible()
    expect(page.locator("[name=a-n]")).to_have_value("240")
    expect(page).to_have_url(form)
    add_finding(page, people="100", place="table 2")
    assert look(page) == []


def change_kind(page: Page) -> None:
    """Nothing but numbers of the chosen kind is asked for."""
    kind = page.locator("select[name$=-finding_kind]")
    kind.select_option("cost")
    expect(page.get_by_label("Currency")).to_be_visible()
    expect(page.get_by_label("Contrast")).to_be_hidden()
    kind.select_option("quantitative")


def finish_from_problems(page: Page) -> None:
    """Unfinished, it says where; each place is a link to its field."""
    page.get_by_role("button", name="Hand it in").click()
    expect(page.locator("#problems")).to_be_focused()
    page.locator("#problems").get_by_role("link", name="Discipline").click()
    assert look(page) == []
    finish(page)


def read_second(page: Page, title: str) -> None:
    """The second reader starts from nothing."""
    page.goto("/evidence/extraction/")
    page.locator("[aria-labelledby=second] li").filter(has_text=title).get_by_role("button").click()
    expect(page.locator("[name=a-country]")).to_have_value("")
    assert "Peru" not in page.content()
    page.locator("[name=a-country]").fill("Chile")
    add_finding(page, people="90", place="page 7")
    finish(page)


def decide(page: Page, title: str) -> None:
    """The editor sees both, and decides line by line."""
    page.goto("/evidence/extraction/")
    page.locator("[aria-labelledby=agree]").get_by_role("link", name=title).click()
    decided = page.locator("[data-decided]")
    expect(decided).to_have_text("0 of 3 decided")
    page.get_by_label("line by line").check()
    expect(decided).to_have_text("1 of 5 decided")
    pair = page.locator("[data-pair]")
    pair.get_by_role("radio", name=re.compile("table 2")).check()
    pair.locator("[data-parts] [name$=counts__events1]").fill("41")
    for name, value in {"n1": "100", "events2": "20", "n2": "100"}.items():
        pair.locator(f"[data-parts] [name$=counts__{name}]").fill(value)
    differences = page.locator("[aria-labelledby=differences]")
    differences.get_by_role("radio", name="Peru").check()
    differences.get_by_role("radio", name="240").check()
    expect(decided).to_have_text("5 of 5 decided")
    assert look(page) == []
    page.get_by_role("button", name="Agree and write").click()
    expect(page.locator(".messages")).to_contain_text("Agreed")
    expect(page.locator("#readers")).to_contain_text("Some reviewer and Some coordinator read it")
    expect(page.locator("#findings")).to_contain_text("odds ratio 2.78")


def test_what_is_typed_before_the_scripts_arrive_is_saved_too(visit):
    page = visit("coordinator")
    begin(page)
    page.wait_for_load_state()
    waiting = []
    page.route("**/*.js", lambda route: waiting.append(route))
    page.reload(wait_until="commit")
    page.locator("[name=a-country]").fill("Kenya")
    for script in waiting:
        script.continue_()
    page.unroute("**/*.js")
    expect(page.locator("[data-saved]")).to_contain_text("Saved", timeout=8000)
    page.reload()
    expect(page.locator("[name=a-country]")).to_have_value("Kenya")


def test_from_a_paper_to_an_agreement(visit, hub):
    first = visit("reviewer")
    title = begin(first)
    save_itself(first)
    add_paper(first)
    change_kind(first)
    finish_from_problems(first)
    read_second(visit("coordinator"), title)
    decide(visit("editor"), title)
