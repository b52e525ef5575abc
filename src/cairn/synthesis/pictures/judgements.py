"""Judgements of risk of bias as signs: a shape, a sign within it and a colour for each, so that none is needed alone.

The signs are those of robvis (McGuinness & Higgins, 2021, Res Synth Methods 12:55). No instrument is known here.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from cairn.base.errors import DataError
from cairn.base.letters import SMALL, text_width
from cairn.base.svg import Markup, element

SIGN = 20.0
"""How far apart signs stand."""
RADIUS = 7.5


class Judgement(StrEnum):
    """How much a study's result may be biased in one domain, or in all; from best to worst, then unknown."""

    LOW = "low"
    SOME = "some concerns"
    MODERATE = "moderate"
    SERIOUS = "serious"
    HIGH = "high"
    CRITICAL = "critical"
    NO_INFORMATION = "no information"


SHORT = {
    "l": Judgement.LOW,
    "m": Judgement.MODERATE,
    "h": Judgement.HIGH,
    "c": Judgement.CRITICAL,
    "n": Judgement.NO_INFORMATION,
    "ni": Judgement.NO_INFORMATION,
    "some": Judgement.SOME,
    "unclear": Judgement.NO_INFORMATION,
}
"""Other ways to write a judgement. "s" is not among them: it may be some, or serious."""

SIGNS = {
    Judgement.LOW: "+",
    Judgement.SOME: "−",
    Judgement.MODERATE: "−",
    Judgement.SERIOUS: "×",
    Judgement.HIGH: "×",
    Judgement.CRITICAL: "!",
    Judgement.NO_INFORMATION: "?",
}
FILLS = {
    Judgement.LOW: "fill-accent",
    Judgement.SOME: "status-unsettled",
    Judgement.MODERATE: "status-unsettled",
    Judgement.SERIOUS: "fill-contested",
    Judgement.HIGH: "fill-contested",
    Judgement.CRITICAL: "fill-ink",
    Judgement.NO_INFORMATION: "status-none",
}
_LIGHT_SIGNS = frozenset({Judgement.LOW, Judgement.SERIOUS, Judgement.HIGH, Judgement.CRITICAL})


def judgement(word: str) -> Judgement:
    """Return the judgement a word or letter stands for, in whatever case; raise `DataError` for any other."""
    said = word.strip().lower().removesuffix(" risk").removesuffix(" risk of bias")
    try:
        return SHORT.get(said) or Judgement(said)
    except ValueError as error:
        allowed = ", ".join(Judgement)
        raise DataError(f"'{word}' is no judgement of bias", remedy=f"use one of {allowed}") from error


def sign(found: Judgement, x: float, y: float, title: str = "") -> Markup:
    """Draw a judgement around a place; `title` is read to whoever points at it."""
    named = (element("title", title),) if title else ()
    return element("g", *named, _shape(found, x, y), sign_text(found, x, y))


def sign_text(found: Judgement, x: float, y: float, text: str = "") -> Markup:
    """Write a judgement's sign, or another text, on its colour."""
    class_ = "strong fill-card" if found in _LIGHT_SIGNS else "strong"
    return element("text", text or SIGNS[found], x=x, y=y + 4.5, text_anchor="middle", class_=class_)


def legend(found: Iterable[Judgement], x: float, y: float, width: float) -> tuple[list[Markup], float]:
    """Explain the signs that occur, in lines no wider than `width`; return them and the place of the next line."""
    parts, at = [], x
    occurring = set(found)
    for one in (one for one in Judgement if one in occurring):
        long = SIGN + text_width(one, SMALL) + 16
        if at > x and at + long > x + width:
            at, y = x, y + SIGN + 2
        parts.append(sign(one, at + RADIUS, y))
        parts.append(element("text", one, x=at + SIGN, y=y + 4, class_="small"))
        at += long
    return parts, y + SIGN + 2


def domain_heads(domains: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return headings short enough for columns of signs, and the lines that explain them: none where names are short.

    Longer names are numbered.
    """
    if all(text_width(name, SMALL) <= SIGN - 2 for name in domains):
        return list(domains), []
    numbers = [str(place) for place in range(1, len(domains) + 1)]
    return numbers, [", ".join(f"{at}\u00a0{name}" for at, name in zip(numbers, domains, strict=True)) + "."]


def _shape(found: Judgement, x: float, y: float) -> Markup:
    class_, r = FILLS[found], RADIUS
    corners: tuple[tuple[float, float], ...]
    if found in (Judgement.LOW, Judgement.NO_INFORMATION):
        return element("circle", cx=x, cy=y, r=r, class_=class_)
    if found in (Judgement.SOME, Judgement.MODERATE):
        return element("rect", x=x - r, y=y - r, width=2 * r, height=2 * r, rx=2, class_=class_)
    if found is Judgement.CRITICAL:
        c = r * 0.45
        corners = ((-c, -r), (c, -r), (r, -c), (r, c), (c, r), (-c, r), (-r, c), (-r, -c))
    else:
        d = r * 1.3
        corners = ((0.0, -d), (d, 0.0), (0.0, d), (-d, 0.0))
    points = " ".join(f"{x + dx:.2f},{y + dy:.2f}" for dx, dy in corners)
    return element("polygon", points=points, class_=class_)
