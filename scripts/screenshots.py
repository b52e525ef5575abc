"""Take the pictures of the running hub that README.md and the guide show.

usage: scripts/screenshots.py [http://localhost:8000]        needs Chromium and the packages of `make setup`

Writes docs/images/NAME.png, 1280 pixels wide, and docs/images/NAME-phone.png, 390 pixels wide. Take them from a hub
that holds the starting content and nothing else, so that everybody can take the same ones.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PAGES = {
    "roadmap": "/",
    "framework": "/framework/",
    "link": "/framework/links/act_rural_track__out_rural_practice/",
    "activity": "/framework/constructs/act_rural_track/",
    "evidence": "/evidence/",
    "coverage": "/data/coverage/",
}
WINDOWS = {"": (1280, 1000), "-phone": (390, 844)}
IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"


def main(hub: str) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("Chromium was not found; on Debian: apt install chromium.")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, path in PAGES.items():
            take(browser, name, hub.rstrip("/") + path)
        browser.close()


def take(browser: Browser, name: str, address: str) -> None:
    """Take one page in both windows; a page that does not open ends the run with its address."""
    for ending, (width, height) in WINDOWS.items():
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
        answer = page.goto(address)
        if answer is None or not answer.ok:
            sys.exit(f"{address} did not open: start the hub with `make run`, then try again.")
        page.screenshot(path=IMAGES / f"{name}{ending}.png")
        page.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
