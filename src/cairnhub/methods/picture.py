"""How often the field has used each design, as bars."""

from collections.abc import Iterable, Sequence

from cairn.base.svg import Markup, element, picture

from .queries import Use

LABELS, BARS, ROW, TOP = 360, 420, 26, 30
#: Letters that fit before the bars in the widest common font; the whole name stands in the table.
FITTING = 44
WIDTH = LABELS + BARS + 60


def uses_chart(uses: Sequence[Use]) -> Markup:
    """Draw a row for each design: primary studies filled, reviews and commentaries outlined, unknown design hatched."""
    longest = max((use.total for use in uses), default=0) or 1
    rows = [_row(use, TOP + number * ROW, BARS / longest) for number, use in enumerate(uses)]
    return picture(
        *_legend(),
        *(part for row in rows for part in row),
        key="uses",
        title="How many studies used each design",
        description="The table below the picture holds the same numbers.",
        width=WIDTH,
        height=TOP + len(uses) * ROW,
    )


def _row(use: Use, top: float, scale: float) -> Iterable[Markup]:
    shown = use.name if len(use.name) <= FITTING else f"{use.name[: FITTING - 1].rstrip()}…"
    name = element("text", shown, x=LABELS - 10, y=top + 16, text_anchor="end", class_=None if use.url else "m")
    yield element("a", name, href=use.url, aria_label=f"{use.name}: {use.words}") if use.url else name
    primary = use.primary * scale
    if use.primary:
        yield _bar("status-none" if not use.url else "fill-accent", LABELS, top, primary)
    if use.other:
        yield _bar("stroke-accent" if use.url else "stroke-control", LABELS + primary + 1, top, use.other * scale)
    said, look = (str(use.total), None) if use.total else ("none", "m")
    yield element("text", said, x=LABELS + use.total * scale + 7, y=top + 16, class_=look)


def _bar(look: str, left: float, top: float, width: float) -> Markup:
    return element("rect", x=left, y=top + 4, width=width, height=ROW - 9, rx=2, class_=look)


def _legend() -> Iterable[Markup]:
    yield _bar("fill-accent", LABELS, -2, 16)
    yield element("text", "primary studies", x=LABELS + 22, y=13, class_="m small")
    yield _bar("stroke-accent", LABELS + 130, -2, 16)
    yield element("text", "reviews and commentaries", x=LABELS + 152, y=13, class_="m small")
