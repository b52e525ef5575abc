"""The funnel plot: precise studies on top, the others below, and where results would be significant."""

from collections.abc import Sequence
from math import exp, sqrt

from cairn.base.errors import InputError
from cairn.base.letters import SMALL, label, lines_of, studies_text, text_width
from cairn.base.svg import Markup, element, picture
from cairn.synthesis.numbers import Numbers, critical, studies
from cairn.synthesis.pictures.axes import Scale, apart, scaled_text, tick_text, ticks_of
from cairn.synthesis.pooling import Fit

WIDTH = 640.0
LEFT, RIGHT, TOP, BOTTOM = 64.0, 620.0, 26.0, 372.0
CONTOURS = ((0.99, "fill-line"), (0.95, "fill-accent-soft"), (0.90, "fill-card"))
"""Bands of two-sided p: below .05 but not .01, below .10 but not .05, not below .10; outside them p is below .01."""

LEGEND = (
    ("p ≥ .10", "fill-card"),
    ("p < .10", "fill-accent-soft"),
    ("p < .05", "fill-line"),
    ("p < .01", "fill-line-2"),
)
LINES = "Solid line: the studies together. Dashed: 95% of studies lie between if nothing but chance makes them differ."


def funnel(
    names: Sequence[str],
    yi: Numbers,
    vi: Numbers,
    pooled: Fit,
    *,
    title: str,
    measure: str = "Effect",
    ratio: bool = False,
    key: str = "funnel",
) -> Markup:
    """Draw effects against their standard errors, with bands of significance around no effect (Peters et al., 2008).

    The dashed lines hold 95% of studies around the pooled effect if nothing but chance made them differ. `ratio` and
    `key` as in `forest`. An uneven funnel has many causes besides missing studies. Raises `InputError` where names and
    effects differ in number.
    """
    y, v = studies(yi, vi)
    if len(names) != y.size:
        raise InputError(f"{len(names)} names for {y.size} effects", remedy="give one name per study")
    errors = [sqrt(value) for value in v]
    deepest = max(errors) * 1.08
    reach = critical(0.95) * deepest
    low = min(float(y.min()), pooled.estimate - reach)
    high = max(float(y.max()), pooled.estimate + reach)
    margin = 0.04 * (high - low)
    across, down = Scale(low - margin, high + margin, LEFT, RIGHT), Scale(0, deepest, TOP, BOTTOM)
    points = [
        element(
            "circle", element("title", str(name)), cx=across.at(float(at)), cy=down.at(se), r=4, class_="fill-accent"
        )
        for name, at, se in zip(names, y, errors, strict=True)
    ]
    noted, bottom = lines_of([LINES], LEFT, BOTTOM + 84, WIDTH - LEFT)
    plotted = [*_bands(across, down), *_pooled(pooled, across, down), *points]
    parts = [*plotted, *_axes(across, down, measure, ratio), *noted]
    described = f"{studies_text(y.size)} by effect and standard error, around {scaled_text(pooled.estimate, ratio)}."
    return picture(*parts, key=key, title=title, description=described, width=WIDTH, height=bottom - 4, class_="funnel")


def _bands(across: Scale, down: Scale) -> list[Markup]:
    ground = element("rect", x=LEFT, y=TOP, width=RIGHT - LEFT, height=BOTTOM - TOP, class_="fill-line-2")
    return [ground, *(_wedge(across, down, critical(level), class_) for level, class_ in CONTOURS)]


def _wedge(across: Scale, down: Scale, z: float, class_: str) -> Markup:
    """Fill the triangle of effects within z standard errors of none, cut at the sides of the plot."""
    corners = [(0.0, 0.0)]
    for end in (across.high, across.low):
        side = z * down.high if end > 0 else -z * down.high
        if abs(side) <= abs(end):
            corners.append((side, down.high))
        else:
            cut = [(end, abs(end) / z), (end, down.high)]
            corners.extend(cut if end > 0 else reversed(cut))
    points = " ".join(f"{across.at(x):.2f},{down.at(se):.2f}" for x, se in corners)
    return element("polygon", points=points, class_=class_)


def _pooled(pooled: Fit, across: Scale, down: Scale) -> list[Markup]:
    x, half = across.at(pooled.estimate), critical(0.95) * down.high
    left, right = across.at(pooled.estimate - half), across.at(pooled.estimate + half)
    chance = f"M{left:.2f} {BOTTOM:g}L{x:.2f} {TOP:g}L{right:.2f} {BOTTOM:g}"
    return [
        element("path", d=f"M{x:.2f} {TOP:g}V{BOTTOM:g}", class_="stroke-priority"),
        element("path", d=chance, class_="stroke-ink-2 dashed"),
    ]


def _axes(across: Scale, down: Scale, measure: str, ratio: bool) -> list[Markup]:
    parts = [element("path", d=f"M{LEFT:g} {TOP:g}V{BOTTOM:g}H{RIGHT:g}", class_="stroke-ink-3")]
    ticks = ticks_of(across.low, across.high, ratio)
    written = [tick_text(exp(tick) if ratio else tick) for tick in ticks]
    places, widths = [across.at(tick) for tick in ticks], [text_width(text, SMALL) for text in written]
    for at in apart(places, widths, next((at for at, tick in enumerate(ticks) if tick == 0), 0)):
        x = min(places[at], WIDTH - widths[at] / 2)
        parts.append(element("text", written[at], x=x, y=BOTTOM + 16, class_="small m", text_anchor="middle"))
    for tick in ticks_of(0, down.high):
        y = down.at(tick) + 4
        parts.append(element("text", tick_text(tick), x=LEFT - 6, y=y, class_="small m", text_anchor="end"))
    name = f"{measure}, log scale" if ratio else measure
    half = min(text_width(name, SMALL), WIDTH) / 2
    start = max(min((LEFT + RIGHT) / 2, WIDTH - half), half) - half
    parts.append(label(name, start, BOTTOM + 36, WIDTH, class_="small m"))
    parts.append(element("text", "Standard error", x=0, y=TOP - 12, class_="small m"))
    for place, (text, class_) in enumerate(LEGEND):
        x, y = LEFT + 110 * place, BOTTOM + 52
        parts.append(element("rect", x=x, y=y, width=16, height=12, class_=class_))
        parts.append(element("rect", x=x, y=y, width=16, height=12, class_="stroke-control"))
        parts.append(element("text", text, x=x + 22, y=y + 11, class_="small"))
    return parts
