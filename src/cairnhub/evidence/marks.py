"""A shape for each direction, so that no meaning hangs on colour; all of one size, so that none weighs more."""

from cairn.base.svg import Markup, element

#: Units of a shape's side.
SIDE = 10

_HALF = element("rect", x=1, y=1, width=4, height=8, class_="fill-accent")
_BOX = {"x": 1.5, "y": 1.5, "width": 7, "height": 7, "stroke_width": 1.3}
_STRUCK = (element("rect", x=1.5, y=1.5, width=7, height=7), element("path", d="M1.5 8.5L8.5 1.5"))
_DIAMOND = "5,0.5 9.5,5 5,9.5 0.5,5"

SHAPES: dict[str, Markup] = {
    "positive": element("rect", x=1, y=1, width=8, height=8, class_="fill-accent"),
    "negative": element("polygon", points="0.7,1.5 9.3,1.5 5,9", class_="fill-ink"),
    "null": element("circle", cx=5, cy=5, r=3.6, stroke_width=1.6, class_="stroke-ink"),
    "mixed": element("g", _HALF, element("rect", class_="stroke-accent", **_BOX)),
    "inconclusive": element("polygon", points=_DIAMOND, stroke_width=1.3, class_="stroke-ink"),
    "contested": element("polygon", points=_DIAMOND, class_="fill-contested"),
    "not_extracted": element("g", *_STRUCK, class_="stroke-ink-3", stroke_width=1),
    "not_applicable": element("rect", x=1, y=4.2, width=8, height=1.6, class_="fill-ink-3"),
}
"""The shape of every study direction, in a box of `SIDE` units with its corner at 0, 0."""


def shape(direction: str, x: float, y: float, scale: float = 1) -> Markup:
    """The shape with its corner at x, y."""
    return element("g", SHAPES[direction], transform=f"translate({x:g} {y:g}) scale({scale:g})")
