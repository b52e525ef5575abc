"""The style sheet colours pictures with the very classes that the library draws them with."""

from pathlib import Path

import cairnhub.config
from cairn.base.svg import PICTURE_CSS


def test_the_style_sheet_holds_the_vocabulary_of_pictures():
    style = (Path(cairnhub.config.__file__).parent / "static" / "cairn.css").read_text(encoding="utf-8")

    assert PICTURE_CSS in style
