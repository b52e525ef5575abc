"""How a line and its tip speak: basis by the line, agreement by its weight, claim by the tip; and their legend."""

from collections.abc import Sequence

from cairn.base.layered import Point
from cairn.base.svg import Markup, Value, element, number

from .graph import Arrow
from .models import Basis, Claim, LinkStatus

_ITEM_WIDTH, _ROW = 178, 22
_OUTLINE = "stroke-ink-2 tip"


def dashed(basis: Basis) -> str:
    """The class, with a space before it, that draws a hypothesis; empty for what was seen in a source."""
    return " dashed" if basis == Basis.REASONING else ""


def words(arrow: Arrow) -> str:
    """What the marks of an arrow say, for those who hear it."""
    return f"{arrow.claim.label}; {arrow.basis.label}; {arrow.status.label}"


def line(arrow: Arrow) -> dict[str, Value]:
    return _line(arrow.basis, accepted=arrow.status == LinkStatus.ACCEPTED)


def heading_of(points: Sequence[Point]) -> int:
    """Which way a line arrives: 1 to the right, -1 to the left."""
    return 1 if points[-1][0] > points[-2][0] else -1


def tip(claim: Claim, at: Point, way: int) -> Markup:
    """Draw the end of a line that arrives at `at`, going `way`: a shape for each claim."""
    x, y = at
    if claim == Claim.DECREASE:
        return element("path", d=f"M{number(x - 2 * way)} {number(y - 5)}v10", class_=_OUTLINE, stroke_width=2.5)
    if claim == Claim.NO_WORSE:
        return _open("path", d=f"M{number(x)} {number(y)}l{-6 * way} -4l{-6 * way} 4l{6 * way} 4z")
    if claim == Claim.PREDICTIVE:
        return _open("circle", cx=x - 4 * way, cy=y, r=3.5)
    return element("path", d=f"M{number(x)} {number(y)}l{-8 * way} -3.5v7z", class_="fill-ink-2 tip")


def legend(left: float, top: float, width: float) -> tuple[Markup, float]:
    """Explain every mark in rows no wider than `width`; with it, where the picture ends."""
    samples = [
        *((f"{basis.label}", _sample(Claim.INCREASE, basis)) for basis in Basis),
        *((f"claim: {claim.label}", _sample(claim, Basis.SOURCE)) for claim in Claim),
        ("accepted by consensus", _sample(Claim.INCREASE, Basis.SOURCE, accepted=True)),
    ]
    per_row = max(1, int((width - left) // _ITEM_WIDTH))
    items = [
        element(
            "g",
            sample,
            element("text", label, x=40, y=4.5, class_="m small"),
            transform=f"translate({number(left + position % per_row * _ITEM_WIDTH)} "
            f"{number(top + position // per_row * _ROW)})",
        )
        for position, (label, sample) in enumerate(samples)
    ]
    rows = -(-len(samples) // per_row)
    return element("g", *items), top + rows * _ROW


def _sample(claim: Claim, basis: Basis, *, accepted: bool = False) -> Markup:
    drawn = element("path", d="M0 0H32", **_line(basis, accepted=accepted))
    return element("g", drawn, tip(claim, (34, 0), 1))


def _line(basis: Basis, *, accepted: bool) -> dict[str, Value]:
    return {"class_": f"stroke-control line{dashed(basis)}", "stroke_width": 2.2 if accepted else 1.1}


def _open(tag: str, **shape: Value) -> Markup:
    return element("g", element(tag, class_="fill-card", **shape), element(tag, class_=_OUTLINE, **shape))
