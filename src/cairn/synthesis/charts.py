"""Pictures as files: SVG as it is, PNG and PDF through the optional part `charts`."""

from pathlib import PurePath

from cairn.base.errors import InputError, MissingExtraError
from cairn.base.svg import Markup, standalone

FORMATS = (".svg", ".png", ".pdf")
SCALE = 2


def picture_file(drawing: Markup, name: str) -> bytes:
    """Return a picture in the format the file's name asks for: .svg, .png (twice the size, for print) or .pdf.

    Raises `InputError` for another ending, `MissingExtraError` for PNG or PDF without the optional part.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in FORMATS:
        raise InputError("the ending is not one of a picture", where=name, remedy=f"use {', '.join(FORMATS)}")
    text = standalone(drawing)
    if ending == ".svg":
        return text.encode()
    try:
        import vl_convert
    except ImportError as error:
        raise MissingExtraError("charts", needed_for=f"A picture as {ending[1:].upper()}") from error
    return bytes(vl_convert.svg_to_png(text, scale=SCALE) if ending == ".png" else vl_convert.svg_to_pdf(text))
