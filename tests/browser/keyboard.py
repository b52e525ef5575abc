"""Move through a page by keyboard alone, and notice where nobody could see where they are."""

from playwright.sync_api import Page

#: More stops than any page of the hub has: whoever presses Tab this often is caught somewhere.
MOST_STOPS = 900
_WHERE = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const style = getComputedStyle(here);
  const shown = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  here.dataset.visited = 'yes';
  return {words: here.outerHTML.slice(0, 100), shown};
}"""
_IS_AT = "selector => document.activeElement.matches(selector)"
_UNVISITED = """() => [...document.querySelectorAll(
    'main a[href], main button, main input, main select, main textarea, main summary, main [tabindex="0"]')]
  .filter(part => part.checkVisibility({visibilityProperty: true}) && !part.disabled && part.type !== 'hidden')
  .filter(part => !(part.closest('details:not([open])') && part.tagName !== 'SUMMARY'))
  .filter(part => part.dataset.visited !== 'yes').map(part => part.outerHTML.slice(0, 100))"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element chosen has the focus. Fails where it is not reached or the focus cannot be seen."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(_WHERE)
        assert here is None or here["shown"], f"the focus cannot be seen on {here['words']}"
        if here is not None and page.evaluate(_IS_AT, selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def walk(page: Page) -> list[str]:
    """Press Tab through the whole page and answer what it offers inside `main` that was never reached.

    Fails where the page never lets go of the focus, or where focus cannot be seen.
    """
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(_WHERE)
        if here is None:
            return page.evaluate(_UNVISITED)
        assert here["shown"], f"the focus cannot be seen on {here['words']}"
    raise AssertionError("the page never lets go of the focus")
