"""Which studies the answer hangs on: the Baujat plot, and measures of influence study by study."""

from collections.abc import Sequence
from math import sqrt

from cairn.base.errors import InputError
from cairn.base.letters import LINE, SMALL, lines_of, studies_text, text_width, wrapped
from cairn.base.svg import Markup, element, picture
from cairn.synthesis.pictures.axes import Scale, Writing, decimals_of, tick_text, ticks_of
from cairn.synthesis.pictures.names import PITCH, name_text, written_names
from cairn.synthesis.sensitivity import BaujatPoint, Influence

WIDTH, HEIGHT = 640.0, 430.0
LEFT, RIGHT, TOP, BOTTOM = 56.0, 620.0, 26.0, 372.0
NAMED, NAME = 10, 170.0
"""How many studies are named beside their point, the farthest first, and the room for a name."""

ROW, HEAD = 22.0, 18.0
NAMES, COLUMN, NUMBER = 206.0, 140.0, 64.0
OUTLYING, MOVING = 1.96, 0.45494
"""Beyond these a study stands out: the normal quantile, and the median of chi-squared with one degree of freedom."""

MEASURES = ("Distance from the others (standard errors)", "Move of the pooled effect (Cook's distance)")


def baujat(names: Sequence[str], points: Sequence[BaujatPoint], *, title: str, key: str = "baujat") -> Markup:
    """Draw what each study adds to heterogeneity (right) and how far it moves the pooled effect (up).

    Studies far from the origin are named, others when pointed at. Raises `InputError` where names and points differ in
    number.
    """
    _match(names, len(points))
    across = Scale(0, max(max(one.contribution for one in points) * 1.05, 1e-9), LEFT, RIGHT)
    up = Scale(0, max(max(one.influence for one in points) * 1.08, 1e-9), BOTTOM, TOP)
    places = [(across.at(one.contribution), up.at(one.influence)) for one in points]
    dots = [
        element("circle", element("title", str(name)), cx=x, cy=y, r=4, class_="fill-accent")
        for name, (x, y) in zip(names, places, strict=True)
    ]
    far = _farthest(points, across.high, up.high)
    described = f"{studies_text(len(points))}; the one that stands out most is {names[far[0]]}."
    words = _names_beside([(str(names[place]), *places[place]) for place in far], places)
    drawn = [*_frame(across, up), *dots, *words]
    return picture(*drawn, key=key, title=title, description=described, width=WIDTH, height=HEIGHT, class_="baujat")


def influence_plot(names: Sequence[str], moved: Sequence[Influence], *, title: str, key: str = "influence") -> Markup:
    """Draw each study's distance from what the others predict, and how far it moves the pooled effect.

    Studies beyond the dashed lines have a diamond for a dot: they deserve a second look, not removal. Raises
    `InputError` where names and measures differ in number.
    """
    _match(names, len(moved))
    far = max(OUTLYING, *(abs(one.rstudent) for one in moved)) * 1.08
    distance = Scale(-far, far, NAMES, NAMES + COLUMN)
    start = distance.right + NUMBER + 24
    move = Scale(0, max(MOVING, *(one.cook for one in moved)) * 1.08, start, start + COLUMN)
    written = written_names(map(str, names), NAMES - 16)
    heights = [ROW + PITCH * (len(written[str(name)]) - 1) for name in names]
    heads = [wrapped(name, COLUMN + NUMBER, SMALL, strong=True) for name in MEASURES]
    top = HEAD + LINE * max(len(lines) for lines in heads)
    bottom = top + sum(heights)
    width = move.right + NUMBER
    parts = [
        element("text", "Study", x=0, y=14, class_="strong"),
        *_measure(distance, heads[0], (-OUTLYING, OUTLYING), top, bottom),
        *_measure(move, heads[1], (MOVING,), top, bottom),
        element("path", d=f"M{distance.at(0):.2f} {top - 6:g}V{bottom:g}", class_="stroke-control"),
    ]
    moves = Writing(decimals=decimals_of(max(one.cook for one in moved) or 1.0))
    foot = top
    for name, high, one in zip(names, heights, moved, strict=True):
        y, foot = foot + high / 2, foot + high
        parts.append(name_text(str(name), written[str(name)], 0, y))
        parts += _dot(distance, one.rstudent, y, abs(one.rstudent) > OUTLYING, Writing())
        parts += _dot(move, one.cook, y, one.cook > MOVING, moves)
    outside = sum(abs(one.rstudent) > OUTLYING or one.cook > MOVING for one in moved)
    said = f"Studies beyond a dashed line: {outside} of {len(moved)}."
    note = "They have a diamond for a dot: look at them again, but do not leave them out for it."
    noted, y = lines_of([f"{said} {note}"], 0, bottom + 44, width)
    drawn = [*parts, *noted]
    return picture(*drawn, key=key, title=title, description=said, width=width, height=y - 6, class_="influence")


def _match(names: Sequence[str], count: int) -> None:
    if len(names) != count or not count:
        raise InputError(f"{len(names)} names for {count} studies", remedy="give one name per study")


def _farthest(points: Sequence[BaujatPoint], widest: float, highest: float) -> list[int]:
    def distance(place: int) -> float:
        return sqrt((points[place].contribution / widest) ** 2 + (points[place].influence / highest) ** 2)

    return sorted(range(len(points)), key=distance, reverse=True)[:NAMED]


def _names_beside(far: Sequence[tuple[str, float, float]], places: Sequence[tuple[float, float]]) -> list[Markup]:
    """Write names where neither another name nor a point is in the way; the others are left to pointing."""
    parts: list[Markup] = []
    taken = [(x - 5, y - 5, x + 5, y + 5) for x, y in places]
    written = written_names((name for name, *_ in far), NAME, lines=1, size=SMALL)
    for name, x, y in far:
        (short,) = written[name]
        wide = text_width(short, SMALL)
        for left, end in ((x + 7, False), (x - 7 - wide, True)):
            box = (left, y - 7, left + wide, y + 7)
            if left < LEFT + 2 or left + wide > WIDTH or any(_overlap(box, other) for other in taken):
                continue
            taken.append(box)
            edge = x - 7 if end else left
            anchor = "end" if end else None
            parts.append(element("text", short, x=edge, y=y + 4, class_="small", text_anchor=anchor))
            break
    return parts


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _frame(across: Scale, up: Scale) -> list[Markup]:
    parts = [element("path", d=f"M{LEFT:g} {TOP:g}V{BOTTOM:g}H{RIGHT:g}", class_="stroke-ink-3")]
    for tick in ticks_of(0, across.high):
        x = across.at(tick)
        parts.append(element("text", tick_text(tick), x=x, y=BOTTOM + 16, class_="small m", text_anchor="middle"))
    for tick in ticks_of(0, up.high):
        y = up.at(tick)
        parts.append(element("path", d=f"M{LEFT:g} {y:.2f}H{RIGHT:g}", class_="stroke-line"))
        parts.append(element("text", tick_text(tick), x=LEFT - 6, y=y + 4, class_="small m", text_anchor="end"))
    name = "Adds to heterogeneity (squared Pearson residual)"
    parts.append(element("text", name, x=(LEFT + RIGHT) / 2, y=BOTTOM + 36, class_="small m", text_anchor="middle"))
    parts.append(element("text", "Moves the pooled effect (in variances)", x=0, y=TOP - 12, class_="small m"))
    return parts


def _measure(scale: Scale, name: Sequence[str], guides: Sequence[float], top: float, bottom: float) -> list[Markup]:
    parts = [
        *(
            element("text", line, x=scale.left, y=14 + LINE * place, class_="small strong")
            for place, line in enumerate(name)
        ),
        element("path", d=f"M{scale.left:g} {bottom:g}H{scale.right:g}", class_="stroke-ink-3"),
    ]
    for tick in ticks_of(scale.low, scale.high):
        x = scale.at(tick)
        parts.append(element("path", d=f"M{x:.2f} {top - 6:g}V{bottom:g}", class_="stroke-line"))
        parts.append(element("text", tick_text(tick), x=x, y=bottom + 16, class_="small m", text_anchor="middle"))
    for guide in guides:
        d = f"M{scale.at(guide):.2f} {top - 6:g}V{bottom:g}"
        parts.append(element("path", d=d, class_="stroke-contested dashed"))
    return parts


def _dot(scale: Scale, value: float, y: float, beyond: bool, writing: Writing) -> list[Markup]:
    x = scale.at(value)
    if beyond:
        points = f"{x - 7:.2f},{y:g} {x:.2f},{y - 7:g} {x + 7:.2f},{y:g} {x:.2f},{y + 7:g}"
        dot = element("polygon", points=points, class_="fill-contested")
    else:
        dot = element("circle", cx=x, cy=y, r=4.5, class_="fill-accent")
    written = writing.text(value)
    return [dot, element("text", written, x=scale.right + NUMBER - 6, y=y + 4, class_="m", text_anchor="end")]
