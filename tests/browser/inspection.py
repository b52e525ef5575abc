"""Look at a page as a browser shows it, on a phone and a wide screen, light and dark, and say what is wrong with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import ConsoleMessage, Error, Page, Response

WIDTHS = (1280, 320)
SCHEMES = ("light", "dark")
HEIGHT = 900
_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]},
    "resultTypes": ["violations"],
}
# Light or dark changes colours alone, so the second scheme is asked only what depends on them.
_RULES_OF_COLOUR = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
_OPEN_EVERYTHING = "document.querySelectorAll('details').forEach(part => { part.open = true })"
# Only what the tests report: the whole answer of axe for a large page is megabytes.
_RUN = """async rules => (await axe.run(document, rules)).violations.map(({id, nodes}) => (
  {id, nodes: nodes.slice(0, 5).map(({target, failureSummary}) => ({target, failureSummary}))}))"""
_WIDER_THAN_SCREEN = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const framed = element => element.parentElement.closest('.scroll');
  const wide = [...document.querySelectorAll('body *')].filter(
    element => element.getBoundingClientRect().right > room + 1 && !framed(element));
  return wide.slice(-3).map(element => element.outerHTML.slice(0, 120)).concat(document.documentElement.scrollWidth);
}"""
# Letters of pictures: inside the frame, and never smaller than what people read.
_WRONG_LETTERS = """least => [...document.querySelectorAll('svg.picture text')].flatMap(text => {
  const frame = text.ownerSVGElement, box = text.getBoundingClientRect(), room = frame.getBoundingClientRect();
  if (!box.width || !room.width) return [];
  const out = ['left', 'top'].some(side => box[side] < room[side] - 1) ||
    ['right', 'bottom'].some(side => box[side] > room[side] + 1);
  const high = parseFloat(getComputedStyle(text).fontSize) * room.width / frame.viewBox.baseVal.width;
  const said = text.textContent.slice(0, 60);
  return [...(out ? [`letters leave the picture: ${said}`] : []),
    ...(high < least ? [`letters of ${high.toFixed(1)} px in a picture: ${said}`] : [])];
}).slice(0, 5)"""
SMALLEST_LETTERS = 10.8
# A picture wider than its place scrolls where keys can reach it, and a shade says that there is more.
_SCROLLS_UNSEEN = """() => [...document.querySelectorAll('.scroll:has(> svg.picture)')].filter(place =>
  place.scrollWidth > place.clientWidth + 1 && !(place.tabIndex === 0 && place.getAttribute('role') === 'region' &&
    place.getAttribute('aria-label') && getComputedStyle(place).backgroundImage.includes('gradient'))
).map(place => `a picture scrolls and does not show it: ${place.outerHTML.slice(0, 120)}`)"""


def inspect(page: Page, address: str) -> list[str]:
    """Open a page and answer one line for each thing wrong with it: its answer, its policy, its console, and in each
    of four views the rules of WCAG 2.2 AA and whether it scrolls sideways. What is folded away is looked at unfolded.
    """
    with _listening(page) as said:
        page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
        page.emulate_media(color_scheme=SCHEMES[0], reduced_motion="reduce")
        found = wrong_with_answer(page.goto(address))
        page.evaluate(_AXE)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                rules = _RULES if scheme == SCHEMES[0] else _RULES_OF_COLOUR
                found += [f"{width} px, {scheme}: {line}" for line in wrong_with_view(page, rules)]
                page.evaluate(_OPEN_EVERYTHING)
    path = address.split("/", 3)[-1]
    return [f"/{path}: {line}" for line in dict.fromkeys(found + said)]


@contextmanager
def _listening(page: Page) -> Iterator[list[str]]:
    """Gather what the console and scripts complain about."""
    said: list[str] = []

    def hear_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            said.append(f"console: {message.text}")

    def hear_script(error: Error) -> None:
        said.append(f"script: {error}")

    page.on("console", hear_console)
    page.on("pageerror", hear_script)
    yield said
    page.remove_listener("console", hear_console)
    page.remove_listener("pageerror", hear_script)


def wrong_with_answer(response: Response) -> list[str]:
    """What is wrong with a page before it is drawn: its status, its type, its Content-Security-Policy."""
    found = []
    if response.status != 200:
        found.append(f"answers {response.status}")
    if not response.headers.get("content-type", "").startswith("text/html"):
        found.append("is no page: list it in tests/browser/addresses.py")
    policy = response.headers.get("content-security-policy", "")
    if "unsafe" in policy:
        found.append(f"weak policy: {policy}")
    found += [
        f"policy lacks {part}"
        for part in ("default-src 'none'", "script-src 'self'", "style-src 'self'")
        if part not in policy
    ]
    return found


def look(page: Page) -> list[str]:
    """What is wrong with the page as it stands in the window now, for instance after a form was sent."""
    page.evaluate(_AXE)
    return wrong_with_view(page, _RULES)


def wrong_with_view(page: Page, rules: dict) -> list[str]:
    """The same, where axe is on the page already."""
    result = page.evaluate(_RUN, rules)
    broken = [
        f"{violation['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary'].splitlines()[-1].strip()}"
        for violation in result
        for node in violation["nodes"]
    ]
    wide = [f"wider than the screen: {element}" for element in page.evaluate(_WIDER_THAN_SCREEN)]
    return broken + wide + page.evaluate(_WRONG_LETTERS, SMALLEST_LETTERS) + page.evaluate(_SCROLLS_UNSEEN)
