"""How wide words will be, before anything has drawn them: names shortened, notes broken into lines.

No font is known here, so widths are those of a middling sans serif, rather too wide than too narrow.
"""

from collections.abc import Sequence
from unicodedata import combining, east_asian_width

from cairn.base.svg import Markup, element

SIZE, SMALL = 13.0, 11.0
"""Sizes of the pictures' type, ordinary and `small`."""
LINE = 16.0
STRONG = 1.08
"""How much wider strong letters are."""
_NARROW, _WIDE = frozenset("ijlftrI.,:;|'!()[]-·"), frozenset("mwMW%@—…×")


def text_width(text: str, size: float = SIZE) -> float:
    """Return about how wide a text will be."""
    return size * sum(_share(letter) for letter in text)


def shortened(text: str, width: float, size: float = SIZE) -> str:
    """Return the text, or as much of it as fits the width, with an ellipsis."""
    if text_width(text, size) <= width:
        return text
    room, kept = width - text_width("…", size), 0
    while kept < len(text) and (room := room - text_width(text[kept], size)) >= 0:
        kept += 1
    return text[:kept].rstrip() + "…"


def wrapped(text: str, width: float, size: float = SMALL) -> list[str]:
    """Return the text in lines no wider than `width`; a word wider than that has a line of its own.

    Lines are broken at spaces, not at no-break spaces.
    """
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def studies_text(count: int) -> str:
    """Write a number of studies."""
    return f"{count} {'study' if count == 1 else 'studies'}"


def label(text: str, x: float, y: float, width: float, *, class_: str | None = None, end: bool = False) -> Markup:
    """Write a name as far as it fits; whoever points at a shortened one gets it whole."""
    words = (class_ or "").split()
    size = SMALL if "small" in words else SIZE
    short = shortened(text, width / STRONG if "strong" in words else width, size)
    inside = (short,) if short == text else (element("title", text), short)
    return element("text", *inside, x=x, y=y, class_=class_, text_anchor="end" if end else None)


def lines_of(texts: Sequence[str], x: float, y: float, width: float) -> tuple[list[Markup], float]:
    """Write notes below one another from `y` down, each wrapped; return them and the place of the next line."""
    parts = []
    for line in (line for text in texts for line in wrapped(text, width)):
        parts.append(element("text", line, x=x, y=y, class_="small m"))
        y += LINE
    return parts, y


def _share(letter: str) -> float:
    if combining(letter):
        return 0.0
    if east_asian_width(letter) in "WF":
        return 1.0
    if letter in " \u00a0":
        return 0.28
    if letter in _NARROW:
        return 0.34
    return 0.88 if letter in _WIDE else 0.66 if letter.isupper() else 0.57
