"""Build SVG that cannot carry anything but a picture: text escaped, names from a fixed list, colours by class alone.

A strict Content-Security-Policy forbids style attributes, so no shape has a colour of its own: classes of the
vocabulary `PICTURE_CSS` do it, light and dark alike. A saved file has no page around it; `standalone` gives it the
light colours.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape
from math import isfinite

from cairn.base.errors import InputError

# The tokens of the light theme, as in the hub's style sheet.
LIGHT: Mapping[str, str] = {
    "ink": "#1d2729",
    "ink-2": "#4d5a5c",
    "ink-3": "#5c6668",
    "paper": "#f7f5f0",
    "card": "#ffffff",
    "line": "#e2ddd2",
    "line-2": "#cfc8b8",
    "control": "#857f70",
    "accent": "#0b6b66",
    "accent-ink": "#ffffff",
    "accent-soft": "#e2f0ee",
    "s0": "#ffffff",
    "s1": "#f3e3b8",
    "s2": "#cfe3dd",
    "s3": "#79b8ad",
    "s4": "#0b6b66",
    "s4-ink": "#ffffff",
    "contested": "#b4521b",
    "priority": "#6b2f63",
    "priority-soft": "#efe3ed",
    "text": '"Source Sans 3",Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif',
}

_FILLED = ("ink", "ink-2", "ink-3", "card", "line", "line-2", "accent", "accent-soft", "accent-ink")
_STATUS_FILLS = {
    "none": "fill:var(--s0);stroke:var(--control);stroke-dasharray:3 2",
    "unsettled": "fill:var(--s1);stroke:var(--control)",
    "mixed": "fill:var(--s1);stroke:var(--ink-2);stroke-dasharray:6 2",
    "contested": "fill:var(--s1);stroke:var(--contested);stroke-width:2",
    "promising": "fill:var(--s3);stroke:var(--control)",
    "supported": "fill:var(--s4);stroke:var(--s4)",
    "not-supported": "fill:var(--ink-3);stroke:var(--ink-3)",
}

PICTURE_CSS = "\n".join(
    (
        "svg.picture text{font-family:var(--text);font-size:13px;fill:var(--ink)}",
        "svg.picture text.m{fill:var(--ink-2)}",
        "svg.picture text.small{font-size:12px}",
        "svg.picture text.strong{font-weight:600}",
        *(
            f"svg.picture .fill-{token}{{fill:var(--{token})}}"
            for token in (*_FILLED, "contested", "priority", "priority-soft")
        ),
        *(
            f"svg.picture .stroke-{token}{{stroke:var(--{token});fill:none}}"
            for token in (*_FILLED, "control", "contested", "priority")
        ),
        "svg.picture .dashed{stroke-dasharray:4 3}",
        "svg.picture .hatch{stroke:var(--line-2);stroke-width:1;fill:none}",
        *(f"svg.picture .status-{status}{{{rule}}}" for status, rule in _STATUS_FILLS.items()),
    )
)
"""The classes a picture may use; `svg.picture` is the class of every picture's root."""

_SHAPES = "circle clipPath defs ellipse g line marker path pattern polygon polyline rect"
_WORDS = "a desc text title tspan"
_TAGS = frozenset(f"{_SHAPES} {_WORDS}".split())
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_SAFE_LINK = re.compile(r"(?:[#/?]|https?://|mailto:)")
# What XML 1.0 forbids even when escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Value = str | int | float | None


class Markup(str):
    """Text that is SVG already. Everything else is escaped; templates see it as safe by `__html__`."""

    __slots__ = ()

    def __html__(self) -> str:
        """Answer what template engines ask of safe text."""
        return str(self)


def element(tag: str, *children: str, **attributes: Value) -> Markup:
    """Build one element; children that are not `Markup` are text.

    Attribute names take `_` for `-` and a trailing `_` where Python needs one (`class_`, `text_anchor`). An attribute
    of `None` is left out; numbers are written by `number`. Raises `InputError` for tags outside the list, for `style`,
    `on…` and unsafe links.
    """
    if tag not in _TAGS:
        raise InputError(f"<{tag}> is not a shape", where="picture", remedy=f"use one of {', '.join(sorted(_TAGS))}")
    return _element(tag, children, attributes)


def picture(
    *children: str, key: str, title: str, width: float, height: float, description: str = "", class_: str = ""
) -> Markup:
    """Build a whole picture, `width` by `height` units, named by `title` and `description` for those who cannot see it.

    `key` must be unique on its page: the names hang on it. A picture with links is a group, because the inside of an
    image cannot be reached by keyboard.
    """
    body = "".join(_text_or_markup(child) for child in children)
    named = [element("title", title, id=f"{key}-title")]
    if description:
        named.append(element("desc", description, id=f"{key}-desc"))
    attributes: dict[str, Value] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": f"picture {class_}".strip(),
        "viewBox": f"0 0 {number(width)} {number(height)}",
        "width": width,
        "role": "group" if "<a " in body else "img",
        "aria-labelledby": f"{key}-title {key}-desc" if description else f"{key}-title",
    }
    return _element("svg", (*named, Markup(body)), attributes)


def standalone(drawing: Markup) -> str:
    """Turn a picture into the text of an .svg file that looks right on its own: light colours, white ground, no links.

    Links are taken out because their addresses mean nothing outside the site.
    """
    start, rest = drawing.split(">", 1)
    body = re.sub(r"</?a(?:\s[^>]*)?>", "", rest)
    rules = re.sub(r"var\(--([a-z0-9-]+)\)", lambda match: LIGHT[match.group(1)], PICTURE_CSS)
    ground = element("rect", width="100%", height="100%", class_="fill-card")
    named_end = max(body.find("</title>") + len("</title>"), body.find("</desc>") + len("</desc>"))
    styled = f"{body[:named_end]}<style>{rules}</style>{ground}{body[named_end:]}"
    root = re.sub(r'viewBox="0 0 \S+ (\S+)"', r'\g<0> height="\1"', start).replace('role="group"', 'role="img"')
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}>{styled}\n'


def number(value: float) -> str:
    """Write a coordinate with at most two decimals and no superfluous zero."""
    if not isfinite(value):
        raise InputError(f"{value} is no coordinate", where="picture", remedy="leave unknown values out")
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def path(points: Sequence[tuple[float, float]]) -> str:
    """Write the `d` of a line through points, bent softly: each stretch leaves and arrives level.

    A line that comes back to the x it started from is one bow, as far out as its points reach.
    """
    (x, y), *rest = points
    end_x, end_y = points[-1]
    if len(points) > 2 and end_x == x:
        # A cubic curve reaches three quarters of the way to its control points.
        out = number(x + (max((px for px, _ in points), key=lambda px: abs(px - x)) - x) / 0.75)
        return f"M{number(x)} {number(y)}C{out} {number(y)} {out} {number(end_y)} {number(x)} {number(end_y)}"
    steps = [f"M{number(x)} {number(y)}"]
    for next_x, next_y in rest:
        middle = number((x + next_x) / 2)
        steps.append(f"C{middle} {number(y)} {middle} {number(next_y)} {number(next_x)} {number(next_y)}")
        x, y = next_x, next_y
    return "".join(steps)


def _element(tag: str, children: tuple[str, ...], attributes: Mapping[str, Value]) -> Markup:
    written = "".join(_attribute(name, value) for name, value in attributes.items() if value is not None)
    body = "".join(_text_or_markup(child) for child in children)
    return Markup(f"<{tag}{written}>{body}</{tag}>" if body else f"<{tag}{written}/>")


def _attribute(name: str, value: str | int | float) -> str:
    name = name.rstrip("_").replace("_", "-")
    if not _NAME.fullmatch(name) or name == "style" or name.lower().startswith("on"):
        raise InputError(f"attribute '{name}' is not allowed", where="picture", remedy="use a class")
    text = value if isinstance(value, str) else number(value)
    if name == "href" and not _SAFE_LINK.match(text):
        raise InputError(f"link '{text}' is not safe", where="picture", remedy="link to a page of the site or https")
    return f' {name}="{_clean(text)}"'


def _text_or_markup(child: str) -> str:
    return child if isinstance(child, Markup) else _clean(child)


def _clean(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", text))
