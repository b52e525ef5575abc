"""One count against its target, drawn."""

from cairn.base.svg import Markup, element
from cairn.community import Group


def bar(group: Group, largest: int) -> Markup:
    """Draw a bar as wide as its place: how many there are at least, and a mark where the target is.

    `largest` is the number at the right end. It says nothing aloud: the words stand beside it.
    """
    shapes = [element("rect", class_="bar-track", y=2, width=100, height=8)]
    if group.at_least:
        shapes.append(element("rect", class_="bar-span", y=2, width=100 * group.at_least / largest, height=8))
    if group.wanted:
        shapes.append(element("rect", class_="bar-mark", x=min(100 * group.wanted / largest, 99), width=1, height=12))
    root = '<svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">'
    return Markup(f"{root}{''.join(shapes)}</svg>")
