"""Pictures as files: SVG as it is, PNG and PDF through the optional part `charts`."""

import re
from html import unescape
from pathlib import PurePath

from cairn.base.errors import InputError, MissingExtraError
from cairn.base.letters import SIZE, wrapped
from cairn.base.svg import Markup, element, number, standalone

FORMATS = (".svg", ".png", ".pdf")
SCALE = 2
MARGIN, LINE = 16.0, 20.0


def picture_file(drawing: Markup, name: str) -> bytes:
    """Return a picture in the format the file's name asks for: .svg, .png (twice the size, for print) or .pdf.

    It has its title above it, because a file has no page around it that says what it shows. Raises `InputError` for
    another ending, `MissingExtraError` for PNG or PDF without the optional part.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in FORMATS:
        raise InputError("the ending is not one of a picture", where=name, remedy=f"use {', '.join(FORMATS)}")
    text = standalone(titled(drawing))
    if ending == ".svg":
        return text.encode()
    try:
        import vl_convert
    except ImportError as error:
        raise MissingExtraError("charts", needed_for=f"A picture as {ending[1:].upper()}") from error
    return bytes(vl_convert.svg_to_png(text, scale=SCALE) if ending == ".png" else vl_convert.svg_to_pdf(text))


def titled(drawing: Markup) -> Markup:
    """Write a picture's title above it, and leave a margin around both."""
    width, height = (float(side) for side in re.findall(r'viewBox="0 0 (\S+) (\S+)"', drawing)[0])
    title = unescape(re.findall(r"<title[^>]*>([^<]*)</title>", drawing)[0])
    lines = wrapped(title, width, SIZE, strong=True)
    down = MARGIN + LINE * len(lines) + 8
    words = [
        element("text", line, x=MARGIN, y=MARGIN + 12 + LINE * place, class_="strong")
        for place, line in enumerate(lines)
    ]
    start, rest = drawing.split(">", 1)
    named_end = max(rest.find("</title>") + len("</title>"), rest.find("</desc>") + len("</desc>"))
    body = element("g", Markup(rest[named_end:].removesuffix("</svg>")), transform=f"translate({MARGIN:g} {down:g})")
    wide, high = number(width + 2 * MARGIN), number(height + down + MARGIN)
    root = re.sub(r'viewBox="[^"]*" width="[^"]*"', f'viewBox="0 0 {wide} {high}" width="{wide}"', start)
    return Markup(f"{root}>{rest[:named_end]}{''.join(words)}{body}</svg>")
