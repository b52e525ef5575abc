"""How wide words will be, before anything has drawn them: text shortened, notes broken into lines.

No font is known here, so every letter is as wide as in DejaVu Sans, the widest a reader's system is likely to fall back
on: words never leave their place, and end a little before it where the font is narrower.
"""

from collections.abc import Sequence
from unicodedata import category, combining, east_asian_width, normalize

from cairn.base.svg import Markup, element

SIZE, SMALL = 13.0, 12.0
"""Sizes of the pictures' type, ordinary and `small`."""
LINE = 16.0
_WIDTHS = {
    " \u00a0',./:;IJ\\ijl|·’‘ı": (0.34, 0.41),
    "!()-[]frt²³łŁ": (0.42, 0.50),
    '"*?_`csz–¿°§': (0.55, 0.60),
    "$0123456789EFLTabdeghknopquvxyzτßχ“”ø{}": (0.64, 0.72),
    "ABCKPRSVXYZ": (0.70, 0.78),
    "DGHNUđðþ▲▼◄►": (0.79, 0.85),
    "#&+<=>OQ^w~−×→←≥∞±≤Ø": (0.84, 0.93),
    "%@MWm…—æÆ": (1.0, 1.11),
}
"""For letters the width in shares of the type's size, and the width where they are strong."""
_SHARES = {letter: shares for letters, shares in _WIDTHS.items() for letter in letters}
_CAPITAL, _OTHER = (1.18, 1.41), (1.03, 1.17)
"""The same of letters not listed."""


def text_width(text: str, size: float = SIZE, *, strong: bool = False) -> float:
    """Return how wide a text will be at most."""
    return size * sum(_share(letter)[strong] for letter in normalize("NFD", text))


def shortened(text: str, width: float, size: float = SIZE, *, strong: bool = False) -> str:
    """Return the text, or as much of its beginning as fits the width, with an ellipsis."""
    if text_width(text, size, strong=strong) <= width:
        return text
    return beginning(text, width - text_width("…", size, strong=strong), size, strong=strong).rstrip() + "…"


def beginning(text: str, width: float, size: float = SIZE, *, strong: bool = False) -> str:
    """Return as much of a text from its first letter on as fits the width."""
    kept = 0
    while kept < len(text) and (width := width - text_width(text[kept], size, strong=strong)) >= 0:
        kept += 1
    return text[:kept]


def wrapped(text: str, width: float, size: float = SMALL, *, strong: bool = False) -> list[str]:
    """Return the text in lines no wider than `width`; a word wider than that has a line of its own.

    Lines are broken at spaces, not at no-break spaces.
    """
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size, strong=strong) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def studies_text(count: int) -> str:
    """Write a number of studies."""
    return f"{count} {'study' if count == 1 else 'studies'}"


def label(text: str, x: float, y: float, width: float, *, class_: str | None = None, end: bool = False) -> Markup:
    """Write words as far as they fit; whoever points at shortened ones gets them whole."""
    short = shortened(text, width, size_of(class_), strong=is_strong(class_))
    inside = (short,) if short == text else (element("title", text), short)
    return element("text", *inside, x=x, y=y, class_=class_, text_anchor="end" if end else None)


def size_of(class_: str | None) -> float:
    """Return the size of a class's type."""
    return SMALL if "small" in (class_ or "").split() else SIZE


def is_strong(class_: str | None) -> bool:
    """Tell whether a class's type is strong."""
    return "strong" in (class_ or "").split()


def lines_of(texts: Sequence[str], x: float, y: float, width: float) -> tuple[list[Markup], float]:
    """Write notes below one another from `y` down, each wrapped; return them and the place of the next line."""
    parts = []
    for line in (line for text in texts for line in wrapped(text, width)):
        parts.append(element("text", line, x=x, y=y, class_="small m"))
        y += LINE
    return parts, y


def _share(letter: str) -> tuple[float, float]:
    if combining(letter):
        return 0.0, 0.0
    if east_asian_width(letter) in "WF":
        return 1.0, 1.0
    return _SHARES.get(letter) or (_CAPITAL if category(letter) == "Lu" else _OTHER)
