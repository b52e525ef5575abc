"""One drawn mark for each access level, so that no picture of the catalogue speaks by colour alone."""

from cairn.base.svg import Markup, element

from .models import AccessLevel

#: The side of the box each mark is drawn in.
SIDE = 12
_CIRCLE = "M6 1.2a4.8 4.8 0 1 0 .01 0z"
_MARKS: dict[str, tuple[str, str]] = {
    AccessLevel.OPEN: ("fill-accent", _CIRCLE),
    AccessLevel.REGISTRATION: ("stroke-accent", f"{_CIRCLE}M6 4.6a1.4 1.4 0 1 0 .01 0z"),
    AccessLevel.FEE: ("fill-ink-2", "M1.5 1.5h9v9h-9z"),
    AccessLevel.APPLICATION: ("stroke-ink-2", "M6 1.5l5 9h-10z"),
    AccessLevel.RESTRICTED: ("stroke-ink-2", "M1.8 1.8l8.4 8.4M10.2 1.8l-8.4 8.4"),
    AccessLevel.UNKNOWN: ("stroke-ink-3 dashed", _CIRCLE),
}


def mark(level: str, **attributes) -> Markup:
    """The mark of an access level: filled circle open, circle with a dot after registration, square for a fee,
    triangle on application, cross restricted, dashed circle unknown."""
    class_, drawn = _MARKS[level]
    return element("path", d=drawn, class_=class_, stroke_width=1.7 if "stroke" in class_ else None, **attributes)
