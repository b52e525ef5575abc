"""The order of gaps as a picture of its own."""

from collections.abc import Sequence

from cairn.base.svg import Markup, element, picture, standalone

from ..choices import Choices
from ..queries.gaps import Gap
from .rank_bar import share_of_order

_ROW, _LEFT, _RIGHT, _WIDTH, _TOP = 26, 520, 800, 940, 62
_MOST = 60


def ranking_picture(found: Sequence[Gap], choices: Choices) -> str:
    """Draw gaps in their order as a file of its own: the first 60 of them."""
    shown = found[:_MOST]
    total = shown[0].total if shown else 0
    title = f"What to find out next: first {len(shown)} of {len(found)} gaps"
    weights = ", ".join(f"{name.replace('_', ' ')} {weight:g}" for name, weight in choices.asked_weights.items())
    shapes = [
        element("text", title, x=16, y=24, class_="strong"),
        element(
            "text",
            f"Rank among {total}: bar = 90% interval, mark = expected rank. Weights: {weights}",
            x=16,
            y=44,
            class_="m",
        ),
        *(_row(at, gap) for at, gap in enumerate(shown)),
    ]
    height = _TOP + _ROW * len(shown) + 20
    return standalone(picture(*shapes, key="ranking", title=title, width=_WIDTH, height=height))


def _row(at: int, gap: Gap) -> Markup:
    y = _TOP + _ROW * at + 12
    low, high = (_along(place, gap.total) for place in gap.rank.interval)
    span = {"x": low, "y": y - 4, "width": max(high - low, 2), "height": 8, "rx": 4}
    return element(
        "g",
        element("text", f"{gap.place}. {_shortened(gap.state.title)}", x=16, y=y + 4),
        element("rect", x=_LEFT, y=y - 4, width=_RIGHT - _LEFT, height=8, rx=4, class_="fill-line"),
        element("rect", class_="fill-priority-soft", **span),
        element("rect", class_="stroke-priority", **span),
        element(
            "rect",
            x=_along(gap.rank.expected_rank, gap.total) - 2,
            y=y - 6,
            width=4,
            height=12,
            rx=2,
            class_="fill-priority",
        ),
        element("text", f"{gap.expected} ({gap.interval})", x=_WIDTH - 16, y=y + 4, text_anchor="end", class_="m"),
    )


def _along(place: float, total: int) -> float:
    return _LEFT + (_RIGHT - _LEFT) * share_of_order(place, total) / 100


def _shortened(name: str, length: int = 62) -> str:
    return name if len(name) <= length else f"{name[: length - 1].rstrip()}…"
