"""How many people gave each rating, as bars from the lowest to the highest."""

from collections.abc import Sequence

from cairn.base.svg import Markup, element, picture

_STEP, _BAR, _TALL, _FOOT = 34, 26, 60, 18


def ratings_bars(key: object, values: Sequence[str], counts: Sequence[int], title: str) -> Markup:
    """Draw one bar a value. The numbers stand in the table beside it."""
    most = max(counts, default=0) or 1
    shapes = [
        shape
        for at, (value, number) in enumerate(zip(values, counts, strict=True))
        for shape in _bar(at * _STEP + (_STEP - _BAR) / 2, value, number / most * (_TALL - 16), number)
    ]
    height = _TALL + _FOOT
    return picture(*shapes, key=f"ratings-{key}", title=title, width=_STEP * len(values), height=height)


def _bar(x: float, value: str, tall: float, number: int) -> tuple[Markup, ...]:
    middle = {"x": x + _BAR / 2, "text_anchor": "middle", "class_": "m"}
    return (
        element("rect", x=x, y=_TALL - max(tall, 1), width=_BAR, height=max(tall, 1), class_="fill-priority"),
        element("text", str(number), y=_TALL - max(tall, 1) - 4, **middle),
        element("text", value, y=_TALL + 14, **middle),
    )
